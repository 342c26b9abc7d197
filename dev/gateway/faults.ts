/** Faults that were asked for and wait for the event they spoil. */
import { randomUUID } from "node:crypto";
import type { Fault, FaultKind, Provider } from "./model.ts";
import type { Store } from "./store.ts";
import { limits } from "./limits.ts";
import { err, ok, type Result } from "../../core/result.ts";

export type FaultRequest = { provider?: Provider | undefined; next: number; kind: FaultKind };

export function orderFault(
  store: Store,
  request: FaultRequest,
): Result<Fault, { code: "too_many_faults"; limit: number }> {
  if (store.faults.list().length >= limits.faults) {
    return err({ code: "too_many_faults", limit: limits.faults });
  }
  const fault: Fault = {
    id: randomUUID(),
    ...(request.provider ? { provider: request.provider } : {}),
    kind: request.kind,
    left: request.next,
  };
  store.faults.put(fault.id, fault);
  return ok(fault);
}

/** Uses up one of the first fault of these kinds for this provider. */
export function takeFault<Kind extends FaultKind>(
  store: Store,
  provider: Provider,
  kinds: readonly Kind[],
): Kind | undefined {
  for (const fault of store.faults.list()) {
    const kind = kinds.find((candidate) => candidate === fault.kind);
    if (kind === undefined || (fault.provider ?? provider) !== provider) continue;
    if (fault.left > 1) store.faults.put(fault.id, { ...fault, left: fault.left - 1 });
    else store.faults.delete(fault.id);
    return kind;
  }
  return undefined;
}
