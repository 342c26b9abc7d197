// What the app says of the driver's own account, in English.
import type { Catalogue } from "./zh.ts";

export const enAccount: Pick<Catalogue, "consent" | "legal" | "funds"> = {
  consent: {
    title: "How we use your information",
    changed:
      "The privacy policy and the agreement have changed. Please read and confirm them again.",
    intro: "Signing in and charging needs the following, used only for your own charging:",
    login:
      "Signing in: the user id that WeChat or Alipay gives, to know you again, to take payments and to refund. No phone number is needed.",
    charge: "Charging: your orders, energy, costs and refunds, for bills and accounts.",
    position:
      "Position: used for the one search for stations nearby, and not kept. You can refuse it.",
    optional:
      "What you choose to give: phone number, number plate (stored encrypted), reviews and photos of faults. All can be left out or deleted.",
    rights:
      "You can export your data, delete your account or withdraw your consent at any time under Me – Privacy and data.",
    policy: "Privacy policy",
    agreement: "User agreement",
    agree: "Agree and continue",
    disagree: "Not now, just look around",
  },
  legal: {
    policy: "Privacy policy",
    agreement: "User agreement",
    version: (version) => `Version ${version}`,
    provider: "Who runs this service",
    providerName: "Company",
    providerContact: "Contact",
  },
  funds: {
    withdraw: "Withdraw",
    withdrawGo: "Withdraw",
    refunds: "Refunds",
    owed: (money) => `You owe ${money}; your next top-up settles it by itself.`,
    withdrawable: "Can be withdrawn",
    toSource:
      "The money goes back to the WeChat Pay or Alipay payments it came from, usually within minutes, at most three working days. There is no fee.",
    rest: (money) =>
      `The other ${money} was topped up longer ago than the payment services pay back. It can still be used for charging, or ask us to return it:`,
    restBeforeLeaving: (money) =>
      `${money} of your balance cannot go back by itself: it was topped up too long ago, or the payment service refused. You can ask us to return it another way, use it for charging, or give it up and delete the account. Contact:`,
    hindered: {
      money_owed: "You still owe money. Settle it, then you can withdraw.",
      charge_under_way: "A charge is under way. You can withdraw when it has ended.",
    },
    amount: "Amount (yuan)",
    amountHint: (money) => `At most ${money}`,
    amountWrong: (money) => `Enter between ¥0.01 and ${money}, with at most two decimals.`,
    unknown:
      "No answer came, so it may or may not have been sent. Tapping again is safe: it is never done twice.",
    sure: (money) => `Withdraw ${money}?`,
    sureDetail: "It cannot be taken back; the money goes back the way it came.",
    past: "Withdrawals",
    noneTitle: "No withdrawals yet",
    noneHint: "How far each withdrawal has come is shown here.",
    returned: "Back in your balance",
    states: {
      processing: "On its way",
      succeeded: "Paid out",
      partly: "Partly paid out",
      failed: "Not paid out",
    },
    reasons: {
      rest: "Not used of the advance",
      given_up: "The charge did not begin",
      paid_too_late: "Paid too late",
      corrected: "Bill corrected",
    },
    noRefunds: "No refunds",
    noRefundsHint:
      "What a charge does not use goes back by itself; its progress is shown here. What was paid from the balance goes back there.",
  },
};
