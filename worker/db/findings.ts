// What a person should look at, kept beside the security events. A finding's id is made from what
// it says, so that finding the same thing again writes nothing.
import type { SQL } from "drizzle-orm";
import { ulidOf } from "../ulidOf.ts";
import type { Database } from "./database.ts";
import { insertWhen } from "./statements.ts";
import { securityEvents } from "./tables/operators.ts";

export type Finding = {
  readonly operatorId: string | null;
  readonly kind: string;
  /** The id of what it is about. */
  readonly subject: string;
  readonly detail: string;
  readonly atMs: number;
};

/** Longer details are cut: they come from chargers and strangers. */
const maxDetailChars = 1_000;
const maxSubjectChars = 64;

export const findingIdOf = ({ atMs, kind, subject, detail }: Finding): string =>
  ulidOf(atMs, [kind, subject, detail]);

export const insertFinding = (db: Database, finding: Finding, when?: SQL) =>
  insertWhen(
    db,
    securityEvents,
    {
      eventId: findingIdOf(finding),
      operatorId: finding.operatorId,
      kind: finding.kind,
      subject: finding.subject.slice(0, maxSubjectChars),
      detail: finding.detail.slice(0, maxDetailChars),
      atMs: finding.atMs,
    },
    when,
  );
