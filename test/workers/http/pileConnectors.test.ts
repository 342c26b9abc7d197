// An operator mends what he registered of a pile's connectors; searches, boards and the records follow.
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { adminSetConnectors } from "../../../core/contract/admin/pileConnectors.ts";
import { adminGetPile, adminRegisterPile } from "../../../core/contract/admin/piles.ts";
import { listStations } from "../../../core/contract/stations.ts";
import { aHold } from "../../../core/charging/support/builders.ts";
import { stationOf } from "../../../durable-objects/live/objects.ts";
import { audit } from "../../../worker/db/tables/operators.ts";
import { connectors, faults, stations } from "../../../worker/db/tables/stations.ts";
import { pileOf } from "../../../worker/pileOf.ts";
import { aBusiness } from "./aBusiness.ts";
import { asStaff, ask, db, env, migrate, send } from "./support.ts";

beforeAll(migrate);

const dc = (connectorId: number, change: object = {}) => ({
  connectorId,
  currentType: "DC",
  standard: "GBT_DC",
  maxPowerW: 60_000,
  ...change,
});
const two = [dc(1), dc(2)];

let registered = 0;

/** A pile with two connectors of 60 kW whose charger is there; both are free. */
async function aPileWithTwo() {
  const business = await aBusiness();
  const { stationId, owner } = business;
  const pileId = `EDIT-${(registered += 1)}`;
  const described = two.map(({ connectorId: _id, ...connector }) => connector);
  const registration = { pileId, stationId, name: "新桩", connectors: described };
  const { password } = (await ask(adminRegisterPile, registration, owner)).output();
  const { webSocket } = await send(`/ocpp/${pileId}`, {
    headers: {
      upgrade: "websocket",
      "sec-websocket-protocol": "ocpp1.6",
      authorization: `Basic ${btoa(`${pileId}:${password}`)}`,
    },
  });
  webSocket!.accept();
  let said = 0;
  const says = (connectorId: number, status: string, errorCode = "NoError") =>
    new Promise<void>((resolve) => {
      const id = `s${(said += 1)}`;
      webSocket!.addEventListener("message", ({ data }) => {
        if (JSON.parse(String(data))[1] === id) resolve();
      });
      const timestamp = new Date().toISOString();
      const payload = { connectorId, status, errorCode, timestamp };
      webSocket!.send(JSON.stringify([2, id, "StatusNotification", payload]));
    });
  for (const { connectorId } of two) await says(connectorId, "Available");
  const edit = (after: readonly object[], before: readonly object[] = two, who = owner) =>
    ask(adminSetConnectors, { pileId, before, connectors: after }, who);
  const rows = () =>
    db
      .select()
      .from(connectors)
      .where(eq(connectors.pileId, pileId))
      .orderBy(connectors.connectorId);
  const pile = pileOf(env, pileId);
  return { ...business, pileId, says, edit, rows, pile, webSocket: webSocket! };
}

type Edited = Awaited<ReturnType<typeof aPileWithTwo>>;

const boardOf = async ({ stationId, pileId }: Edited) => {
  const board = await stationOf(env, stationId).board();
  if (!board.ok) throw new Error(board.error.code);
  return board.value.find((pile) => pile.pileId === pileId);
};

describe("a pile's connectors", () => {
  test("gain one: the pile, the station's totals, the board and the charger's word follow", async () => {
    const place = await aPileWithTwo();
    const { edit, rows, says, stationId, pileId, owner, operatorId } = place;
    const added = dc(3, { currentType: "AC", standard: "GBT_AC", maxPowerW: 7_000 });
    expect((await edit([...two, added])).output().connectors).toHaveLength(3);
    await says(3, "Available");
    const seen = (await ask(adminGetPile, { pileId }, owner)).output();
    expect(seen.connectors.map(({ state }) => state)).toEqual([
      "available",
      "available",
      "available",
    ]);
    expect((await rows())[2]).toMatchObject({ standard: "GBT_AC", maxPowerW: 7_000 });
    const [station] = await db.select().from(stations).where(eq(stations.stationId, stationId));
    expect(station!.connectorKinds).toContainEqual(["AC", "GBT_AC", 7_000, 1]);
    await expect.poll(async () => (await boardOf(place))?.connectors.length).toBe(3);
    const [written] = await db.select().from(audit).where(eq(audit.action, "adminSetConnectors"));
    expect(written).toMatchObject({ operatorId, subject: pileId });
  });

  test("become what they are: a search by power finds them, one by the old power does not", async () => {
    const { edit, rows, stationId, says } = await aPileWithTwo();
    const stronger = two.map((one) => ({ ...one, maxPowerW: 480_000 }));
    expect((await edit(stronger)).status).toBe(200);
    await says(1, "Preparing");
    expect((await rows()).map(({ maxPowerW }) => maxPowerW)).toEqual([480_000, 480_000]);
    const [station] = await db.select().from(stations).where(eq(stations.stationId, stationId));
    const { latitude, longitude } = station!;
    const found = await ask(listStations, {
      latitude,
      longitude,
      radiusM: 1_000,
      minPowerW: 400_000,
    });
    expect(JSON.stringify(found.body)).toContain(stationId);
  });

  test("lose one, and what it has done stays; its open fault is closed", async () => {
    const place = await aPileWithTwo();
    const { edit, rows, says, pileId } = place;
    await says(2, "Faulted", "GroundFailure");
    await expect
      .poll(async () => (await db.select().from(faults).where(eq(faults.pileId, pileId))).length)
      .toBe(1);
    expect((await edit([dc(1)])).status).toBe(200);
    expect(await rows()).toHaveLength(1);
    const faultOf = async () =>
      (await db.select().from(faults).where(eq(faults.pileId, pileId)))[0];
    await expect.poll(async () => (await faultOf())?.closedAtMs).not.toBeNull();
    await expect.poll(async () => (await boardOf(place))?.connectors.length).toBe(1);
    await says(2, "Available");
    expect(await rows()).toHaveLength(1);
  });

  test("are kept while one is used or promised, but may get another power", async () => {
    const { edit, pile, rows } = await aPileWithTwo();
    const hold = aHold({ connectorId: 2, untilMs: Date.now() + 60_000 });
    expect((await pile.hold(hold)).ok).toBe(true);
    const otherPlug = dc(2, { standard: "CHADEMO" });
    expect((await edit([dc(1)])).code).toBe("connector_busy");
    expect((await edit([dc(1), otherPlug])).code).toBe("connector_busy");
    const stronger = dc(2, { maxPowerW: 120_000 });
    expect((await edit([dc(1), stronger])).status).toBe(200);
    await pile.release({ orderId: hold.orderId, failure: "cancelled_by_driver" });
    const [first] = await slotsOf(pile);
    const reserved = await pile.reserve({
      reservationId: "01KC0000000000000000000001",
      driverId: hold.driverId,
      connectorId: 2,
      fromMs: first.fromMs,
      untilMs: first.untilMs,
      idTags: ["CARD-1"],
      terms: { holdMinutes: 15, graceMinutes: 15 },
      idempotencyKey: "k",
    });
    expect(reserved.ok).toBe(true);
    expect((await edit([dc(1)], [dc(1), stronger])).code).toBe("connector_promised");
    expect(await rows()).toHaveLength(2);
    await pile.cancelReservation({ reservationId: "01KC0000000000000000000001", by: "driver" });
    expect((await edit([dc(1)], [dc(1), stronger])).status).toBe(200);
  });

  test("are not changed by another operator, by who may not, nor by an edit that came second", async () => {
    const { edit, rows, operatorId } = await aPileWithTwo();
    const other = await aBusiness();
    expect((await edit([dc(1)], two, other.owner)).code).toBe("pile_not_found");
    expect((await edit([dc(1)], two, await asStaff(operatorId, "finance"))).code).toBe("forbidden");
    expect((await edit([...two, dc(3)])).status).toBe(200);
    expect((await edit([dc(1)])).code).toBe("connectors_changed");
    expect((await edit([dc(1), dc(1)])).code).toBe("bad_request");
    expect((await edit([])).code).toBe("bad_request");
    expect(await rows()).toHaveLength(3);
  });

  test("of a pile that only the records know are mended in the records", async () => {
    const { pileId, owner } = await aBusiness();
    const before = (await ask(adminGetPile, { pileId }, owner))
      .output()
      .connectors.map(({ connectorId, currentType, standard, maxPowerW }) => ({
        connectorId,
        currentType,
        standard,
        maxPowerW,
      }));
    const after = [...before, dc(2)];
    const answer = await ask(adminSetConnectors, { pileId, before, connectors: after }, owner);
    expect(answer.status).toBe(200);
    const seen = (await ask(adminGetPile, { pileId }, owner)).output();
    expect(seen.connectors).toHaveLength(2);
  });
});

async function slotsOf(pile: Edited["pile"]) {
  const slots = await pile.slots();
  if (!slots.ok) throw new Error(slots.error.code);
  const free = slots.value
    .find(({ connectorId }) => connectorId === 2)
    ?.slots.filter(({ isFree }) => isFree);
  if (free === undefined || free[0] === undefined) throw new Error("no slot");
  return [free[0]] as const;
}
