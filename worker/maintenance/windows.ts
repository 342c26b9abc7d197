// Carries planned maintenance out. Piles are told at once what is planned, refuse by themselves what
// falls into it, and end what was reserved; chargers are set out of service when it begins and into it
// when it ends. Each step may be done again; what a pile missed is told it a minute later.
import type { WindowState } from "../../core/contract/admin/maintenance/windows.ts";
import { limits } from "../../core/limits.ts";
import type { Closure } from "../../core/charging/pileState.ts";
import type { CommandRequest } from "../../core/charging/pileApi.ts";
import { dbOf, type Database } from "../db/database.ts";
import * as rows from "../db/maintenance/windows.ts";
import type { Env } from "../env.ts";
import { logError } from "../http/errors.ts";
import { enqueueNotice, postOf } from "../notices/notices.ts";
import { windowNotice } from "../notices/windowTexts.ts";
import { askPile } from "../pileOf.ts";
import { ulidOf } from "../ulidOf.ts";

const MINUTE_MS = 60_000;

/** Each minute: what begins, what ends, and who has not been told. */
export async function seeToWindows(env: Env, nowMs: number): Promise<void> {
  for (const found of await rows.dueWindowsQuery(dbOf(env), nowMs)) {
    try {
      await seeToWindow(env, found, nowMs);
    } catch (error) {
      logError("maintenance left for later", error, { windowId: found.window.windowId });
    }
  }
}

/** Does what is due of one, and says when to look again. */
export async function seeToWindow(
  env: Env,
  found: rows.ListedWindow,
  nowMs: number,
): Promise<rows.ListedWindow> {
  const db = dbOf(env);
  const { window } = found;
  const to = stateAt(window, nowMs);
  const isNew = to !== window.state;
  const pileIds = isNew ? await pilesOf(db, window) : window.pending;
  const moved = { ...window, state: to };
  // Before the piles are told, so that they are told of what is so now.
  if (isNew) await rows.updateWindow(db, window, { state: to, pending: pileIds });
  const pending = await tellPiles(env, moved, { pileIds, nowMs });
  const nextAtMs = nextLook(moved, pending.length > 0, nowMs);
  await rows.updateWindow(db, moved, { pending, nextAtMs });
  const now = { ...found, window: { ...moved, pending, nextAtMs } };
  if (isNew) await tellPeople(env, now, nowMs);
  return now;
}

const stateAt = ({ state, fromMs, untilMs }: rows.WindowRow, nowMs: number): WindowState => {
  if (state !== "planned" && state !== "active") return state;
  if (untilMs <= nowMs) return "ended";
  return fromMs <= nowMs ? "active" : "planned";
};

function nextLook(
  { state, fromMs, untilMs }: rows.WindowRow,
  isPending: boolean,
  nowMs: number,
): number | null {
  const soon = nowMs + MINUTE_MS;
  switch (state) {
    case "planned":
      return isPending ? Math.min(soon, fromMs) : fromMs;
    case "active":
      return isPending ? Math.min(soon, untilMs) : untilMs;
    case "ended":
    case "cancelled":
      return isPending && nowMs < untilMs + limits.availabilityRetryMs.most ? soon : null;
  }
}

export async function pilesOf(
  db: Database,
  { operatorId, stationId, pileIds }: rows.WindowRow,
): Promise<readonly string[]> {
  const all = await rows.pilesOfStationQuery(db, { operatorId, stationId });
  return all
    .map(({ pileId }) => pileId)
    .filter((pileId) => pileIds.length === 0 || pileIds.includes(pileId));
}

const isOf = ({ pileIds }: rows.WindowRow, pileId: string): boolean =>
  pileIds.length === 0 || pileIds.includes(pileId);

/** Those that could not be told. */
async function tellPiles(
  env: Env,
  window: rows.WindowRow,
  { pileIds, nowMs }: { readonly pileIds: readonly string[]; readonly nowMs: number },
): Promise<readonly string[]> {
  const planned = await rows.windowsOfStationQuery(dbOf(env), window.stationId, nowMs);
  const pending: string[] = [];
  for (let from = 0; from < pileIds.length; from += limits.callsAtOnce.most) {
    const part = pileIds.slice(from, from + limits.callsAtOnce.most);
    const told = await Promise.all(
      part.map((pileId) => tellPile(env, window, { pileId, planned, nowMs })),
    );
    pending.push(...part.filter((_, at) => !told[at]));
  }
  return pending;
}

async function tellPile(
  env: Env,
  window: rows.WindowRow,
  {
    pileId,
    planned,
    nowMs,
  }: {
    readonly pileId: string;
    readonly planned: readonly rows.WindowRow[];
    readonly nowMs: number;
  },
): Promise<boolean> {
  const own = planned.filter((one) => isOf(one, pileId));
  const closures = own.map(({ windowId: closureId, fromMs, untilMs }): Closure => ({
    closureId,
    fromMs,
    untilMs,
  }));
  const closed = await askPile(env, pileId, (pile) => pile.setClosures(closures));
  if (!closed.ok) return closed.error.code === "pile_not_found";
  const request = requestOf(window, own, nowMs);
  if (request === null) return true;
  // Said again within one state it is the same command.
  const commandId = ulidOf(window.fromMs, [window.windowId, pileId, window.state]);
  const asked = await askPile(env, pileId, (pile) =>
    pile.command({ commandId, request, askedBy: "maintenance" }),
  );
  return asked.ok || asked.error.code === "pile_not_found";
}

/** What the charger itself is to do; nothing while it is only planned, or another window holds it. */
function requestOf(
  { state, windowId, fromMs, untilMs }: rows.WindowRow,
  own: readonly rows.WindowRow[],
  nowMs: number,
): CommandRequest | null {
  const setAvailability = { kind: "setAvailability", connectorId: 0 } as const;
  if (state === "active") return { ...setAvailability, operative: false };
  const isHeld = own.some(
    (one) => one.windowId !== windowId && one.fromMs <= nowMs && nowMs < one.untilMs,
  );
  // One that was cancelled before it began has put nothing out of service.
  const hasBegun = state === "ended" && fromMs < untilMs;
  return hasBegun && !isHeld ? { ...setAvailability, operative: true } : null;
}

async function tellPeople(env: Env, found: rows.ListedWindow, nowMs: number): Promise<void> {
  const { operatorId, windowId, state } = found.window;
  await enqueueNotice(postOf(env), {
    operatorId,
    about: `window ${windowId} ${state}`,
    notice: windowNotice(rows.windowView(found)),
    nowMs,
  });
}
