import { beforeAll, expect, test } from "vitest";
import { staffLookAtLink, staffUseLink } from "../../../core/contract/admin/account.ts";
import { adminListStaff } from "../../../core/contract/admin/people.ts";
import { firstOwner } from "../../../dev/cli/firstOwner.ts";
import { ask, env, migrate } from "../http/support.ts";
import { password, sessionIn, signIn } from "./support.ts";

beforeAll(migrate);

test("an operator begins with two rows and a link, by which its owner comes in", async () => {
  const email = "First.Owner@example.com";
  const names = { name: "李氏充电", nameEn: "Li's Charging", ownerName: "Ms O'Hara" };
  const origin = "https://charging.test";
  const made = await firstOwner({ ...names, email, origin }, Date.now());
  const statements = made.sql.split(/;\n/).filter((sql) => sql.trim() !== "");
  await env.DB.batch(statements.map((sql) => env.DB.prepare(sql)));
  expect(made.url).toMatch(/^https:\/\/charging\.test\/admin\/welcome#/);
  const token = made.url.slice(made.url.indexOf("#") + 1);
  expect(made.sql).not.toContain(token);
  const looked = (await ask(staffLookAtLink, { token })).output();
  expect(looked).toMatchObject({ email: email.toLowerCase(), displayName: "Ms O'Hara" });
  expect((await ask(staffUseLink, { token, password })).status).toBe(200);
  const answer = await signIn(email);
  expect(answer.output()).toMatchObject({
    staff: { operatorId: made.operatorId, operatorName: "李氏充电", role: "owner" },
  });
  const { items } = (await ask(adminListStaff, {}, sessionIn(answer))).output();
  expect(items).toHaveLength(1);
});
