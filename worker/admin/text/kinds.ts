// Names for the shapes of the contract that pages and catalogues speak of.
import type * as z from "zod/mini";
import type { adminGetOrder } from "../../../core/contract/admin/orders.ts";
import type {
  adminGetStation,
  adminOverview,
  FaultRecord,
} from "../../../core/contract/admin/stations.ts";
import type { OutputOf } from "../../../core/contract/endpoint.ts";
import type { PeriodKind as Period } from "../../../core/contract/stations.ts";

export type { PaymentWay } from "../../../core/contract/common.ts";
export type OrderDetail = OutputOf<typeof adminGetOrder>;
export type PaymentState = OrderDetail["payments"][number]["state"];
export type PeriodKind = z.infer<typeof Period>;
export type Fault = z.infer<typeof FaultRecord>;
export type OverviewFigures = OutputOf<typeof adminOverview>;
export type StationDetail = OutputOf<typeof adminGetStation>;
