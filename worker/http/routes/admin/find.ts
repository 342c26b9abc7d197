// The admin's search from anywhere.
import { adminFind } from "../../../../core/contract/admin/find.ts";
import { limits } from "../../../../core/limits.ts";
import { ok } from "../../../../core/result.ts";
import { dbOf } from "../../../db/database.ts";
import {
  foundOrdersQuery,
  foundPilesByPartQuery,
  foundPilesOfStationsQuery,
  foundPilesQuery,
  foundStationsQuery,
} from "../../../db/find.ts";
import type { App } from "../../context.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

export function adminFindRoutes(app: App): void {
  serveStaff(app, adminFind, find);
}

/** Numbers of orders begin with their time: fewer characters are no part of one. */
const LEAST_OF_AN_ORDER = 6;

async function find({ env, input: { text }, staff }: Call<typeof adminFind, ByStaff>) {
  const db = dbOf(env);
  const most = limits.foundOfAKind.most;
  const wanted = { operatorId: staff.operatorId, text, most };
  // Piles are numbered in capitals nearly everywhere, and typed in small letters.
  const inCapitals = { ...wanted, text: text.toUpperCase() };
  const [stations, asTyped, capital, byPart, ofStations, orders] = await Promise.all([
    foundStationsQuery(db, wanted) ?? [],
    foundPilesQuery(db, wanted),
    inCapitals.text === text ? [] : foundPilesQuery(db, inCapitals),
    foundPilesByPartQuery(db, wanted) ?? [],
    foundPilesOfStationsQuery(db, wanted) ?? [],
    text.length < LEAST_OF_AN_ORDER ? [] : foundOrdersQuery(db, inCapitals),
  ]);
  const isWhole = [...asTyped, ...capital].some(
    ({ pileId }) => pileId.toUpperCase() === inCapitals.text,
  );
  // Who types a pile's number means that pile; others, and its station, may fit the same letters.
  const piles = new Map(
    [...asTyped, ...capital, ...(isWhole ? [] : byPart), ...ofStations].map(
      (pile) => [pile.pileId, pile] as const,
    ),
  );
  return ok({ stations, piles: [...piles.values()].slice(0, most), orders });
}
