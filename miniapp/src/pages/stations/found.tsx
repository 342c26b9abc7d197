// What was found, as a list; what to do where nothing was.
import type { ReactNode } from "react";
import { Button } from "../../kit/button.tsx";
import { Empty } from "../../kit/placeholders.tsx";
import { Box } from "../../kit/primitives.tsx";
import { When } from "../../kit/when.tsx";
import { useAction } from "../../service/hooks.ts";
import { useText } from "../../service/language.ts";
import { StationCard } from "../../view/stationCard.tsx";
import type { Finder } from "./useFinder.ts";

export type FoundProps = {
  readonly finder: Finder;
  readonly isNear: boolean;
  readonly hasConditions: boolean;
  readonly onAll: () => void;
  /** Null where the search reaches as far as it can already. */
  readonly onWiden: (() => void) | null;
};

export const Found = ({ finder, isNear, hasConditions, onAll, onWiden }: FoundProps) => {
  const text = useText();
  const { stations } = finder;
  const more = useAction(async () => stations.more?.());
  const nothing: ReactNode = (
    <Empty
      icon="pin"
      title={text.stations.emptyTitle}
      hint={hasConditions ? text.stations.emptyFiltered : text.stations.emptyHint}
    >
      {hasConditions ? (
        <Button kind="plain" onPress={onAll}>
          {text.stations.showAll}
        </Button>
      ) : null}
      {onWiden === null ? null : (
        <Button kind="plain" onPress={onWiden}>
          {text.stations.widen}
        </Button>
      )}
    </Empty>
  );
  if (finder.isTooFar) return <Box className="quiet center">{text.find.zoomedOut}</Box>;
  return (
    <When loading={stations} cards={4}>
      {({ items, complete }) =>
        items.length === 0 && stations.more === null ? (
          nothing
        ) : (
          <Box className="stack">
            {complete ? null : <Box className="quiet">{text.find.incomplete}</Box>}
            <Box className="stack" role="list">
              {items.map((station) => (
                <Box key={station.stationId} role="listitem">
                  <StationCard station={station} isNear={isNear} />
                </Box>
              ))}
            </Box>
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
