// What breaks central systems in the field: one test, or a few, for each row of that table that a
// Pile's decisions own, by the rows' words: transactions that are repeated, misnamed or never end.
import { describe, expect, it } from "vitest";
import {
  aBoot,
  aMeter,
  aSample,
  aStart,
  aStatus,
  aStop,
  hour,
  minute,
  T0,
} from "./support/builders.ts";
import { accepted, aCardCharge, twoCardCharges } from "./support/scenes.ts";
import { TestPile } from "./support/testPile.ts";

describe("StopTransaction with an unknown, -1 or 0 id gets an error, the charger retries for ever and its queue is blocked", () => {
  it.each([-1, 0, 4711])(
    "answers a stop of transaction %i that nobody knows, and keeps it",
    (id) => {
      const pile = new TestPile().available();
      expect(pile.says(aStop({ transactionId: id }))).toEqual({ kind: "stopped", status: null });
      expect(pile.state.quarantine).toHaveLength(1);
    },
  );

  it.each([-1, 0])("matches a stop of transaction %i by its tag", (id) => {
    const { pile, order } = aCardCharge();
    pile.nowMs += 10 * minute;
    pile.says(
      aStop({ transactionId: id, idTag: "CARD-1", meterStopWh: 1_009_000, atMs: pile.nowMs }),
    );
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { orderId: order.orderId, meterStartWh: 1_000_000, meterStopWh: 1_009_000 },
    ]);
    expect(pile.state.quarantine).toEqual([]);
  });

  it("matches a stop without a tag by a meter that goes on", () => {
    const { pile, transactionId } = aCardCharge();
    pile.nowMs += 10 * minute;
    pile.says(
      aMeter({ transactionId, samples: [aSample({ atMs: pile.nowMs, registerWh: 1_009_000 })] }),
    );
    pile.says(aStop({ transactionId: 99, meterStopWh: 1_009_200, atMs: pile.nowMs }));
    expect(pile.factsOf("sessionEnded")).toHaveLength(1);
  });

  it("answers samples of a transaction that nobody knows, and keeps one of them", () => {
    const pile = new TestPile().available();
    for (let count = 0; count < 5; count += 1) {
      const answer = pile.says(aMeter({ transactionId: 99, samples: [aSample()] }));
      expect(answer).toEqual({ kind: "empty" });
    }
    expect(pile.state.quarantine).toHaveLength(1);
  });

  it("takes samples without a transaction, or with 0, for the connector's session", () => {
    const { pile } = aCardCharge();
    pile.nowMs += minute;
    pile.says(aMeter({ samples: [aSample({ atMs: pile.nowMs, registerWh: 1_000_900 })] }));
    expect(pile.session().last.registerWh).toBe(1_000_900);
    pile.nowMs += minute;
    pile.says(
      aMeter({ transactionId: 0, samples: [aSample({ atMs: pile.nowMs, registerWh: 1_001_800 })] }),
    );
    expect(pile.session().last.registerWh).toBe(1_001_800);
    expect(pile.state.quarantine).toEqual([]);
  });

  it("takes a stop that is repeated once", () => {
    const { pile, transactionId } = aCardCharge();
    pile.nowMs += minute;
    const stop = aStop({
      transactionId,
      idTag: "CARD-1",
      meterStopWh: 1_000_500,
      atMs: pile.nowMs,
    });
    pile.says(stop);
    pile.nowMs += minute;
    expect(pile.says(stop)).toEqual({ kind: "stopped", status: "Accepted" });
    expect(pile.factsOf("sessionEnded")).toHaveLength(1);
    expect(pile.state.quarantine).toEqual([]);
  });

  it("does not let a repeated stop of -1 end the next session", () => {
    const { pile } = aCardCharge();
    pile.nowMs += minute;
    const stop = aStop({ idTag: "CARD-1", meterStopWh: 1_000_500, atMs: pile.nowMs });
    pile.says(stop);
    pile.nowMs += minute;
    pile.starts(aStart({ atMs: pile.nowMs, meterStartWh: 1_000_500 }), accepted());
    pile.says(stop);
    expect(pile.use().kind).toBe("charging");
  });
});

describe("StartTransaction retried with a new message id makes a second transaction", () => {
  it("answers the repeat with the first one's number", () => {
    const { pile, transactionId } = aCardCharge();
    pile.nowMs += minute;
    expect(pile.question(aStart())).toBeNull();
    expect(pile.says(aStart())).toEqual({ kind: "started", transactionId, status: "Accepted" });
    expect(pile.factsOf("sessionStarted")).toHaveLength(1);
  });

  it("does so when the session is over", () => {
    const { pile, transactionId } = aCardCharge();
    pile.says(aStop({ transactionId, meterStopWh: 1_000_000 }));
    expect(pile.says(aStart())).toMatchObject({ transactionId });
    expect(pile.use().kind).toBe("free");
  });

  it("does so for a clock that has no time, by what it said", () => {
    const pile = new TestPile().available();
    const clock = { said: "1970-01-01T00:00:10Z", reason: "unset" } as const;
    const first = pile.starts(aStart({ clock }), accepted());
    pile.nowMs += minute;
    expect(pile.starts(aStart({ clock, atMs: pile.nowMs }))).toBe(first);
  });

  it("refuses again what it had refused", () => {
    const pile = new TestPile().available();
    const refused = { kind: "card", card: { status: "Blocked" } } as const;
    expect(pile.says(aStart(), refused)).toMatchObject({ status: "Blocked" });
    expect(pile.says(aStart())).toMatchObject({ status: "Invalid" });
  });
});

describe("transactions that never end", () => {
  it("are closed by a new start on the connector, which says where the meter was", () => {
    const { pile, order } = aCardCharge();
    pile.nowMs += 10 * minute;
    pile.starts(aStart({ idTag: "CARD-2", atMs: pile.nowMs, meterStartWh: 1_004_000 }), accepted());
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { orderId: order.orderId, reason: "ReplacedByNewSession", meterStopWh: 1_004_000 },
    ]);
    expect(pile.session().idTag).toBe("CARD-2");
  });

  it("are closed a minute after the connector is Available, however often it says so", () => {
    const { pile, order } = aCardCharge();
    for (let count = 0; count < 7; count += 1) {
      pile.says(aStatus({ atMs: pile.nowMs }));
      pile.passes(10_000);
    }
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { orderId: order.orderId, reason: "ReportedAvailable" },
    ]);
  });

  it("go on when samples follow the report after all", () => {
    const { pile, transactionId } = aCardCharge();
    pile.says(aStatus());
    pile.passes(30_000);
    pile.says(
      aMeter({ transactionId, samples: [aSample({ atMs: pile.nowMs, registerWh: 1_000_400 })] }),
    );
    expect(pile.durable).toBe(true);
    pile.passes(hour);
    expect(pile.use().kind).toBe("charging");
  });

  it("are closed five minutes after a boot that brings neither samples nor the stop", () => {
    const { pile } = aCardCharge();
    pile.says(aBoot());
    pile.passes(4 * minute);
    expect(pile.use().kind).toBe("charging");
    pile.passes(2 * minute);
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ reason: "ChargerRebooted" }]);
  });

  it("end by the stop that a booted charger had kept", () => {
    const { pile, transactionId } = aCardCharge();
    pile.nowMs += 20 * minute;
    pile.says(aBoot());
    pile.says(
      aStop({ transactionId, meterStopWh: 1_006_000, atMs: T0 + 6 * minute, reason: "PowerLoss" }),
    );
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { reason: "PowerLoss", meterStopWh: 1_006_000, endedAtMs: T0 + 6 * minute },
    ]);
  });

  it("are closed after half a day of silence", () => {
    const { pile } = aCardCharge();
    pile.disconnect();
    pile.passes(13 * hour);
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ reason: "StoppedReporting" }]);
    expect(pile.use().kind).toBe("free");
  });
});

describe("a Stop with somebody else's id ends their session", () => {
  it("ends the session of the tag that is named", () => {
    const { pile, first } = twoCardCharges();
    pile.says(
      aStop({ transactionId: first, idTag: "CARD-2", meterStopWh: 5_002_000, atMs: pile.nowMs }),
    );
    expect(pile.use(1).kind).toBe("charging");
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { connectorId: 2, meterStopWh: 5_002_000 },
    ]);
  });

  it("ends nobody's by an unknown number and a tag that does not charge here", () => {
    const { pile } = twoCardCharges();
    pile.says(
      aStop({ transactionId: 0, idTag: "CARD-9", meterStopWh: 5_002_000, atMs: pile.nowMs }),
    );
    expect([pile.use(1).kind, pile.use(2).kind]).toEqual(["charging", "charging"]);
    expect(pile.state.quarantine).toHaveLength(1);
  });

  it("ends its own though the meter was reset", () => {
    const { pile, first } = twoCardCharges();
    pile.says(aStop({ transactionId: first, meterStopWh: 200, atMs: pile.nowMs }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ connectorId: 1, meterStopWh: 200 }]);
  });

  it("gives samples that name another connector's transaction to the meter that goes on", () => {
    const { pile, first } = twoCardCharges();
    pile.says(
      aMeter({
        connectorId: 2,
        transactionId: first,
        samples: [aSample({ atMs: pile.nowMs, registerWh: 5_001_000 })],
      }),
    );
    expect(pile.session(1).last.registerWh).toBe(1_000_000);
    expect(pile.session(2).last.registerWh).toBe(5_001_000);
  });
});
