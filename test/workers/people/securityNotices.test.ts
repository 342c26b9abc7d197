import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { adminMakeApiKey } from "../../../core/contract/admin/apiKeys.ts";
import { adminInviteStaff, adminResetSecondFactor } from "../../../core/contract/admin/people.ts";
import { staffSignIn } from "../../../core/contract/admin/staff.ts";
import { limits } from "../../../core/limits.ts";
import { noticeDeliveries } from "../../../worker/db/tables/notices.ts";
import { aBinding, ask, db, type env, migrate } from "../http/support.ts";
import { aChannel, KeepingQueue } from "../maintenance/support.ts";
import { aMember, anAddress, enrol } from "./support.ts";

beforeAll(migrate);

/** An owner whose people are told of what concerns their accounts, by a queue that keeps it. */
async function aWatchedOwner() {
  const owner = await aMember();
  const { operatorId } = owner;
  await aChannel(operatorId, { topics: ["security"] });
  const queue = new KeepingQueue();
  const NOTICES = aBinding<typeof env.NOTICES>(queue);
  return {
    ...owner,
    queue,
    NOTICES,
    told: async () => {
      const is = eq(noticeDeliveries.operatorId, operatorId);
      const rows = await db.select().from(noticeDeliveries).where(is);
      return rows.map(({ notice }) => notice);
    },
  };
}

describe("an operator's people are told", () => {
  test("who was invited, whose second factor was reset, and of a new API key", async () => {
    const owner = await aWatchedOwner();
    const queued = { NOTICES: owner.NOTICES };
    const invited = { email: "told@example.com", displayName: "Mr Gu", role: "finance" } as const;
    const { member } = (await ask(adminInviteStaff, invited, owner.headers, queued)).output();
    const other = await aMember("operations", owner.operatorId);
    await enrol(other.headers);
    await ask(adminResetSecondFactor, { staffId: other.staffId }, owner.headers, queued);
    const key = { name: "Our dashboard", role: "readOnly", scopes: ["piles:read"], days: 30 };
    const { secret } = (await ask(adminMakeApiKey, key, owner.headers, queued)).output();
    const notices = await owner.told();
    expect(notices.map(({ event }) => event).toSorted()).toEqual([
      "security.apiKeyMade",
      "security.secondFactorReset",
      "security.staffInvited",
    ]);
    const invitation = notices.find(({ event }) => event === "security.staffInvited");
    expect(invitation?.path).toBe(`/staff/${member.staffId}`);
    expect(invitation?.zh.text).toContain("Mr Gu");
    expect(JSON.stringify(notices)).not.toContain(secret);
    expect(owner.queue.kept).toHaveLength(3);
  });

  test("when failed sign-ins lock an account, once, and nothing of what was typed", async () => {
    const owner = await aWatchedOwner();
    const typed = { email: owner.email, password: "guessed and wrong" };
    for (let times = 0; times < limits.signInFailures.most + 2; times += 1) {
      await ask(staffSignIn, typed, anAddress(), { NOTICES: owner.NOTICES });
    }
    const notices = await owner.told();
    expect(notices).toMatchObject([{ event: "security.signInLocked" }]);
    expect(JSON.stringify(notices)).not.toContain(owner.email);
  });

  test("or not, where the queue's rows cannot be written, and what was done stays done", async () => {
    const owner = await aWatchedOwner();
    const broken = { sendBatch: () => Promise.reject(new Error("queues are away")) };
    const NOTICES = aBinding<typeof env.NOTICES>(broken);
    const invited = { email: "untold@example.com", displayName: "Ms Fu", role: "finance" } as const;
    const answer = await ask(adminInviteStaff, invited, owner.headers, { NOTICES });
    expect(answer.status).toBe(200);
    expect(await owner.told()).toHaveLength(1);
  });
});
