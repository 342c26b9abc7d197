// A charger that refuses to go out of service, over a real socket: the pile asks again by its alarm,
// also after a sleep, and shows what is wanted beside what the charger says.
import { runDurableObjectAlarm } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { env } from "./inbox.ts";
import { aCharger, anOnlinePile, inObject, sleep } from "./support.ts";

type Asked = Awaited<ReturnType<typeof anOnlinePile>>;

const outOfService = ({ stub }: Asked, commandId: string, operative = false) =>
  stub.command({
    commandId,
    request: { kind: "setAvailability", connectorId: 1, operative },
    askedBy: "staff-1",
  });

const wishOf = async ({ stub }: Asked) => {
  const snapshot = await stub.snapshot();
  if (!snapshot.ok) throw new Error(snapshot.error.code);
  return snapshot.value.availability[0];
};

/** Puts what the pile waits for into the past, as if its time had come, and lets its alarm ring. */
async function itsTimeCame({ stub, pileId }: Asked): Promise<void> {
  await inObject(stub, ({ state }) => {
    const { sql } = state.storage;
    const { document } = sql.exec<{ document: string }>("SELECT document FROM state").one();
    const stored = JSON.parse(document);
    for (const wanted of stored.availability) if (wanted.againAtMs !== null) wanted.againAtMs = 1;
    sql.exec("UPDATE state SET document = ?", JSON.stringify(stored));
  });
  await sleep(stub);
  await runDurableObjectAlarm(env.PILE.get(env.PILE.idFromName(pileId)));
}

describe("a charger that refuses to go out of service", () => {
  it("is asked again in time, and drivers are refused from the first moment", async () => {
    const pile = await anOnlinePile();
    await outOfService(pile, "out-1");
    await pile.charger.obeys("ChangeAvailability", { status: "Rejected" });
    await pile.charger.call("Heartbeat", {});
    expect(await wishOf(pile)).toMatchObject({
      operative: false,
      askedBy: "staff-1",
      answer: "refused",
      attempts: 1,
      isInEffect: false,
      isAsked: false,
    });
    expect((await wishOf(pile))?.againAtMs).toBeGreaterThan(Date.now());
    const told = await pile.stub.snapshot();
    expect(told.ok && told.value.live.connectors.map(({ state }) => state)).toEqual([
      "unavailable",
      "available",
    ]);
    await itsTimeCame(pile);
    expect(await pile.charger.obeys("ChangeAvailability")).toEqual({
      connectorId: 1,
      type: "Inoperative",
    });
    await pile.charger.status(1, "Unavailable");
    expect(await wishOf(pile)).toMatchObject({ answer: "accepted", isInEffect: true });
  });

  it("is asked again on its next connection, and then left alone once it has done it", async () => {
    const pile = await anOnlinePile();
    await outOfService(pile, "out-2");
    await pile.charger.obeys("ChangeAvailability", { status: "Rejected" });
    await pile.charger.call("Heartbeat", {});
    const charger = await aCharger(pile.stub, pile.pileId);
    const now = { ...pile, charger };
    await itsTimeCame(now);
    await charger.obeys("ChangeAvailability");
    await charger.status(1, "Unavailable");
    await itsTimeCame(now);
    expect(await wishOf(now)).toMatchObject({ isInEffect: true, againAtMs: null });
    expect(charger.frames.all.filter(([, , name]) => name === "ChangeAvailability")).toHaveLength(
      1,
    );
  });

  it("is taken back into service the same way", async () => {
    const pile = await anOnlinePile();
    await pile.charger.status(1, "Unavailable");
    await outOfService(pile, "in-1", true);
    await pile.charger.obeys("ChangeAvailability", { status: "Rejected" });
    await pile.charger.call("Heartbeat", {});
    expect(await wishOf(pile)).toMatchObject({ operative: true, answer: "refused" });
    await itsTimeCame(pile);
    await pile.charger.obeys("ChangeAvailability");
    await pile.charger.status(1, "Available");
    await itsTimeCame(pile);
    expect(await wishOf(pile)).toBeUndefined();
  });
});
