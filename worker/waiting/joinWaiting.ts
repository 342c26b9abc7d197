// A driver joins and leaves a station's waiting list. The row is written first: one without a place
// in the list is found out when it is read, a place without a row would be out of its driver's sight.
import type { LiveWaiting } from "../../core/contract/live.ts";
import type { ProblemCode } from "../../core/contract/problems.ts";
import type { Waiting } from "../../core/contract/waiting.ts";
import { limits } from "../../core/limits.ts";
import type { JoinRefusal, JoinRequest } from "../../core/live/summaries.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { usableCardsQuery } from "../db/reservations.ts";
import {
  deleteWaiting,
  stationNameQuery,
  upsertWaiting,
  waitingsOfDriverQuery,
} from "../db/waitings.ts";
import { viewOf } from "./waitingViews.ts";
import { askStation, type Lists } from "./lists.ts";

type Refusal = { readonly code: ProblemCode };

const joinProblems = {
  station_not_found: "station_not_found",
  connector_not_found: "waiting_kind_not_here",
  connector_is_free: "connector_is_free",
  waiting_list_full: "waiting_list_full",
  unavailable: "unavailable",
} as const satisfies Record<JoinRefusal["code"] | "station_not_found" | "unavailable", ProblemCode>;

type Joining = Omit<JoinRequest, "idTags"> & {
  readonly stationId: string;
  readonly nowMs: number;
};

export async function joinWaiting(
  lists: Lists,
  { driverId, stationId, currentType, nowMs }: Joining,
): Promise<Result<Waiting, Refusal>> {
  const { db } = lists;
  const [[place], cards, waiting] = await db.batch([
    stationNameQuery(db, stationId),
    usableCardsQuery(db, { driverId, nowMs, limit: limits.cardsPerReservation.most }),
    waitingsOfDriverQuery(db, { driverId, nowMs }),
  ]);
  if (place === undefined) return err({ code: "station_not_found" });
  const isThere = waiting.some((one) => one.stationId === stationId);
  if (!isThere && waiting.length >= limits.waitingsPerDriver.most) {
    return err({ code: "waiting_at_too_many" });
  }
  const expiresAtMs = nowMs + limits.waitingMs.most;
  await upsertWaiting(db, { driverId, stationId, joinedAtMs: nowMs, expiresAtMs });
  const idTags = cards.map(({ idTag }) => idTag);
  const joined = await askStation(lists, stationId, (station) =>
    station.joinWaiting({ driverId, currentType, idTags }),
  );
  if (joined.ok) return ok(await viewOf(lists, place, joined.value));
  // One that did not answer may have taken him: the row stays, and what it tells is asked for.
  if (joined.error.code !== "unavailable") {
    await deleteWaiting(db, { driverId, stationId, untilMs: nowMs });
  }
  return err({ code: joinProblems[joined.error.code] });
}

/** Again is harmless. What is kept for him at the station is free for the next. */
export async function leaveWaiting(
  lists: Lists,
  { driverId, stationId, nowMs }: Omit<Joining, "currentType">,
): Promise<Result<null, Refusal>> {
  const left = await askStation(lists, stationId, (station) => station.leaveWaiting(driverId));
  if (!left.ok && left.error.code === "unavailable") return err({ code: "unavailable" });
  await deleteWaiting(lists.db, { driverId, stationId, untilMs: nowMs });
  return ok(null);
}

/** Where a driver waits, as the Stations say it; a row that they know nothing of goes. */
export async function waitingsOf(
  lists: Lists,
  { driverId, nowMs }: { readonly driverId: string; readonly nowMs: number },
): Promise<Result<Waiting[], Refusal>> {
  const rows = await waitingsOfDriverQuery(lists.db, { driverId, nowMs });
  const found: Waiting[] = [];
  for (const row of rows) {
    const { stationId } = row;
    const asked = await askStation(lists, stationId, (station) => station.waitingOf(driverId));
    if (!asked.ok && asked.error.code === "unavailable") return err({ code: "unavailable" });
    const waiting: LiveWaiting | null = asked.ok ? asked.value : null;
    if (waiting !== null) found.push(await viewOf(lists, row, waiting));
    else await deleteWaiting(lists.db, { driverId, stationId, untilMs: nowMs });
  }
  return ok(found);
}
