// What files of orders, payments, refunds and postings have in their columns, units in the heading.
import type {
  AdminPayment,
  AdminRefund,
  BookEntry,
} from "../../../../core/contract/admin/books.ts";
import type { AdminOrder } from "../../../../core/contract/admin/orders.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import type { ExportColumn } from "../../parts/export/columns.ts";
import { placeName } from "../../parts/stationName.ts";
import { wordFor } from "../../text/language.tsx";
import type { Text } from "../../text/zh.ts";

const yuan = (fen: number): number => fen / 100;
const time = (atMs: number | null): Date | null => (atMs === null ? null : new Date(atMs));

export function orderColumns(
  { orders, words }: Text,
  language: Language,
): ExportColumn<AdminOrder>[] {
  return [
    { label: orders.order, value: ({ orderId }) => orderId },
    { label: orders.state, value: ({ state }) => words.orderState[state] },
    { label: orders.created, value: ({ createdAtMs }) => time(createdAtMs) },
    { label: orders.place, value: (row) => placeName(row, language) },
    { label: orders.pileFilter, value: ({ pileId }) => pileId },
    { label: orders.driver, value: ({ driverName }) => driverName },
    { label: orders.started, value: ({ startedAtMs }) => time(startedAtMs) },
    { label: orders.ended, value: ({ endedAtMs }) => time(endedAtMs) },
    { label: `${orders.energy} (kWh)`, value: ({ energyWh }) => energyWh / 1_000 },
    { label: orders.way, value: ({ paymentWay }) => words.paymentWay[paymentWay] },
    { label: `${orders.prepaid} (¥)`, value: ({ prepaidFen }) => yuan(prepaidFen) },
    ...(
      ["electricity", "service", "idle", "start", "reservation", "discount", "total"] as const
    ).map((part): ExportColumn<AdminOrder> => ({
      label: `${orders[part]} (¥)`,
      value: ({ bill }) => (bill === null ? null : yuan(bill[`${part}Fen`])),
    })),
    {
      label: `${orders.refund} (¥)`,
      value: ({ refund }) => (refund === null ? null : yuan(refund.amountFen)),
    },
    { label: `${orders.shortfall} (¥)`, value: ({ shortfallFen }) => yuan(shortfallFen) },
  ];
}

export function paymentColumns(
  { orders, words, books }: Text,
  language: Language,
): ExportColumn<AdminPayment>[] {
  return [
    { label: orders.order, value: ({ orderId }) => orderId },
    { label: orders.way, value: ({ way }) => words.paymentWay[way] },
    { label: orders.state, value: ({ state }) => words.paymentState[state] },
    { label: `${orders.amount} (¥)`, value: ({ amountFen }) => yuan(amountFen) },
    { label: books.payments.tradeNo, value: ({ gatewayTradeNo }) => gatewayTradeNo },
    { label: orders.created, value: ({ createdAtMs }) => time(createdAtMs) },
    { label: books.payments.paidAt, value: ({ paidAtMs }) => time(paidAtMs) },
    { label: orders.place, value: (row) => placeName(row, language) },
    { label: orders.driver, value: ({ driverName }) => driverName },
    { label: books.payments.orderState, value: ({ orderState }) => words.orderState[orderState] },
  ];
}

export function refundColumns(
  { orders, words, books }: Text,
  language: Language,
): ExportColumn<AdminRefund>[] {
  return [
    { label: orders.order, value: ({ orderId }) => orderId },
    { label: orders.refund, value: ({ refundId }) => refundId },
    { label: orders.way, value: ({ way }) => words.paymentWay[way] },
    { label: orders.state, value: ({ state }) => words.refundState[state] },
    {
      label: books.refunds.why,
      value: ({ reason }) => wordFor(books.refunds.reasons, reason) ?? reason,
    },
    { label: `${orders.amount} (¥)`, value: ({ amountFen }) => yuan(amountFen) },
    { label: orders.gatewayNo, value: ({ gatewayRefundNo }) => gatewayRefundNo },
    { label: orders.attempts, value: ({ attempts }) => attempts },
    { label: orders.lastError, value: ({ lastError }) => lastError },
    { label: orders.created, value: ({ createdAtMs }) => time(createdAtMs) },
    { label: orders.updatedAt, value: ({ updatedAtMs }) => time(updatedAtMs) },
    { label: orders.place, value: (row) => placeName(row, language) },
  ];
}

/** A posting with the entry that it is of. */
export type PostingRow = BookEntry & BookEntry["postings"][number];

export function postingColumns({ orders, words, commands }: Text): ExportColumn<PostingRow>[] {
  return [
    { label: commands.columns.time, value: ({ atMs }) => time(atMs) },
    { label: orders.entry, value: ({ kind }) => wordFor(words.entryKind, kind) ?? kind },
    { label: orders.order, value: ({ orderId }) => orderId },
    { label: orders.account, value: ({ account }) => account },
    {
      label: `${orders.debit} (¥)`,
      value: ({ amountFen }) => (amountFen > 0 ? yuan(amountFen) : null),
    },
    {
      label: `${orders.credit} (¥)`,
      value: ({ amountFen }) => (amountFen < 0 ? yuan(-amountFen) : null),
    },
    { label: "ID", value: ({ source }) => source },
  ];
}
