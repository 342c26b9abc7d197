import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import * as commandEndpoints from "../../../core/contract/admin/commands.ts";
import * as pileEndpoints from "../../../core/contract/admin/piles.ts";
import { audit } from "../../../worker/db/tables/operators.ts";
import { cards } from "../../../worker/db/tables/drivers.ts";
import { piles } from "../../../worker/db/tables/stations.ts";
import { pileOf } from "../../../worker/pileOf.ts";
import { aDriver } from "../../support/builders.ts";
import { aBusiness } from "./aBusiness.ts";
import { aBinding, ask, db, env, migrate, send, type Headers } from "./support.ts";

beforeAll(migrate);

const register = async (owner: Headers, stationId: string, pileId: string) =>
  ask(
    pileEndpoints.adminRegisterPile,
    {
      pileId,
      stationId,
      name: "新桩",
      connectors: Array.from({ length: 16 }, () => ({
        currentType: "DC",
        standard: "GBT_DC",
        maxPowerW: 60_000,
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

describe("a pile", () => {
  test("that is registered can connect with the password shown, and with no other", async () => {
    const { operatorId, stationId, owner } = await aBusiness();
    const answer = await register(owner, stationId, "REG-1");
    expect(answer.body).toMatchObject({
      pileId: "REG-1",
      ocppUrl: "wss://charging.test/ocpp/REG-1",
    });
    const { password } = answer.output();
    expect(password).toMatch(/^[0-9a-hjkmnp-tv-z]{20}$/);
    expect((await connect("REG-1", "wrong")).status).toBe(401);
    const upgrade = await connect("REG-1", password);
    expect(upgrade.status).toBe(101);
    expect(upgrade.headers.get("sec-websocket-protocol")).toBe("ocpp1.6");
    upgrade.webSocket!.accept();
    const detail = await ask(pileEndpoints.adminGetPile, { pileId: "REG-1" }, owner);
    expect(detail.body).toMatchObject({ pileId: "REG-1", online: true });
    upgrade.webSocket!.close();
    expect((await register(owner, stationId, "REG-1")).code).toBe("pile_exists");
    const [written] = await db.select().from(audit).where(eq(audit.subject, "REG-1"));
    expect(written).toMatchObject({ operatorId, action: "adminRegisterPile" });
    expect(JSON.stringify(written)).not.toContain(password);
  });

  test("keeps its old password until the new one is used", async () => {
    const { stationId, owner } = await aBusiness();
    const first = (await register(owner, stationId, "ROT-1")).output();
    const rotation = await ask(pileEndpoints.adminRotateCredential, { pileId: "ROT-1" }, owner);
    const second = rotation.output();
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
      ask(commandEndpoints.adminCommands.adminReset, { pileId, type: "Soft" }, owner);
    expect((await command()).code).toBe("pile_not_found");
    const published = await ask(pileEndpoints.adminPublishStation, { stationId }, owner);
    expect(published.body).toEqual({ piles: 1 });
    expect((await pileOf(env, pileId).snapshot()).ok).toBe(true);
    expect((await command()).code).toBe("pile_offline");
  });

  test("is sent a command once its charger is there, and the audit knows who asked", async () => {
    const { stationId, owner } = await aBusiness();
    const { password } = (await register(owner, stationId, "CMD-1")).output();
    const { webSocket } = await connect("CMD-1", password);
    webSocket!.accept();
    const key = { pileId: "CMD-1", key: "AuthorizationKey", value: "very-secret" };
    const asked = await ask(commandEndpoints.adminCommands.adminChangeConfiguration, key, owner);
    const { command } = asked.output();
    expect(command.command).toBe("changeConfiguration");
    const { commandId } = command;
    const again = await ask(
      commandEndpoints.adminGetCommand,
      { pileId: "CMD-1", commandId },
      owner,
    );
    expect(again.body).toMatchObject({ commandId });
    const list = await ask(commandEndpoints.adminListCommands, { pileId: "CMD-1" }, owner);
    expect(list.body).toMatchObject({ items: [{ commandId }] });
    const none = await ask(
      commandEndpoints.adminGetCommand,
      { pileId: "CMD-1", commandId: "no" },
      owner,
    );
    expect(none.code).toBe("command_not_found");
    const written = await db.select().from(audit).where(eq(audit.subject, "CMD-1"));
    expect(written.map(({ action }) => action)).toContain("command.changeConfiguration");
    expect(JSON.stringify(written)).not.toContain("very-secret");
    webSocket!.close();
  });

  test("that could not be told of its registration is not half there", async () => {
    const { stationId, owner } = await aBusiness();
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const PILE = aBinding<typeof env.PILE>({
      idFromName: () => ({}),
      get: () => ({ configure: () => Promise.reject(new Error("overloaded")) }),
    });
    const input = {
      pileId: "HALF-1",
      stationId,
      name: "x",
      connectors: [{ currentType: "AC", standard: "GBT_AC", maxPowerW: 7_000 }],
    };
    const answer = await ask(pileEndpoints.adminRegisterPile, input, owner, { PILE });
    expect([answer.status, answer.code]).toEqual([503, "unavailable"]);
    expect(String(logged.mock.calls[0])).toContain("overloaded");
    logged.mockRestore();
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
    expect((await give("CARD-A", other.driverId)).code).toBe("card_exists");
    expect((await give("CARD-B", "nobody")).code).toBe("driver_not_found");
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
      for (const path of [`/ocpp/${id}`, `/live/piles/${id}`]) {
        const { status } = await send(path, { headers });
        expect([path, status]).toEqual([path, 404]);
      }
    }
    expect((await send("/ocpp/NO-SUCH-PILE", { headers })).status).toBe(404);
  });
});
