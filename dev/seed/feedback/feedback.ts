// What the demonstration's drivers keep, say and show, made from where they have charged; the same
// again for the same history.
import { ulid } from "ulid";
import type { favourites, faultReports, reviews } from "../../../worker/db/tables/feedback.ts";
import { Random } from "../../charger/random.ts";
import type { DemoPile } from "../city/piles.ts";
import type { History } from "../history/history.ts";
import { HIDDEN_REVIEW, opinions, reports, type Report } from "./words.ts";

const RANDOM_SEED = 20_261_127;
const REVIEWED = 0.11;
const KEPT = 0.3;
const DAY_MS = 86_400_000;
const REPORT_EVERY_MS = 1.4 * DAY_MS;
const REPORTS = 14;
/** The one whose staff the start page names: every other report is of its piles. */
const SHOWN_OPERATOR = "pujiang";

export type ReportedPicture = {
  readonly reportId: string;
  readonly driverId: string;
  readonly pile: DemoPile;
  readonly shows: "screen" | "cable";
  readonly createdAtMs: number;
};

export type Feedback = {
  readonly reviews: (typeof reviews.$inferInsert)[];
  readonly favourites: (typeof favourites.$inferInsert)[];
  /** Without their pictures, which are drawn later. */
  readonly reports: (typeof faultReports.$inferInsert)[];
  readonly reportedPictures: readonly ReportedPicture[];
};

type Visit = {
  readonly driverId: string;
  readonly stationId: string;
  readonly orderId: string;
  readonly endedAtMs: number;
};

export function makeFeedback(
  history: Pick<History, "orders" | "drivers">,
  { nowMs, piles }: { readonly nowMs: number; readonly piles: readonly DemoPile[] },
): Feedback {
  const random = new Random(RANDOM_SEED);
  const visits = lastVisits(history, nowMs);
  const [hidden, ...shown] = visits.flatMap((visit) =>
    random.next() < REVIEWED ? reviewOf(random, visit) : [],
  );
  return {
    reviews: hidden === undefined ? [] : [advertisement(hidden), ...shown],
    favourites: [
      ...visits
        .filter(() => random.next() < KEPT)
        .map(({ driverId, stationId, endedAtMs }) => ({
          driverId,
          stationId,
          createdAtMs: endedAtMs,
        })),
      ...favouritesOfNamed(history, nowMs),
    ],
    ...makeReports(random, { drivers: history.drivers, nowMs, piles }),
  };
}

/** Each regular's last settled charge at each station. */
function lastVisits({ orders, drivers }: Pick<History, "orders" | "drivers">, nowMs: number) {
  const regulars = new Set(
    drivers.filter(({ isRegular }) => isRegular).map(({ driverId }) => driverId),
  );
  const last = new Map<string, Visit>();
  for (const { state, driverId, stationId, orderId, endedAtMs } of orders) {
    if (state !== "settled" || driverId == null || endedAtMs == null) continue;
    if (!regulars.has(driverId) || endedAtMs + DAY_MS / 4 > nowMs) continue;
    last.set(`${driverId} ${stationId}`, { driverId, stationId, orderId, endedAtMs });
  }
  return [...last.values()];
}

function reviewOf(random: Random, visit: Visit): (typeof reviews.$inferInsert)[] {
  const { endedAtMs, ...place } = visit;
  const luck = random.next();
  const mood = luck < 0.74 ? "good" : luck < 0.92 ? "middling" : "bad";
  const stars = { good: 4 + (luck < 0.5 ? 1 : 0), middling: 3, bad: luck < 0.97 ? 2 : 1 }[mood];
  const { text, tags } = random.pick(opinions[mood]);
  const createdAtMs = Math.floor(endedAtMs + random.between(3, 240) * 60_000);
  const reviewId = ulid(createdAtMs, () => random.next());
  return [{ ...place, reviewId, stars, text, tags, createdAtMs, updatedAtMs: createdAtMs }];
}

/** Something for the staff to have hidden. */
const advertisement = (review: typeof reviews.$inferInsert): typeof reviews.$inferInsert => ({
  ...review,
  stars: 5,
  text: HIDDEN_REVIEW.text,
  tags: [],
  hiddenAtMs: review.createdAtMs + 3_600_000,
  hiddenReason: HIDDEN_REVIEW.reason,
});

/** Those whom one signs in as: they have not charged yet, and know where they want to. */
const favouritesOfNamed = ({ drivers }: Pick<History, "drivers">, nowMs: number) =>
  [
    ["driver-1", ["SH001", "SH003", "SH012"]],
    ["driver-2", ["SH002"]],
  ].flatMap(([subject, stationIds]) => {
    const driver = drivers.find((one) => one.provider === "demo" && one.subject === subject);
    if (driver === undefined || typeof stationIds === "string") return [];
    return (stationIds ?? []).map((stationId, at) => ({
      driverId: driver.driverId,
      stationId,
      createdAtMs: nowMs - (at + 1) * DAY_MS,
    }));
  });

type ReportsInput = {
  readonly drivers: History["drivers"];
  readonly nowMs: number;
  readonly piles: readonly DemoPile[];
};

/** The newest are open, those before them confirmed, and the oldest resolved. */
const stateOf = (age: number): "open" | "confirmed" | "resolved" =>
  age < 3 ? "open" : age < 5 ? "confirmed" : "resolved";

/** One of each kind in turn; the first driver whom one can sign in as made some of them. */
function makeReports(random: Random, { drivers, nowMs, piles }: ReportsInput) {
  const people = drivers.filter(({ isRegular }) => isRegular);
  const shownPiles = piles.filter(({ operatorId }) => operatorId === SHOWN_OPERATOR);
  const first = drivers.find(({ subject }) => subject === "driver-1");
  const made: (typeof faultReports.$inferInsert)[] = [];
  const reportedPictures: ReportedPicture[] = [];
  for (let age = 0; age < REPORTS; age += 1) {
    const { kind, text, picture, answer }: Report = reports[age % reports.length] ?? reports[0];
    const among = age % 2 === 0 ? shownPiles : piles;
    const pile = among[Math.floor(random.next() * among.length)];
    const person = people[Math.floor(random.next() * people.length)];
    const driver = age % 5 === 1 ? first : person;
    if (pile === undefined || driver === undefined) continue;
    const createdAtMs = Math.floor(nowMs - (age + random.between(0.1, 0.9)) * REPORT_EVERY_MS);
    const reportId = ulid(createdAtMs, () => random.next());
    const state = stateOf(age);
    const { driverId } = driver;
    const { pileId, stationId, operatorId } = pile;
    made.push({
      reportId,
      operatorId,
      stationId,
      pileId,
      driverId,
      connectorId: kind === "screenBroken" || kind === "codeUnreadable" ? null : 1,
      kind,
      text,
      pictureIds: [],
      state,
      answer: state === "resolved" ? answer : "",
      createdAtMs,
      updatedAtMs: state === "open" ? createdAtMs : createdAtMs + 5 * 3_600_000,
    });
    if (picture !== null) {
      reportedPictures.push({ reportId, driverId, pile, shows: picture, createdAtMs });
    }
  }
  return { reports: made, reportedPictures };
}
