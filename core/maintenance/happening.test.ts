import { describe, expect, test } from "vitest";
import type { RuleCondition } from "../contract/admin/maintenance/rules.ts";
import { questionOf, type Happening } from "./happening.ts";

const AT = 1_800_000_000_000;
const HOUR = 3_600_000;

const aFault: Happening = {
  kind: "fault",
  id: "f",
  code: "GroundFailure",
  stationId: "here",
  pileId: "P",
  connectorId: 1,
  atMs: AT,
};

const aRule = (condition: RuleCondition, given: { stationId?: string; isOn?: boolean } = {}) => ({
  condition,
  stationId: given.stationId ?? null,
  isOn: given.isOn ?? true,
});

const threeADay = { kind: "fault", code: "GroundFailure", count: 3, hours: 24 } as const;
const never = { kind: "never" };

describe("A rule", () => {
  test("of a code three times in a day has to count a day back", () => {
    const question = questionOf(aRule(threeADay), aFault, AT);
    const afterMs = AT - 24 * HOUR;
    expect(question).toEqual({ kind: "count", code: "GroundFailure", least: 3, afterMs });
  });

  test("of one time has nothing to count", () => {
    const once = { ...threeADay, count: 1 };
    expect(questionOf(aRule(once), aFault, AT)).toEqual({ kind: "now" });
    expect(questionOf(aRule({ ...once, code: null }), aFault, AT)).toEqual({ kind: "now" });
  });

  test("does not look at other codes, sources, stations, nor at anything while it is off", () => {
    const other = { ...threeADay, code: "OtherError" };
    expect(questionOf(aRule(other), aFault, AT)).toEqual(never);
    expect(questionOf(aRule({ kind: "offline", minutes: 5 }), aFault, AT)).toEqual(never);
    expect(questionOf(aRule(threeADay, { stationId: "there" }), aFault, AT)).toEqual(never);
    expect(questionOf(aRule(threeADay, { isOn: false }), aFault, AT)).toEqual(never);
    expect(questionOf(aRule(threeADay, { stationId: "here" }), aFault, AT).kind).toBe("count");
  });

  test("of a charger that stays away waits until its minutes are over", () => {
    const away = { ...aFault, kind: "offline", code: "Offline", connectorId: null } as const;
    const rule = aRule({ kind: "offline", minutes: 30 });
    expect(questionOf(rule, away, AT + HOUR / 12)).toEqual({
      kind: "later",
      dueAtMs: AT + HOUR / 2,
    });
    expect(questionOf(rule, away, AT + HOUR / 2)).toEqual({ kind: "now" });
  });

  test("of security events takes all, or one kind", () => {
    const event = { ...aFault, kind: "security", code: "TamperDetectionActivated" } as const;
    const ask = (code: string | null) => questionOf(aRule({ kind: "security", code }), event, AT);
    expect([ask(null), ask("TamperDetectionActivated"), ask("Other")]).toEqual([
      { kind: "now" },
      { kind: "now" },
      never,
    ]);
  });
});
