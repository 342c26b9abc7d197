// One test, or a few, for each row of the table "what breaks central systems in the field" that a
// Pile's decisions own; the rows' words are the names.
import { describe, expect, it } from "vitest";
import {
  aBoot,
  aCardOrder,
  aFault,
  aHold,
  aMeter,
  aSample,
  aStart,
  aStatus,
  aStop,
  hour,
  minute,
  T0,
} from "./support/builders.ts";
import { TestPile } from "./support/testPile.ts";
import { startTagOf } from "./pileState.ts";
import { retired } from "./profile.ts";

const accepted = (order = aCardOrder()) =>
  ({ kind: "card", card: { status: "Accepted", order } }) as const;

/** A card's session on connector 1, begun at T0 with the meter at 1,000 kWh. */
function charging(order = aCardOrder()) {
  const pile = new TestPile().available();
  const transactionId = pile.starts(aStart(), accepted(order));
  return { pile, order, transactionId };
}

describe("half-open sockets; the server refuses the new socket; the old socket's late close wipes the new one", () => {
  it("takes the newest socket, whatever became of the one before", () => {
    const pile = new TestPile().available();
    pile.connect();
    expect(pile.state.link).toMatchObject({ generation: 2, online: true });
  });

  it("changes nothing by an older socket's close", () => {
    const pile = new TestPile().available();
    pile.connect();
    const before = pile.state;
    pile.disconnect(1);
    expect(pile.state).toBe(before);
    pile.disconnect(2);
    expect(pile.state.link.online).toBe(false);
  });
});

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
    const { pile, order } = charging();
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
    const { pile, transactionId } = charging();
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
    const { pile } = charging();
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
    const { pile, transactionId } = charging();
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
    const { pile } = charging();
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
    const { pile, transactionId } = charging();
    pile.nowMs += minute;
    expect(pile.question(aStart())).toBeNull();
    expect(pile.says(aStart())).toEqual({ kind: "started", transactionId, status: "Accepted" });
    expect(pile.factsOf("sessionStarted")).toHaveLength(1);
  });

  it("does so when the session is over", () => {
    const { pile, transactionId } = charging();
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
    const { pile, order } = charging();
    pile.nowMs += 10 * minute;
    pile.starts(aStart({ idTag: "CARD-2", atMs: pile.nowMs, meterStartWh: 1_004_000 }), accepted());
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { orderId: order.orderId, reason: "ReplacedByNewSession", meterStopWh: 1_004_000 },
    ]);
    expect(pile.session().idTag).toBe("CARD-2");
  });

  it("are closed a minute after the connector is Available, however often it says so", () => {
    const { pile, order } = charging();
    for (let count = 0; count < 7; count += 1) {
      pile.says(aStatus({ atMs: pile.nowMs }));
      pile.passes(10_000);
    }
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { orderId: order.orderId, reason: "ReportedAvailable" },
    ]);
  });

  it("go on when samples follow the report after all", () => {
    const { pile, transactionId } = charging();
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
    const { pile } = charging();
    pile.says(aBoot());
    pile.passes(4 * minute);
    expect(pile.use().kind).toBe("charging");
    pile.passes(2 * minute);
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ reason: "ChargerRebooted" }]);
  });

  it("end by the stop that a booted charger had kept", () => {
    const { pile, transactionId } = charging();
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
    const { pile } = charging();
    pile.disconnect();
    pile.passes(13 * hour);
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ reason: "StoppedReporting" }]);
    expect(pile.use().kind).toBe("free");
  });
});

describe("a Stop with somebody else's id ends their session", () => {
  function two() {
    const pile = new TestPile().available();
    const first = pile.starts(aStart(), accepted());
    const second = pile.starts(
      aStart({ connectorId: 2, idTag: "CARD-2", meterStartWh: 5_000_000 }),
      accepted(),
    );
    pile.nowMs += 10 * minute;
    return { pile, first, second };
  }

  it("ends the session of the tag that is named", () => {
    const { pile, first } = two();
    pile.says(
      aStop({ transactionId: first, idTag: "CARD-2", meterStopWh: 5_002_000, atMs: pile.nowMs }),
    );
    expect(pile.use(1).kind).toBe("charging");
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { connectorId: 2, meterStopWh: 5_002_000 },
    ]);
  });

  it("ends nobody's by an unknown number and a tag that does not charge here", () => {
    const { pile } = two();
    pile.says(
      aStop({ transactionId: 0, idTag: "CARD-9", meterStopWh: 5_002_000, atMs: pile.nowMs }),
    );
    expect([pile.use(1).kind, pile.use(2).kind]).toEqual(["charging", "charging"]);
    expect(pile.state.quarantine).toHaveLength(1);
  });

  it("ends its own though the meter was reset", () => {
    const { pile, first } = two();
    pile.says(aStop({ transactionId: first, meterStopWh: 200, atMs: pile.nowMs }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ connectorId: 1, meterStopWh: 200 }]);
  });

  it("gives samples that name another connector's transaction to the meter that goes on", () => {
    const { pile, first } = two();
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

describe("one lock for both directions, or several open CALLs at once", () => {
  it("has one call open, and fails those that wait when the socket is lost", () => {
    const pile = new TestPile().available();
    for (const commandId of ["a", "b", "c"]) {
      pile.staff({ commandId, request: { kind: "clearCache" }, askedBy: "Wang" });
    }
    expect(pile.calls).toHaveLength(1);
    expect(pile.state.commands.map(({ record }) => record.state)).toEqual([
      "sent",
      "waiting",
      "waiting",
    ]);
    pile.disconnect();
    expect(pile.state.commands.map(({ record }) => record.state)).toEqual([
      "connectionLost",
      "connectionLost",
      "connectionLost",
    ]);
  });
});

describe("local times, 1970 clocks", () => {
  it("ends a session no earlier than its last sample when the clock was set back", () => {
    const { pile, transactionId } = charging();
    pile.nowMs += 10 * minute;
    pile.says(
      aMeter({ transactionId, samples: [aSample({ atMs: pile.nowMs, registerWh: 1_008_000 })] }),
    );
    pile.says(aStop({ transactionId, meterStopWh: 1_008_500, atMs: T0 - 8 * hour }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { startedAtMs: T0, endedAtMs: T0 + 10 * minute, meterStopWh: 1_008_500 },
    ]);
  });

  it("counts energy by the receipt while the clock is behind, so that a limit still holds", () => {
    const { pile, transactionId } = charging(aCardOrder({ prepaidFen: 500 }));
    for (let count = 1; count <= 10; count += 1) {
      pile.nowMs += minute;
      const sample = aSample({ atMs: pile.nowMs - 3 * hour, registerWh: 1_000_000 + count * 500 });
      pile.says(aMeter({ transactionId, samples: [sample] }));
    }
    expect(pile.session().last).toMatchObject({ atMs: pile.nowMs, registerWh: 1_005_000 });
    expect(pile.session().stopping).toMatchObject({ by: "limit" });
  });

  it("does not take a clock that is set right for hours of charging in kWh", () => {
    const pile = new TestPile().available();
    const transactionId = pile.starts(aStart({ atMs: T0 - 3 * hour }), accepted());
    pile.nowMs += 15_000;
    pile.says(
      aMeter({ transactionId, samples: [aSample({ atMs: pile.nowMs, registerWh: 1_000_250 })] }),
    );
    expect(pile.state.quirks).toEqual([]);
    expect(pile.session().meterStartWh).toBe(1_000_000);
  });
});

describe("kWh labelled Wh, missing units, session value against register", () => {
  it("bills in Wh what began in kWh, from the sample that shows it on", () => {
    const pile = new TestPile().available();
    const order = aCardOrder();
    const transactionId = pile.starts(aStart({ meterStartWh: 1_000 }), accepted(order));
    for (let count = 1; count <= 10; count += 1) {
      pile.nowMs += minute;
      const registerWh = pile.state.quirks.length === 0 ? 1_000 + count : 1_000_000 + count * 1_000;
      pile.says(aMeter({ transactionId, samples: [aSample({ atMs: pile.nowMs, registerWh })] }));
    }
    expect(pile.state.quirks).toEqual(["registerInKwh", "transactionMeterInKwh"]);
    expect(pile.session()).toMatchObject({
      meterStartWh: 1_000_000,
      last: { registerWh: 1_010_000 },
    });
    // Since it was found the decoder has multiplied.
    pile.nowMs += minute;
    pile.says(aStop({ transactionId, meterStopWh: 1_011_000, atMs: pile.nowMs }));
    const [ended] = pile.factsOf("sessionEnded");
    expect(ended).toMatchObject({
      orderId: order.orderId,
      meterStartWh: 1_000_000,
      meterStopWh: 1_011_000,
    });
    expect(ended?.readings.map(([, registerWh]) => registerWh)).toEqual([
      1_000_000, 1_004_000, 1_005_000, 1_006_000, 1_007_000, 1_008_000, 1_009_000, 1_010_000,
      1_011_000,
    ]);
  });

  it("does not mistake a car that waits before it charges for a meter in kWh", () => {
    const { pile, transactionId } = charging();
    const at = (minutes: number, registerWh: number, powerW: number): void => {
      pile.nowMs = T0 + minutes * minute;
      pile.says(
        aMeter({ transactionId, samples: [aSample({ atMs: pile.nowMs, registerWh, powerW })] }),
      );
    };
    at(1, 1_000_000, 0);
    at(60, 1_000_000, 0);
    at(60.25, 1_000_030, 7_000);
    expect(pile.state.quirks).toEqual([]);
    expect(pile.session().meterStartWh).toBe(1_000_000);
  });

  it("does not let one absurd register end a session by its energy limit", () => {
    const { pile, orderId, transactionId } = startedOrder({
      limit: { kind: "energy", energyWh: 20_000 },
    });
    pile.nowMs += minute;
    pile.says(
      aMeter({ transactionId, samples: [aSample({ atMs: pile.nowMs, registerWh: 9_000_000 })] }),
    );
    expect(pile.session().stopping).toBeNull();
    expect(orderId).toBeTruthy();
  });
});

function startedOrder(change: Parameters<typeof aHold>[0] = {}) {
  const pile = new TestPile().available();
  const request = aHold(change);
  const { orderId } = request;
  pile.hold(request);
  pile.pay(orderId);
  pile.responds({ status: "Accepted" });
  const transactionId = pile.starts(aStart({ idTag: startTagOf(orderId) }));
  return { pile, orderId, transactionId };
}

describe("the database swells with meter values", () => {
  it("stores no row for a sample, but for one that crosses a price", () => {
    const { pile, transactionId } = charging();
    pile.nowMs += 15_000;
    pile.says(
      aMeter({ transactionId, samples: [aSample({ atMs: pile.nowMs, registerWh: 1_000_200 })] }),
    );
    expect(pile.durable).toBe(false);
    expect(pile.effects.at(-2)).toMatchObject({ kind: "keepSamples", store: false });
  });
});

describe("remote start accepted, then no transaction", () => {
  it("gives the order up after 90 s, and the connector is free", () => {
    const pile = new TestPile().available();
    const request = aHold();
    pile.hold(request);
    pile.pay(request.orderId);
    expect(pile.calls.at(-1)).toMatchObject({
      action: "RemoteStartTransaction",
      payload: { connectorId: 1, idTag: startTagOf(request.orderId) },
    });
    expect(startTagOf(request.orderId).length).toBeLessThanOrEqual(20);
    pile.responds({ status: "Accepted" });
    pile.passes(91_000);
    expect(pile.factsOf("startFailed")).toMatchObject([
      { orderId: request.orderId, failure: "start_timed_out" },
    ]);
    expect(pile.use().kind).toBe("free");
  });

  it("records a late start by that tag as nobody's, and stops it", () => {
    const pile = new TestPile().available();
    const request = aHold();
    pile.hold(request);
    pile.pay(request.orderId);
    pile.responds({ status: "Accepted" });
    pile.passes(2 * minute);
    const answer = pile.says(aStart({ idTag: startTagOf(request.orderId), atMs: pile.nowMs }));
    expect(answer).toMatchObject({ kind: "started", status: "Invalid" });
    expect(pile.calls.at(-1)?.action).toBe("RemoteStopTransaction");
    const { transactionId } = pile.session();
    pile.says(aStop({ transactionId, meterStopWh: 1_000_100, atMs: pile.nowMs }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { orderId: null, anomalies: ["start_after_order_was_given_up"], meterStopWh: 1_000_100 },
    ]);
  });
});

describe("offline charging with a refused tag is dropped", () => {
  it("records its energy for a person, and answers the refusal", () => {
    const pile = new TestPile().available();
    pile.nowMs += hour;
    const refused = { kind: "card", card: { status: "Blocked" } } as const;
    const transactionId = pile.starts(aStart(), refused);
    pile.says(aStop({ transactionId, meterStopWh: 1_020_000, atMs: T0 + 30 * minute }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      {
        orderId: null,
        anomalies: ["card_Blocked"],
        meterStartWh: 1_000_000,
        meterStopWh: 1_020_000,
      },
    ]);
  });

  it("records it when the records were out of reach", () => {
    const pile = new TestPile().available();
    expect(pile.says(aStart(), null)).toMatchObject({ status: "Invalid" });
    expect(pile.session().owner).toEqual({ kind: "nobody", reason: "records_out_of_reach" });
  });

  it("records what came after the platform had closed the session", () => {
    const { pile, transactionId, order } = charging();
    pile.says(aStatus());
    pile.passes(2 * minute);
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ meterStopWh: 1_000_000 }]);
    const stop = aStop({ transactionId, meterStopWh: 1_000_700, atMs: pile.nowMs });
    pile.says(stop);
    pile.says(stop);
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { orderId: order.orderId, meterStartWh: 1_000_000, meterStopWh: 1_000_000 },
      {
        orderId: null,
        meterStartWh: 1_000_000,
        meterStopWh: 1_000_700,
        anomalies: ["energy_after_close"],
      },
    ]);
  });
});

describe("offline transactions replayed late are priced at replay time", () => {
  it("tells the meter's own times, and no idle time that nobody saw", () => {
    const pile = new TestPile().available();
    const request = aHold({ terms: { ...aHold().terms } });
    pile.hold(request);
    pile.pay(request.orderId);
    const transactionId = pile.starts(aStart({ idTag: startTagOf(request.orderId) }));
    pile.disconnect();
    pile.passes(3 * hour);
    pile.connect();
    const samples = [5, 10, 15].map((at) =>
      aSample({ atMs: T0 + at * minute, registerWh: 1_000_000 + at * 900 }),
    );
    pile.says(aMeter({ transactionId, samples }));
    pile.says(aStop({ transactionId, meterStopWh: 1_018_000, atMs: T0 + 20 * minute }));
    const [ended] = pile.factsOf("sessionEnded");
    expect(ended?.readings).toEqual([
      [T0, 1_000_000],
      [T0 + 5 * minute, 1_004_500],
      [T0 + 10 * minute, 1_009_000],
      [T0 + 15 * minute, 1_013_500],
      [T0 + 20 * minute, 1_018_000],
    ]);
    expect(ended).toMatchObject({ endedAtMs: T0 + 20 * minute, idle: null });
  });
});

describe("a reservation survives a fault", () => {
  function reservedPile() {
    const pile = new TestPile().available();
    const request = { kind: "reserve", connectorId: 1, idTag: "CARD-1", minutes: 30 } as const;
    pile.staff({ commandId: "r", request, askedBy: "Wang" });
    pile.responds({ status: "Accepted" });
    return pile;
  }

  it.each([1, 0])("is cancelled and told when connector %i faults", (connectorId) => {
    const pile = reservedPile();
    expect(pile.state.connectors[0]?.told.state).toBe("reserved");
    pile.says(aFault({ connectorId }));
    expect(pile.factsOf("reservationChanged").map(({ state }) => state)).toEqual([
      "active",
      "cancelled",
    ]);
    expect(pile.state.reservations).toEqual([]);
  });

  it("a hold and a start are given up too", () => {
    const pile = new TestPile().available();
    const held = aHold();
    const starting = aHold({ connectorId: 2 });
    pile.hold(held);
    pile.hold(starting);
    pile.pay(starting.orderId);
    pile.says(aFault({ connectorId: 0 }));
    expect(pile.factsOf("startFailed")).toMatchObject([
      { orderId: held.orderId, failure: "connector_faulted" },
      { orderId: starting.orderId, failure: "connector_faulted" },
    ]);
  });

  it("lets in the tag's holder alone, and ends at its time", () => {
    const pile = reservedPile();
    const refusal = pile.says(aStart({ idTag: "CARD-9", atMs: pile.nowMs }), accepted());
    expect(refusal).toMatchObject({ status: "Accepted" });
    const other = reservedPile();
    expect(other.question(aStart({ idTag: "CARD-9" }))).toBeNull();
    expect(other.says(aStart({ idTag: "CARD-9" }))).toMatchObject({ status: "Invalid" });
    const own = reservedPile();
    expect(own.question(aStart())).toBe("openCardOrder");
    own.says(aStart(), accepted());
    expect(own.factsOf("reservationChanged").map(({ state }) => state)).toEqual(["active", "used"]);
    const late = reservedPile();
    late.passes(31 * minute);
    expect(late.factsOf("reservationChanged").map(({ state }) => state)).toEqual([
      "active",
      "expired",
    ]);
    expect(late.state.connectors[0]?.told.state).toBe("available");
  });
});

describe("an answer sent before the row is written, then a crash", () => {
  it("says of every step of money, session and state that it must be stored first", () => {
    const pile = new TestPile().available();
    const request = aHold();
    const steps: (() => unknown)[] = [
      () => pile.hold(request),
      () => pile.pay(request.orderId),
      () => pile.responds({ status: "Accepted" }),
      () => pile.says(aStatus({ status: "Preparing" })),
      () => pile.says(aStart({ idTag: startTagOf(request.orderId) })),
      () => pile.says(aStatus({ status: "Charging" })),
      () => pile.stop(request.orderId),
      () =>
        pile.says(aStop({ transactionId: pile.session().transactionId, meterStopWh: 1_000_000 })),
    ];
    for (const step of steps) {
      step();
      expect(pile.durable).toBe(true);
    }
    pile.says({ kind: "heartbeat" });
    expect(pile.durable).toBe(false);
  });
});

describe("a deleted pile keeps its socket", () => {
  it("ends whatever it was doing, so that no order stays open", () => {
    const { pile, order } = charging();
    const held = aHold({ connectorId: 2 });
    pile.hold(held);
    pile.perform(retired(pile.state, pile.circumstances));
    expect(pile.factsOf("sessionEnded")).toMatchObject([
      { orderId: order.orderId, reason: "PileRetired" },
    ]);
    expect(pile.factsOf("startFailed")).toMatchObject([{ orderId: held.orderId }]);
    expect(pile.state.connectors.every(({ use }) => use.kind === "free")).toBe(true);
  });
});
