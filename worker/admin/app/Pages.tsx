// Every address of the admin and its page; pages are fetched when first gone to.
import { lazy, Suspense } from "react";
import { Route, Switch, useLocation } from "wouter";
import { Lines } from "../parts/Fetched.tsx";
import { NotFound } from "../pages/NotFound.tsx";
import { CrashGuard } from "./CrashGuard.tsx";

const Overview = lazy(() => import("../pages/overview/OverviewPage.tsx"));
const Stations = lazy(() => import("../pages/stations/StationsPage.tsx"));
const Station = lazy(() => import("../pages/stations/StationPage.tsx"));
const Piles = lazy(() => import("../pages/piles/PilesPage.tsx"));
const Pile = lazy(() => import("../pages/piles/PilePage.tsx"));
const Commission = lazy(() => import("../pages/piles/commission/CommissionPage.tsx"));
const PileImport = lazy(() => import("../pages/piles/import/ImportPage.tsx"));
const Orders = lazy(() => import("../pages/orders/OrdersPage.tsx"));
const Order = lazy(() => import("../pages/orders/OrderPage.tsx"));
const Faults = lazy(() => import("../pages/faults/FaultsPage.tsx"));
const Reports = lazy(() => import("../pages/reports/ReportsPage.tsx"));
const Reservations = lazy(() => import("../pages/reservations/ReservationsPage.tsx"));
const Security = lazy(() => import("../pages/faults/SecurityPage.tsx"));

export function Pages() {
  const [location] = useLocation();
  return (
    <CrashGuard key={location}>
      <Suspense fallback={<Lines count={8} />}>
        <Switch>
          <Route path="/" component={Overview} />
          <Route path="/stations" component={Stations} />
          <Route path="/stations/:stationId">
            {({ stationId }) => <Station stationId={stationId} />}
          </Route>
          <Route path="/piles" component={Piles} />
          <Route path="/piles/:pileId">
            {({ pileId }) => <Pile key={pileId} pileId={pileId} />}
          </Route>
          <Route path="/commissioning" component={Commission} />
          <Route path="/pile-import" component={PileImport} />
          <Route path="/orders" component={Orders} />
          <Route path="/orders/:orderId">{({ orderId }) => <Order orderId={orderId} />}</Route>
          <Route path="/faults" component={Faults} />
          <Route path="/reports" component={Reports} />
          <Route path="/reservations" component={Reservations} />
          <Route path="/security" component={Security} />
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </CrashGuard>
  );
}
