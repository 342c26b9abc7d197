// Every page that the navigation and the search lead to: one line a page, in groups. Its words are
// `shell.nav`; its component is in Pages.tsx.
import {
  IconAdjustmentsCheck,
  IconAlertTriangle,
  IconBell,
  IconBuildingStore,
  IconCar,
  IconChartBar,
  IconBulb,
  IconCalendarPause,
  IconCalendarStats,
  IconCalendarTime,
  IconChargingPile,
  IconCpu,
  IconCoins,
  IconCreditCard,
  IconChartHistogram,
  IconCoinYuan,
  IconHeartbeat,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconMessageReport,
  IconReceipt,
  IconReceiptRefund,
  IconReport,
  IconRobot,
  IconScale,
  IconShieldLock,
  IconTool,
  IconUrgent,
  IconUsers,
  IconUserCheck,
  IconZoomQuestion,
} from "@tabler/icons-react";
import type { StaffRole } from "../../../core/contract/admin/staff.ts";
import type { Text } from "../text/zh.ts";

export type Place = {
  readonly key: keyof Omit<Text["shell"]["nav"], "label">;
  readonly href: string;
  readonly Icon: typeof IconReceipt;
  /** Everybody, where it is not given; the Worker decides for itself. */
  readonly roles?: readonly StaffRole[];
};

type Group = {
  readonly key: keyof Text["shell"]["navGroup"];
  readonly places: readonly Place[];
};

const technical: readonly StaffRole[] = ["owner", "operations", "maintenance"];
/** Who is to see how the business goes. */
const business = ["owner", "operations", "finance", "readOnly"] as const;

const groups: readonly Group[] = [
  { key: "now", places: [{ key: "overview", href: "/", Icon: IconLayoutDashboard }] },
  {
    key: "network",
    places: [
      { key: "stations", href: "/stations", Icon: IconBuildingStore },
      { key: "piles", href: "/piles", Icon: IconChargingPile },
      { key: "firmware", href: "/firmware", Icon: IconCpu },
      { key: "templates", href: "/templates", Icon: IconAdjustmentsCheck },
      { key: "tariffs", href: "/tariffs", Icon: IconCoins },
    ],
  },
  {
    key: "business",
    places: [
      { key: "orders", href: "/orders", Icon: IconReceipt },
      { key: "reservations", href: "/reservations", Icon: IconCalendarTime },
      { key: "payments", href: "/payments", Icon: IconCreditCard },
      { key: "refunds", href: "/refunds", Icon: IconReceiptRefund },
      { key: "approvals", href: "/approvals", Icon: IconUserCheck, roles: ["owner", "finance"] },
      {
        key: "books",
        href: "/books",
        Icon: IconScale,
        roles: ["owner", "operations", "finance"],
      },
      {
        key: "findings",
        href: "/findings",
        Icon: IconZoomQuestion,
        roles: ["owner", "operations", "finance"],
      },
    ],
  },
  {
    key: "maintenance",
    places: [
      { key: "incidents", href: "/maintenance", Icon: IconUrgent },
      { key: "workOrders", href: "/maintenance/work-orders", Icon: IconTool },
      { key: "faults", href: "/faults", Icon: IconAlertTriangle },
      { key: "reports", href: "/reports", Icon: IconMessageReport },
      { key: "windows", href: "/maintenance/windows", Icon: IconCalendarPause },
      { key: "uptime", href: "/maintenance/uptime", Icon: IconHeartbeat },
      { key: "rules", href: "/maintenance/rules", Icon: IconRobot, roles: technical },
      { key: "notices", href: "/maintenance/notices", Icon: IconBell, roles: technical },
    ],
  },
  {
    key: "analysis",
    places: [
      { key: "analysisUsage", href: "/analysis/usage", Icon: IconChartHistogram },
      { key: "analysisRevenue", href: "/analysis/revenue", Icon: IconCoinYuan, roles: business },
      { key: "analysisDrivers", href: "/analysis/drivers", Icon: IconCar },
      { key: "analysisReservations", href: "/analysis/reservations", Icon: IconCalendarStats },
      { key: "analysisFaults", href: "/analysis/faults", Icon: IconChartBar },
      { key: "analysisAdvice", href: "/analysis/advice", Icon: IconBulb },
      { key: "analysisReports", href: "/analysis/reports", Icon: IconReport, roles: business },
    ],
  },
  {
    key: "people",
    places: [
      { key: "staff", href: "/staff", Icon: IconUsers },
      { key: "apiKeys", href: "/api-keys", Icon: IconKey, roles: ["owner"] },
      { key: "audit", href: "/audit", Icon: IconHistory, roles: ["owner"] },
      { key: "security", href: "/security", Icon: IconShieldLock, roles: ["owner"] },
    ],
  },
];

/** What a role may see; a group without a page is left out. */
export const navigationOf = (role: StaffRole): readonly Group[] =>
  groups
    .map(({ key, places }) => ({
      key,
      places: places.filter(({ roles }) => roles === undefined || roles.includes(role)),
    }))
    .filter(({ places }) => places.length > 0);

/** Of two addresses that both begin the present one, the longer is where one is. */
export function placeOf(groupsShown: readonly Group[], location: string): Place | null {
  const fitting = groupsShown
    .flatMap(({ places }) => places)
    .filter(({ href }) => location === href || (href !== "/" && location.startsWith(`${href}/`)));
  return fitting.toSorted((a, b) => b.href.length - a.href.length)[0] ?? null;
}
