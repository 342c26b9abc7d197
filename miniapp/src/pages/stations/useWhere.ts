// Where the search is made from: the driver's position, or a place while his position is not known or
// he wants another.
import { useCallback, useEffect, useRef, useState } from "react";
import type { Position } from "../../../../core/contract/common.ts";
import { locate } from "../../platform/position.ts";
import type { LocateRefusal } from "../../platform/types.ts";
import { loadMapConfig, type MapConfig } from "../../service/config.ts";
import { type Loading, useLoaded } from "../../service/hooks.ts";

export type Place = {
  readonly position: Position;
  readonly name: string;
  readonly nameEn: string;
};

export type Where =
  | { readonly kind: "locating" }
  | { readonly kind: "here"; readonly position: Position }
  /** `why` there is a place instead of the position. */
  | { readonly kind: "place"; readonly place: Place; readonly why: LocateRefusal | "chosen" };

/** As long as the driver's answer to the platform's question may keep the list waiting. */
const patienceMs = 2_500;

const later = (ms: number): Promise<null> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(null), ms);
  });

// Kept while the app runs, never stored: coming back to the list does not ask again.
let lastWhere: Where = { kind: "locating" };

const placeOf = (home: MapConfig["home"]): Place => ({
  position: { latitude: home.latitude, longitude: home.longitude },
  name: home.name,
  nameEn: home.nameEn,
});

export const positionOf = (where: Where): Position | null =>
  where.kind === "here" ? where.position : where.kind === "place" ? where.place.position : null;

/** How far it is from a city that he did not name tells him nothing. */
export const isDistanceKnown = (where: Where): boolean =>
  where.kind === "here" || (where.kind === "place" && where.why === "chosen");

export function useWhere(): {
  readonly where: Where;
  readonly config: Loading<MapConfig>;
  readonly locateAgain: () => Promise<void>;
  readonly choose: (place: Place) => void;
} {
  const [where, setWhere] = useState<Where>(lastWhere);
  const config = useLoaded("map", loadMapConfig);
  const home = config.state.kind === "ready" ? config.state.value.home : null;
  const isMounted = useRef(true);
  // What was asked last counts, whichever answer comes last.
  const turn = useRef(0);

  const settle = useCallback((next: Where) => {
    lastWhere = next;
    if (isMounted.current) setWhere(next);
  }, []);

  const find = useCallback(
    async (fallback: MapConfig["home"]) => {
      turn.current += 1;
      const mine = turn.current;
      const asked = locate();
      const first = await Promise.race([asked, later(patienceMs)]);
      if (mine !== turn.current) return;
      const instead = (why: LocateRefusal): Where =>
        lastWhere.kind === "place"
          ? { ...lastWhere, why }
          : { kind: "place", place: placeOf(fallback), why };
      if (first === null && lastWhere.kind === "locating") settle(instead("unavailable"));
      const answer = await asked;
      if (mine !== turn.current) return;
      if (answer.ok) settle({ kind: "here", position: answer.value });
      else settle(instead(answer.error));
    },
    [settle],
  );

  useEffect(() => {
    isMounted.current = true;
    if (home !== null && lastWhere.kind === "locating") void find(home);
    return () => {
      isMounted.current = false;
    };
  }, [home, find]);

  const locateAgain = async (): Promise<void> => {
    if (home !== null) await find(home);
  };
  const choose = (place: Place): void => {
    turn.current += 1;
    settle({ kind: "place", place, why: "chosen" });
  };
  return { where, config, locateAgain, choose };
}
