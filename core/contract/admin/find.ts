// Finding a station, a pile or an order from anywhere in the admin, by what a person types.
import * as z from "zod/mini";
import { limits } from "../../limits.ts";
import { OrderId, PileId, StationId, TimeMs } from "../common.ts";
import { endpoint } from "../endpoint.ts";
import { OrderState } from "../orders.ts";

export const adminFind = endpoint({
  method: "GET",
  path: "/api/v1/admin/find",
  access: "staff",
  tag: "Operations",
  summary:
    "Stations by name or address, piles by any part of their number, serial number or name or by their station, orders by how their number begins",
  input: z.object({
    text: z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.searchText.most)),
  }),
  output: z.object({
    stations: z.array(
      z.object({
        stationId: StationId,
        name: z.string(),
        nameEn: z.string(),
        address: z.string(),
        addressEn: z.string(),
      }),
    ),
    piles: z.array(
      z.object({
        pileId: PileId,
        name: z.string(),
        stationName: z.string(),
        stationNameEn: z.string(),
      }),
    ),
    orders: z.array(
      z.object({ orderId: OrderId, state: OrderState, pileId: PileId, createdAtMs: TimeMs }),
    ),
  }),
  problems: [],
});
