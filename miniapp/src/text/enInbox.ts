// What the app says in the driver's messages, in English.
import type { Catalogue } from "./zh.ts";

export const enInbox: Pick<Catalogue, "inbox"> = {
  inbox: {
    title: "Messages",
    none: "No messages yet",
    noneHint:
      "The end of a charge, refunds and reservation reminders appear here and stay for 180 days.",
    unread: "New",
    count: (n) => (n > 99 ? "99+ unread" : `${n} unread`),
    markAll: "Mark all as read",
    chargeEnded: "Charge ended",
    used: (place, kwh, total) => `${place}: ${kwh} kWh for ${total}.`,
    back: (money, to) => ` ${money} goes ${to.charAt(0).toLowerCase()}${to.slice(1)}.`,
    owed: (money) => ` You still owe ${money}.`,
    chargeFault: "A fault during your charge",
    fault: (place, connector) =>
      `${place}, ${connector} reported a fault. See the order: you pay for what was charged, the rest goes back.`,
    billCorrected: "Your bill is less",
    nowCosts: (place, before, after) => `${place}: ${after} in place of ${before}.`,
    owesLess: (money) => ` You owe ${money} less.`,
    debtPaid: "Your debt is less",
    counted: (place, sum) => `A payment of ${sum} was counted towards your charge at ${place}.`,
    paidByHand: "Balance paid back by hand",
    byHand: (sum) =>
      `The operator says that ${sum} was paid to you outside the app, and your balance is less by it. Get in touch if it has not arrived.`,
    refundSucceeded: "Refund paid out",
    refundFailed: "Refund not paid out",
    backInBalance: "Back in your balance",
    topUpSucceeded: "Top-up arrived",
    reservationSoon: "Your reservation begins soon",
    comeBy: (place, connector, from, by) =>
      `${place}, ${connector}: from ${from}; please be there by ${by}.`,
    reservationMoved: "Your reservation moved",
    movedTo: (place, connector) =>
      `The connector could not be used. You now have ${place}, ${connector}.`,
    reservationEnded: "Reservation over",
    cost: (money) => ` It cost ${money}.`,
    ends: {
      used: "Used for a charge.",
      cancelled: "You cancelled it.",
      cancelled_late: "Cancelled when the connector was already kept for you.",
      no_show: "You did not come in time.",
      connector_failed: "Cancelled: the connector has a fault.",
      connector_occupied: "Cancelled: the driver before is still there.",
      pile_offline: "Cancelled: the pile is offline.",
      cancelled_by_operator: "Cancelled by the operator.",
      not_confirmed: "Cancelled: its fee could not be taken.",
    },
    placeOffered: "A connector is free",
    free: (place) => `${place}: a connector is free, first come, first served.`,
    keptUntil: (place, until) => `${place}: a connector is kept for you until ${until}.`,
  },
};
