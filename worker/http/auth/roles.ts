// Which role may call which endpoint of the admin: the only place that says so. One that changes
// something also needs a word for the audit in worker/admin/text/*/audit.ts; which part of the API
// keys may call it by is in core/contract/admin/apiScopes.ts.
import type { StaffRole } from "../../../core/contract/admin/staff.ts";
import type { Endpoint } from "../../../core/contract/endpoint.ts";
import { endpoints, type EndpointName } from "../../../core/contract/index.ts";

/** The contract names staff endpoints so; a test compares this with each endpoint's access. */
export type StaffEndpointName = Extract<
  EndpointName,
  `admin${string}` | "staffSession" | "staffSignOut"
>;

const everybody = ["owner", "operations", "finance", "maintenance", "readOnly"] as const;
const running = ["owner", "operations"] as const;
const technical = ["owner", "operations", "maintenance"] as const;

export const rolesOf = {
  staffSession: everybody,
  staffSignOut: everybody,
  adminGetAccount: everybody,
  adminChangePassword: everybody,
  adminBeginSecondFactor: everybody,
  adminConfirmSecondFactor: everybody,
  adminRemoveSecondFactor: everybody,
  adminRenewRecoveryCodes: everybody,
  adminEndSession: everybody,
  adminEndOtherSessions: everybody,
  adminListSavedViews: everybody,
  adminSaveView: everybody,
  adminDeleteSavedView: everybody,
  adminListStaff: everybody,
  adminGetStaff: ["owner"],
  adminInviteStaff: ["owner"],
  adminChangeStaff: ["owner"],
  adminDisableStaff: ["owner"],
  adminEnableStaff: ["owner"],
  adminMakeStaffLink: ["owner"],
  adminUnlockStaff: ["owner"],
  adminResetSecondFactor: ["owner"],
  adminEndStaffSessions: ["owner"],
  adminGetSignInRules: ["owner"],
  adminSetSignInRules: ["owner"],
  adminListApiKeys: ["owner"],
  adminMakeApiKey: ["owner"],
  adminRevokeApiKey: ["owner"],
  adminListAudit: ["owner"],
  adminOverview: everybody,
  adminFind: everybody,
  adminGetLive: everybody,
  adminGetPower: everybody,
  adminListStations: everybody,
  adminGetStation: everybody,
  adminListFaults: everybody,
  adminListIncidents: everybody,
  adminListWorkOrders: everybody,
  adminCreateWorkOrder: technical,
  adminGetWorkOrder: everybody,
  adminUpdateWorkOrder: technical,
  adminSetWorkOrderState: technical,
  adminCommentWorkOrder: technical,
  adminAddWorkOrderPart: technical,
  adminAddWorkOrderPicture: technical,
  adminListAssignees: everybody,
  adminListMaintenanceRules: technical,
  adminCreateMaintenanceRule: running,
  adminUpdateMaintenanceRule: running,
  adminDeleteMaintenanceRule: running,
  adminListMaintenanceWindows: everybody,
  adminPlanMaintenance: technical,
  adminEndMaintenance: technical,
  adminGetUptime: everybody,
  adminListNoticeChannels: technical,
  adminCreateNoticeChannel: running,
  adminUpdateNoticeChannel: running,
  adminDeleteNoticeChannel: running,
  adminTestNoticeChannel: running,
  adminListNoticeDeliveries: technical,
  adminResendNotice: technical,
  adminListFaultReports: everybody,
  adminSetFaultReport: technical,
  adminListReviews: everybody,
  adminHideReview: running,
  adminShowReview: running,
  adminListPictures: everybody,
  adminAddPicture: running,
  adminRemovePicture: running,
  adminListPiles: everybody,
  adminListPileKinds: everybody,
  adminListSessions: everybody,
  adminStartTrace: technical,
  adminStopTrace: technical,
  adminReadTrace: technical,
  adminGetPile: everybody,
  adminListCommands: everybody,
  adminGetCommand: everybody,
  adminListReservations: everybody,
  adminListOrders: everybody,
  adminGetOrder: everybody,
  adminListSecurityEvents: ["owner"],
  adminListFirmware: everybody,
  adminAddFirmware: running,
  adminUploadFirmware: running,
  adminRemoveFirmware: running,
  adminFirmwarePiles: technical,
  adminStartCampaign: running,
  adminListCampaigns: everybody,
  adminGetCampaign: everybody,
  adminSteerCampaign: running,
  adminRequestDiagnostics: technical,
  adminListDiagnostics: technical,
  adminListTemplates: everybody,
  adminPutTemplate: running,
  adminGetPileTemplate: everybody,
  adminGetLocalListVersion: technical,
  adminSendLocalList: running,
  adminSetChargingProfile: technical,
  adminClearChargingProfile: technical,
  adminGetCompositeSchedule: technical,
  adminRegisterPile: running,
  adminCheckPiles: running,
  adminImportPiles: running,
  adminPublishStation: technical,
  adminRotateCredential: technical,
  adminAddCard: running,
  adminStart: technical,
  adminStop: technical,
  adminReset: technical,
  adminUnlock: technical,
  adminAvailability: technical,
  adminReadConfiguration: technical,
  adminChangeConfiguration: technical,
  adminTrigger: technical,
  adminReserve: running,
  adminCancelReservation: running,
  adminClearCache: technical,
  adminDataTransfer: technical,
} as const satisfies Record<StaffEndpointName, readonly StaffRole[]>;

const rolesByName: Readonly<Record<string, readonly StaffRole[]>> = rolesOf;
const allowed = new Map<Endpoint, readonly StaffRole[]>(
  Object.entries<Endpoint>(endpoints).map(([name, endpoint]) => [
    endpoint,
    rolesByName[name] ?? [],
  ]),
);

/** An endpoint that the table does not name may be called by nobody. */
export const mayCall = (role: StaffRole, endpoint: Endpoint): boolean =>
  allowed.get(endpoint)?.includes(role) ?? false;

/** What a member may still do whose role needs a second factor, until he has set one up. */
const forEnrolment = new Set<Endpoint>([
  endpoints.staffSession,
  endpoints.staffSignOut,
  endpoints.adminGetAccount,
  endpoints.adminBeginSecondFactor,
  endpoints.adminConfirmSecondFactor,
]);

export const isForEnrolment = (endpoint: Endpoint): boolean => forEnrolment.has(endpoint);
