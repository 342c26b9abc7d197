// What the app says of the driver's own account, in English.
import type { Catalogue } from "./zh.ts";

export const enAccount: Pick<Catalogue, "consent" | "legal"> = {
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
  },
};
