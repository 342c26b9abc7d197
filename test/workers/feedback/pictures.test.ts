import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  adminAddPicture,
  adminListPictures,
  adminRemovePicture,
} from "../../../core/contract/admin/feedback.ts";
import { discardPicture, uploadPicture } from "../../../core/contract/pictures.ts";
import { getStation } from "../../../core/contract/stations.ts";
import { limits } from "../../../core/limits.ts";
import { cleanPicture } from "../../../core/pictures/picture.ts";
import { asText, cameraPictures, secrets } from "../../../core/pictures/support/cameraPictures.ts";
import { pictures } from "../../../worker/db/tables/feedback.ts";
import { sweepPictures } from "../../../worker/pictures/pictures.ts";
import { aDriver } from "../../support/builders.ts";
import { aBusiness } from "../http/aBusiness.ts";
import { asDriver, ask, asStaff, db, env, migrate, send } from "../http/support.ts";
import { aPicture, pathOf, upload } from "./support.ts";

beforeAll(migrate);

const aSignedInDriver = async () => asDriver((await aDriver(db)).driverId);

const { path } = uploadPicture;

describe("A driver's picture", () => {
  test.each([
    ["JPEG", cameraPictures.jpeg, "image/jpeg"],
    ["PNG", cameraPictures.png, "image/png"],
    ["WebP", cameraPictures.webp, "image/webp"],
  ])("is kept as %s whatever it is called, without its camera's words", async (_, bytes, type) => {
    const { url } = await aPicture(await aSignedInDriver(), bytes);
    const shown = await send(url);
    expect([shown.status, shown.headers.get("content-type")]).toEqual([200, type]);
    expect(shown.headers.get("x-content-type-options")).toBe("nosniff");
    expect(shown.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(shown.headers.get("cache-control")).toBe("private, max-age=3600");
    const kept = await shown.bytes();
    const clean = cleanPicture(bytes);
    expect(clean.ok && clean.value.bytes).toEqual(kept);
    for (const secret of secrets) expect(asText(kept)).not.toContain(secret);
  });

  test("is not sent again to who has it", async () => {
    const { url } = await aPicture(await aSignedInDriver());
    const etag = (await send(url)).headers.get("etag") ?? "";
    const again = await send(url, { headers: { "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const changed = await send(url, { headers: { "if-none-match": '"other"' } });
    expect(changed.status).toBe(200);
  });

  test("is found by nobody who was not told its id", async () => {
    for (const id of ["AAAAAAAAAAAAAAAAAAAAAA", "..%2Fsecret", "x"]) {
      const answer = await send(`/pictures/${id}`);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([
        404,
        "application/problem+json; charset=utf-8",
      ]);
    }
  });

  test("is refused when it is none, is missing, or is too large", async () => {
    const driver = await aSignedInDriver();
    const page = new Uint8Array(
      new TextEncoder().encode("<!doctype html><script>alert(1)</script>"),
    );
    expect(await upload(path, driver, page)).toMatchObject({ code: "picture_not_supported" });
    const empty = await send(path, { method: "POST", headers: driver, body: new FormData() });
    expect([empty.status, await empty.json()]).toMatchObject([400, { code: "picture_missing" }]);
    const large = new Uint8Array(limits.pictureBytes.most + 1);
    expect(await upload(path, driver, large)).toMatchObject({ status: 413 });
    const vast = new Uint8Array(limits.pictureBytes.most + limits.formBytes.most + 1);
    expect(await upload(path, driver, vast)).toMatchObject({ status: 413 });
  });

  test("is refused while many wait to be named, until one is thrown away", async () => {
    const driver = await aSignedInDriver();
    let last = await aPicture(driver);
    for (let made = 1; made < limits.waitingPictures.most; made += 1) last = await aPicture(driver);
    expect(await upload(path, driver)).toMatchObject({ code: "too_many_requests" });
    const { pictureId } = last;
    const strange = await ask(discardPicture, { pictureId }, await aSignedInDriver());
    expect(strange.code).toBe("picture_not_found");
    expect((await ask(discardPicture, { pictureId }, driver)).status).toBe(200);
    await sweepPictures(env, Date.now());
    expect((await send(last.url)).status).toBe(404);
    expect((await upload(path, driver)).status).toBe(200);
  });
});

test("Pictures that nothing names go after a day, and no sooner", async () => {
  const { url, pictureId } = await aPicture(await aSignedInDriver());
  const [row] = await db.select().from(pictures).where(eq(pictures.pictureId, pictureId));
  const dayLater = (row?.createdAtMs ?? 0) + limits.waitingPictureMs.most;
  await sweepPictures(env, dayLater - 1);
  expect((await send(url)).status).toBe(200);
  await sweepPictures(env, dayLater);
  expect((await send(url)).status).toBe(404);
  expect(await db.select().from(pictures).where(eq(pictures.pictureId, pictureId))).toEqual([]);
});

test("A sweep that R2 failed in the middle of is carried on by the next", async () => {
  const { url, pictureId } = await aPicture(await aSignedInDriver());
  const later = Date.now() + 2 * limits.waitingPictureMs.most;
  const broken = { ...env, PICTURES: Object.assign(Object.create(env.PICTURES), { delete: fail }) };
  await expect(sweepPictures(broken, later)).rejects.toThrow("R2 is away");
  expect((await send(url)).status).toBe(200);
  await sweepPictures(env, later);
  expect((await send(url)).status).toBe(404);
  expect(await db.select().from(pictures).where(eq(pictures.pictureId, pictureId))).toEqual([]);
});

const fail = (): never => {
  throw new Error("R2 is away");
};

const urlsOf = async (stationId: string) =>
  (await ask(getStation, { stationId })).output().pictureUrls;

describe("A station's pictures", () => {
  test("are added and removed by its staff, and shown to everybody", async () => {
    const { stationId, owner } = await aBusiness();
    const added = await upload(pathOf(adminAddPicture, stationId), owner, cameraPictures.png);
    const [first] = adminAddPicture.output.parse(added.body).pictures;
    await upload(pathOf(adminAddPicture, stationId), owner);
    const listed = (await ask(adminListPictures, { stationId }, owner)).output().pictures;
    expect(listed).toHaveLength(2);
    expect(listed[0]).toEqual(first);
    expect(await urlsOf(stationId)).toEqual(listed.map(({ url }) => url));
    const shown = await send(first?.url ?? "");
    expect(shown.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    // In use, it is not swept.
    await sweepPictures(env, Date.now() + 2 * limits.waitingPictureMs.most);
    expect((await send(first?.url ?? "")).status).toBe(200);

    const { pictureId } = first ?? {};
    const removed = await ask(adminRemovePicture, { stationId, pictureId }, owner);
    expect(removed.output().pictures).toEqual(listed.slice(1));
    expect(await urlsOf(stationId)).toEqual(listed.slice(1).map(({ url }) => url));
    await sweepPictures(env, Date.now());
    expect((await send(first?.url ?? "")).status).toBe(404);
    const again = await ask(adminRemovePicture, { stationId, pictureId }, owner);
    expect(again.code).toBe("picture_not_found");
  });

  test("have their limit", async () => {
    const { stationId, owner } = await aBusiness();
    const place = pathOf(adminAddPicture, stationId);
    for (let made = 0; made < limits.picturesPerStation.most; made += 1) await upload(place, owner);
    expect(await upload(place, owner)).toMatchObject({ code: "pictures_full" });
    expect(await urlsOf(stationId)).toHaveLength(limits.picturesPerStation.most);
  });

  test("are no other operator's, no reader's, and no other site's to change", async () => {
    const [{ stationId, operatorId, owner }, other] = [await aBusiness(), await aBusiness()];
    const place = pathOf(adminAddPicture, stationId);
    expect(await upload(place, other.owner)).toMatchObject({ code: "station_not_found" });
    const reader = await asStaff(operatorId, "readOnly");
    expect(await upload(place, reader)).toMatchObject({ code: "forbidden" });
    const fromElsewhere = { ...owner, origin: "https://elsewhere.example" };
    expect(await upload(place, fromElsewhere)).toMatchObject({ code: "forbidden" });
    expect(await urlsOf(stationId)).toEqual([]);
  });
});
