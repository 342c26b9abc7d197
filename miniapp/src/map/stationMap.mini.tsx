// The mini-programs' own map, in the coordinates that it draws (GCJ-02), which the page asks for.
import { useState } from "react";
import { Map as NativeMap } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { useLatest } from "../service/hooks.ts";
import type { MapView, StationMapProps } from "./types.ts";

const mapId = "stations";

/** A marker's picture has to be a file of the package. */
const pinOf = (name: string): string => `/pins/${name}.png`;

type Icon = { readonly name: string; readonly width: number; readonly height: number };

const markerOf = (
  id: number,
  one: { readonly position: MapView["centre"]; readonly label: string; readonly name: string },
  { name, width, height }: Icon,
) => ({
  id,
  ...one.position,
  iconPath: pinOf(name),
  width,
  height,
  ariaLabel: one.name,
  label: {
    content: one.label,
    color: "#ffffff",
    fontSize: 14,
    textAlign: "center" as const,
    anchorX: -7 * Math.max(1, one.label.length) * 0.62,
    anchorY: -height + 10,
    borderRadius: 0,
    borderWidth: 0,
    borderColor: "#00000000",
    bgColor: "#00000000",
    padding: 0,
  },
});

/** Where the map looks now, asked of the map itself: its events say it differently everywhere. */
async function viewNow(): Promise<MapView | null> {
  const context = Taro.createMapContext(mapId);
  const region = await new Promise<MapView["box"] | null>((resolve) => {
    void context.getRegion({
      success: ({ southwest, northeast }) =>
        resolve({
          south: southwest.latitude,
          west: southwest.longitude,
          north: northeast.latitude,
          east: northeast.longitude,
        }),
      fail: () => resolve(null),
    });
  });
  const zoom = await new Promise<number | null>((resolve) => {
    void context.getScale({ success: ({ scale }) => resolve(scale), fail: () => resolve(null) });
  });
  if (region === null || zoom === null) return null;
  const centre = {
    latitude: (region.south + region.north) / 2,
    longitude: (region.west + region.east) / 2,
  };
  return { box: region, centre, zoom };
}

/** WeChat says it in `detail`, Alipay in the event itself. */
const said = (event: object, name: string): unknown => {
  const detail: unknown = Reflect.get(event, "detail");
  const inDetail: unknown =
    typeof detail === "object" && detail !== null ? Reflect.get(detail, name) : undefined;
  return inDetail ?? Reflect.get(event, name);
};

export const StationMap = (props: StationMapProps) => {
  const { goal, markers, clusters } = props;
  const latest = useLatest(props);
  // The map keeps where a cluster took it until the page has another goal.
  const [zoomed, setZoomed] = useState(goal);
  const looking = zoomed.turn === goal.turn ? zoomed : goal;

  const moved = async (): Promise<void> => {
    const view = await viewNow();
    if (view !== null) latest.current.onMoved(view);
  };
  const tapped = (id: number): void => {
    const marker = markers[id];
    if (marker !== undefined) return props.onMarker(marker.id);
    const cluster = clusters[id - markers.length];
    if (cluster === undefined) return;
    setZoomed({ centre: cluster.position, zoom: Math.min(18, looking.zoom + 2), turn: goal.turn });
    void moved();
  };
  return (
    <NativeMap
      id={mapId}
      className="map"
      latitude={looking.centre.latitude}
      longitude={looking.centre.longitude}
      scale={looking.zoom}
      showLocation={props.me !== null}
      markers={[
        ...markers.map((one, at) => markerOf(at, one, { name: one.tone, width: 40, height: 44 })),
        ...clusters.map((one, at) =>
          markerOf(markers.length + at, one, { name: "cluster", width: 44, height: 44 }),
        ),
      ]}
      onMarkerTap={(event) => tapped(Number(said(event, "markerId")))}
      onRegionChange={(event) => {
        const by = said(event, "causedBy");
        // "update" is what the page itself asked for.
        if (said(event, "type") === "end" && by !== "update") void moved();
      }}
      onError={() => undefined}
    />
  );
};
