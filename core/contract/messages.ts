// A driver's inbox: what happened, as a kind with its facts; the app finds the words.
import * as z from "zod/mini";
import {
  ConnectorId,
  Cursor,
  Fen,
  OrderId,
  pageOf,
  pageSize,
  PaymentWay,
  StationClocks,
  TimeMs,
  Wh,
} from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { OrderFailure } from "./orders.ts";
import { ReservationEnd, ReservationId } from "./reservations.ts";

const place = {
  stationId: z.string(),
  stationName: z.string(),
  stationNameEn: z.string(),
  pileName: z.string(),
  /** Messages of the first days name neither. */
  pileId: z.optional(z.string()),
  timeZone: z.optional(z.string()),
};

/** One of these a charge at most: what went back of a charge's prepayment stands in its own message. */
export const MessageContent = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("chargeEnded"),
    orderId: OrderId,
    ...place,
    energyWh: Wh,
    totalFen: Fen,
    /** On its way back, or in the balance again. */
    refundFen: Fen,
    toWay: PaymentWay,
    /** What he owes beyond what was paid. */
    shortfallFen: Fen,
  }),
  /** An order that did not charge; all that was paid goes back. */
  z.object({
    kind: z.literal("chargeFailed"),
    orderId: OrderId,
    ...place,
    failure: OrderFailure,
    refundFen: Fen,
    toWay: PaymentWay,
  }),
  z.object({
    kind: z.literal("chargeFault"),
    orderId: OrderId,
    ...place,
    connectorId: ConnectorId,
    /** OCPP's error code. */
    errorCode: z.string(),
  }),
  z.object({
    kind: z.literal(["refundSucceeded", "refundFailed"]),
    refundId: z.string(),
    /** Null for a withdrawal of the balance. */
    orderId: z.nullable(OrderId),
    amountFen: Fen,
    toWay: PaymentWay,
    /** Of a withdrawal that failed: the money is in the balance again. */
    isReturned: z.boolean(),
  }),
  /** Staff made the bill of a charge less; told when it happens, whichever way the money goes. */
  z.object({
    kind: z.literal("billCorrected"),
    orderId: OrderId,
    ...place,
    beforeFen: Fen,
    afterFen: Fen,
    /** On its way back to where it was paid from. */
    refundFen: Fen,
    toWay: PaymentWay,
    /** In the balance already. */
    walletFen: Fen,
    /** Taken off what he owed. */
    owedFen: Fen,
  }),
  /** A payment that had found no order was counted towards what he owes. */
  z.object({
    kind: z.literal("debtPaid"),
    orderId: OrderId,
    ...place,
    amountFen: Fen,
    /** What he still owes for it. */
    shortfallFen: Fen,
  }),
  /** A withdrawal that its gateway refused was paid to him outside the app. */
  z.object({ kind: z.literal("paidByHand"), refundId: z.string(), amountFen: Fen }),
  z.object({
    kind: z.literal("topUpSucceeded"),
    paymentId: z.string(),
    amountFen: Fen,
    way: PaymentWay,
  }),
  z.object({
    kind: z.literal("reservationSoon"),
    reservationId: ReservationId,
    ...place,
    connectorId: ConnectorId,
    fromMs: TimeMs,
    comeByMs: TimeMs,
  }),
  z.object({
    kind: z.literal("reservationMoved"),
    reservationId: ReservationId,
    ...place,
    connectorId: ConnectorId,
    fromMs: TimeMs,
  }),
  /** Not by the driver himself; `no_show` among them. */
  z.object({
    kind: z.literal("reservationEnded"),
    reservationId: ReservationId,
    ...place,
    end: ReservationEnd,
    chargedFen: Fen,
    /** In the balance again. */
    returnedFen: Fen,
    fromMs: TimeMs,
  }),
  /** The waiting list: a connector is kept for him until then. */
  z.object({
    kind: z.literal("placeOffered"),
    stationId: z.string(),
    stationName: z.string(),
    stationNameEn: z.string(),
    timeZone: z.optional(z.string()),
    pileId: z.nullable(z.string()),
    connectorId: z.nullable(ConnectorId),
    untilMs: z.nullable(TimeMs),
  }),
]);
export type MessageContent = z.infer<typeof MessageContent>;

/** A ULID whose time is that of what happened. */
const MessageId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{26}$/));

export const Message = z.object({
  messageId: MessageId,
  content: MessageContent,
  /** Of the station that it speaks of; null where it speaks of none. */
  clocks: z.nullable(StationClocks),
  atMs: TimeMs,
  isRead: z.boolean(),
});
export type Message = z.infer<typeof Message>;

export const listMessages = endpoint({
  method: "GET",
  path: "/api/v1/messages",
  access: "driver",
  tag: "Driver",
  summary: "My messages of the last 180 days, newest first, and how many I have not read",
  input: z.object({ limit: pageSize(), cursor: z.optional(Cursor) }),
  output: z.extend(pageOf(Message), { unread: z.number() }),
  problems: [],
});

export const markMessagesRead = endpoint({
  method: "POST",
  path: "/api/v1/messages/read",
  access: "driver",
  tag: "Driver",
  summary: "Mark messages as read: those named, or all",
  input: z.object({
    messageIds: z.union([
      z.literal("all"),
      z.array(MessageId).check(z.minLength(1), z.maxLength(100)),
    ]),
  }),
  output: z.object({ unread: z.number() }),
  problems: [],
});
