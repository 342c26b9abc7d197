// The audit's records in a person's words.
import type { AuditRecord } from "../../../../core/contract/admin/audit.ts";
import { wordFor } from "../../text/language.tsx";
import type { Text } from "../../text/zh.ts";

const COMMAND = "command.";

/** A command to a pile is named by its kind; what the catalogue does not know is shown as it is. */
export function actionInWords(action: string, { people, commands }: Text): string {
  const { actions, command } = people.audit;
  const known = wordFor(actions, action);
  if (known !== null) return known;
  if (!action.startsWith(COMMAND)) return action;
  const kind = action.slice(COMMAND.length);
  return command(wordFor(commands.name, kind) ?? kind);
}

const places = [
  [/^command\.|Pile|Credential/, "/piles/"],
  [/Staff|^staff|SecondFactor|Password/, "/staff/"],
  [/Station/, "/stations/"],
  [/Order|Refund/, "/orders/"],
] as const;

/** Where what was changed is seen; null where there is no page of it. */
export function subjectHref({ action, subject, isKey }: AuditRecord): string | null {
  const place = places.find(([pattern]) => pattern.test(action))?.[1];
  return place === undefined || (isKey && place === "/staff/")
    ? null
    : `${place}${encodeURIComponent(subject)}`;
}
