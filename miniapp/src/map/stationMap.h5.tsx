// The browser's map, loaded after the page: the list can be used before it has come.
import { lazy, Suspense } from "react";
import type { StationMapProps } from "./types.ts";

const LeafletMap = lazy(async () => ({ default: (await import("./leafletMap.tsx")).LeafletMap }));

export const StationMap = (props: StationMapProps) => (
  <Suspense fallback={<div className="map map-waiting" />}>
    <LeafletMap {...props} />
  </Suspense>
);
