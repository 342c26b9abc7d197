// What the app says of reserving a connector, in English.
import type { Catalogue } from "./zh.ts";
import type { zhReserve } from "./zhReserve.ts";

export const enReserve: Pick<Catalogue, keyof typeof zhReserve> = {
  reserve: {
    title: "Reserve",
    mine: "My reservations",
    signInFirst: "Sign in to see your reservations",
    choose: "Choose a time",
    how: (longest) => `Press where it begins, then where it ends; ${longest} at most.`,
    stationTime: (zone: string) =>
      `Your phone is in another time zone: all times here are the station's local time (${zone}).`,
    free: "free",
    taken: "not free",
    costs: "Costs and rules",
    time: "Time",
    fee: "Reservation fee",
    noFee: "Free",
    deposit: "No-show deposit",
    heldFrom: "Kept free from",
    comeBy: "Come by",
    before: (time) => `${time} before it begins`,
    after: (time) => `${time} after it begins`,
    rules: (deposit) =>
      `Cancelling before the connector is kept for you costs nothing; later it costs the fee. Who comes gets the deposit back; who does not loses ${deposit}. If the pile fails and no other connector is free, all goes back.`,
    chooseFirst: "Choose a time first",
    go: "Reserve",
    goPaid: (money) => `Pay ${money} from the balance and reserve`,
    short: (balance, price) => `Your balance is ${balance}; this takes ${price}.`,
    unknownOutcome:
      "There was no answer, so we do not know whether it was reserved. Pressing again is safe: you never pay twice.",
    all: "All reservations",
    open: "See my reservations",
    none: "This pile takes no reservations",
    noneHint: "You can charge whenever it is free.",
    chargeNow: "Charge here",
    standing: "Upcoming",
    moved: (to) => `The connector cannot be used; yours is now ${to}.`,
    phase: {
      ahead: (left) => `Kept for you in ${left}`,
      held: (left) => `Kept for you now; begins in ${left}`,
      come: (left) => `Begin to charge within ${left}`,
      ending: () => "Finding out how it ended…",
    },
    phaseHint: {
      ahead: "Cancelling now costs nothing.",
      held: "Cancelling now costs the fee.",
      come: "If you do not come in time, the deposit is lost.",
      ending: "This updates by itself.",
    },
    start: "I am here, charge",
    cancel: "Cancel it",
    keep: "Keep it",
    cancelSure: "Cancel this reservation?",
    cancelFree: "It costs nothing now; all you paid goes back to your balance.",
    cancelLate: (fee) =>
      `The connector is being kept for you, so this costs the fee of ${fee}. The deposit goes back to your balance.`,
    end: {
      used: "Used",
      cancelled: "Cancelled",
      cancelled_late: "Cancelled",
      no_show: "Missed",
      connector_failed: "Connector fault",
      connector_occupied: "Connector taken",
      pile_offline: "Pile offline",
      cancelled_by_operator: "Cancelled by operator",
      not_confirmed: "Not confirmed",
    },
    endHint: {
      used: "You came in time; the deposit went back to your balance.",
      cancelled: "Cancelled in time; all went back to your balance.",
      cancelled_late: "Cancelled while it was kept for you; only the fee was taken.",
      no_show: "No charge began in time, so the deposit was taken.",
      connector_failed:
        "The connector had a fault and no other was free; all went back to your balance.",
      connector_occupied:
        "The driver before stayed too long and no other was free; all went back to your balance.",
      pile_offline: "The pile went offline; all went back to your balance.",
      cancelled_by_operator: "The operator cancelled it; all went back to your balance.",
      not_confirmed: "The money was not taken in time, so it was not made. You were not charged.",
    },
    charged: "It cost",
    back: "Back in your balance",
    order: "See the charge",
    empty: "No reservations yet",
    emptyHint: "You can reserve a time on the page of a station or a pile.",
  },
};
