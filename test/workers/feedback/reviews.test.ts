import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  adminHideReview,
  adminListReviews,
  adminShowReview,
} from "../../../core/contract/admin/feedback.ts";
import { getMyStation } from "../../../core/contract/favourites.ts";
import { deleteReview, listReviews, putReview } from "../../../core/contract/reviews.ts";
import { getStation } from "../../../core/contract/stations.ts";
import { eraseReviews, reviewsOfDriver } from "../../../worker/db/reviews.ts";
import { audit } from "../../../worker/db/tables/operators.ts";
import { aDriver, anOrder } from "../../support/builders.ts";
import { aBusiness } from "../http/aBusiness.ts";
import { asDriver, ask, asStaff, db, migrate } from "../http/support.ts";

beforeAll(migrate);

type Business = Awaited<ReturnType<typeof aBusiness>>;

/** A driver who charged there; his order is settled unless the test says otherwise. */
async function aCustomer(
  { operatorId, stationId, pileId, tariffId }: Business,
  state: "settled" | "start_failed" | "charging" = "settled",
) {
  const { driverId, displayName } = await aDriver(db);
  const open = state === "charging" ? 1 : null;
  const place = { operatorId, stationId, pileId, tariffId };
  const { orderId } = await anOrder(db, { ...place, driverId, state, open });
  return { driverId, displayName, orderId, driver: await asDriver(driverId) };
}

const good = { stars: 5, text: " 很快 ", tags: ["fastCharging", "clean", "clean"] };

const ratingOf = async (stationId: string) =>
  (await ask(getStation, { stationId })).output().rating;

describe("A review", () => {
  test("is written by a driver who charged there, and read by everybody", async () => {
    const business = await aBusiness();
    const { stationId } = business;
    const { driver, displayName } = await aCustomer(business);
    const mine = (await ask(getMyStation, { stationId }, driver)).output();
    expect(mine).toEqual({ isFavourite: false, review: null, mayReview: true });
    const written = (await ask(putReview, { stationId, ...good }, driver)).output();
    expect(written).toMatchObject({ stars: 5, text: "很快", tags: ["fastCharging", "clean"] });
    const { items, rating, countByStars } = (await ask(listReviews, { stationId })).output();
    expect(items).toMatchObject([{ reviewId: written.reviewId, driverName: displayName }]);
    expect(Object.keys(items[0] ?? {})).not.toContain("driverId");
    expect([rating, countByStars]).toEqual([{ count: 1, averageStars: 5 }, [0, 0, 0, 0, 1]]);
    expect(await ratingOf(stationId)).toEqual({ count: 1, averageStars: 5 });
    expect((await ask(getMyStation, { stationId }, driver)).output().review).toEqual(written);
  });

  test.each([["start_failed"], ["charging"]] as const)(
    "is refused to a driver whose only order there is %s",
    async (state) => {
      const business = await aBusiness();
      const { stationId } = business;
      const { driver } = await aCustomer(business, state);
      expect((await ask(getMyStation, { stationId }, driver)).output().mayReview).toBe(false);
      const refused = await ask(putReview, { stationId, ...good }, driver);
      expect([refused.status, refused.code]).toEqual([409, "review_needs_charge"]);
    },
  );

  test("is refused to a driver who charged elsewhere, and for no station", async () => {
    const [here, elsewhere] = [await aBusiness(), await aBusiness()];
    const { driver } = await aCustomer(elsewhere);
    const refused = await ask(putReview, { stationId: here.stationId, ...good }, driver);
    expect(refused.code).toBe("review_needs_charge");
    const nowhere = await ask(putReview, { stationId: "nowhere", ...good }, driver);
    expect(nowhere.code).toBe("station_not_found");
  });

  test.each([
    [{ ...good, stars: 0 }],
    [{ ...good, stars: 6 }],
    [{ ...good, stars: 4.5 }],
    [{ ...good, text: "长".repeat(501) }],
    [{ ...good, tags: ["nice"] }],
  ])("is refused when it is %o", async (written) => {
    const business = await aBusiness();
    const { driver } = await aCustomer(business);
    const refused = await ask(putReview, { stationId: business.stationId, ...written }, driver);
    expect([refused.status, refused.code]).toEqual([400, "bad_request"]);
  });

  test("is one a driver and station: a second one changes it, and counts once", async () => {
    const business = await aBusiness();
    const { stationId } = business;
    const { driver } = await aCustomer(business);
    const first = (await ask(putReview, { stationId, ...good }, driver)).output();
    const again = { stationId, stars: 2, text: "变慢了", tags: ["slowCharging"] };
    const second = (await ask(putReview, again, driver)).output();
    expect(second).toMatchObject({ reviewId: first.reviewId, stars: 2, text: "变慢了" });
    expect(second.createdAtMs).toBe(first.createdAtMs);
    expect(second.updatedAtMs).toBeGreaterThanOrEqual(first.updatedAtMs);
    expect(await ratingOf(stationId)).toEqual({ count: 1, averageStars: 2 });
  });

  test("is deleted by its author, and counts no more", async () => {
    const business = await aBusiness();
    const { stationId } = business;
    const [one, other] = [await aCustomer(business), await aCustomer(business)];
    await ask(putReview, { stationId, ...good }, one.driver);
    await ask(putReview, { stationId, ...good, stars: 4 }, other.driver);
    expect(await ratingOf(stationId)).toEqual({ count: 2, averageStars: 4.5 });
    for (const _ of [1, 2]) {
      expect((await ask(deleteReview, { stationId }, one.driver)).status).toBe(200);
    }
    expect(await ratingOf(stationId)).toEqual({ count: 1, averageStars: 4 });
    expect((await ask(listReviews, { stationId })).output().items).toHaveLength(1);
  });
});

test("Reviews come newest first, page by page", async () => {
  const business = await aBusiness();
  const { stationId } = business;
  const written: string[] = [];
  for (const stars of [1, 2, 3, 4, 5]) {
    const { driver } = await aCustomer(business);
    const review = (await ask(putReview, { stationId, ...good, stars }, driver)).output();
    written.push(review.reviewId);
  }
  const listed: string[] = [];
  let cursor: string | undefined;
  do {
    const page = (await ask(listReviews, { stationId, limit: 2, cursor })).output();
    listed.push(...page.items.map(({ reviewId }) => reviewId));
    expect([page.rating.count, page.rating.averageStars]).toEqual([5, 3]);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(listed).toEqual(written.toSorted().toReversed());
});

describe("Staff", () => {
  test("hide a review with a reason that its author reads, and show it again", async () => {
    const business = await aBusiness();
    const { stationId, owner, operatorId } = business;
    const { driver, orderId } = await aCustomer(business);
    const { reviewId } = (await ask(putReview, { stationId, ...good }, driver)).output();
    const hide = { reviewId, reason: "涉及他人隐私" };
    const hidden = (await ask(adminHideReview, hide, owner)).output();
    expect(hidden).toMatchObject({ orderId, hidden: { reason: "涉及他人隐私" } });
    expect((await ask(listReviews, { stationId })).output().items).toEqual([]);
    expect(await ratingOf(stationId)).toEqual({ count: 0, averageStars: null });
    const own = (await ask(getMyStation, { stationId }, driver)).output().review;
    expect(own?.hidden?.reason).toBe("涉及他人隐私");
    // Writing it anew does not show it.
    await ask(putReview, { stationId, ...good, stars: 1 }, driver);
    expect(await ratingOf(stationId)).toEqual({ count: 0, averageStars: null });
    const listed = (await ask(adminListReviews, { stationId }, owner)).output();
    expect(listed.items).toMatchObject([
      { reviewId, stars: 1, hidden: { reason: "涉及他人隐私" } },
    ]);

    const shown = (await ask(adminShowReview, { reviewId }, owner)).output();
    expect(shown.hidden).toBeNull();
    expect(await ratingOf(stationId)).toEqual({ count: 1, averageStars: 1 });
    const done = await db.select().from(audit).where(eq(audit.operatorId, operatorId));
    expect(done.map(({ action, subject }) => [action, subject])).toEqual([
      ["adminHideReview", reviewId],
      ["adminShowReview", reviewId],
    ]);
    expect(done[0]?.detail).toEqual({ stars: 5, reason: "涉及他人隐私" });
  });

  test("of another operator, and maintenance, cannot", async () => {
    const [business, other] = [await aBusiness(), await aBusiness()];
    const { stationId, operatorId } = business;
    const { driver } = await aCustomer(business);
    const { reviewId } = (await ask(putReview, { stationId, ...good }, driver)).output();
    const hide = { reviewId, reason: "x" };
    expect((await ask(adminHideReview, hide, other.owner)).code).toBe("review_not_found");
    expect((await ask(adminListReviews, { stationId }, other.owner)).code).toBe(
      "station_not_found",
    );
    const maintenance = await asStaff(operatorId, "maintenance");
    expect((await ask(adminHideReview, hide, maintenance)).code).toBe("forbidden");
  });
});

test("A driver's reviews can be told to him, and be erased with their stars", async () => {
  const business = await aBusiness();
  const { stationId } = business;
  const { driver, driverId } = await aCustomer(business);
  await ask(putReview, { stationId, ...good }, driver);
  expect(await reviewsOfDriver(db, driverId)).toMatchObject([{ stationId, text: "很快" }]);
  await db.batch(eraseReviews(db, driverId));
  expect(await reviewsOfDriver(db, driverId)).toEqual([]);
  expect(await ratingOf(stationId)).toEqual({ count: 0, averageStars: null });
});
