// The stations that the list and the map show: around a point, in the part of the map that the driver
// has moved to, or those that a text finds; with what is free as the live socket says.
import { useEffect, useMemo, useRef, useState } from "react";
import type { Position } from "../../../../core/contract/common.ts";
import type { LiveStationCounts } from "../../../../core/contract/live.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { listClusters } from "../../../../core/contract/places.ts";
import {
  listStations,
  type StationSort,
  type StationSummary,
} from "../../../../core/contract/stations.ts";
import { limits } from "../../../../core/limits.ts";
import { withLiveCounts } from "../../live/liveCounts.ts";
import { nobody, useLive } from "../../live/useLive.ts";
import { cellOfMost } from "../../map/areaCell.ts";
import type { MapView } from "../../map/types.ts";
import { coordinates } from "../../platform/position.ts";
import { api } from "../../service/api.ts";
import { type Loading, useEvery, useLoaded, useOnScreen } from "../../service/hooks.ts";
import { type Filters, queryOf } from "./filters.ts";
import { areaOf } from "./searchArea.ts";

export type Found = Omit<OutputOf<typeof listStations>, "items"> & {
  readonly items: readonly StationSummary[];
};
export type Clusters = OutputOf<typeof listClusters>["items"];

export type Search = {
  /** Null while it is not known yet. */
  readonly from: Position | null;
  /** Where the driver has moved the map; null while it is where the search began. */
  readonly view: MapView | null;
  readonly isMap: boolean;
  readonly radiusM: number;
  readonly text: string;
  readonly filters: Filters;
  readonly sort: StationSort;
};

/** Often enough that "free" can be relied on when setting out, seldom enough to cost little. */
const withoutLiveMs = 20_000;
/** Prices change by the hour, and stations of other cells are not live. */
const withLiveMs = 60_000;

const nothing: Found = { items: [], nextCursor: null, complete: true };

function useStations(
  search: Search,
): Loading<Found> & { readonly more: (() => Promise<void>) | null } {
  const area = areaOf(search);
  const point = search.from ?? { latitude: 0, longitude: 0 };
  const where = area.kind === "none" ? {} : area.where;
  const page = (limit: number, cursor?: string) =>
    api(listStations, {
      latitude: point.latitude,
      longitude: point.longitude,
      ...where,
      coordinates,
      ...queryOf(search.filters),
      ...(search.text === "" ? {} : { text: search.text }),
      sort: search.sort,
      limit: Math.min(limit, limits.searchPage.most),
      ...(cursor === undefined ? {} : { cursor }),
    });
  const key =
    search.from === null || area.kind === "none"
      ? null
      : JSON.stringify([point, where, search.text, search.filters, search.sort]);
  const count = useRef(0);
  // A refresh asks again for as many as are shown, so that the list does not shrink.
  const usual = search.isMap ? limits.searchPage.most : limits.pageSize.usual;
  const loading = useLoaded<Found>(key, () => page(Math.max(usual, count.current)));
  const { state, put } = loading;
  const shown = state.kind === "ready" ? state.value : null;
  useEffect(() => {
    count.current = shown?.items.length ?? 0;
  }, [shown]);
  const cursor = shown?.nextCursor ?? null;
  const more =
    shown === null || cursor === null
      ? null
      : async (): Promise<void> => {
          const answer = await page(limits.pageSize.usual, cursor);
          if (!answer.ok) return;
          const known = new Set(shown.items.map((item) => item.stationId));
          const fresh = answer.value.items.filter((item) => !known.has(item.stationId));
          put({ ...answer.value, items: [...shown.items, ...fresh] });
        };
  return { ...loading, more };
}

function useClusters({ isMap, view, text }: Search): Clusters {
  const box = isMap && text === "" && view !== null && isFar(view.zoom) ? view.box : null;
  const zoom = Math.floor(view?.zoom ?? 0);
  const key = box === null ? null : JSON.stringify([box, zoom]);
  const { state } = useLoaded(key, () =>
    api(listClusters, { ...(box ?? noBox), zoom, coordinates }),
  );
  return box !== null && state.kind === "ready" ? state.value.items : noClusters;
}

const noBox = { south: 0, west: 0, north: 0, east: 0 };
const noClusters: Clusters = [];

/** From so far out single stations would cover each other. */
export const isFar = (zoom: number): boolean => zoom < 11.5;

/** What the live socket says of the cell where most of them are. */
function useLiveCounts(items: readonly StationSummary[], isOn: boolean) {
  const [live, setLive] = useState<readonly LiveStationCounts[]>([]);
  const cell = useMemo(() => cellOfMost(items.map(({ position }) => position)), [items]);
  const link = useLive(cell === null ? null : `/live/areas/${cell}`, isOn, nobody, (_, board) => {
    if (board.kind === "area") setLive(board.area.stations);
  });
  return { live, isLive: link.connection === "open" };
}

export type Finder = {
  readonly stations: Loading<Found> & { readonly more: (() => Promise<void>) | null };
  /** The last ones known, while others are on their way. */
  readonly items: readonly StationSummary[];
  readonly clusters: Clusters;
  readonly isTooFar: boolean;
};

export function useFinder(search: Search): Finder {
  const loading = useStations(search);
  const { state } = loading;
  const [kept, setKept] = useState<readonly StationSummary[]>(nothing.items);
  const items = state.kind === "ready" ? state.value.items : kept;
  if (items !== kept) setKept(items);
  const isOnScreen = useOnScreen();
  const { live, isLive } = useLiveCounts(items, isOnScreen);
  useEvery(isLive ? withLiveMs : withoutLiveMs, isOnScreen, () => {
    if (search.from !== null) void loading.reload();
  });
  const shown = useMemo(() => withLiveCounts(items, live), [items, live]);
  const stations =
    state.kind === "ready"
      ? { ...loading, state: { ...state, value: { ...state.value, items: shown } } }
      : loading;
  return {
    stations,
    items: shown,
    clusters: useClusters(search),
    isTooFar: areaOf(search).kind === "none",
  };
}
