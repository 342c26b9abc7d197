// What each of the staff's endpoints needs beside another operator's ids, so that nothing is refused
// for its form.
import { aTariffContent } from "../../support/builders.ts";

/** What names another's things within a list. */
export const listsOf = ({ stationId }: { readonly stationId: string }): Record<string, object> => ({
  // An operator's own, named by nothing of others.
  adminAddFirmware: { vendor: "", model: "", version: "2.0", fileName: "a.bin" },
  adminPutTemplate: { vendor: "", model: "", keys: [{ key: "A", value: "1" }] },
  adminStartCampaign: { name: "x", first: 1, sharePercent: 100, mostFailures: 0 },
  adminSteerCampaign: { action: "pause" },
  adminSendLocalList: { listVersion: 1, isFull: true, idTags: [] },
  adminSetChargingProfile: {
    connectorId: 0,
    profileId: 1,
    stackLevel: 0,
    purpose: "ChargePointMaxProfile",
    unit: "W",
    limit: 1,
  },
  adminGetCompositeSchedule: { connectorId: 1, durationS: 60, unit: "W" },
  adminCheckPiles: { piles: [{ pileId: "NEW-PILE-2", stationId }] },
  adminImportPiles: {
    piles: [
      {
        pileId: "NEW-PILE-2",
        stationId,
        name: "x",
        connectors: [{ currentType: "DC", standard: "GBT_DC", maxPowerW: 60_000 }],
      },
    ],
  },
});
export const isNotFound =
  /^((pile|station|fault_report|review|work_order|window|maintenance_rule|channel|delivery|staff|api_key|firmware|campaign|order|approval|finding)_not_found|tariff_unknown|station_exists)$/;

const aRuleContent = {
  name: "x",
  condition: { kind: "fault", code: null, count: 1, hours: 1 },
  action: { workOrder: null, channelIds: [] },
  isOn: true,
};
const aChannelContent = { name: "x", topics: [], language: "zh", isOn: true };

/** Cards are the world's, a list that is only looked at is not registered; the rest is one's own. */
export const isOfOneself: ReadonlySet<string> = new Set([
  "adminAddCard",
  "adminCheckPiles",
  "adminCreateNoticeChannel",
  "adminAddFirmware",
  "adminPutTemplate",
  "adminCreateTariff",
  "adminSetApprovalLimit",
  "adminChangePassword",
  "adminBeginSecondFactor",
  "adminConfirmSecondFactor",
  "adminRemoveSecondFactor",
  "adminRenewRecoveryCodes",
  "adminEndSession",
  "adminEndOtherSessions",
  "adminSaveView",
  "adminDeleteSavedView",
  "adminInviteStaff",
  "adminSetSignInRules",
  "adminMakeApiKey",
]);
const aStationDraft = {
  name: "x",
  nameEn: "",
  address: "x",
  addressEn: "",
  position: { latitude: 31, longitude: 121 },
  timeZone: "Asia/Shanghai",
  openingHours: "24/7",
  isOpen: true,
  parking: "",
  parkingEn: "",
  parkingKind: "unknown",
  facilities: [],
  phone: "",
  tariffId: null,
};

const aConnector = { connectorId: 1, currentType: "DC", standard: "GBT_DC", maxPowerW: 60_000 };

const aWeek = { from: "2026-11-16", to: "2026-11-22" };

/** What the endpoints need beside ids, so that nothing is refused for its form. */
export const restOfInput: Readonly<Record<string, object>> = {
  adminCreateStation: aStationDraft,
  adminUpdateStation: { ...aStationDraft, revision: 1 },
  adminCreateTariff: { name: "x", nameEn: "", validFromMs: 0, content: {} },
  adminAddTariffVersion: {
    name: "x",
    nameEn: "",
    validFromMs: 0,
    content: aTariffContent(),
    after: 1,
  },
  adminWithdrawTariffVersion: { version: 1 },
  adminCorrectOrder: {
    correction: { kind: "amount", amountFen: 1 },
    reason: "because",
    totalFen: 3_600,
  },
  adminDecideApproval: { approvalId: "nothing", decision: "declined" },
  adminSetApprovalLimit: { approvalLimitFen: 1 },
  adminTrialBalance: { fromDay: "2026-11-01", untilDay: "2026-11-30" },
  adminRevenue: { fromDay: "2026-11-01", untilDay: "2026-11-30" },
  adminListEntries: { fromDay: "2026-11-01", untilDay: "2026-11-30" },
  adminSettleFinding: {
    eventId: "nothing",
    reason: "because",
    action: { kind: "returnPayment" },
  },
  adminAskGateway: { eventId: "nothing" },
  adminExplainFinding: { eventId: "nothing", reason: "because" },
  adminAssignTariff: { stationIds: ["station-x"] },
  adminFind: { text: "station" },
  adminChangePassword: { current: "x", next: "y" },
  adminConfirmSecondFactor: { enrolment: "x", code: "000000" },
  adminRemoveSecondFactor: { code: "000000" },
  adminRenewRecoveryCodes: { code: "000000" },
  adminListSavedViews: { page: "/orders" },
  adminSaveView: { page: "/orders", name: "x", query: "" },
  adminDeleteSavedView: { page: "/orders", name: "x" },
  adminInviteStaff: { email: "new@example.com", displayName: "x", role: "readOnly" },
  adminChangeStaff: { displayName: "x", role: "readOnly" },
  adminSetSignInRules: { secondFactorRoles: [] },
  adminMakeApiKey: { name: "x", role: "readOnly", scopes: ["orders:read"], days: 1 },
  adminAnalysisUsage: aWeek,
  adminAnalysisConnectors: aWeek,
  adminAnalysisRevenue: aWeek,
  adminAnalysisStations: aWeek,
  adminAnalysisDrivers: aWeek,
  adminAnalysisReservations: aWeek,
  adminAnalysisFaults: aWeek,
  adminAnalysisAdvice: aWeek,
  adminAnalysisSimulation: aWeek,
  adminGetAnalysisReport: { kind: "week", fromDay: "2026-11-16" },
  adminRegisterPile: {
    pileId: "NEW-PILE-1",
    name: "x",
    connectors: [{ currentType: "DC", standard: "GBT_DC", maxPowerW: 60_000 }],
  },
  adminSetConnectors: { before: [aConnector], connectors: [aConnector] },
  adminStartTrace: { minutes: 5 },
  adminSetFaultReport: { state: "resolved", answer: "" },
  adminHideReview: { reason: "x" },
  adminCreateWorkOrder: { title: "x", priority: "low" },
  adminSetWorkOrderState: { state: "resolved" },
  adminCommentWorkOrder: { text: "x" },
  adminAddWorkOrderPart: { name: "x", quantity: 1 },
  adminCreateMaintenanceRule: aRuleContent,
  adminUpdateMaintenanceRule: aRuleContent,
  adminPlanMaintenance: { fromMs: 0, untilMs: Date.now() + 3_600_000, reason: "x" },
  adminCreateNoticeChannel: {
    ...aChannelContent,
    kind: "webhook",
    url: "https://ops.example.com/",
    secret: "0123456789abcdef",
  },
  adminUpdateNoticeChannel: aChannelContent,
  adminAddCard: { idTag: "FOREIGN1", driverId: "nobody" },
  adminStart: { connectorId: 1 },
  adminStop: { connectorId: 1 },
  adminReset: { type: "Soft" },
  adminUnlock: { connectorId: 1 },
  adminAvailability: { connectorId: 0, operative: false },
  adminReadConfiguration: {},
  adminChangeConfiguration: { key: "HeartbeatInterval", value: "60" },
  adminTrigger: { message: "Heartbeat" },
  adminReserve: { connectorId: 1, idTag: "TAG", minutes: 5 },
  adminCancelReservation: { reservationId: 1 },
  adminDataTransfer: { vendorId: "v" },
};
