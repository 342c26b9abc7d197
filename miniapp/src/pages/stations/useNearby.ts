// The stations around the driver, or around the deployment's home while his position is not known.
import { useCallback, useEffect, useRef, useState } from "react";
import type { Position } from "../../../../core/contract/common.ts";
import {
  type CurrentType,
  listStations,
  type StationSummary,
} from "../../../../core/contract/stations.ts";
import { limits } from "../../../../core/limits.ts";
import { coordinates, locate } from "../../platform/position.ts";
import type { LocateRefusal } from "../../platform/types.ts";
import { api } from "../../service/api.ts";
import { type Config, loadConfig } from "../../service/config.ts";
import { type Loading, useLoaded } from "../../service/hooks.ts";

export type Filter = "all" | CurrentType | "available";

export type Around =
  | { readonly kind: "locating" }
  | { readonly kind: "here"; readonly position: Position }
  | { readonly kind: "home"; readonly home: Config["home"]; readonly why: LocateRefusal };

type Found = { readonly items: readonly StationSummary[]; readonly nextCursor: string | null };

/** As long as the driver's answer to the platform's question may keep the list waiting. */
const patienceMs = 2_500;

const later = (ms: number): Promise<null> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(null), ms);
  });

// Kept while the app runs, never stored: coming back to the list does not ask again.
let lastAround: Around = { kind: "locating" };

export function useAround(): {
  readonly around: Around;
  readonly config: Loading<Config>;
  readonly locateAgain: () => void;
} {
  const [around, setAround] = useState<Around>(lastAround);
  const config = useLoaded("config", loadConfig);
  const home = config.state.kind === "ready" ? config.state.value.home : null;
  const isMounted = useRef(true);

  const settle = useCallback((next: Around) => {
    lastAround = next;
    if (isMounted.current) setAround(next);
  }, []);

  const find = useCallback(
    async (fallback: Config["home"]) => {
      const asked = locate();
      const first = await Promise.race([asked, later(patienceMs)]);
      if (first === null) settle({ kind: "home", home: fallback, why: "unavailable" });
      const answer = await asked;
      if (answer.ok) settle({ kind: "here", position: answer.value });
      else settle({ kind: "home", home: fallback, why: answer.error });
    },
    [settle],
  );

  useEffect(() => {
    isMounted.current = true;
    if (home !== null && lastAround.kind === "locating") void find(home);
    return () => {
      isMounted.current = false;
    };
  }, [home, find]);

  const locateAgain = (): void => {
    if (home !== null) void find(home);
  };
  return { around, config, locateAgain };
}

export function useStations(
  around: Around,
  filter: Filter,
  radiusM: number,
): Loading<Found> & { readonly more: (() => Promise<void>) | null } {
  const point =
    around.kind === "here" ? around.position : around.kind === "home" ? around.home : null;
  const page = (limit: number, cursor?: string) =>
    api(listStations, {
      latitude: point?.latitude ?? 0,
      longitude: point?.longitude ?? 0,
      coordinates,
      radiusM,
      limit,
      ...(filter === "DC" || filter === "AC" ? { currentType: filter } : {}),
      ...(filter === "available" ? { availableOnly: "true" as const } : {}),
      ...(cursor === undefined ? {} : { cursor }),
    });
  const key = point === null ? null : `${point.latitude},${point.longitude},${filter},${radiusM}`;
  const count = useRef(0);
  // A refresh asks again for as many as are shown, so that the list does not shrink.
  const loading = useLoaded<Found>(key, () => {
    const many = Math.max(limits.pageSize.usual, count.current);
    return page(Math.min(limits.pageSize.most, many));
  });
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
