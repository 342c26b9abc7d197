// Leaflet drawing the stations over tiles, or over a ground of our own. What is drawn follows what the
// page knows; the page hears only of what the driver did.
import { useEffect, useRef } from "react";
import * as L from "leaflet";
import { useLatest } from "../service/hooks.ts";
import { addGround } from "./ground.ts";
import { drawMarkers } from "./markers.ts";
import { shownOn } from "./shownOn.ts";
import type { MapView, StationMapProps } from "./types.ts";
import "./leafletMap.css";

/** Below it single streets would be one grey. */
const nearZoom = 13;

function viewOf(map: L.Map, props: StationMapProps): MapView {
  const { known } = shownOn(props.tiles);
  const bounds = map.getBounds();
  const southWest = known(bounds.getSouthWest());
  const northEast = known(bounds.getNorthEast());
  return {
    box: {
      south: southWest.latitude,
      west: southWest.longitude,
      north: northEast.latitude,
      east: northEast.longitude,
    },
    centre: known(map.getCenter()),
    zoom: map.getZoom(),
  };
}

type Made = {
  readonly map: L.Map;
  /** Moves that the page asks for are not told back to it. */
  readonly quietly: (move: () => void) => void;
};

function makeMap(box: HTMLElement, latest: { readonly current: StationMapProps }): Made {
  const { goal, tiles } = latest.current;
  const map = L.map(box, { zoomControl: false, trackResize: false, minZoom: 4, maxZoom: 18 });
  map.attributionControl.setPrefix(false);
  L.control.zoom({ position: "topright" }).addTo(map);
  map.setView(shownOn(tiles).shown(goal.centre), goal.zoom, { animate: false });
  const nearness = (): void => {
    box.classList.toggle("map-near", map.getZoom() >= nearZoom);
  };
  nearness();
  map.on("zoomend", nearness);
  let isQuiet = false;
  map.on("moveend", () => {
    if (!isQuiet) latest.current.onMoved(viewOf(map, latest.current));
  });
  const quietly = (move: () => void): void => {
    isQuiet = true;
    move();
    isQuiet = false;
  };
  return { map, quietly };
}

export const LeafletMap = (props: StationMapProps) => {
  const box = useRef<HTMLDivElement>(null);
  // Made by the first effect, so that the others of the same drawing find it.
  const made = useRef<Made | null>(null);
  const { goal, tiles, groundAt, groundNote, markers, clusters, me } = props;
  const latest = useLatest(props);

  useEffect(() => {
    if (box.current === null) return undefined;
    const { map, quietly } = makeMap(box.current, latest);
    made.current = { map, quietly };
    // The page around it may get its size later than the map.
    const watch = new ResizeObserver(() => quietly(() => map.invalidateSize({ pan: false })));
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      made.current = null;
      map.remove();
    };
  }, [latest]);

  useEffect(() => {
    if (made.current === null) return undefined;
    return addGround(made.current.map, { tiles, groundAt, note: groundNote });
  }, [tiles, groundAt, groundNote]);

  useEffect(() => {
    const now = made.current;
    now?.quietly(() =>
      now.map.setView(shownOn(tiles).shown(goal.centre), goal.zoom, { animate: false }),
    );
  }, [tiles, goal]);

  useEffect(() => {
    if (made.current === null) return undefined;
    const { map } = made.current;
    const taps = {
      onMarker: (id: string) => latest.current.onMarker(id),
      onCluster: (at: L.LatLng) => void map.setView(at, Math.min(map.getZoom() + 2, 18)),
    };
    return drawMarkers(map, shownOn(tiles), { markers, clusters, me }, taps);
  }, [tiles, markers, clusters, me, latest]);

  return <div ref={box} className="map" role="region" aria-label={props.label} />;
};
