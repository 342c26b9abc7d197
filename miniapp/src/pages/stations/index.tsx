// Home: the stations nearby with what is free now, and the way straight to a pile by its code.
import { useState, type ReactNode } from "react";
import { limits } from "../../../../core/limits.ts";
import { OpenPile } from "../../view/openPile.tsx";
import { Button } from "../../kit/button.tsx";
import { Choices } from "../../kit/choices.tsx";
import { Notice } from "../../kit/notice.tsx";
import { Page } from "../../kit/page.tsx";
import { Empty, Skeleton } from "../../kit/placeholders.tsx";
import { Box } from "../../kit/primitives.tsx";
import { When } from "../../kit/when.tsx";
import { useAction, useEvery, useOnScreen } from "../../service/hooks.ts";
import { useLanguage, useText } from "../../service/language.ts";
import { StationCard } from "./stationCard.tsx";
import { type Around, type Filter, useAround, useStations } from "./useNearby.ts";

/** Often enough that "free" can be relied on when setting out, seldom enough to cost little. */
const refreshMs = 20_000;

type WhereProps = { readonly around: Around; readonly onLocate: () => void };

const Where = ({ around, onLocate }: WhereProps) => {
  const text = useText();
  const isEnglish = useLanguage() === "en";
  if (around.kind === "locating") return <Box className="quiet">{text.stations.locating}</Box>;
  if (around.kind === "here") return <Box className="quiet">{text.stations.yourPosition}</Box>;
  const place = isEnglish ? around.home.nameEn : around.home.name;
  const isRefused = around.why === "refused";
  return (
    <Notice tone="info" action={{ label: text.stations.useMyPosition, onPress: onLocate }}>
      {isRefused ? text.stations.refused(place) : text.stations.unavailable(place)}
    </Notice>
  );
};

type FoundProps = {
  readonly stations: ReturnType<typeof useStations>;
  readonly filter: Filter;
  readonly onAll: () => void;
  /** Null where the search reaches as far as it can already. */
  readonly onWiden: (() => void) | null;
};

const Found = ({ stations, filter, onAll, onWiden }: FoundProps) => {
  const text = useText();
  const more = useAction(async () => stations.more?.());
  const nothing: ReactNode = (
    <Empty
      icon="pin"
      title={text.stations.emptyTitle}
      hint={filter === "all" ? text.stations.emptyHint : text.stations.emptyFiltered}
    >
      {filter === "all" ? null : (
        <Button kind="plain" onPress={onAll}>
          {text.stations.showAll}
        </Button>
      )}
      {onWiden === null ? null : (
        <Button kind="plain" onPress={onWiden}>
          {text.stations.widen}
        </Button>
      )}
    </Empty>
  );
  return (
    <When loading={stations} cards={4}>
      {({ items }) =>
        items.length === 0 ? (
          nothing
        ) : (
          <Box className="stack">
            {items.map((station) => (
              <StationCard key={station.stationId} station={station} />
            ))}
            {stations.more === null ? null : (
              <Button kind="plain" onPress={more.run} isBusy={more.isRunning}>
                {text.common.more}
              </Button>
            )}
          </Box>
        )
      }
    </When>
  );
};

export default function StationsPage() {
  const text = useText();
  const [filter, setFilter] = useState<Filter>("all");
  const [radiusM, setRadius] = useState<number>(limits.searchRadiusM.usual);
  const [hasAskedAgain, setAskedAgain] = useState(false);
  const { around, config, locateAgain } = useAround();
  const stations = useStations(around, filter, radiusM);
  const hasPlace = around.kind !== "locating";
  useEvery(refreshMs, useOnScreen() && hasPlace, () => void stations.reload());
  const names = text.stations.filters;
  const filters = (["all", "DC", "AC", "available"] as const).map((value) => ({
    value,
    label: names[value],
  }));
  const askAgain = (): void => {
    setAskedAgain(true);
    locateAgain();
  };
  const isRefused = around.kind === "home" && around.why === "refused";
  const widest = limits.searchRadiusM.most;
  return (
    <Page title={text.stations.title} root="stations">
      <Where around={around} onLocate={askAgain} />
      {isRefused && hasAskedAgain ? <Notice tone="warn">{text.stations.refusedHow}</Notice> : null}
      <Choices
        label={text.stations.filterLabel}
        choices={filters}
        chosen={filter}
        onChoose={setFilter}
      />
      {hasPlace ? (
        <Found
          stations={stations}
          filter={filter}
          onAll={() => setFilter("all")}
          onWiden={radiusM < widest ? () => setRadius(widest) : null}
        />
      ) : (
        <When loading={config} cards={4}>
          {() => <Skeleton cards={4} />}
        </When>
      )}
      <OpenPile shape="floating" />
    </Page>
  );
}
