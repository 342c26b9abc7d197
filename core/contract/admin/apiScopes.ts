// What a key of the API may be given: parts of the admin's addresses, to read or to write. An address
// that no part names is for people alone: their accounts, keys, the audit, what was refused.
import type { Endpoint } from "../endpoint.ts";

/** By the first part of the path after `/api/v1/admin/`. */
const partsOf = {
  overview: ["overview", "find"],
  stations: ["stations", "pictures", "tariffs"],
  piles: ["piles", "pile-kinds", "pile-imports", "cards", "firmware", "firmware-campaigns"],
  orders: ["orders", "reservations"],
  money: ["books", "payments", "refunds", "findings"],
  maintenance: ["faults", "fault-reports", "incidents", "work-orders", "uptime"],
  reviews: ["reviews"],
  analysis: ["analysis"],
} as const satisfies Record<string, readonly string[]>;

export type ScopeGroup = keyof typeof partsOf;
export type ApiScope = `${ScopeGroup}:${"read" | "write"}`;

// The names of an object's own keys are its keys.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const scopeGroups = Object.keys(partsOf) as ScopeGroup[];

export const apiScopes: readonly ApiScope[] = scopeGroups.flatMap((group) => [
  `${group}:read` as const,
  `${group}:write` as const,
]);

const groupOf = new Map<string, ScopeGroup>(
  scopeGroups.flatMap((group) => partsOf[group].map((part) => [part, group] as const)),
);

/** A second person agrees to large corrections; a key, which is whoever holds it, is no first one. */
const forPeople = /\/(corrections|settlements)$/;

/** The scope that a key needs for an endpoint; null for what no key may call. */
export function scopeOf({ method, path, access }: Endpoint): ApiScope | null {
  if (access !== "staff" || forPeople.test(path)) return null;
  const part = /^\/api\/v1\/admin\/([\w-]+)/.exec(path)?.[1] ?? "";
  const group = groupOf.get(part);
  if (group === undefined) return null;
  return `${group}:${method === "GET" ? "read" : "write"}`;
}
