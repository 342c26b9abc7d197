// Owners keep their operator's people: invite, change, shut out, let in again.
import { ulid } from "ulid";
import * as contract from "../../../../core/contract/admin/people.ts";
import type { Endpoint } from "../../../../core/contract/endpoint.ts";
import { limits } from "../../../../core/limits.ts";
import { err, ok, type Result } from "../../../../core/result.ts";
import { auditInsert, type AuditEntry } from "../../../db/audit.ts";
import { dbOf } from "../../../db/database.ts";
import * as people from "../../../db/people.ts";
import { sessionsOfStaffQuery } from "../../../db/staff.ts";
import { tellOf } from "../../../notices/notices.ts";
import { securityNotice } from "../../../notices/securityTexts.ts";
import { lockedUntil, unlock } from "../../auth/signInGuard.ts";
import { hashOfToken, newSessionToken } from "../../auth/token.ts";
import { sessionOf } from "../../auth/auth.ts";
import type { App } from "../../context.ts";
import type { Refusal } from "../../errors.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

export function adminPeopleRoutes(app: App): void {
  serveStaff(app, contract.adminListStaff, async ({ env, nowMs, staff }) => {
    const rows = await people.membersQuery(dbOf(env), staff.operatorId);
    return ok({ items: rows.map((row) => people.memberView(row, nowMs)) });
  });
  serveStaff(app, contract.adminGetStaff, oneMember);
  serveStaff(app, contract.adminInviteStaff, invite);
  serveStaff(app, contract.adminChangeStaff, change);
  serveStaff(app, contract.adminDisableStaff, disable);
  serveStaff(app, contract.adminEnableStaff, enable);
  serveStaff(app, contract.adminMakeStaffLink, makeLink);
  serveStaff(app, contract.adminUnlockStaff, unlockMember);
  serveStaff(app, contract.adminResetSecondFactor, resetSecondFactor);
  serveStaff(app, contract.adminEndStaffSessions, endSessions);
  serveStaff(app, contract.adminGetSignInRules, async ({ env, staff }) =>
    ok(await rulesOf(env, staff.operatorId)),
  );
  serveStaff(app, contract.adminSetSignInRules, setRules);
}

type Env = Call<Endpoint>["env"];
type AboutOne = Pick<Call<Endpoint, ByStaff>, "env" | "nowMs" | "staff"> & {
  readonly input: { readonly staffId: string };
};

const keyOf = ({ input, staff }: AboutOne) => ({
  operatorId: staff.operatorId,
  staffId: input.staffId,
});

const entryOf = (
  { nowMs, staff }: Pick<AboutOne, "nowMs" | "staff">,
  given: Pick<AuditEntry, "action" | "subject" | "detail">,
): AuditEntry => ({ operatorId: staff.operatorId, staffId: staff.staffId, nowMs, ...given });

const findMember = (call: AboutOne) => people.memberQuery(dbOf(call.env), keyOf(call)).get();

async function memberNow(call: AboutOne): Promise<Result<contract.Member, Refusal>> {
  const row = await findMember(call);
  return row === undefined
    ? err({ code: "staff_not_found" })
    : ok(people.memberView(row, call.nowMs));
}

async function oneMember(call: Call<typeof contract.adminGetStaff, ByStaff>) {
  const { env, input, nowMs, staff } = call;
  const member = await memberNow(call);
  if (!member.ok) return member;
  const { email } = member.value;
  const [sessions, lockedUntilMs] = await Promise.all([
    sessionsOfStaffQuery(dbOf(env), { staffId: input.staffId, nowMs }),
    lockedUntil(env, { email, nowMs }),
  ]);
  const { sessionHash } = sessionOf(staff);
  return ok({
    ...member.value,
    lockedUntilMs,
    sessions: sessions.map((one) => ({ ...one, isThis: one.sessionId === sessionHash })),
  });
}

/** The admin's page that the link opens; the token is behind the #, which no server is told. */
const linkUrl = (env: Env, token: string): string => `${env.PUBLIC_ORIGIN}/admin/welcome#${token}`;

async function newLink(env: Env, nowMs: number) {
  const token = newSessionToken();
  const linkExpiresAtMs = nowMs + limits.staffLinkMs.most;
  return {
    stored: { linkHash: await hashOfToken(token), linkExpiresAtMs },
    shown: { url: linkUrl(env, token), expiresAtMs: linkExpiresAtMs },
  };
}

async function invite(call: Call<typeof contract.adminInviteStaff, ByStaff>) {
  const { env, input, nowMs, staff } = call;
  const db = dbOf(env);
  const email = input.email.toLowerCase();
  const { displayName, role } = input;
  const { operatorId } = staff;
  if ((await people.emailTakenQuery(db, email).get()) !== undefined) {
    return err({ code: "staff_exists" });
  }
  const staffId = ulid(nowMs);
  const { stored, shown } = await newLink(env, nowMs);
  await people.inviteMember(
    db,
    { operatorId, staffId, email, displayName, role, nowMs, ...stored },
    entryOf(call, { action: "adminInviteStaff", subject: staffId, detail: { displayName, role } }),
  );
  const made = await people.memberQuery(db, { operatorId, staffId }).get();
  if (made !== undefined) {
    await tellPeople(call, "staffInvited", { subjectId: staffId, name: displayName });
    return ok({ member: people.memberView(made, nowMs), link: shown });
  }
  const isTaken = (await people.emailTakenQuery(db, email).get()) !== undefined;
  return err({ code: isTaken ? "staff_exists" : "staff_full" });
}

async function tellPeople(
  { env, nowMs, staff }: Pick<AboutOne, "env" | "nowMs" | "staff">,
  event: "staffInvited" | "secondFactorReset",
  about: { readonly subjectId: string; readonly name: string },
): Promise<void> {
  const { operatorId, displayName: by } = staff;
  const notice = securityNotice(event, { ...about, by, atMs: nowMs });
  await tellOf(env, { operatorId, about: `${event} ${about.subjectId}`, notice, nowMs });
}

async function change(call: Call<typeof contract.adminChangeStaff, ByStaff>) {
  const { env, input } = call;
  const before = await findMember(call);
  if (before === undefined) return err({ code: "staff_not_found" });
  const { displayName, role } = input;
  const detail = { displayName, from: before.role, to: role };
  const isDone = await people.changeMember(dbOf(env), {
    key: keyOf(call),
    displayName,
    role,
    entry: entryOf(call, { action: "adminChangeStaff", subject: input.staffId, detail }),
  });
  return isDone ? memberNow(call) : err({ code: "last_owner" });
}

async function disable(call: Call<typeof contract.adminDisableStaff, ByStaff>) {
  const { env, input, nowMs } = call;
  const before = await findMember(call);
  if (before === undefined) return err({ code: "staff_not_found" });
  const isDone = await people.disableMember(dbOf(env), {
    key: keyOf(call),
    nowMs,
    entry: entryOf(call, {
      action: "adminDisableStaff",
      subject: input.staffId,
      detail: { displayName: before.displayName },
    }),
  });
  return isDone ? memberNow(call) : err({ code: "last_owner" });
}

/** What is done to somebody who is there, told to the audit by its name. */
const entryAbout = (call: AboutOne, action: string, displayName: string) => ({
  key: keyOf(call),
  entry: entryOf(call, { action, subject: call.input.staffId, detail: { displayName } }),
});

async function enable(call: Call<typeof contract.adminEnableStaff, ByStaff>) {
  const before = await findMember(call);
  if (before === undefined) return err({ code: "staff_not_found" });
  const about = entryAbout(call, "adminEnableStaff", before.displayName);
  await people.enableMember(dbOf(call.env), about);
  return memberNow(call);
}

async function makeLink(call: Call<typeof contract.adminMakeStaffLink, ByStaff>) {
  const { env, nowMs } = call;
  const before = await findMember(call);
  // Whoever is shut out gets no way in.
  if (before === undefined || before.disabledAtMs !== null) {
    return err({ code: "staff_not_found" });
  }
  const { stored, shown } = await newLink(env, nowMs);
  const about = entryAbout(call, "adminMakeStaffLink", before.displayName);
  await people.setLink(dbOf(env), { ...about, link: stored });
  return ok(shown);
}

async function unlockMember(call: Call<typeof contract.adminUnlockStaff, ByStaff>) {
  const before = await findMember(call);
  if (before === undefined) return err({ code: "staff_not_found" });
  await unlock(call.env, before.email);
  const { entry } = entryAbout(call, "adminUnlockStaff", before.displayName);
  await auditInsert(dbOf(call.env), entry);
  return ok({});
}

async function resetSecondFactor(call: Call<typeof contract.adminResetSecondFactor, ByStaff>) {
  const before = await findMember(call);
  if (before === undefined) return err({ code: "staff_not_found" });
  const about = entryAbout(call, "adminResetSecondFactor", before.displayName);
  await people.resetSecondFactor(dbOf(call.env), about);
  const { staffId: subjectId, displayName: name } = before;
  await tellPeople(call, "secondFactorReset", { subjectId, name });
  return memberNow(call);
}

async function endSessions(call: Call<typeof contract.adminEndStaffSessions, ByStaff>) {
  const before = await findMember(call);
  if (before === undefined) return err({ code: "staff_not_found" });
  const about = entryAbout(call, "adminEndStaffSessions", before.displayName);
  await people.endMemberSessions(dbOf(call.env), about);
  return ok({});
}

async function rulesOf(env: Env, operatorId: string) {
  const rules = await people.signInRulesQuery(dbOf(env), operatorId).get();
  return { secondFactorRoles: [...(rules?.secondFactorRoles ?? [])] };
}

async function setRules(call: Call<typeof contract.adminSetSignInRules, ByStaff>) {
  const { env, input, staff } = call;
  const db = dbOf(env);
  const roles = [...new Set(input.secondFactorRoles)];
  await db.batch([
    people.setSignInRules(db, staff.operatorId, roles),
    auditInsert(
      db,
      entryOf(call, {
        action: "adminSetSignInRules",
        subject: staff.operatorId,
        detail: { secondFactorRoles: roles },
      }),
    ),
  ]);
  return ok({ secondFactorRoles: roles });
}
