// The quick look at a session's money must never miss what the close look would find.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { anyTariff } from "../pricing/support/aTariff.ts";
import { safetyMarginFen } from "../pricing/estimate.ts";
import { aHold, T0, terms } from "./support/builders.ts";
import { beginSession, costOf, limitReached, meterSession } from "./session.ts";

it("a session is stopped exactly when its bill and the margin reach what was paid", () => {
  const steps = fc.array(
    fc.record({
      seconds: fc.integer({ min: 1, max: 3_600 }),
      powerW: fc.integer({ min: 0, max: 120_000 }),
    }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(
      anyTariff,
      steps,
      fc.integer({ min: 1, max: 20_000 }),
      (tariff, flow, prepaidFen) => {
        const place = { ...terms(), tariff };
        const { orderId, driverId, limit } = aHold();
        let session = beginSession({
          transactionId: 1,
          connectorId: 1,
          idTag: "T",
          startKey: "",
          owner: { kind: "order", orderId, driverId, limit, prepaidFen, terms: place },
          startedAtMs: T0,
          meterStartWh: 0,
        });
        for (const { seconds, powerW } of flow) {
          const atMs = session.last.atMs + seconds * 1_000;
          const registerWh = session.last.registerWh + Math.floor((powerW * seconds) / 3_600);
          session = meterSession(session, { atMs, registerWh, powerW });
          const { running } = session;
          const at = { fromMs: atMs, powerW: Math.max(1, powerW), running, reactionMs: 20_000 };
          const margin = safetyMarginFen({ ...place, ...at });
          const isPaidUp = (costOf(session)?.totalFen ?? 0) >= prepaidFen - margin;
          expect(limitReached(session, 120_000, atMs)).toBe(isPaidUp ? "money" : null);
        }
      },
    ),
  );
});
