// Versions of tariffs: published in order, taken back before they begin, shown to drivers at their hour.
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  adminAddTariffVersion,
  adminAssignTariff,
  adminCreateTariff,
  adminGetTariff,
  adminListTariffs,
  adminWithdrawTariffVersion,
} from "../../../core/contract/admin/tariffs.ts";
import { getPile, getStation } from "../../../core/contract/stations.ts";
import { tariffs } from "../../../worker/db/tables/stations.ts";
import { aTariffContent } from "../../support/builders.ts";
import { aBusiness } from "./aBusiness.ts";
import { ask, asStaff, db, migrate } from "./support.ts";

beforeAll(migrate);

const HOUR_MS = 3_600_000;

function aContent(electricityPrice: number) {
  const { id: _id, version: _version, ...content } = aTariffContent();
  const [season] = content.seasons;
  const periods = [
    { kind: "flat", fromMinute: 0, toMinute: 1440, electricityPrice, servicePrice: 4_000 },
  ];
  const dayTypes = ["weekday", "weekend", "holiday"];
  return { ...content, seasons: [{ ...season!, days: [{ dayTypes, periods }] }] };
}

const aVersion = (validFromMs: number, price = 20_000) => ({
  name: "新价",
  nameEn: "New",
  validFromMs,
  content: aContent(price),
});

describe("a version that begins later", () => {
  test("is what drivers are shown from its instant on, and not before", async () => {
    const { tariffId, stationId, pileId, owner } = await aBusiness();
    const beginsMs = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + HOUR_MS;
    const added = await ask(
      adminAddTariffVersion,
      { tariffId, after: 1, ...aVersion(beginsMs) },
      owner,
    );
    expect(added.output()).toMatchObject({ version: 2, validFromMs: beginsMs });
    for (const prices of [
      (await ask(getStation, { stationId })).output().prices,
      (await ask(getPile, { pileId })).output().prices,
    ]) {
      const at = (ms: number) => prices.find(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);
      expect(at(beginsMs - 1)).toMatchObject({ electricityPrice: 8_000, toMs: beginsMs });
      expect(at(beginsMs)).toMatchObject({ electricityPrice: 20_000, fromMs: beginsMs });
      expect(prices.every(({ toMs }, index) => toMs === (prices[index + 1]?.fromMs ?? toMs))).toBe(
        true,
      );
    }
    const listed = (await ask(adminListTariffs, {}, owner)).output().items;
    expect(listed).toMatchObject([{ tariffId, version: 1, nextFromMs: beginsMs, stations: 1 }]);
  });

  test("can be taken back; one that has begun cannot", async () => {
    const { tariffId, owner } = await aBusiness();
    const later = Date.now() + 24 * HOUR_MS;
    await ask(adminAddTariffVersion, { tariffId, after: 1, ...aVersion(later) }, owner);
    const gone = await ask(adminWithdrawTariffVersion, { tariffId, version: 2 }, owner);
    expect(gone.status).toBe(200);
    const left = (await ask(adminGetTariff, { tariffId }, owner)).output().versions;
    expect(left.map(({ version }) => version)).toEqual([1]);
    await ask(adminAddTariffVersion, { tariffId, after: 1, ...aVersion(0) }, owner);
    const begun = await ask(adminWithdrawTariffVersion, { tariffId, version: 2 }, owner);
    expect(begun.code).toBe("tariff_in_force");
  });
});

describe("publishing", () => {
  test("follows the newest version, later than it; of two at once one wins", async () => {
    const { tariffId, owner } = await aBusiness();
    const later = Date.now() + 24 * HOUR_MS;
    const add = (after: number, fromMs: number) =>
      ask(adminAddTariffVersion, { tariffId, after, ...aVersion(fromMs) }, owner);
    const both = await Promise.all([add(1, later), add(1, later)]);
    expect(new Set(both.map(({ code }) => code))).toEqual(new Set([null, "tariff_changed"]));
    expect((await add(1, later + 1)).code).toBe("tariff_changed");
    expect((await add(2, later)).code).toBe("tariff_start_refused");
    expect((await add(2, later + 500 * 24 * HOUR_MS)).code).toBe("tariff_start_refused");
    const rows = await db.select().from(tariffs).where(eq(tariffs.tariffId, tariffId));
    expect(rows.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual([1, 2]);
  });

  test("a tariff with a gap in the day is refused with what is wrong", async () => {
    const { tariffId, owner } = await aBusiness();
    const version = aVersion(0);
    const [season] = version.content.seasons;
    const [day] = season!.days;
    const gap = { ...day!, periods: [{ ...day!.periods[0]!, toMinute: 1_000 }] };
    const content = { ...version.content, seasons: [{ ...season!, days: [gap] }] };
    const refused = await ask(
      adminAddTariffVersion,
      { tariffId, after: 1, ...version, content },
      owner,
    );
    expect(refused.code).toBe("tariff_refused");
    expect(JSON.stringify(refused.body)).toContain("period_gap");
  });

  test("a new one can be given to stations of one's own, by who runs the business", async () => {
    const [mine, other] = [await aBusiness(), await aBusiness()];
    const made = await ask(adminCreateTariff, aVersion(0, 9_000), mine.owner);
    const { tariffId } = made.output();
    const assign = (stationIds: readonly string[], who = mine.owner) =>
      ask(adminAssignTariff, { tariffId, stationIds }, who);
    const readOnly = await asStaff(mine.operatorId, "readOnly");
    expect((await assign([mine.stationId], readOnly)).code).toBe("forbidden");
    expect((await assign([mine.stationId, other.stationId])).code).toBe("station_not_found");
    expect((await assign([mine.stationId])).output()).toEqual({ stations: 1 });
    const shown = (await ask(getStation, { stationId: mine.stationId })).output();
    expect(shown.priceNow).toBe(13_000);
  });
});
