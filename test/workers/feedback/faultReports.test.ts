import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  adminListFaultReports,
  adminSetFaultReport,
} from "../../../core/contract/admin/feedback.ts";
import {
  createFaultReport,
  getFaultReport,
  listFaultReports,
} from "../../../core/contract/faultReports.ts";
import { limits } from "../../../core/limits.ts";
import { eraseFaultReports, faultReportsOfDriver } from "../../../worker/db/faultReports.ts";
import { picturesOfDriver } from "../../../worker/db/pictures.ts";
import { audit } from "../../../worker/db/tables/operators.ts";
import { sweepPictures } from "../../../worker/pictures/pictures.ts";
import { aDriver } from "../../support/builders.ts";
import { aBusiness } from "../http/aBusiness.ts";
import { asDriver, ask, asStaff, db, env, migrate, send } from "../http/support.ts";
import { aPicture } from "./support.ts";

beforeAll(migrate);

async function aWitness() {
  const business = await aBusiness();
  const { driverId } = await aDriver(db);
  return { ...business, driverId, driver: await asDriver(driverId) };
}

const stuck = { connectorId: 1, kind: "connectorStuck", text: " 枪拔不出来 " } as const;

const aDayLater = () => Date.now() + 2 * limits.waitingPictureMs.most;

describe("A driver's report", () => {
  test("is kept with its pictures, and read by him and by the operator", async () => {
    const { pileId, stationId, driver, owner } = await aWitness();
    const sent = [await aPicture(driver), await aPicture(driver)];
    const pictureIds = sent.map(({ pictureId }) => pictureId);
    const made = (await ask(createFaultReport, { pileId, ...stuck, pictureIds }, driver)).output();
    expect(made).toMatchObject({ ...stuck, text: "枪拔不出来", pileId, stationId, state: "open" });
    expect(made.pictures).toEqual(sent);
    const { reportId } = made;
    expect((await ask(getFaultReport, { reportId }, driver)).output()).toEqual(made);
    expect((await ask(listFaultReports, {}, driver)).output().items).toEqual([made]);
    const listed = (await ask(adminListFaultReports, {}, owner)).output().items;
    expect(listed).toEqual([{ ...made, driverName: "微信用户" }]);
    await sweepPictures(env, aDayLater());
    expect((await send(sent[0]?.url ?? "")).status).toBe(200);
  });

  test("may be about the pile as a whole, without a word or a picture", async () => {
    const { pileId, driver } = await aWitness();
    const made = (await ask(createFaultReport, { pileId, kind: "screenBroken" }, driver)).output();
    expect(made).toMatchObject({ connectorId: null, text: "", pictures: [] });
  });

  test("is refused for what is not there", async () => {
    const { pileId, driver } = await aWitness();
    const nowhere = await ask(createFaultReport, { ...stuck, pileId: "NOWHERE" }, driver);
    expect(nowhere.code).toBe("pile_not_found");
    const noConnector = { ...stuck, pileId, connectorId: 2 };
    expect((await ask(createFaultReport, noConnector, driver)).code).toBe("connector_not_found");
  });

  test("is nobody else's to read", async () => {
    const { pileId, driver } = await aWitness();
    const other = await aWitness();
    const { reportId } = (await ask(createFaultReport, { pileId, ...stuck }, driver)).output();
    const strange = await ask(getFaultReport, { reportId }, other.driver);
    expect([strange.status, strange.code]).toEqual([404, "fault_report_not_found"]);
    expect((await ask(listFaultReports, {}, other.driver)).output().items).toEqual([]);
    expect((await ask(adminListFaultReports, {}, other.owner)).output().items).toEqual([]);
  });

  test("that comes again with its key is made once; another with that key is refused", async () => {
    const { pileId, driver } = await aWitness();
    const { pictureId } = await aPicture(driver);
    const request = { pileId, ...stuck, pictureIds: [pictureId] };
    const keyed = { ...driver, "idempotency-key": "once" };
    const answers = await Promise.all([1, 2, 3].map(() => ask(createFaultReport, request, keyed)));
    const ids = new Set(answers.map((answer) => answer.output().reportId));
    expect(ids.size).toBe(1);
    expect(answers[0]?.output().pictures).toHaveLength(1);
    const changed = await ask(createFaultReport, { ...request, kind: "other" }, keyed);
    expect([changed.status, changed.code]).toEqual([409, "idempotency_conflict"]);
    expect((await ask(listFaultReports, {}, driver)).output().items).toHaveLength(1);
  });

  test("cannot take pictures of others, of another report, or that are gone", async () => {
    const { pileId, driver } = await aWitness();
    const other = await aWitness();
    const [mine, his] = [await aPicture(driver), await aPicture(other.driver)];
    const both = { pileId, ...stuck, pictureIds: [mine.pictureId, his.pictureId] };
    expect((await ask(createFaultReport, both, driver)).code).toBe("picture_not_found");
    expect((await ask(listFaultReports, {}, driver)).output().items).toEqual([]);
    // His own is not lost by it, and is used once.
    const own = { pileId, ...stuck, pictureIds: [mine.pictureId] };
    expect((await ask(createFaultReport, own, driver)).status).toBe(200);
    expect((await ask(createFaultReport, own, driver)).code).toBe("picture_not_found");
    await sweepPictures(env, aDayLater());
    const late = { pileId, ...stuck, pictureIds: [his.pictureId] };
    expect((await ask(createFaultReport, late, other.driver)).code).toBe("picture_not_found");
  });

  test("has its number a day", async () => {
    const { pileId, driver } = await aWitness();
    for (let made = 0; made < limits.faultReportsPerDay.most; made += 1) {
      await ask(createFaultReport, { pileId, ...stuck }, driver);
    }
    const refused = await ask(createFaultReport, { pileId, ...stuck }, driver);
    expect([refused.status, refused.code]).toEqual([429, "too_many_requests"]);
  });
});

describe("Staff", () => {
  test("say what became of a report, and the driver reads it", async () => {
    const { pileId, driver, owner, operatorId } = await aWitness();
    const { reportId } = (await ask(createFaultReport, { pileId, ...stuck }, driver)).output();
    const confirmed = { reportId, state: "confirmed", answer: "已派人前往" };
    expect((await ask(adminSetFaultReport, confirmed, owner)).output()).toMatchObject(confirmed);
    expect((await ask(getFaultReport, { reportId }, driver)).output()).toMatchObject(confirmed);
    const unresolved = async () =>
      (await ask(adminListFaultReports, {}, owner)).output().items.map((item) => item.reportId);
    expect(await unresolved()).toEqual([reportId]);
    await ask(adminSetFaultReport, { ...confirmed, state: "resolved" }, owner);
    expect(await unresolved()).toEqual([]);
    const all = { unresolved: "false", pileId };
    expect((await ask(adminListFaultReports, all, owner)).output().items).toHaveLength(1);
    const done = await db.select().from(audit).where(eq(audit.operatorId, operatorId));
    expect(done.map(({ action, detail }) => [action, detail])).toEqual([
      ["adminSetFaultReport", { from: "open", to: "confirmed" }],
      ["adminSetFaultReport", { from: "confirmed", to: "resolved" }],
    ]);
  });

  test("of another operator, and readers, cannot", async () => {
    const { pileId, driver, operatorId } = await aWitness();
    const other = await aWitness();
    const { reportId } = (await ask(createFaultReport, { pileId, ...stuck }, driver)).output();
    const change = { reportId, state: "resolved", answer: "" };
    const strange = await ask(adminSetFaultReport, change, other.owner);
    expect(strange.code).toBe("fault_report_not_found");
    const reader = await asStaff(operatorId, "readOnly");
    expect((await ask(adminSetFaultReport, change, reader)).code).toBe("forbidden");
  });
});

test("A driver's reports can be told to him; erased, they say of the pile alone", async () => {
  const { pileId, driver, driverId, owner } = await aWitness();
  const { pictureId, url } = await aPicture(driver);
  await ask(createFaultReport, { pileId, ...stuck, pictureIds: [pictureId] }, driver);
  expect(await faultReportsOfDriver(db, driverId)).toMatchObject([{ pileId, text: "枪拔不出来" }]);
  expect(await picturesOfDriver(db, driverId)).toMatchObject([{ pictureId }]);
  await db.batch(eraseFaultReports(db, driverId, Date.now()));
  expect(await faultReportsOfDriver(db, driverId)).toEqual([]);
  expect(await picturesOfDriver(db, driverId)).toEqual([]);
  await sweepPictures(env, Date.now());
  expect((await send(url)).status).toBe(404);
  const [left] = (await ask(adminListFaultReports, {}, owner)).output().items;
  expect(left).toMatchObject({ kind: "connectorStuck", driverName: null, text: "", pictures: [] });
});
