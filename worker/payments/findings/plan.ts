// What settling a finding comes to, before anything is written.
import type { SQL } from "drizzle-orm";
import type { settlingProblems } from "../../../core/contract/admin/findings.ts";
import type { Result } from "../../../core/result.ts";
import type { Statement } from "../../db/statements.ts";

export type Plan = {
  readonly amountFen: number;
  /** What it rests on, judged again where it is written. */
  readonly guards: readonly SQL[];
  /** Each under the condition that the finding was settled by this very plan. */
  readonly statements: (isOurs: SQL) => readonly Statement[];
  /** What is begun once it is written; what a crash leaves of it, the sweep finds. */
  readonly afterwards: () => void;
};

export type Question = {
  readonly operatorId: string;
  readonly finding: { readonly subject: string };
  readonly nowMs: number;
};

export type SettlingRefusal = { readonly code: (typeof settlingProblems)[number] };

export type Planned<Value = Plan> = Promise<Result<Value, SettlingRefusal>>;
