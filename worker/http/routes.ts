// Where every route is mounted, in order.
import type { App } from "./context.ts";
import { accountRoutes } from "./routes/account.ts";
import { adminAccountRoutes } from "./routes/admin/account.ts";
import { adminApiKeyRoutes } from "./routes/admin/apiKeys.ts";
import { adminAuditRoutes } from "./routes/admin/audit.ts";
import { adminCampaignRoutes } from "./routes/admin/campaigns.ts";
import { adminAnalysisRoutes } from "./routes/admin/analysis.ts";
import { adminAnalysisAdviceRoutes } from "./routes/admin/analysisAdvice.ts";
import { adminAnalysisReportRoutes } from "./routes/admin/analysisReports.ts";
import { adminCommandRoutes } from "./routes/admin/commands.ts";
import { adminDiagnosticsRoutes } from "./routes/admin/diagnostics.ts";
import { adminBookRoutes } from "./routes/admin/books.ts";
import { adminCorrectionRoutes } from "./routes/admin/corrections.ts";
import { adminFindingRoutes } from "./routes/admin/findings.ts";
import { adminFeedbackRoutes } from "./routes/admin/feedback.ts";
import { adminFindRoutes } from "./routes/admin/find.ts";
import { adminFirmwareRoutes } from "./routes/admin/firmware.ts";
import { adminIncidentRoutes } from "./routes/admin/maintenance/incidents.ts";
import { adminNoticeRoutes } from "./routes/admin/maintenance/notices.ts";
import { adminMaintenanceRuleRoutes } from "./routes/admin/maintenance/rules.ts";
import { adminUptimeRoutes } from "./routes/admin/maintenance/uptime.ts";
import { adminWindowRoutes } from "./routes/admin/maintenance/windows.ts";
import { adminWorkOrderRoutes } from "./routes/admin/maintenance/workOrders.ts";
import { adminLiveRoutes } from "./routes/admin/live.ts";
import { adminOrderRoutes } from "./routes/admin/orders.ts";
import { adminPileImportRoutes } from "./routes/admin/pileImport.ts";
import { adminPileConnectorRoutes } from "./routes/admin/pileConnectors.ts";
import { adminPileRoutes } from "./routes/admin/piles.ts";
import { adminReservationRoutes } from "./routes/admin/reservations.ts";
import { adminTraceRoutes } from "./routes/admin/trace.ts";

import { adminPeopleRoutes } from "./routes/admin/people.ts";
import { adminSavedViewRoutes } from "./routes/admin/savedViews.ts";
import { adminStationRoutes } from "./routes/admin/stations.ts";
import { adminTemplateRoutes } from "./routes/admin/templates.ts";
import { adminStationEditingRoutes } from "./routes/admin/stationEditing.ts";
import { adminTariffRoutes } from "./routes/admin/tariffs.ts";
import { consentRoutes } from "./routes/consents.ts";
import { favouriteRoutes } from "./routes/favourites.ts";
import { faultReportRoutes } from "./routes/faultReports.ts";
import { fileRoutes } from "./routes/files.ts";
import { meRoutes } from "./routes/me.ts";
import { messageRoutes } from "./routes/messages.ts";
import { orderRoutes } from "./routes/orders.ts";
import { pictureRoutes } from "./routes/pictures.ts";
import { reservationRoutes } from "./routes/reservations.ts";
import { reviewRoutes } from "./routes/reviews.ts";
import { sessionRoutes } from "./routes/sessions.ts";
import { socketRoutes } from "./routes/sockets.ts";
import { staffRoutes } from "./routes/staff.ts";
import { staffLinkRoutes } from "./routes/staffLinks.ts";
import { stationRoutes } from "./routes/stations.ts";
import { systemRoutes } from "./routes/system.ts";
import { vehicleRoutes } from "./routes/vehicles.ts";
import { waitingRoutes } from "./routes/waiting.ts";
import { walletRoutes } from "./routes/wallet.ts";
import { webhookRoutes } from "./routes/webhooks.ts";

export const routes: readonly ((app: App) => void)[] = [
  stationRoutes,
  sessionRoutes,
  meRoutes,
  favouriteRoutes,
  reviewRoutes,
  faultReportRoutes,
  pictureRoutes,
  consentRoutes,
  accountRoutes,
  messageRoutes,
  vehicleRoutes,
  (app) => orderRoutes(app),
  reservationRoutes,
  waitingRoutes,
  (app) => walletRoutes(app),
  staffRoutes,
  staffLinkRoutes,
  adminAccountRoutes,
  adminPeopleRoutes,
  adminApiKeyRoutes,
  adminAuditRoutes,
  adminSavedViewRoutes,
  adminStationRoutes,
  adminStationEditingRoutes,
  adminTariffRoutes,
  (app) => adminCorrectionRoutes(app),
  adminBookRoutes,
  (app) => adminFindingRoutes(app),
  adminPileRoutes,
  adminPileConnectorRoutes,
  adminPileImportRoutes,
  adminCommandRoutes,
  adminTraceRoutes,
  adminFirmwareRoutes,
  adminCampaignRoutes,
  adminDiagnosticsRoutes,
  adminTemplateRoutes,
  adminOrderRoutes,
  adminReservationRoutes,
  adminFeedbackRoutes,
  adminFindRoutes,
  adminIncidentRoutes,
  adminWorkOrderRoutes,
  adminMaintenanceRuleRoutes,
  adminNoticeRoutes,
  adminWindowRoutes,
  adminUptimeRoutes,
  adminLiveRoutes,
  adminAnalysisRoutes,
  adminAnalysisAdviceRoutes,
  adminAnalysisReportRoutes,
  (app) => webhookRoutes(app),
  fileRoutes,
  socketRoutes,
  systemRoutes,
];
