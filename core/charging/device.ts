// What a charger shows of itself beside its identity: when it booted, of which connectors it speaks,
// and whether its clock can be believed. Who installs it compares that with what was registered.
import { limits } from "../limits.ts";
import type { ChargerEvent, ClockNote } from "./events.ts";
import { addFact, type Turn } from "./turn.ts";

export type Device = {
  readonly bootedAtMs: number | null;
  /** Of which it has spoken since it booted, sorted; the registration may know others. */
  readonly connectorIds: readonly number[];
  /** What was wrong with the last time it told; null: nothing. */
  readonly clock: ClockNote["reason"] | "behind" | null;
  /** The last word on an update of its firmware since it booted; null: none. */
  readonly firmwareStatus: string | null;
};

export const unknownDevice: Device = {
  bootedAtMs: null,
  connectorIds: [],
  clock: null,
  firmwareStatus: null,
};

/** A status is told as it happens: one that is older comes from a clock that is. */
const behindMs = 10 * 60_000;

export function noteBoot(turn: Turn): void {
  turn.state = { ...turn.state, device: { ...unknownDevice, bootedAtMs: turn.nowMs } };
  turn.durable = true;
}

/** It rides, and only where it is news: a repeated status costs nothing. */
export function noteDevice(
  turn: Turn,
  { connectorId, atMs, clock: note }: Extract<ChargerEvent, { kind: "statusReported" }>,
): void {
  const { device } = turn.state;
  const isNew = connectorId > 0 && !device.connectorIds.includes(connectorId);
  const clock = note?.reason ?? (atMs < turn.nowMs - behindMs ? "behind" : null);
  if ((!isNew || device.connectorIds.length >= mostConnectors) && clock === device.clock) return;
  const connectorIds = isNew
    ? [...device.connectorIds, connectorId].toSorted((one, other) => one - other)
    : device.connectorIds;
  turn.state = {
    ...turn.state,
    device: { ...device, connectorIds: connectorIds.slice(0, mostConnectors), clock },
  };
  turn.rides = true;
}

/** Idle says only that there is nothing to say. */
export function noteFirmware(turn: Turn, status: string): void {
  if (status === "Idle") return;
  turn.state = { ...turn.state, device: { ...turn.state.device, firmwareStatus: status } };
  addFact(turn, { kind: "firmwareStatus", status, atMs: turn.nowMs });
}

const mostConnectors = 2 * limits.connectorsPerPile.most;
