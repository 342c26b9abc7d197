import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Endpoint } from "../../../core/contract/endpoint.ts";
import {
  adminGetOrder,
  adminListOrders,
  adminListSecurityEvents,
} from "../../../core/contract/admin/orders.ts";
import * as pileEndpoints from "../../../core/contract/admin/piles.ts";
import {
  adminGetStation,
  adminListFaults,
  adminListStations,
  adminOverview,
} from "../../../core/contract/admin/stations.ts";
import { endpoints } from "../../../core/contract/index.ts";
import { orderSettled, paymentReceived, refundPaid } from "../../../core/money/ledger.ts";
import { audit, securityEvents } from "../../../worker/db/tables/operators.ts";
import { billLines, sessions } from "../../../worker/db/tables/orders.ts";
import { ledgerEntries, payments, refunds } from "../../../worker/db/tables/payments.ts";
import { cards } from "../../../worker/db/tables/drivers.ts";
import { faults, piles } from "../../../worker/db/tables/stations.ts";
import { pileOf } from "../../../worker/pileOf.ts";
import {
  aDriver,
  anOperator,
  anOrder,
  aPile,
  aStation,
  aTariff,
  MORNING_MS,
} from "../../support/builders.ts";
import { ask, asStaff, db, env, migrate, send, type Headers } from "./support.ts";

beforeAll(migrate);

/** A station with a pile, a settled order and a fault, and its owner signed in. */
async function aBusiness() {
  const { operatorId } = await anOperator(db);
  const { tariffId } = await aTariff(db, { operatorId });
  const { stationId } = await aStation(db, { operatorId, tariffId });
  const { pileId } = await aPile(db, { operatorId, stationId });
  const { driverId } = await aDriver(db);
  const { orderId } = await anOrder(db, {
    ...{ operatorId, stationId, pileId, tariffId, driverId },
    state: "settled",
    open: null,
    paidAtMs: MORNING_MS,
    endedAtMs: MORNING_MS + 3_600_000,
    energyWh: 30_000,
    electricityFen: 2_400,
    serviceFen: 1_200,
    totalFen: 3_600,
  });
  const faultId = `${pileId}:1:${MORNING_MS}`;
  await db.insert(faults).values({
    ...{ faultId, operatorId, pileId, connectorId: 1, errorCode: "GroundFailure" },
    openedAtMs: MORNING_MS,
  });
  await db.insert(securityEvents).values({
    ...{ eventId: `event-${pileId}`, operatorId, kind: "charger_credential_refused" },
    ...{ subject: pileId, detail: "wrong password", atMs: MORNING_MS },
  });
  return {
    operatorId,
    tariffId,
    stationId,
    pileId,
    driverId,
    orderId,
    faultId,
    owner: await asStaff(operatorId),
  };
}

describe("an operator", () => {
  test("never sees or touches another's stations, piles, orders, faults or events", async () => {
    const [mine, other] = [await aBusiness(), await aBusiness()];
    const walked = new Set<string>();
    for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
      if (endpoint.access !== "staff" || name.startsWith("staff")) continue;
      walked.add(name);
      const { pileId, stationId, orderId } = other;
      const input = { pileId, stationId, orderId, commandId: "c1", ...restOfInput[name] };
      const answer = await ask(endpoint, input, mine.owner);
      expect(answer.status, name).toBeLessThan(500);
      const text = JSON.stringify(answer.body);
      for (const id of [other.pileId, other.stationId, other.orderId, other.operatorId]) {
        expect(text.includes(id), `${name} tells of ${id}`).toBe(false);
      }
      if (endpoint.method !== "GET" && name !== "adminAddCard") {
        expect(["pile_not_found", "station_not_found"], name).toContain(answer.body.code);
      }
    }
    expect(walked.size).toBeGreaterThan(25);
    const written = await db.select().from(audit).where(eq(audit.operatorId, mine.operatorId));
    expect(written.filter(({ subject }) => subject === other.pileId)).toEqual([]);
  });

  test("sees its own in every list", async () => {
    const mine = await aBusiness();
    const lists: readonly (readonly [Endpoint, string])[] = [
      [adminListStations, mine.stationId],
      [pileEndpoints.adminListPiles, mine.pileId],
      [adminListOrders, mine.orderId],
      [adminListFaults, mine.faultId],
      [adminListSecurityEvents, `event-${mine.pileId}`],
    ];
    for (const [endpoint, id] of lists) {
      const answer = await ask(endpoint, {}, mine.owner);
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.body), endpoint.path).toContain(id);
    }
    const overview = await ask(adminOverview, {}, mine.owner);
    expect(overview.body).toMatchObject({
      stations: 1,
      counts: { piles: 1, connectors: 1, available: 1, busy: 0, faulted: 0, offline: 0 },
      openFaults: 1,
      refundsFailed: 0,
    });
    const station = await ask(adminGetStation, { stationId: mine.stationId }, mine.owner);
    expect(station.body).toMatchObject({ tariff: { tariffId: mine.tariffId, version: 1 } });
  });
});

/** What the endpoints need beside ids, so that nothing is refused for its form. */
const restOfInput: Readonly<Record<string, object>> = {
  adminRegisterPile: {
    pileId: "NEW-PILE-1",
    name: "x",
    connectors: [{ currentType: "DC", standard: "GBT_DC", maxPowerW: 60_000 }],
  },
  adminAddCard: { idTag: "FOREIGN1", driverId: "nobody" },
  adminStart: { connectorId: 1 },
  adminStop: { connectorId: 1 },
  adminReset: { type: "Soft" },
  adminUnlock: { connectorId: 1 },
  adminAvailability: { connectorId: 0, operative: false },
  adminReadConfiguration: {},
  adminChangeConfiguration: { key: "HeartbeatInterval", value: "60" },
  adminTrigger: { message: "Heartbeat" },
  adminReserve: { connectorId: 1, idTag: "TAG", minutes: 5 },
  adminCancelReservation: { reservationId: 1 },
  adminDataTransfer: { vendorId: "v" },
};

describe("an order's money", () => {
  test("is told whole: the bill, the payment, what went back, and every posting", async () => {
    const { orderId, driverId, operatorId, pileId, owner } = await aBusiness();
    const at = { createdAtMs: MORNING_MS, expiresAtMs: MORNING_MS + 1 };
    await db.insert(payments).values({
      ...{ paymentId: orderId, purpose: "order", orderId, driverId, provider: "wechatpay" },
      ...{ amountFen: 5_000, state: "paid", gatewayTradeNo: "420000", paidAtMs: MORNING_MS, ...at },
    });
    const refundId = `${orderId}R1`;
    await db.insert(refunds).values({
      ...{ refundId, paymentId: orderId, orderId, provider: "wechatpay", amountFen: 1_400 },
      ...{ totalFen: 5_000, reason: "rest", state: "succeeded", gatewayRefundNo: "5000" },
      ...{ attempts: 1, createdAtMs: MORNING_MS, updatedAtMs: MORNING_MS + 9 },
    });
    await db.insert(billLines).values({
      ...{ orderId, line: 0, fromMs: MORNING_MS, toMs: MORNING_MS + 3_600_000, period: "flat" },
      ...{ energyWh: 30_000, electricityPrice: 8_000, servicePrice: 4_000 },
      ...{ electricityFen: 2_400, serviceFen: 1_200 },
    });
    await db.insert(sessions).values({
      ...{ sessionId: `${pileId}:1`, orderId, pileId, connectorId: 1, transactionId: 1 },
      ...{ idTag: "T", startedAtMs: MORNING_MS, endedAtMs: MORNING_MS + 1, meterStartWh: 0 },
      ...{ meterStopWh: 30_000, stopReason: "Remote", readings: [], anomalies: ["meterJump"] },
    });
    const gateway = "wechatpay" as const;
    const entries = [
      paymentReceived({ paymentId: orderId, orderId, gateway, amountFen: 5_000, atMs: 1 }),
      orderSettled({
        ...{ orderId, operatorId, driverId, prepaidFen: 5_000, coupon: null, atMs: 2 },
        revenue: { electricity: 2_400, service: 1_200 },
        rest: { kind: "refund" },
      }),
      refundPaid({ refundId, orderId, gateway, amountFen: 1_400, atMs: 3 }),
    ];
    for (const entry of entries)
      await db.insert(ledgerEntries).values({ ...entry, driverId: null });

    const answer = await ask(adminGetOrder, { orderId }, owner);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      order: {
        orderId,
        driverName: "微信用户",
        bill: { energyWh: 30_000, totalFen: 3_600, lines: [{ period: "flat", energyWh: 30_000 }] },
        refund: { state: "succeeded", amountFen: 1_400, toWay: "wechatpay" },
      },
      payments: [{ paymentId: orderId, way: "wechatpay", state: "paid", gatewayTradeNo: "420000" }],
      refunds: [{ refundId, state: "succeeded", amountFen: 1_400, gatewayRefundNo: "5000" }],
      anomalies: ["meterJump"],
    });
    const { postings } = answer.body as unknown as {
      postings: { source: string; entryKind: string; amountFen: number }[];
    };
    expect(postings).toHaveLength(8);
    expect(new Set(postings.map(({ entryKind }) => entryKind))).toEqual(
      new Set(["paymentReceived", "orderSettled", "refundPaid"]),
    );
    expect(postings.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(0);
  });
});

describe("a pile", () => {
  const register = async (owner: Headers, stationId: string, pileId: string) =>
    ask(
      pileEndpoints.adminRegisterPile,
      {
        ...{ pileId, stationId, name: "新桩" },
        connectors: Array.from({ length: 16 }, () => ({
          ...{ currentType: "DC", standard: "GBT_DC", maxPowerW: 60_000 },
        })),
      },
      owner,
    );
  const connect = (pileId: string, password: string) =>
    send(`/ocpp/${pileId}`, {
      headers: {
        upgrade: "websocket",
        "sec-websocket-protocol": "ocpp1.6",
        authorization: `Basic ${btoa(`${pileId}:${password}`)}`,
      },
    });

  test("that is registered can connect with the password shown, and with no other", async () => {
    const { operatorId, stationId, owner } = await aBusiness();
    const answer = await register(owner, stationId, "REG-1");
    expect(answer.body).toMatchObject({
      pileId: "REG-1",
      ocppUrl: "wss://charging.test/ocpp/REG-1",
    });
    const { password } = answer.body as unknown as { password: string };
    expect(password).toMatch(/^[0-9a-hjkmnp-tv-z]{20}$/);
    expect((await connect("REG-1", "wrong")).status).toBe(401);
    const upgrade = await connect("REG-1", password);
    expect(upgrade.status).toBe(101);
    expect(upgrade.headers.get("sec-websocket-protocol")).toBe("ocpp1.6");
    upgrade.webSocket!.accept();
    const detail = await ask(pileEndpoints.adminGetPile, { pileId: "REG-1" }, owner);
    expect(detail.body).toMatchObject({ pileId: "REG-1", online: true });
    upgrade.webSocket!.close();
    expect((await register(owner, stationId, "REG-1")).body.code).toBe("pile_exists");
    const [written] = await db.select().from(audit).where(eq(audit.subject, "REG-1"));
    expect(written).toMatchObject({ operatorId, action: "adminRegisterPile" });
    expect(JSON.stringify(written)).not.toContain(password);
  });

  test("keeps its old password until the new one is used", async () => {
    const { stationId, owner } = await aBusiness();
    const first = (await register(owner, stationId, "ROT-1")).body as unknown as {
      password: string;
    };
    const rotation = await ask(pileEndpoints.adminRotateCredential, { pileId: "ROT-1" }, owner);
    const second = rotation.body as unknown as { password: string };
    for (const [password, status] of [
      [first.password, 101],
      [second.password, 101],
      [first.password, 401],
    ] as const) {
      const upgrade = await connect("ROT-1", password);
      expect(upgrade.status).toBe(status);
      upgrade.webSocket?.accept();
      upgrade.webSocket?.close();
    }
  });

  test("that only the records know is offline, until its station is published", async () => {
    const { stationId, pileId, owner } = await aBusiness();
    const before = await ask(pileEndpoints.adminGetPile, { pileId }, owner);
    expect(before.body).toMatchObject({ online: false, connectors: [{ state: "offline" }] });
    const command = () =>
      ask(pileEndpoints.adminCommands.adminReset, { pileId, type: "Soft" }, owner);
    expect((await command()).body.code).toBe("pile_not_found");
    const published = await ask(pileEndpoints.adminPublishStation, { stationId }, owner);
    expect(published.body).toEqual({ piles: 1 });
    expect((await pileOf(env, pileId).snapshot()).ok).toBe(true);
    expect((await command()).body.code).toBe("pile_offline");
  });

  test("is sent a command once its charger is there, and the audit knows who asked", async () => {
    const { stationId, owner } = await aBusiness();
    const { password } = (await register(owner, stationId, "CMD-1")).body as unknown as {
      password: string;
    };
    const { webSocket } = await connect("CMD-1", password);
    webSocket!.accept();
    const key = { pileId: "CMD-1", key: "AuthorizationKey", value: "very-secret" };
    const asked = await ask(pileEndpoints.adminCommands.adminChangeConfiguration, key, owner);
    const { command } = asked.body as unknown as {
      command: { commandId: string; command: string };
    };
    expect(command.command).toBe("changeConfiguration");
    const { commandId } = command;
    const again = await ask(pileEndpoints.adminGetCommand, { pileId: "CMD-1", commandId }, owner);
    expect(again.body).toMatchObject({ commandId });
    const list = await ask(pileEndpoints.adminListCommands, { pileId: "CMD-1" }, owner);
    expect(list.body).toMatchObject({ items: [{ commandId }] });
    const none = await ask(
      pileEndpoints.adminGetCommand,
      { pileId: "CMD-1", commandId: "no" },
      owner,
    );
    expect(none.body.code).toBe("command_not_found");
    const written = await db.select().from(audit).where(eq(audit.subject, "CMD-1"));
    expect(written.map(({ action }) => action)).toContain("command.changeConfiguration");
    expect(JSON.stringify(written)).not.toContain("very-secret");
    webSocket!.close();
  });

  test("that could not be told of its registration is not half there", async () => {
    const { stationId, owner } = await aBusiness();
    const PILE = {
      idFromName: () => ({}),
      get: () => ({ configure: () => Promise.reject(new Error("overloaded")) }),
    } as unknown as typeof env.PILE;
    const input = {
      ...{ pileId: "HALF-1", stationId, name: "x" },
      connectors: [{ currentType: "AC", standard: "GBT_AC", maxPowerW: 7_000 }],
    };
    const answer = await ask(pileEndpoints.adminRegisterPile, input, owner, { PILE });
    expect([answer.status, answer.body.code]).toEqual([503, "unavailable"]);
    expect(await db.select().from(piles).where(eq(piles.pileId, "HALF-1"))).toEqual([]);
    expect((await register(owner, stationId, "HALF-1")).status).toBe(200);
  });
});

describe("a card", () => {
  test("belongs to one driver", async () => {
    const { driverId, owner } = await aBusiness();
    const other = await aDriver(db);
    const give = (idTag: string, to: string) =>
      ask(pileEndpoints.adminAddCard, { idTag, driverId: to }, owner);
    expect((await give("CARD-A", driverId)).body).toEqual({ idTag: "CARD-A", driverId });
    expect((await give("CARD-A", driverId)).status).toBe(200);
    expect((await give("CARD-A", other.driverId)).body.code).toBe("card_exists");
    expect((await give("CARD-B", "nobody")).body.code).toBe("driver_not_found");
    expect(await db.select().from(cards).where(eq(cards.idTag, "CARD-A"))).toHaveLength(1);
  });
});

describe("the sockets' addresses", () => {
  test("speak WebSocket alone, and know no pile by a name that none can have", async () => {
    const { pileId } = await aBusiness();
    expect((await send(`/ocpp/${pileId}`)).status).toBe(426);
    expect((await send(`/live/piles/${pileId}`)).status).toBe(426);
    const headers = { upgrade: "websocket" };
    for (const id of ["..%2Fdo%2Fcall", "a", "a%20b", "x".repeat(40)]) {
      expect((await send(`/ocpp/${id}`, { headers })).status, id).toBe(404);
      expect((await send(`/live/piles/${id}`, { headers })).status, id).toBe(404);
    }
    expect((await send("/ocpp/NO-SUCH-PILE", { headers })).status).toBe(404);
  });
});
