// A charge under way: its limits, its stops, its samples, its faults.
import { describe, expect, it } from "vitest";
import {
  aBoot,
  aCardOrder,
  aFault,
  aMeter,
  aSample,
  aStart,
  aStatus,
  aStop,
  hour,
  minute,
  T0,
  timeOfUse,
} from "./support/builders.ts";
import { anOrderCharging, byStaff, charges } from "./support/scenes.ts";

describe("a charge", () => {
  it("is stopped by its money before it costs more, whatever the power", () => {
    const { pile, orderId, transactionId } = anOrderCharging({ prepaidFen: 1_000 });
    while (pile.session().stopping === null) charges(pile, transactionId, 0.25);
    charges(pile, transactionId, 0.25);
    expect(pile.calls.at(-1)).toMatchObject({
      action: "RemoteStopTransaction",
      payload: { transactionId },
    });
    const { registerWh, atMs } = pile.session().last;
    // One yuan a kWh: ten kWh are paid.
    expect(registerWh - 1_000_000).toBeLessThanOrEqual(10_000);
    pile.says(aStop({ transactionId, meterStopWh: registerWh, atMs, reason: "Remote" }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ orderId, reason: "RemoteAtPrepaid" }]);
  });

  it("is stopped by its energy, and by the car's state of charge", () => {
    const byEnergy = anOrderCharging({ limit: { kind: "energy", energyWh: 2_000 } });
    charges(byEnergy.pile, byEnergy.transactionId, 2);
    expect(byEnergy.pile.session().stopping).toMatchObject({ by: "limit" });
    const bySoc = anOrderCharging({ limit: { kind: "soc", percent: 80 } });
    const sample = aSample({ atMs: T0 + minute, registerWh: 1_000_900, socPercent: 80 });
    bySoc.pile.passes(minute);
    bySoc.pile.says(aMeter({ transactionId: bySoc.transactionId, samples: [sample] }));
    expect(bySoc.pile.session().stopping).toMatchObject({ by: "limit" });
  });

  it.each([
    ["his goal", "RemoteAtGoal"],
    ["the driver", "RemoteByDriver"],
    ["staff", "RemoteByOperator"],
    ["nobody whom the platform knows", "Remote"],
  ] as const)("says that it was stopped by %s", (who, reason) => {
    const { pile, orderId, transactionId } = anOrderCharging({
      limit: { kind: "energy", energyWh: 2_000 },
    });
    if (who === "his goal") charges(pile, transactionId, 2);
    if (who === "the driver") pile.stop(orderId);
    if (who === "staff") pile.staff(byStaff("r", { kind: "stop", connectorId: 1 }));
    const { registerWh, atMs } = pile.session().last;
    pile.says(aStop({ transactionId, meterStopWh: registerWh, atMs, reason: "Remote" }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ orderId, reason }]);
  });

  it("is stopped by the clock, also when no sample comes", () => {
    const { pile } = anOrderCharging({ limit: { kind: "minutes", minutes: 30 } });
    pile.passes(29 * minute);
    expect(pile.session().stopping).toBeNull();
    pile.says({ kind: "heartbeat" });
    pile.passes(minute);
    expect(pile.session().stopping).toMatchObject({ by: "limit" });
  });

  it("that is over its minutes while the charger is offline is stopped when it is back", () => {
    const { pile } = anOrderCharging({ limit: { kind: "minutes", minutes: 30 } });
    pile.disconnect();
    pile.passes(2 * hour);
    expect(pile.session().stopping).toBeNull();
    pile.connect();
    pile.passes(0);
    expect(pile.calls.at(-1)?.action).toBe("RemoteStopTransaction");
  });

  it("is asked to stop again while it goes on, and closed when nothing more comes", () => {
    const { pile, orderId, transactionId } = anOrderCharging();
    pile.stop(orderId);
    pile.responds({ status: "Accepted" });
    charges(pile, transactionId, 20);
    expect(pile.session().stopping?.attempts).toBeGreaterThan(5);
    expect(pile.use().kind).toBe("charging");
    const asked = anOrderCharging();
    asked.pile.stop(asked.orderId);
    for (let count = 0; count < 20; count += 1) {
      asked.pile.responds({ status: "Accepted" });
      asked.pile.passes(minute);
    }
    expect(asked.pile.factsOf("sessionEnded")).toMatchObject([
      { orderId: asked.orderId, reason: "StopNotConfirmed" },
    ]);
  });

  it("has its samples stored where the price changes", () => {
    const { pile, transactionId } = anOrderCharging({ terms: timeOfUse() });
    // 10:58 to 11:02, where the peak ends.
    pile.passes(58 * minute);
    const at = (ms: number, registerWh: number) =>
      pile.says(aMeter({ transactionId, samples: [aSample({ atMs: ms, registerWh })] }));
    at(T0 + 58 * minute, 1_050_000);
    expect(pile.effects.findLast(({ kind }) => kind === "keepSamples")).toMatchObject({
      store: false,
    });
    pile.passes(4 * minute);
    at(T0 + 62 * minute, 1_054_000);
    expect(pile.effects.findLast(({ kind }) => kind === "keepSamples")).toMatchObject({
      store: true,
    });
  });

  it("takes samples of one message in order of time, and each once", () => {
    const { pile, transactionId } = anOrderCharging();
    pile.passes(minute);
    const samples = [45, 15, 30].map((s) =>
      aSample({ atMs: T0 + s * 1_000, registerWh: 1_000_000 + s * 10 }),
    );
    pile.says(aMeter({ transactionId, samples }));
    pile.says(aMeter({ transactionId, samples }));
    pile.says(aStop({ transactionId, meterStopWh: 1_000_600, atMs: pile.nowMs }));
    const [ended] = pile.factsOf("sessionEnded");
    expect(ended?.readings.map(([atMs]) => atMs - T0)).toEqual([0, 15_000, 30_000, 45_000, 60_000]);
  });

  it("takes a register that is told apart from the power of the same time", () => {
    const { pile, transactionId } = anOrderCharging();
    pile.passes(minute);
    pile.says(aMeter({ transactionId, samples: [{ atMs: pile.nowMs, powerW: 60_000 }] }));
    pile.says(aMeter({ transactionId, samples: [{ atMs: pile.nowMs, registerWh: 1_000_900 }] }));
    expect(pile.session().last.registerWh).toBe(1_000_900);
  });

  it("on both connectors at once are two sessions", () => {
    const { pile, transactionId } = anOrderCharging();
    const second = pile.starts(aStart({ connectorId: 2, idTag: "CARD-2", meterStartWh: 50 }), {
      kind: "card",
      card: { status: "Accepted", order: aCardOrder() },
    });
    charges(pile, transactionId, 2);
    pile.says(aStop({ transactionId: second, meterStopWh: 900, atMs: pile.nowMs }));
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ connectorId: 2, meterStopWh: 900 }]);
    expect(pile.use(1).kind).toBe("charging");
  });

  it("survives a fault that passes, and ends by one that stays", () => {
    const { pile, transactionId } = anOrderCharging();
    pile.says(aFault({ atMs: pile.nowMs }));
    pile.passes(2 * minute);
    pile.says(aStatus({ status: "Charging", atMs: pile.nowMs }));
    expect(pile.session().doubt).toBeNull();
    charges(pile, transactionId, 1);
    pile.says(aFault({ atMs: pile.nowMs }));
    pile.passes(6 * minute);
    expect(pile.factsOf("sessionEnded")).toMatchObject([{ reason: "ReportedFaulted" }]);
    expect(pile.factsOf("faultOpened")).toHaveLength(2);
    expect(pile.factsOf("faultClosed")).toHaveLength(1);
  });

  it("is taken for lost five minutes after a boot, not sooner by a report that it charges", () => {
    const { pile } = anOrderCharging();
    pile.says(aBoot());
    pile.says(aStatus({ status: "Charging" }));
    expect(pile.session().doubt).toMatchObject({ reason: "ChargerRebooted" });
  });
});
