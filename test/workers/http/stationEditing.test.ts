// Staff open and change stations, and drivers find them as they are then.
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  adminCreateStation,
  adminGetStationDraft,
  adminUpdateStation,
} from "../../../core/contract/admin/stationEditing.ts";
import { adminGetStation } from "../../../core/contract/admin/stations.ts";
import { getStation, listStations } from "../../../core/contract/stations.ts";
import { audit } from "../../../worker/db/tables/operators.ts";
import { aBusiness } from "./aBusiness.ts";
import { ask, asStaff, db, migrate } from "./support.ts";

beforeAll(migrate);

/** Where no other test has a station. */
const lhasa = { latitude: 29.6532, longitude: 91.1322 };
const kashgar = { latitude: 39.4704, longitude: 75.9898 };
const urumqi = { latitude: 43.8256, longitude: 87.6168 };

async function draftOf({ stationId, owner }: Awaited<ReturnType<typeof aBusiness>>) {
  return (await ask(adminGetStationDraft, { stationId }, owner)).output();
}

const near = async (at: object): Promise<readonly string[]> =>
  (await ask(listStations, { ...at, radiusM: 2_000 })).output().items.map((one) => one.stationId);

describe("a station that staff change", () => {
  test("is found at its new place and by its new name, no longer at the old ones", async () => {
    const mine = await aBusiness();
    const { stationId, owner } = mine;
    const { draft, revision } = await draftOf(mine);
    const change = (of: number, part: object) =>
      ask(adminUpdateStation, { ...draft, stationId, revision: of, ...part }, owner);
    expect((await change(revision, { position: lhasa })).output().revision).toBe(revision + 1);
    expect(await near(lhasa)).toEqual([stationId]);
    await change(revision + 1, { position: kashgar, name: "香妃园音乐站" });
    expect(await near(lhasa)).toEqual([]);
    expect(await near(kashgar)).toEqual([stationId]);
    const found = await ask(listStations, { ...kashgar, text: "音乐", radiusM: 2_000 });
    expect(found.output().items.map(({ name }) => name)).toEqual(["香妃园音乐站"]);
    const written = await db.select().from(audit).where(eq(audit.subject, stationId));
    expect(written).toMatchObject([
      {
        action: "adminUpdateStation",
        detail: { before: { position: draft.position }, after: { position: lhasa } },
      },
      { detail: { before: { position: lhasa, name: draft.name }, after: { position: kashgar } } },
    ]);
  });

  test("a change made on an older look is refused, and changes nothing", async () => {
    const mine = await aBusiness();
    const { stationId, owner } = mine;
    const { draft, revision } = await draftOf(mine);
    const wanted = ["一", "二"].map((name) => ({ ...draft, stationId, revision, name }));
    const answers = await Promise.all(wanted.map((one) => ask(adminUpdateStation, one, owner)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.code).toBe("station_changed");
    const winner = wanted[answers.findIndex(({ status }) => status === 200)];
    expect((await draftOf(mine)).draft.name).toBe(winner?.name);
  });

  test("closed, it is so for drivers, and opens again with its hours", async () => {
    const mine = await aBusiness();
    const { stationId, owner } = mine;
    const { draft, revision } = await draftOf(mine);
    const hours = "Mo-Fr 07:00-22:00; Sa,Su 09:00-21:00";
    const closed = { ...draft, stationId, revision, openingHours: hours, isOpen: false };
    await ask(adminUpdateStation, closed, owner);
    expect((await ask(getStation, { stationId })).output()).toMatchObject({
      openNow: false,
      openingSpans: [],
    });
    expect((await ask(adminGetStation, { stationId }, owner)).output()).toMatchObject({
      openingHours: hours,
      isOpen: false,
    });
    await ask(adminUpdateStation, { ...closed, revision: revision + 1, isOpen: true }, owner);
    expect((await ask(getStation, { stationId })).output().openingHours).toBe(hours);
  });

  test("hours, a zone or a tariff that do not exist are refused; others' tariffs do not exist", async () => {
    const [mine, other] = [await aBusiness(), await aBusiness()];
    const { stationId, owner } = mine;
    const { draft, revision } = await draftOf(mine);
    const change = (part: object) =>
      ask(adminUpdateStation, { ...draft, stationId, revision, ...part }, owner);
    expect((await change({ openingHours: "whenever" })).code).toBe("bad_request");
    expect((await change({ timeZone: "Mars/Olympus" })).code).toBe("bad_request");
    expect((await change({ tariffId: other.tariffId })).code).toBe("tariff_unknown");
  });

  test("a new one is found at once; its id is taken once; only who runs the business opens one", async () => {
    const mine = await aBusiness();
    const { draft } = await draftOf(mine);
    const opened = { ...draft, stationId: "NEW-PLACE-1", position: urumqi, name: "新开站" };
    const finance = await asStaff(mine.operatorId, "finance");
    expect((await ask(adminCreateStation, opened, finance)).code).toBe("forbidden");
    expect((await ask(adminCreateStation, opened, mine.owner)).status).toBe(200);
    expect(await near(urumqi)).toContain("NEW-PLACE-1");
    expect((await ask(adminCreateStation, opened, mine.owner)).code).toBe("station_exists");
  });
});
