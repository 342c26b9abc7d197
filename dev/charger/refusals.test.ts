import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SimulatedCharger } from "./chargePoint.ts";
import type { JsonObject } from "./json.ts";
import { aCharger, TestCentralSystem } from "./testCentralSystem.ts";

let centralSystem: TestCentralSystem;
let charger: SimulatedCharger;

beforeEach(async () => {
  centralSystem = new TestCentralSystem();
  await centralSystem.listen();
  charger = aCharger(centralSystem);
  await charger.start();
  await charger.settled();
});

afterEach(async () => {
  charger.close();
  await centralSystem.close();
});

const MINUTE = 60_000;

/** Sends a command and lets what follows from it happen; gives the answer's status. */
const command = async (action: string, payload: JsonObject = {}): Promise<unknown> => {
  const answer = await centralSystem.call(action, payload);
  await charger.settled();
  return answer["status"];
};

const charge = async (connectorId = 1, idTag = "CARD-1"): Promise<void> => {
  charger.plugIn(connectorId, { socPercent: 20, targetSocPercent: 90 });
  await charger.presentCard(connectorId, idTag);
  await charger.settled();
};

const statusOf = (connectorId: number): string => charger.connector(connectorId).status;

const reserve = (overrides: JsonObject = {}): Promise<unknown> =>
  command("ReserveNow", {
    connectorId: 1,
    expiryDate: new Date(charger.nowMs() + 10 * MINUTE).toISOString(),
    idTag: "HOLDER",
    reservationId: 5,
    ...overrides,
  });

/** Past the server's own validation, which would not let a bad command out. */
const answerTo = async (frame: string): Promise<unknown> => {
  const sent = charger.next("sent");
  centralSystem.sendRaw(frame);
  const parsed: unknown = JSON.parse((await sent).frame);
  return parsed;
};

describe("reservation", () => {
  test("lets only its holder charge, and the start names it", async () => {
    expect(await reserve()).toBe("Accepted");
    expect(statusOf(1)).toBe("Reserved");
    expect(await command("RemoteStartTransaction", { connectorId: 1, idTag: "OTHER" })).toBe(
      "Rejected",
    );
    expect(await charger.presentCard(1, "OTHER")).toEqual({ kind: "refused", why: "Reserved" });
    await charge(1, "HOLDER");
    expect(centralSystem.of("StartTransaction")).toMatchObject([
      { idTag: "HOLDER", reservationId: 5 },
    ]);
  });

  test("lets in a card of the same group", async () => {
    await reserve({ parentIdTag: "FAMILY" });
    centralSystem.on("Authorize", () => ({
      idTagInfo: { status: "Accepted", parentIdTag: "FAMILY" },
    }));
    expect(await charger.presentCard(1, "DAUGHTER")).toEqual({ kind: "accepted" });
  });

  test("ends by itself when it expires", async () => {
    await reserve();
    await charger.tick(10 * MINUTE);
    expect(centralSystem.statuses(1)).toEqual(["Available", "Reserved", "Available"]);
  });

  test("is refused in the word of what stands against it", async () => {
    await charge(1);
    expect(await reserve()).toBe("Occupied");
    charger.fault(1, "GroundFailure");
    expect(await reserve()).toBe("Faulted");
    await command("ChangeAvailability", { connectorId: 2, type: "Inoperative" });
    expect(await reserve({ connectorId: 2 })).toBe("Unavailable");
    expect(await reserve({ connectorId: 0 })).toBe("Rejected");
    expect(await reserve({ connectorId: 2, expiryDate: "2020-01-01T00:00:00Z" })).toBe("Rejected");
  });

  test("is replaced by its own id and not by another", async () => {
    await reserve();
    expect(await reserve({ idTag: "NEXT" })).toBe("Accepted");
    expect(await reserve({ reservationId: 6 })).toBe("Occupied");
  });

  test("is cancelled by its id, once", async () => {
    await reserve();
    expect(await command("CancelReservation", { reservationId: 5 })).toBe("Accepted");
    expect(await command("CancelReservation", { reservationId: 5 })).toBe("Rejected");
    expect(statusOf(1)).toBe("Available");
  });
});

describe("what a charger answers to a command it does not take", () => {
  test.each([
    ["an unknown action", '[2,"m","MakeCoffee",{}]', "NotImplemented"],
    ["a profile it lacks", '[2,"m","GetLocalListVersion",{}]', "NotSupported"],
    ["a missing field", '[2,"m","RemoteStopTransaction",{}]', "OccurenceConstraintViolation"],
    [
      "a wrong type",
      '[2,"m","RemoteStopTransaction",{"transactionId":"1"}]',
      "TypeConstraintViolation",
    ],
    [
      "a value too long",
      '[2,"m","RemoteStartTransaction",{"idTag":"123456789012345678901"}]',
      "PropertyConstraintViolation",
    ],
    ["a field too many", '[2,"m","ClearCache",{"all":true}]', "FormationViolation"],
    ["an action that is no text", '[2,"m",7,{}]', "FormationViolation"],
  ])("%s", async (_, frame, code) => {
    expect(await answerTo(frame)).toEqual([4, "m", code, expect.any(String), {}]);
  });

  test.each(["", "{}", "nonsense", "[]", "[9]", '[3,"nobody asked",{}]'])(
    "the frame %s is passed over and the next command answered",
    async (frame) => {
      centralSystem.sendRaw(frame);
      expect(await command("ClearCache")).toBe("Accepted");
    },
  );
});
