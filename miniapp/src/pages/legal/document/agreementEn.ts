// The user agreement in English: what the service does, and what each side owes the other.
import type { Section } from "./section.ts";

export const agreementEn: readonly Section[] = [
  {
    title: "1. The service",
    paragraphs: [
      "The platform helps you find stations, reserve connectors, start and stop a charge, pay and get refunds. Power and chargers are provided by each station's operator, who is named on its page.",
    ],
  },
  {
    title: "2. Prices",
    paragraphs: [
      "Electricity and service are charged by the operator's published prices by time of day; the version in force when you order holds for the whole order. The charger's meter decides the energy; it is split at price changes, and each amount is rounded to the fen.",
      "There may be a start fee, an idle fee after the car is full, a reservation fee and a no-show fee. All are shown before you order or reserve.",
    ],
  },
  {
    title: "3. Payment and refunds",
    paragraphs: [
      "You pay in advance; when the charge ends it is settled by what was used, and the rest goes back by itself the way it came (to the balance if it came from there). If charging has not begun 90 seconds after payment, all of it goes back.",
      "Refunds are carried out by the payment service, usually within minutes, at most three working days. If the meter went beyond what was paid, the difference is owed and is settled by your next top-up.",
      "Your balance can be withdrawn to the accounts it was topped up from. For top-ups older than the payment services pay back, please contact us.",
    ],
  },
  {
    title: "4. Safety",
    paragraphs: [
      "Follow the signs on site and the steps in the app. Do not use a damaged cable or connector. In an emergency press the emergency stop on the pile and call 119.",
      "Please drive on when the charge is done, so that others can charge.",
    ],
  },
  {
    title: "5. Reservations",
    paragraphs: [
      "Cancelling is free until the connector is kept for you, and costs the reservation fee after that; not coming costs the no-show fee. Both are shown before you reserve. What fails for the charger's or the operator's reasons is refunded in full.",
    ],
  },
  {
    title: "6. Reviews and reports",
    paragraphs: [
      "Be truthful; do not publish other people's personal data or anything unlawful. Operators may answer, and the platform may remove what breaks these rules.",
    ],
  },
  {
    title: "7. Liability",
    paragraphs: [
      "What was charged too much because of a charger or the platform is paid back once verified. Damage from wrong use or from the car itself is yours. Your rights as a consumer are not limited by this agreement.",
    ],
  },
  {
    title: "8. Ending and changes",
    paragraphs: [
      "You may delete your account at any time. When the agreement really changes you are asked again before you go on. Chinese law applies; disputes are first talked over, then go to the people's court at the defendant's place.",
    ],
  },
];
