// Every query about an operator's people, their keys and their audit, as it is made.
import * as apiKeys from "../../../../worker/db/apiKeys.ts";
import { auditQuery } from "../../../../worker/db/audit.ts";
import type { Database } from "../../../../worker/db/database.ts";
import * as people from "../../../../worker/db/people.ts";
import { savedViewsQuery } from "../../../../worker/db/savedViews.ts";
import {
  closeSessions,
  sessionsOfStaffQuery,
  staffByIdQuery,
} from "../../../../worker/db/staff.ts";
import type { Query } from "./query.ts";

const operatorId = "op-1";
const orderId = "01KA0000000000000000000000";

const auditPage = {
  operatorId,
  staffId: undefined,
  action: undefined,
  subject: undefined,
  fromMs: undefined,
  toMs: undefined,
  before: undefined,
  limit: 21,
} as const;

export const peopleQueries: Readonly<Record<string, (db: Database) => Query>> = {
  staffById: (db) => staffByIdQuery(db, "m"),
  staffSessions: (db) => sessionsOfStaffQuery(db, { staffId: "m", nowMs: 1 }),
  staffSessionsClosed: (db) => closeSessions(db, "m", { allBut: "h" }),
  members: (db) => people.membersQuery(db, operatorId),
  member: (db) => people.memberQuery(db, { operatorId, staffId: "m" }),
  memberByLink: (db) => people.memberByLinkQuery(db, { linkHash: "h", nowMs: 1 }),
  emailTaken: (db) => people.emailTakenQuery(db, "a@example.com"),
  signInRules: (db) => people.signInRulesQuery(db, operatorId),
  apiKeys: (db) => apiKeys.apiKeysQuery(db, operatorId),
  apiKey: (db) => apiKeys.apiKeyQuery(db, { operatorId, keyId: "k" }),
  apiKeyByHash: (db) => apiKeys.keyByHashQuery(db, { keyHash: "h", nowMs: 1 }),
  savedViews: (db) => savedViewsQuery(db, { staffId: "m", page: "/orders" }),
  audit: (db) => auditQuery(db, auditPage),
  auditOfStaff: (db) => auditQuery(db, { ...auditPage, staffId: "m", before: orderId }),
  auditOfAction: (db) => auditQuery(db, { ...auditPage, action: "adminReset", fromMs: 1, toMs: 2 }),
  auditOfSubject: (db) => auditQuery(db, { ...auditPage, subject: "p" }),
};
