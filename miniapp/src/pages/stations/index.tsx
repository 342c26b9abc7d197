// Home: the stations around, on the map and as a list, with what is free now, and the way straight to
// a pile by its code.
import { useEffect, useMemo, useState } from "react";
import { limits } from "../../../../core/limits.ts";
import type { StationSort, StationSummary } from "../../../../core/contract/stations.ts";
import { Choices } from "../../kit/choices.tsx";
import { Notice } from "../../kit/notice.tsx";
import { Page } from "../../kit/page.tsx";
import { Skeleton } from "../../kit/placeholders.tsx";
import { Box, Press } from "../../kit/primitives.tsx";
import { When } from "../../kit/when.tsx";
import type { MapGoal, MapView } from "../../map/types.ts";
import { useAction } from "../../service/hooks.ts";
import { useLanguage, useText } from "../../service/language.ts";
import { OpenPile } from "../../view/openPile.tsx";
import { countOf, type Filters, noFilters } from "./filters.ts";
import { Found } from "./found.tsx";
import { MapPane } from "./mapPane.tsx";
import { PlaceSheet } from "./placeSheet.tsx";
import { SearchBar } from "./searchBar.tsx";
import { useFinder } from "./useFinder.ts";
import { isDistanceKnown, positionOf, useWhere, type Where } from "./useWhere.ts";
import "./index.css";

const usualZoom = 13;
/** A text is looked for once nothing was typed for so long. */
const typingMs = 400;

const Around = ({ where, onPlace }: { readonly where: Where; readonly onPlace: () => void }) => {
  const text = useText();
  const isEnglish = useLanguage() === "en";
  if (where.kind === "locating") return <Box className="quiet">{text.stations.locating}</Box>;
  const place = where.kind === "place" ? (isEnglish ? where.place.nameEn : where.place.name) : "";
  if (where.kind === "place" && where.why !== "chosen")
    return (
      <Notice tone="info" action={{ label: text.find.choosePlace, onPress: onPlace }}>
        {text.stations[where.why](place)}
      </Notice>
    );
  return (
    <Box className="where">
      <Box className="quiet">
        {where.kind === "here" ? text.stations.yourPosition : text.find.from(place)}
      </Box>
      <Press className="link" onPress={onPlace}>
        {text.find.choosePlace}
      </Press>
    </Box>
  );
};

/** The text, once the driver has stopped typing. */
function useSettled(typed: string): readonly [string, () => void] {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), typed === "" ? 0 : typingMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return [settled, () => setSettled(typed)];
}

/** Every operator met while the page is open can be chosen. */
function useOperators(stations: readonly StationSummary[]): ReadonlyMap<string, string> {
  const [operators, setOperators] = useState<ReadonlyMap<string, string>>(new Map());
  const fresh = stations.filter(({ operatorId }) => !operators.has(operatorId));
  if (fresh.length > 0)
    setOperators(
      new Map([
        ...operators,
        ...fresh.map(({ operatorId, operatorName }) => [operatorId, operatorName] as const),
      ]),
    );
  return operators;
}

/** Where the map looks: at where the search is made from, until the driver moves it. */
function useMapGoal(where: Where) {
  const from = positionOf(where);
  const [turn, setTurn] = useState(0);
  const key = from === null ? "" : `${from.latitude},${from.longitude},${turn}`;
  const [moved, setMoved] = useState<{ readonly key: string; readonly view: MapView } | null>(null);
  const goal = useMemo<MapGoal | null>(
    () => (from === null ? null : { centre: from, zoom: usualZoom, turn: key }),
    [from, key],
  );
  return {
    from,
    goal,
    view: moved !== null && moved.key === key ? moved.view : null,
    setView: (view: MapView): void => setMoved({ key, view }),
    goBack: (): void => setTurn(turn + 1),
  };
}

function useHome() {
  const { where, config, locateAgain, choose } = useWhere();
  const map = useMapGoal(where);
  const [isMap, setMap] = useState(true);
  const [typed, setTyped] = useState("");
  const [text, searchNow] = useSettled(typed.trim());
  const [filters, setFilters] = useState<Filters>(noFilters);
  const [sort, setSort] = useState<StationSort>("distance");
  const [radiusM, setRadius] = useState<number>(limits.searchRadiusM.usual);
  const { from, view } = map;
  const finder = useFinder({ from, view, isMap, radiusM, text, filters, sort });
  return {
    where,
    config,
    locateAgain,
    choose,
    map,
    isMap,
    setMap,
    typed,
    setTyped,
    text,
    searchNow,
    filters,
    setFilters,
    sort,
    setSort,
    radiusM,
    setRadius,
    finder,
  };
}

const Results = ({ home }: { readonly home: ReturnType<typeof useHome> }) => {
  const text = useText();
  const { filters, sort, setSort, radiusM, finder, map, isMap } = home;
  const isCircle = home.text === "" && (!isMap || map.view === null);
  const widest = limits.searchRadiusM.most;
  return (
    <>
      {isMap ? null : (
        <Choices
          label={text.find.sort}
          shape="even"
          choices={(["distance", "price", "power"] as const).map((value) => ({
            value,
            label: text.find.sorts[value],
          }))}
          chosen={sort}
          onChoose={setSort}
        />
      )}
      <Found
        finder={finder}
        isNear={isDistanceKnown(home.where)}
        hasConditions={countOf(filters) > 0 || home.text !== ""}
        onAll={() => {
          home.setFilters(noFilters);
          home.setTyped("");
        }}
        onWiden={isCircle && radiusM < widest ? () => home.setRadius(widest) : null}
      />
    </>
  );
};

export default function StationsPage() {
  const text = useText();
  const home = useHome();
  const { where, config, map, isMap, finder } = home;
  const [isPlacing, setPlacing] = useState(false);
  const operators = useOperators(finder.items);
  const locating = useAction(async () => {
    await home.locateAgain();
    map.goBack();
  });
  return (
    <Page title={text.stations.title} root="stations" isTitleHidden>
      <SearchBar
        typed={home.typed}
        onType={home.setTyped}
        onSearch={home.searchNow}
        isMap={isMap}
        onMap={home.setMap}
        filters={home.filters}
        operators={operators}
        onFilters={home.setFilters}
      />
      {isMap && map.goal !== null && config.state.kind === "ready" ? (
        <MapPane
          where={where}
          config={config.state.value}
          goal={map.goal}
          view={map.view}
          stations={finder.items}
          clusters={finder.clusters}
          onMoved={map.setView}
          onLocate={locating.run}
        />
      ) : isMap ? (
        <Box className="map-pane">
          <Box className="map" />
        </Box>
      ) : null}
      <Around where={where} onPlace={() => setPlacing(true)} />
      {where.kind === "locating" ? (
        <When loading={config} cards={4}>
          {() => <Skeleton cards={4} />}
        </When>
      ) : (
        <Results home={home} />
      )}
      <OpenPile shape="floating" />
      {isPlacing ? (
        <PlaceSheet
          isRefused={where.kind === "place" && where.why === "refused"}
          mapCentre={map.view?.centre ?? null}
          onHere={() => {
            setPlacing(false);
            locating.run();
          }}
          onChoose={(place) => {
            setPlacing(false);
            home.choose(place);
          }}
          onClose={() => setPlacing(false)}
        />
      ) : null}
    </Page>
  );
}
