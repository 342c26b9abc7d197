import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { IncidentSeverity, IncidentSignal } from "../contract/admin/maintenance/incidents.ts";
import { rankOf, type Impact } from "./ranking.ts";
import { severityOfFault } from "./severity.ts";

const NOW = 1_800_000_000_000;
const quiet: Impact = { charges: 0, reservations: 0, isHandled: false };

const aSignal = (given: Partial<IncidentSignal> = {}): IncidentSignal => ({
  source: "fault",
  id: "f",
  connectorId: 1,
  code: "OtherError",
  detail: "",
  severity: "outage",
  sinceMs: NOW,
  ...given,
});

const impacts = fc.record({
  charges: fc.nat(1_000),
  reservations: fc.nat(50),
  isHandled: fc.constant(false),
});
const severities = fc.constantFrom<IncidentSeverity>("danger", "outage", "degraded", "notice");
const order: readonly IncidentSeverity[] = ["notice", "degraded", "outage", "danger"];

describe("An incident's rank", () => {
  test("is the sum of its reasons, whatever they are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ severity: severities, age: fc.nat(10_000_000_000) }), {
          minLength: 1,
          maxLength: 10,
        }),
        impacts,
        (signals, impact) => {
          const rank = rankOf(
            signals.map(({ severity, age }) => aSignal({ severity, sinceMs: NOW - age })),
            impact,
            NOW,
          );
          expect(rank.points).toBe(rank.reasons.reduce((sum, { points }) => sum + points, 0));
          expect(rank.sinceMs).toBe(NOW - Math.max(...signals.map(({ age }) => age)));
        },
      ),
    );
  });

  test("puts what is worse before what is less bad, however much that is used", () => {
    fc.assert(
      fc.property(severities, severities, impacts, impacts, (one, other, here, there) => {
        const mine = rankOf([aSignal({ severity: one })], here, NOW).points;
        const tmine = rankOf([aSignal({ severity: other })], there, NOW).points;
        const isWorse = order.indexOf(one) > order.indexOf(other);
        expect(!isWorse || mine > tmine).toBe(true);
      }),
    );
  });

  test("rises with reports, charges, reservations and time, and falls when somebody works at it", () => {
    const plain = rankOf([aSignal()], quiet, NOW).points;
    const report = aSignal({ source: "report", severity: "notice" });
    expect(rankOf([aSignal(), report], quiet, NOW).points).toBeGreaterThan(plain);
    expect(rankOf([aSignal()], { ...quiet, charges: 1 }, NOW).points).toBeGreaterThan(plain);
    expect(rankOf([aSignal()], { ...quiet, reservations: 1 }, NOW).points).toBeGreaterThan(plain);
    expect(rankOf([aSignal({ sinceMs: NOW - 7_200_000 })], quiet, NOW).points).toBe(plain + 2);
    expect(rankOf([aSignal()], { ...quiet, isHandled: true }, NOW).points).toBeLessThan(plain);
  });
});

test("A fault that may hurt somebody is a danger even where charging goes on", () => {
  const codes = ["GroundFailure", "HighTemperature", "ReaderFailure"];
  const usable = codes.map((errorCode) => severityOfFault({ errorCode, isOutage: false }));
  expect(usable).toEqual(["danger", "danger", "degraded"]);
  expect(severityOfFault({ errorCode: "ReaderFailure", isOutage: true })).toBe("outage");
});
