// How bad a signal is by itself. The rule stands in docs/operations.md.
import type { IncidentSeverity } from "../contract/admin/maintenance/incidents.ts";
import type { FaultReportKind } from "../contract/faultReports.ts";

/** OCPP's codes of what may hurt somebody: current to earth, heat, too much current or voltage. */
const dangerous: ReadonlySet<string> = new Set([
  "GroundFailure",
  "HighTemperature",
  "OverCurrentFailure",
  "OverVoltage",
]);

export const severityOfFault = ({
  errorCode,
  isOutage,
}: {
  readonly errorCode: string;
  readonly isOutage: boolean;
}): IncidentSeverity => {
  if (dangerous.has(errorCode)) return "danger";
  return isOutage ? "outage" : "degraded";
};

export const severityOfReport = {
  unsafe: "danger",
  connectorDamaged: "danger",
  doesNotStart: "outage",
  connectorStuck: "outage",
  stopsEarly: "degraded",
  slowCharging: "degraded",
  screenBroken: "degraded",
  codeUnreadable: "degraded",
  bayBlocked: "degraded",
  paymentProblem: "notice",
  other: "notice",
} as const satisfies Record<FaultReportKind, IncidentSeverity>;

const order = ["danger", "outage", "degraded", "notice"] as const satisfies IncidentSeverity[];

export const worstOf = (severities: readonly IncidentSeverity[]): IncidentSeverity =>
  order.find((severity) => severities.includes(severity)) ?? "notice";
