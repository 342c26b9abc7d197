// The privacy policy in English. It says what the platform's code stores: docs/privacy.md is its source.
import type { Section } from "./section.ts";

export const policyEn: readonly Section[] = [
  {
    title: "In short",
    paragraphs: [
      "We handle only what charging, its bill and the law need. We do not ask for your name, contacts, photo library or card numbers; your position is used once and not kept.",
      "The company that runs this service (“we”) and how to reach it stand at the top of this page.",
    ],
  },
  {
    title: "1. What we handle, and why",
    paragraphs: [
      "Sign-in: the user id that WeChat or Alipay gives to this app, to know you again, to take payments and to refund. We do not keep WeChat's session key. We give you a made-up name (such as “WeChat user 8F3A”) and do not use your nickname or picture.",
      "Orders and charging: station, pile, connector, times, energy, meter readings, power, costs, refunds and reservations, to charge your car, bill it and settle disputes.",
      "Money: balance, top-ups, withdrawals and every movement, and the payment services' notifications as they came (they hold the payer's id), for the books and as proof. We never see your card data.",
      "Position: if you allow it, for one search for stations nearby or the way to one; not kept, not logged. Without it you can choose a city, search by name, or scan a code.",
      "What you choose to give: phone number (to reach you about an order; stored encrypted); your vehicle's plate (stored encrypted), connector and battery; reviews, fault reports and their photos; favourite stations and places on waiting lists. Charging works without them.",
      "Messages: the end of a charge, refunds, reminders; kept for 180 days.",
      "Consent: which version of this policy you agreed to, and when, as proof.",
      "Charging card: if staff registered a card for you, its number is stored, and a charger reads it.",
    ],
  },
  {
    title: "2. Permissions",
    paragraphs: [
      "Each is asked for at the moment it is needed, with the reason: position (stations nearby), camera (the code on a pile, photos of a fault), photo library (photos of a fault), clipboard (written only when you tap copy, never read). If you refuse one there is another way, and everything else works as before.",
    ],
  },
  {
    title: "3. What stays on your phone",
    paragraphs: [
      "The sign-in token, language, text size, the policy version you agreed to, and a payment that is not finished. Signing out deletes the token. There is no identifier for advertising or tracking, and no third-party analytics.",
    ],
  },
  {
    title: "4. Who sees it",
    paragraphs: [
      "Staff of an operator at whose station you charged: your made-up name and your orders there; not your phone number, plate or sign-in id.",
      "Payment services (WeChat Pay, Alipay): amount, description and your payer id, for payments and refunds.",
      "Your map app: a station's position, when you tap directions.",
      "Authorities, where the law requires it. Nobody else: nothing is sold or published. Other drivers see that a connector is in use, and the reviews you publish.",
    ],
  },
  {
    title: "5. How long, and how it is protected",
    paragraphs: [
      "As long as your account exists. Orders, bills and money records are kept as the law on accounts demands; after deletion they no longer point to you. Messages 180 days. Sign-in tokens last for hours and renew themselves.",
      "Phone number and plate are encrypted with a key that is not in the database; all traffic is encrypted; logs hold no tokens, positions or contents. What staff do is recorded.",
    ],
  },
  {
    title: "6. Your rights",
    paragraphs: [
      "See and correct: your phone number, vehicles, reviews and favourites can be seen, changed and deleted under Me.",
      "Export: everything we keep about you, under Me – Privacy and data.",
      "Deletion: in the same place. Personal data is deleted at once; orders and accounts stay as the law requires, but no longer point to you. A running charge, a debt or a balance has to be settled first.",
      "Withdraw consent: in the same place; you are signed out. What was done before stays lawful.",
      "Questions: reach us as said above; we answer within fifteen working days. You may also complain to the authority.",
    ],
  },
  {
    title: "7. Minors",
    paragraphs: [
      "The service is for adults with a driving licence. Do not use it under the age of fourteen.",
    ],
  },
  {
    title: "8. Changes",
    paragraphs: [
      "When the content really changes the version changes, and you are asked again before you next sign in or go on.",
    ],
  },
];
