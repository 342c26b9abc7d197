// The queries of the operators' stations, tariffs and money, with arguments of each shape.
import { operatorOrdersQuery } from "../../../../worker/db/adminOrders.ts";
import * as books from "../../../../worker/db/books.ts";
import * as corrections from "../../../../worker/db/corrections.ts";
import type { Database } from "../../../../worker/db/database.ts";
import { moneyFindingsQuery } from "../../../../worker/db/moneyFindings.ts";
import * as settlements from "../../../../worker/db/settlements.ts";
import * as strays from "../../../../worker/db/strayPayments.ts";
import { stationExistsQuery } from "../../../../worker/db/stationEditing.ts";
import * as tariffs from "../../../../worker/db/tariffs.ts";

type Query = { toSQL(): { readonly sql: string; readonly params: readonly unknown[] } };

const operatorId = "op-1";
const orderId = "01KA0000000000000000000000";
const moneyFilter = {
  operatorId,
  fromMs: 1,
  untilMs: 2,
  orderId: undefined,
  before: orderId,
  limit: 21,
} as const;
const stretch = { operatorId, fromMs: 1, untilMs: 2 } as const;
const findingPage = { operatorId, openOnly: true, before: orderId, limit: 21 } as const;

export const businessQueries: Readonly<Record<string, (db: Database) => Query>> = {
  tariffVersions: (db) => tariffs.tariffVersionsQuery(db, "t", { fromMs: 1, untilMs: 2 }),
  adminTariffs: (db) => tariffs.operatorTariffsQuery(db, operatorId),
  adminStationsByTariff: (db) => tariffs.stationsByTariffQuery(db, operatorId),
  adminTariffVersions: (db) => tariffs.ownVersionsQuery(db, { operatorId, tariffId: "t" }),
  adminNewestVersion: (db) => tariffs.newestVersionQuery(db, { operatorId, tariffId: "t" }),
  adminStationsOfTariff: (db) => tariffs.stationsOfTariffQuery(db, { operatorId, tariffId: "t" }),
  adminWithdrawVersion: (db) =>
    tariffs.withdrawVersion(db, { operatorId, tariffId: "t", version: 2, nowMs: 1 }),
  adminStationsToAssign: (db) => tariffs.ownStationsQuery(db, { operatorId, stationIds: ["s"] }),
  adminAssignTariff: (db) => tariffs.assignTariff(db, "t", ["s"]),
  adminStationExists: (db) => stationExistsQuery(db, "s"),
  adminOrdersOwing: (db) =>
    operatorOrdersQuery(db, {
      operatorId,
      state: undefined,
      stationId: undefined,
      pileId: undefined,
      orderId: undefined,
      before: undefined,
      limit: 21,
      owingOnly: true,
      driver: "a",
      paymentWay: "alipay",
      fromMs: 1,
      untilMs: 2,
    }),
  adminPayments: (db) =>
    books.operatorPaymentsQuery(db, { ...moneyFilter, way: "alipay", state: "paid" }),
  adminRefunds: (db) => books.operatorRefundsQuery(db, { ...moneyFilter, state: "failed" }),
  adminTrialBalance: (db) => books.trialBalanceQuery(db, stretch),
  adminRevenue: (db) => books.revenueQuery(db, stretch),
  adminEntries: (db) =>
    books.operatorEntriesQuery(db, {
      ...stretch,
      account: "driver:wallet",
      before: { owner: orderId, source: "payment:x" },
      limit: 21,
    }),
  adminNamesOfStations: (db) => books.namesOfStationsQuery(db, ["s"]),
  adminFindingsOwn: (db) => moneyFindingsQuery(db, { ...findingPage, owner: "own" }),
  adminFindingsMerchants: (db) => moneyFindingsQuery(db, { ...findingPage, owner: "merchant" }),
  adminFirstOperator: (db) => settlements.firstOperatorQuery(db),
  adminSettlement: (db) => settlements.settlementQuery(db, "e"),
  adminSettle: (db) =>
    settlements.insertSettlement(
      db,
      { eventId: "e", reason: "r", staffId: "m", atMs: 1, action: null },
      {
        guards: [
          strays.isStray("p"),
          strays.orderOwes(orderId, 1),
          settlements.refundIsFailed("r"),
          settlements.canBePaidByHand({ driverId: "d", refundId: "r", amountFen: 1 }),
        ],
        agreed: { approvalId: "a", staffId: "m" },
      },
    ),
  adminReopenRefund: (db) =>
    settlements.reopenRefund(db, { refundId: "r", nowMs: 1, when: strays.isStray("p") }),
  adminBalance: (db) => settlements.balanceQuery(db, "d"),
  adminPayer: (db) => strays.payerQuery(db, "wechatpay", "s"),
  adminOwingOrder: (db) => strays.owingOrderQuery(db, { operatorId, orderId }),
  adminLowerShortfall: (db) =>
    strays.lowerShortfall(db, { orderId, amountFen: 1, when: strays.isStray("p") }),
  adminFindingsNobodys: (db) => moneyFindingsQuery(db, { ...findingPage, owner: "nobody" }),
  adminGatewayEvents: (db) => books.gatewayEventsQuery(db, orderId),
  adminMessagesOfOrder: (db) =>
    books.messagesOfOrderQuery(db, { driverId: "d", orderId, fromMs: 1 }),
  adminCorrectable: (db) => corrections.correctableQuery(db, { operatorId, orderId }),
  adminCorrection: (db) => corrections.correctionQuery(db, { orderId, revision: 1 }),
  adminCorrections: (db) => corrections.correctionsOfOrderQuery(db, orderId),
  adminApprovalsOfOrder: (db) => corrections.approvalsOfOrderQuery(db, orderId),
  adminApprovals: (db) =>
    corrections.approvalsQuery(db, { operatorId, before: orderId, limit: 21 }),
  adminApprovalLimit: (db) => corrections.approvalLimitQuery(db, operatorId),
  adminSetApprovalLimit: (db) => corrections.setApprovalLimit(db, operatorId, 1),
  adminDecideApproval: (db) =>
    corrections.decideApproval(db, {
      approvalId: "a",
      decision: "declined",
      staffId: "m",
      nowMs: 1,
    }),
};
