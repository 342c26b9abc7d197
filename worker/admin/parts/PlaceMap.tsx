// A map of places over the deployment's tiles, or over a ground of our own. What stands on it is a
// button each for the keyboard; a click on the ground, or a pin that is dragged, picks a place.
import { useQuery } from "@tanstack/react-query";
import gcoord from "gcoord";
import * as L from "leaflet";
import "leaflet/dist/leaflet.css";
import { useEffect, useRef } from "react";
import type { Position } from "../../../core/contract/common.ts";
import { getConfig, type MapTiles } from "../../../core/contract/drivers.ts";
import { groundAround } from "../../../core/places/schematicGround.ts";
import { queryOf } from "../api/ask.ts";
import { useText } from "../text/language.tsx";
import classes from "./placeMap.module.css";

export type MapPlace = {
  readonly id: string;
  /** WGS-84. */
  readonly position: Position;
  readonly label: string;
  readonly tone?: "good" | "busy" | "warn" | "bad" | "idle";
  /** A figure or two letters in the pin. */
  readonly mark?: string;
};

type Props = {
  readonly label: string;
  readonly places: readonly MapPlace[];
  readonly height: number | string;
  readonly onOpen?: (id: string) => void;
  /** Where given, a click picks a place and pins can be dragged. */
  readonly onPick?: (position: Position) => void;
};

const NEAR_ZOOM = 14;
const FURTHEST_IN = 17;

const { transform, WGS84, GCJ02 } = gcoord;

/** Stored is WGS-84; tiles may be drawn in GCJ-02. */
const shownOn = (tiles: MapTiles | null, { latitude, longitude }: Position): L.LatLngTuple => {
  if (tiles?.coordinates !== "gcj02") return [latitude, longitude];
  const [east, north] = transform([longitude, latitude], WGS84, GCJ02);
  return [north, east];
};
/** A tenth of a metre. */
const fine = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

const knownFrom = (tiles: MapTiles | null, { lat, lng }: L.LatLng): Position => {
  const [longitude, latitude] =
    tiles?.coordinates === "gcj02" ? transform([lng, lat], GCJ02, WGS84) : [lng, lat];
  return { latitude: fine(latitude), longitude: fine(longitude) };
};

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

function groundOf(tiles: MapTiles | null, at: Position, note: string): L.Layer {
  if (tiles !== null) {
    const { urlTemplate, attribution } = tiles;
    return L.tileLayer(urlTemplate, { attribution: escaped(attribution), maxZoom: 18 });
  }
  return L.geoJSON(groundAround(at), {
    interactive: false,
    attribution: escaped(note),
    style: (piece) => ({ className: classes[String(piece?.properties.kind)] ?? "" }),
  });
}

const iconOf = ({ tone, mark }: MapPlace): L.DivIcon =>
  L.divIcon({
    className: `${classes["pin"] ?? ""} ${classes[`pin-${tone ?? "busy"}`] ?? ""}`,
    html: `<span>${escaped(mark ?? "")}</span>`,
    iconSize: [30, 30],
    iconAnchor: [15, 15],
  });

export function PlaceMap(props: Props) {
  const config = useQuery(queryOf(getConfig, {}));
  if (config.data === undefined) {
    return <div className={classes["map"]} style={{ height: props.height }} aria-busy />;
  }
  return <DrawnMap {...props} home={config.data.home} tiles={config.data.mapTiles} />;
}

type Drawn = Props & { readonly home: Position; readonly tiles: MapTiles | null };

function DrawnMap(props: Drawn) {
  const { label, height, places, tiles } = props;
  const boxRef = useRef<HTMLDivElement>(null);
  const mapRef = useRef<L.Map | null>(null);
  const note = useText().stationEditing.mapNote;
  const latestRef = useRef(props);
  useEffect(() => {
    latestRef.current = props;
  });
  useMadeMap({ boxRef, mapRef, latestRef, note });
  useEffect(() => {
    const map = mapRef.current;
    if (map === null) return undefined;
    const { onOpen, onPick } = latestRef.current;
    const drawn = places.map((place) => {
      const marker = L.marker(shownOn(tiles, place.position), {
        icon: iconOf(place),
        title: place.label,
        alt: place.label,
        draggable: onPick !== undefined,
        keyboard: onOpen !== undefined,
      });
      marker.on("click", () => latestRef.current.onOpen?.(place.id));
      marker.on("dragend", () => latestRef.current.onPick?.(knownFrom(tiles, marker.getLatLng())));
      return marker.addTo(map);
    });
    return () => {
      for (const marker of drawn) marker.remove();
    };
  }, [places, tiles]);
  return (
    <div
      ref={boxRef}
      className={classes["map"]}
      style={{ height }}
      role="region"
      aria-label={label}
      data-picks={props.onPick !== undefined || undefined}
    />
  );
}

function useMadeMap({
  boxRef,
  mapRef,
  latestRef,
  note,
}: {
  readonly boxRef: { readonly current: HTMLDivElement | null };
  readonly mapRef: { current: L.Map | null };
  readonly latestRef: { readonly current: Drawn };
  readonly note: string;
}): void {
  useEffect(() => {
    if (boxRef.current === null) return undefined;
    const { places, tiles, home } = latestRef.current;
    const map = L.map(boxRef.current, { minZoom: 4, maxZoom: 18, trackResize: false });
    mapRef.current = map;
    map.attributionControl.setPrefix(false);
    const shown = places.map(({ position }) => shownOn(tiles, position));
    const [first] = shown;
    if (first === undefined) map.setView(shownOn(tiles, home), NEAR_ZOOM, { animate: false });
    else if (shown.length === 1) map.setView(first, NEAR_ZOOM, { animate: false });
    else {
      map.fitBounds(L.latLngBounds(shown), {
        padding: [30, 30],
        maxZoom: FURTHEST_IN,
        animate: false,
      });
    }
    const { lat, lng } = map.getCenter();
    groundOf(tiles, { latitude: lat, longitude: lng }, note).addTo(map);
    map.on("click", ({ latlng }) => latestRef.current.onPick?.(knownFrom(tiles, latlng)));
    const watch = new ResizeObserver(() => map.invalidateSize({ pan: false }));
    watch.observe(boxRef.current);
    return () => {
      watch.disconnect();
      mapRef.current = null;
      map.remove();
    };
    // Tiles come with the page and stay; the first places say where the map opens.
  }, [boxRef, mapRef, latestRef, note]);
}
