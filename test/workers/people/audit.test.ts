import { beforeAll, describe, expect, test } from "vitest";
import { ulid } from "ulid";
import { adminListAudit } from "../../../core/contract/admin/audit.ts";
import {
  adminDeleteSavedView,
  adminListSavedViews,
  adminSaveView,
} from "../../../core/contract/admin/savedViews.ts";
import { limits } from "../../../core/limits.ts";
import { audit } from "../../../worker/db/tables/operators.ts";
import { countedReads } from "../../support/countedReads.ts";
import { ask, db, env, migrate } from "../http/support.ts";
import { aMember } from "./support.ts";

beforeAll(migrate);

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 9, 1);
const ROWS = 3_000;

/** One thing an hour, of which one in a hundred is rare in each way. */
async function aHistory() {
  const owner = await aMember();
  const other = await aMember("operations", owner.operatorId);
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const atMs = START_MS + at * 3_600_000;
    const isRare = at % 100 === 7;
    return {
      auditId: ulid(atMs),
      operatorId: owner.operatorId,
      staffId: isRare ? other.staffId : owner.staffId,
      action: isRare ? "adminDisableStaff" : "command.reset",
      subject: isRare ? "RARE-01" : `PILE-${at % 50}`,
      detail: { at },
      atMs,
    };
  });
  for (let from = 0; from < rows.length; from += 10) {
    await db.insert(audit).values(rows.slice(from, from + 10));
  }
  return { owner, other };
}

describe("the audit", () => {
  let history: Awaited<ReturnType<typeof aHistory>>;
  beforeAll(async () => {
    history = await aHistory();
  });

  const list = async (input: object) =>
    (await ask(adminListAudit, { ...input }, history.owner.headers)).output();

  test("is paged from the newest, and every record comes once", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list({ limit: 100, ...(cursor !== null && { cursor }) });
      seen.push(...page.items.map(({ auditId }) => auditId));
      ({ nextCursor: cursor } = page);
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(ROWS);
    expect(seen).toEqual(seen.toSorted().toReversed());
  });

  test("is searched by who, what, to what and when, and all of it together", async () => {
    const { other } = history;
    for (const filter of [
      { staffId: other.staffId },
      { action: "adminDisableStaff" },
      { subject: "RARE-01" },
    ]) {
      expect((await list({ ...filter, limit: 100 })).items).toHaveLength(ROWS / 100);
    }
    const span = { fromMs: START_MS + DAY_MS, toMs: START_MS + 2 * DAY_MS };
    const day = await list({ ...span, limit: 100 });
    expect(day.items).toHaveLength(24);
    expect(day.items[0]).toMatchObject({ name: history.owner.staffId, isKey: false });
    const all = { ...span, staffId: other.staffId, action: "adminDisableStaff" };
    expect((await list(all)).items).toEqual([]);
    expect((await list({ ...all, toMs: START_MS + 5 * DAY_MS })).items).toHaveLength(1);
  });

  test("reads as many rows as it shows, however much there is", async () => {
    for (const filter of [{}, { subject: "RARE-01" }, { staffId: history.other.staffId }]) {
      const counted = countedReads(env.DB);
      const input = { ...filter, limit: 20 };
      const { headers } = history.owner;
      const answer = await ask(adminListAudit, input, headers, { DB: counted.db });
      expect(answer.output().items).toHaveLength(20);
      expect(counted.reads.rows).toBeLessThan(80);
    }
  });

  test("is one's own operator's, for owners", async () => {
    const stranger = await aMember();
    const answer = await ask(adminListAudit, {}, stranger.headers);
    expect(answer.output().items).toEqual([]);
    expect((await ask(adminListAudit, {}, history.other.headers)).code).toBe("forbidden");
  });
});

describe("saved filters", () => {
  test("are one's own, replaced by their name, and bounded", async () => {
    const [mine, other] = [await aMember(), await aMember()];
    const page = "/orders";
    const list = async (headers = mine.headers) =>
      (await ask(adminListSavedViews, { page }, headers)).output().items;
    const save = (name: string, query: string) =>
      ask(adminSaveView, { page, name, query }, mine.headers);
    await save("退款", "state=settled");
    await save("退款", "state=disputed");
    expect(await list()).toEqual([{ name: "退款", query: "state=disputed" }]);
    expect(await list(other.headers)).toEqual([]);
    await ask(adminDeleteSavedView, { page, name: "退款" }, other.headers);
    expect(await list()).toHaveLength(1);
    for (let made = 1; made < limits.savedViewsPerList.most; made += 1) {
      expect((await save(`view ${made}`, "")).status).toBe(200);
    }
    expect((await save("one more", "")).code).toBe("saved_views_full");
    expect((await save("退款", "state=paid")).status).toBe(200);
    await ask(adminDeleteSavedView, { page, name: "退款" }, mine.headers);
    expect(await list()).toHaveLength(limits.savedViewsPerList.most - 1);
  });
});
