// Every address of the admin and its page; pages are fetched when first gone to.
import { lazy, Suspense } from "react";
import { Route, Switch, useLocation } from "wouter";
import { Lines } from "../parts/Fetched.tsx";
import { NotFound } from "../pages/NotFound.tsx";
import { CrashGuard } from "./CrashGuard.tsx";

const Overview = lazy(() => import("../pages/overview/OverviewPage.tsx"));
const Stations = lazy(() => import("../pages/stations/StationsPage.tsx"));
const Station = lazy(() => import("../pages/stations/StationPage.tsx"));
const StationEditor = lazy(() => import("../pages/stations/StationEditor.tsx"));
const Tariffs = lazy(() => import("../pages/tariffs/TariffsPage.tsx"));
const Tariff = lazy(() => import("../pages/tariffs/TariffPage.tsx"));
const TariffEditor = lazy(() => import("../pages/tariffs/TariffEditor.tsx"));
const Piles = lazy(() => import("../pages/piles/PilesPage.tsx"));
const Pile = lazy(() => import("../pages/piles/PilePage.tsx"));
const Commission = lazy(() => import("../pages/piles/commission/CommissionPage.tsx"));
const PileImport = lazy(() => import("../pages/piles/import/ImportPage.tsx"));
const Firmware = lazy(() => import("../pages/firmware/FirmwarePage.tsx"));
const Campaign = lazy(() => import("../pages/firmware/CampaignPage.tsx"));
const Templates = lazy(() => import("../pages/templates/TemplatesPage.tsx"));
const Orders = lazy(() => import("../pages/orders/OrdersPage.tsx"));
const Order = lazy(() => import("../pages/orders/OrderPage.tsx"));
const Incidents = lazy(() => import("../pages/maintenance/IncidentsPage.tsx"));
const WorkOrders = lazy(() => import("../pages/maintenance/WorkOrdersPage.tsx"));
const WorkOrder = lazy(() => import("../pages/maintenance/WorkOrderPage.tsx"));
const Windows = lazy(() => import("../pages/maintenance/WindowsPage.tsx"));
const Uptime = lazy(() => import("../pages/maintenance/UptimePage.tsx"));
const Rules = lazy(() => import("../pages/maintenance/RulesPage.tsx"));
const Notices = lazy(() => import("../pages/maintenance/NoticesPage.tsx"));
const Payments = lazy(() => import("../pages/money/PaymentsPage.tsx"));
const Refunds = lazy(() => import("../pages/money/RefundsPage.tsx"));
const Approvals = lazy(() => import("../pages/money/ApprovalsPage.tsx"));
const Books = lazy(() => import("../pages/money/BooksPage.tsx"));
const Findings = lazy(() => import("../pages/money/FindingsPage.tsx"));
const Faults = lazy(() => import("../pages/faults/FaultsPage.tsx"));
const Reports = lazy(() => import("../pages/reports/ReportsPage.tsx"));
const Reservations = lazy(() => import("../pages/reservations/ReservationsPage.tsx"));
const Security = lazy(() => import("../pages/faults/SecurityPage.tsx"));
const Staff = lazy(() => import("../pages/people/StaffPage.tsx"));
const Member = lazy(() => import("../pages/people/MemberPage.tsx"));
const ApiKeys = lazy(() => import("../pages/people/ApiKeysPage.tsx"));
const Audit = lazy(() => import("../pages/people/AuditPage.tsx"));
const Account = lazy(() => import("../pages/account/AccountPage.tsx"));
const AnalysisUsage = lazy(() => import("../pages/analysis/UsagePage.tsx"));
const AnalysisRevenue = lazy(() => import("../pages/analysis/RevenuePage.tsx"));
const AnalysisDrivers = lazy(() => import("../pages/analysis/DriversPage.tsx"));
const AnalysisReservations = lazy(() => import("../pages/analysis/ReservationsPage.tsx"));
const AnalysisFaults = lazy(() => import("../pages/analysis/FaultsPage.tsx"));
const AnalysisAdvice = lazy(() => import("../pages/analysis/AdvicePage.tsx"));
const AnalysisReports = lazy(() => import("../pages/analysis/ReportsPage.tsx"));
const AnalysisReport = lazy(() => import("../pages/analysis/ReportPage.tsx"));

const network = (
  <>
    <Route path="/" component={Overview} />
    <Route path="/stations" component={Stations} />
    <Route path="/stations/new">
      <StationEditor stationId={null} />
    </Route>
    <Route path="/stations/:stationId/edit">
      {({ stationId }) => <StationEditor key={stationId} stationId={stationId} />}
    </Route>
    <Route path="/stations/:stationId">
      {({ stationId }) => <Station stationId={stationId} />}
    </Route>
    <Route path="/tariffs" component={Tariffs} />
    <Route path="/tariffs/new">
      <TariffEditor tariffId={null} />
    </Route>
    <Route path="/tariffs/:tariffId/new">
      {({ tariffId }) => <TariffEditor key={tariffId} tariffId={tariffId} />}
    </Route>
    <Route path="/tariffs/:tariffId">{({ tariffId }) => <Tariff tariffId={tariffId} />}</Route>
    <Route path="/piles" component={Piles} />
    <Route path="/piles/:pileId">{({ pileId }) => <Pile key={pileId} pileId={pileId} />}</Route>
    <Route path="/commissioning" component={Commission} />
    <Route path="/pile-import" component={PileImport} />
    <Route path="/firmware" component={Firmware} />
    <Route path="/firmware/:campaignId">
      {({ campaignId }) => <Campaign key={campaignId} campaignId={campaignId} />}
    </Route>
    <Route path="/templates" component={Templates} />
  </>
);

const business = (
  <>
    <Route path="/orders" component={Orders} />
    <Route path="/orders/:orderId">{({ orderId }) => <Order orderId={orderId} />}</Route>
    <Route path="/payments" component={Payments} />
    <Route path="/refunds" component={Refunds} />
    <Route path="/approvals" component={Approvals} />
    <Route path="/books" component={Books} />
    <Route path="/findings" component={Findings} />
    <Route path="/reservations" component={Reservations} />
  </>
);

const maintenance = (
  <>
    <Route path="/maintenance" component={Incidents} />
    <Route path="/maintenance/work-orders" component={WorkOrders} />
    <Route path="/maintenance/work-orders/:workOrderId">
      {({ workOrderId }) => <WorkOrder key={workOrderId} workOrderId={workOrderId} />}
    </Route>
    <Route path="/maintenance/windows" component={Windows} />
    <Route path="/maintenance/uptime" component={Uptime} />
    <Route path="/maintenance/rules" component={Rules} />
    <Route path="/maintenance/notices" component={Notices} />
    <Route path="/faults" component={Faults} />
    <Route path="/reports" component={Reports} />
  </>
);

const analysis = (
  <>
    <Route path="/analysis/usage" component={AnalysisUsage} />
    <Route path="/analysis/revenue" component={AnalysisRevenue} />
    <Route path="/analysis/drivers" component={AnalysisDrivers} />
    <Route path="/analysis/reservations" component={AnalysisReservations} />
    <Route path="/analysis/faults" component={AnalysisFaults} />
    <Route path="/analysis/advice" component={AnalysisAdvice} />
    <Route path="/analysis/reports" component={AnalysisReports} />
    <Route path="/analysis/reports/:kind/:fromDay">
      {({ kind, fromDay }) => <AnalysisReport kind={kind} fromDay={fromDay} />}
    </Route>
  </>
);

const people = (
  <>
    <Route path="/security" component={Security} />
    <Route path="/staff" component={Staff} />
    <Route path="/staff/:staffId">{({ staffId }) => <Member staffId={staffId} />}</Route>
    <Route path="/api-keys" component={ApiKeys} />
    <Route path="/audit" component={Audit} />
    <Route path="/account" component={Account} />
  </>
);

export function Pages() {
  const [location] = useLocation();
  return (
    <CrashGuard key={location}>
      <Suspense fallback={<Lines count={8} />}>
        <Switch>
          {network}
          {business}
          {maintenance}
          {analysis}
          {people}
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </CrashGuard>
  );
}
