// What rules look at: one thing that happened at a pile, from whatever source.
import type { RuleCondition } from "../contract/admin/maintenance/rules.ts";

export type Happening = {
  readonly kind: "fault" | "offline" | "report" | "security";
  /** Of the fault, the report or the event: said again it is the same. */
  readonly id: string;
  readonly code: string;
  readonly stationId: string;
  readonly pileId: string;
  /** Null where it is about the pile as a whole. */
  readonly connectorId: number | null;
  /** When it began. */
  readonly atMs: number;
};

/** What has to be found out before a rule is known to hold. */
export type RuleQuestion =
  | { readonly kind: "never" }
  | { readonly kind: "now" }
  /** So many of the same, counted from after `afterMs` up to it. */
  | {
      readonly kind: "count";
      readonly code: string | null;
      readonly least: number;
      readonly afterMs: number;
    }
  /** Whether it is still so then. */
  | { readonly kind: "later"; readonly dueAtMs: number };

const never = { kind: "never" } as const;

export function questionOf(
  {
    condition,
    stationId,
    isOn,
  }: {
    readonly condition: RuleCondition;
    readonly stationId: string | null;
    readonly isOn: boolean;
  },
  happening: Happening,
  nowMs: number,
): RuleQuestion {
  if (!isOn || condition.kind !== happening.kind) return never;
  if (stationId !== null && stationId !== happening.stationId) return never;
  switch (condition.kind) {
    case "offline": {
      const dueAtMs = happening.atMs + condition.minutes * 60_000;
      return dueAtMs <= nowMs ? { kind: "now" } : { kind: "later", dueAtMs };
    }
    case "security":
      return condition.code === null || condition.code === happening.code ? { kind: "now" } : never;
    case "fault":
    case "report": {
      const { code, count: least, hours } = condition;
      if (code !== null && code !== happening.code) return never;
      const afterMs = happening.atMs - hours * 3_600_000;
      return least === 1 ? { kind: "now" } : { kind: "count", code, least, afterMs };
    }
  }
}
