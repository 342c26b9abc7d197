// A driver's vehicles: his alone, one of them the default, and no plate to be read in the database.
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { bindPhoneAsDemo } from "../../../core/contract/account.ts";
import { getMe } from "../../../core/contract/drivers.ts";
import * as contract from "../../../core/contract/vehicles.ts";
import { limits } from "../../../core/limits.ts";
import { vehicles } from "../../../worker/db/tables/personal.ts";
import { sealerOf } from "../../../worker/privacy/seal.ts";
import { keepRetention } from "../../../worker/privacy/retention.ts";
import { aDriver } from "../../support/builders.ts";
import { ask, asDriver, db, env, migrate } from "../http/support.ts";

beforeAll(migrate);

const aCar = { plate: "沪AD12345", standard: "GBT_DC", batteryWh: 60_000, isDefault: false };

async function someone() {
  const { driverId } = await aDriver(db);
  const headers = await asDriver(driverId);
  const add = async (key: string, given = {}) =>
    ask(contract.createVehicle, { ...aCar, ...given }, { ...headers, "idempotency-key": key });
  const list = async () => (await ask(contract.listVehicles, {}, headers)).output().items;
  return { driverId, headers, add, list };
}

describe("vehicles", () => {
  test("are added, the first the default one, and shown to their driver alone", async () => {
    const anna = await someone();
    const ben = await someone();
    const first = (await anna.add("1")).output();
    const second = (await anna.add("2", { plate: null, batteryWh: null })).output();
    expect(first).toMatchObject({ plate: "沪AD12345", isDefault: true });
    expect(second).toMatchObject({ plate: null, batteryWh: null, isDefault: false });
    expect(await anna.list()).toEqual([first, second]);
    expect(await ben.list()).toEqual([]);
    const { vehicleId } = first;
    const foreign = await ask(contract.updateVehicle, { ...aCar, vehicleId }, ben.headers);
    expect([foreign.status, foreign.code]).toEqual([404, "vehicle_not_found"]);
    await ask(contract.deleteVehicle, { vehicleId }, ben.headers);
    expect(await anna.list()).toHaveLength(2);
  });

  test("are added once by one key, however often it is sent", async () => {
    const anna = await someone();
    const answers = await Promise.all([anna.add("k"), anna.add("k"), anna.add("k")]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await anna.list()).toHaveLength(1);
    expect((await anna.add("k", { plate: "沪A00000" })).code).toBe("idempotency_conflict");
  });

  test("are told apart by keys that differ only far behind", async () => {
    const anna = await someone();
    const long = "k".repeat(100);
    await anna.add(`${long}1`);
    await anna.add(`${long}2`);
    await anna.add(`${long}2`);
    expect(await anna.list()).toHaveLength(2);
  });

  test("are changed, chosen and removed", async () => {
    const anna = await someone();
    const first = (await anna.add("1")).output();
    const second = (await anna.add("2")).output();
    const { vehicleId } = second;
    const changed = { ...aCar, vehicleId, plate: "粤bf1234学", isDefault: true };
    expect((await ask(contract.updateVehicle, changed, anna.headers)).output()).toMatchObject({
      plate: "粤BF1234学",
      isDefault: true,
    });
    expect((await anna.list()).map((one) => one.isDefault)).toEqual([true, false]);
    await ask(contract.deleteVehicle, { vehicleId }, anna.headers);
    const again = await ask(contract.deleteVehicle, { vehicleId }, anna.headers);
    expect(again.status).toBe(200);
    expect(await anna.list()).toEqual([{ ...first, isDefault: true }]);
  });

  test("are no more than a driver may have, and no plate is made up", async () => {
    const anna = await someone();
    for (let made = 0; made < limits.vehiclesPerDriver.most; made += 1) {
      expect((await anna.add(String(made))).status).toBe(200);
    }
    expect((await anna.add("one more")).code).toBe("vehicles_full");
    const ben = await someone();
    for (const plate of ["", "AD12345", "沪A1", "沪A123456789", "沪A12 45"]) {
      expect((await ben.add("p", { plate })).code).toBe("bad_request");
    }
  });

  test("have a plate that nobody reads in the database, nor on another's row", async () => {
    const anna = await someone();
    const ben = await someone();
    const { vehicleId } = (await anna.add("1")).output();
    const row = await db.select().from(vehicles).where(eq(vehicles.vehicleId, vehicleId)).get();
    expect(JSON.stringify(row)).not.toContain("12345");
    await db.insert(vehicles).values({ ...row!, driverId: ben.driverId });
    expect(await ben.list()).toMatchObject([{ vehicleId, plate: null }]);
  });

  test("keep no plate where no key is set", async () => {
    const anna = await someone();
    const without = { PERSONAL_DATA_KEYS: "" };
    const refused = await ask(contract.createVehicle, aCar, anna.headers, without);
    expect([refused.status, refused.code]).toEqual([503, "unavailable"]);
    const bare = await ask(contract.createVehicle, { ...aCar, plate: null }, anna.headers, without);
    expect(bare.status).toBe(200);
  });
});

const key = (fill: number) => Buffer.alloc(32, fill).toString("base64");
const by = (PERSONAL_DATA_KEYS: string) => sealerOf({ ...env, PERSONAL_DATA_KEYS })!;

describe("what is sealed", () => {
  const owner = { driverId: "d", field: "phone" };

  test("is opened by the key that sealed it, also when a newer one is set in front", async () => {
    const sealed = await by(`one:${key(1)}`).seal("13800138000", owner);
    expect(await by(`two:${key(2)},one:${key(1)}`).open(sealed, owner)).toBe("13800138000");
    expect(await by(`two:${key(2)}`).open(sealed, owner)).toBeNull();
    expect(await by(`one:${key(2)}`).open(sealed, owner)).toBeNull();
  });

  test("is sealed anew by a newer key in the minute's round, and then the old one can go", async () => {
    const anna = await someone();
    const { vehicleId } = (await anna.add("1")).output();
    await ask(bindPhoneAsDemo, { phone: "13612345678" }, anna.headers);
    const both = `new:${key(3)},${env.PERSONAL_DATA_KEYS ?? ""}`;
    await keepRetention(db, { sealer: by(both), nowMs: Date.now() });
    const alone = { PERSONAL_DATA_KEYS: `new:${key(3)}` };
    const cars = await ask(contract.listVehicles, {}, anna.headers, alone);
    expect(cars.output().items).toMatchObject([{ vehicleId, plate: "沪AD12345" }]);
    const me = await ask(getMe, {}, anna.headers, alone);
    expect(me.output().phone).toBe("136****5678");
    expect((await ask(getMe, {}, anna.headers)).output().phone).toBeNull();
  });

  test("is never the same twice, and nothing when a character of it is another", async () => {
    const sealer = by(`one:${key(1)}`);
    const sealed = await sealer.seal("13800138000", owner);
    expect(await sealer.seal("13800138000", owner)).not.toBe(sealed);
    const altered = sealed.slice(0, -3) + (sealed.endsWith("AAA") ? "BBB" : "AAA");
    expect(await sealer.open(altered, owner)).toBeNull();
    expect(await sealer.open(sealed, { ...owner, driverId: "other" })).toBeNull();
    expect(await sealer.open("", owner)).toBeNull();
  });

  test("needs keys of the right length, whose text is not told", () => {
    for (const bad of ["one", `one:${"a".repeat(10)}`, `:${key(1)}`, `one:${key(1)},`]) {
      expect(() => by(bad)).toThrow(/^PERSONAL_DATA_KEYS must be/);
    }
  });
});
