import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SimulatedCharger } from "./chargePoint.ts";
import { aCharger, TestCentralSystem } from "./testCentralSystem.ts";

let centralSystem: TestCentralSystem;
let charger: SimulatedCharger;

beforeEach(async () => {
  centralSystem = new TestCentralSystem();
  await centralSystem.listen();
  charger = aCharger(centralSystem);
});

afterEach(async () => {
  charger.close();
  await centralSystem.close();
});

describe("a charge", () => {
  test("by remote start runs from boot to stop, with samples between", async () => {
    await charger.start();
    await charger.settled();
    charger.plugIn(1, { socPercent: 20, maxDcW: 90_000, batteryWh: 60_000 });
    expect(
      await centralSystem.call("RemoteStartTransaction", { connectorId: 1, idTag: "ORDER-1" }),
    ).toEqual({ status: "Accepted" });
    await charger.tick(10 * 60_000);
    expect(charger.connector(1).status).toBe("Charging");
    expect(await centralSystem.call("RemoteStopTransaction", { transactionId: 1 })).toEqual({
      status: "Accepted",
    });
    await charger.settled();
    const [start] = centralSystem.of("StartTransaction");
    const [stop] = centralSystem.of("StopTransaction");
    expect(start).toMatchObject({ connectorId: 1, idTag: "ORDER-1", meterStart: 1_234_567 });
    expect(stop).toMatchObject({ transactionId: 1, reason: "Remote" });
    expect(Number(stop!["meterStop"])).toBeGreaterThan(1_234_567 + 10_000);
    expect(centralSystem.of("MeterValues")).toHaveLength(10);
    expect(centralSystem.statuses(1)).toEqual(["Available", "Preparing", "Charging", "Finishing"]);
  });
});
