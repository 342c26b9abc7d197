// The map above the list, with a way back to the driver's own position.
import { useMemo, useState } from "react";
import type { StationSummary } from "../../../../core/contract/stations.ts";
import { Icon } from "../../kit/icon.tsx";
import { Box, Press } from "../../kit/primitives.tsx";
import { StationMap } from "../../map/stationMap.tsx";
import type { MapGoal, MapView } from "../../map/types.ts";
import type { MapConfig } from "../../service/config.ts";
import { useLanguage, useText } from "../../service/language.ts";
import { StationSheet } from "./stationSheet.tsx";
import { clustersOf, markersOf } from "./toMap.ts";
import { type Clusters, isFar } from "./useFinder.ts";
import { isDistanceKnown, type Where } from "./useWhere.ts";

export type MapPaneProps = {
  readonly where: Where;
  readonly config: MapConfig;
  readonly goal: MapGoal;
  readonly view: MapView | null;
  readonly stations: readonly StationSummary[];
  readonly clusters: Clusters;
  readonly onMoved: (view: MapView) => void;
  readonly onLocate: () => void;
};

export const MapPane = (props: MapPaneProps) => {
  const text = useText();
  const isEnglish = useLanguage() === "en";
  const { where, config, view, stations, clusters } = props;
  const [openId, setOpen] = useState<string | null>(null);
  // Clusters come a moment after the map was moved; until then the stations stay.
  const hasClusters = view !== null && isFar(view.zoom) && clusters.length > 0;
  const markers = useMemo(
    () => (hasClusters ? [] : markersOf(text, isEnglish, stations)),
    [hasClusters, text, isEnglish, stations],
  );
  const marks = useMemo(
    () => (hasClusters ? clustersOf(text, clusters) : []),
    [hasClusters, text, clusters],
  );
  const me = where.kind === "here" ? where.position : null;
  const placeAt = where.kind === "place" ? where.place.position : config.home;
  // The ground is drawn once for a place, not for each object that names it.
  const { latitude, longitude } = placeAt;
  const groundAt = useMemo(() => ({ latitude, longitude }), [latitude, longitude]);
  const open = stations.find(({ stationId }) => stationId === openId);
  return (
    <Box className="map-pane">
      <StationMap
        label={text.find.mapLabel}
        goal={props.goal}
        me={me}
        markers={markers}
        clusters={marks}
        tiles={config.mapTiles}
        groundAt={groundAt}
        groundNote={text.find.ground}
        onMoved={props.onMoved}
        onMarker={setOpen}
      />
      <Box className="map-tools">
        <Press className="map-tool" label={text.find.locateMe} onPress={props.onLocate}>
          <Icon name="locate" />
        </Press>
      </Box>
      {hasClusters ? <Box className="map-hint small">{text.find.zoomIn}</Box> : null}
      {open === undefined ? null : (
        <StationSheet
          isNear={isDistanceKnown(where)}
          station={open}
          onClose={() => setOpen(null)}
        />
      )}
    </Box>
  );
};
