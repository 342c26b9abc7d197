// What the app says between the choice of a connector and the first current, in English.
import type { Catalogue } from "./zh.ts";

export const enStart: Pick<
  Catalogue,
  "refused" | "plug" | "startUp" | "stopRefused" | "failureMoney" | "failureUnknown"
> = {
  refused: {
    title: "The order was not placed",
    unknownTitle: "No answer came",
    money: "You have not been charged, and no connector is held for you.",
    moneyUnknown:
      "One order is never charged twice. If it was paid and does not start, all of it comes back by itself.",
    unknownNow: "Check your connection. Tapping pay again is safe.",
    reasons: {
      pile_not_found: {
        what: "This pile was not found. It may have been removed, or the number is wrong.",
        now: "Check the number on the pile, or choose another one nearby.",
      },
      connector_not_found: {
        what: "This pile has no such connector.",
        now: "Choose a connector from the list.",
      },
      pile_offline: {
        what: "The pile has lost contact with the platform and cannot start now.",
        now: "Choose another pile at this station, or try again later.",
      },
      connector_taken: {
        what: "Somebody else has just taken this connector.",
        now: "Choose another free connector.",
      },
      connector_reserved: {
        what: "Somebody else has reserved this connector for this time.",
        now: "Choose another free connector.",
      },
      connector_faulted: {
        what: "This connector reports a fault and cannot charge.",
        now: "Choose another connector.",
      },
      connector_unavailable: {
        what: "The operator has taken this connector out of service.",
        now: "Choose another connector.",
      },
      driver_busy: {
        what: "You have an order under way. Only one car can charge at a time.",
        now: "Finish or cancel that order first.",
      },
      tariff_not_found: {
        what: "This station has no price yet, so it cannot charge.",
        now: "Choose another station.",
      },
      limit_out_of_range: {
        what: "This goal is too small to buy energy at the present price, or out of range.",
        now: "Change the amount, energy or time.",
      },
      balance_too_low: {
        what: "Your balance does not cover the advance payment.",
        now: "Top up first, or choose another way to pay.",
      },
      payment_way_unavailable: {
        what: "This way to pay does not work right now.",
        now: "Choose another way to pay.",
      },
      payment_gateway_failed: {
        what: "The payment service did not answer, so no payment was opened.",
        now: "Try again in a moment, or choose another way to pay.",
      },
      idempotency_conflict: {
        what: "The order changed on its way and was not carried out.",
        now: "Please check it and tap again.",
      },
      too_many_requests: {
        what: "That was too many attempts in a short time.",
        now: "Please try again in a minute.",
      },
      unavailable: {
        what: "The service is not available right now.",
        now: "Please try again later.",
      },
    },
    ways: {
      choose: "Choose another connector",
      station: "Other piles here",
      home: "Stations nearby",
      openOrder: "Open my order",
      topUp: "Top up",
      change: "Go back and change",
    },
  },
  plug: {
    title: "Plug in",
    steps: {
      park: "Park, put the car in P and open its charging port.",
      insert: (n) => `Take connector ${n} and push it all the way in until it clicks.`,
      wait: "When “Cable detected” shows here, leave it as it is.",
    },
    detected: "Cable detected",
    waiting: "No cable detected yet",
    before: "Plug in now, or after you have paid.",
    trouble: "Plugged in and nothing happens? Pull it out and push it in again; unlock the car.",
  },
  startUp: {
    holdLeft: (left) => `The connector is kept for you for ${left}. Please pay before then.`,
    holdOver: "The time to pay is over; the connector may be released any moment.",
    startLeft: (left) =>
      `At most ${left} more. If charging has not begun by then, the order ends and all money comes back.`,
    startOver: "The waiting time is over. Checking; without a charge all money comes back.",
    pileAway:
      "The pile has lost its connection; waiting for it. If it stays away, all money comes back.",
    moneyHeld: (amount, way) => `${amount} paid by ${way}; you pay for what you use.`,
  },
  stopRefused: {
    pile_offline:
      "The pile is out of contact, so the stop cannot reach it. The car may still be charging, and you pay only for the energy used. In a hurry, press stop on the pile, or end the charge in the car and unplug.",
    commands_queue_full:
      "The pile is still busy with earlier commands. Try again in half a minute, or press stop on the pile.",
    order_not_stoppable: "This order is no longer charging; the page will update.",
  },
  failureMoney: {
    late: "You have not been charged. A payment that still arrives goes back by itself.",
    back: (amount, to) =>
      `All of the ${amount} you paid goes ${to.charAt(0).toLowerCase()}${to.slice(1)}. See its progress below.`,
    soon: (amount) => `All of the ${amount} you paid comes back by itself.`,
  },
  failureUnknown: {
    what: "The order came to nothing",
    happened: "It ended before charging began.",
    now: "Try another connector; if it happens again, contact the station.",
  },
};
