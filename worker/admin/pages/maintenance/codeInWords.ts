// A fault's, report's or event's code in the reader's words; the code itself where there are none.
import type { IncidentSource } from "../../../../core/contract/admin/maintenance/incidents.ts";
import { wordFor } from "../../text/language.tsx";
import type { Text } from "../../text/zh.ts";

export function codeInWords(
  text: Text,
  { source, code }: { readonly source: IncidentSource; readonly code: string },
): string {
  const words = {
    fault: text.words.errorCode,
    offline: text.words.errorCode,
    report: text.feedback.reports.kinds,
    security: text.pages.security.kinds,
  } as const;
  return wordFor(words[source], code) ?? code;
}
