// A message in words, and where it leads.
import type { Message, MessageContent } from "../../../../../core/contract/messages.ts";
import type { IconName } from "../../../kit/icon.tsx";
import type { Tone } from "../../../kit/tag.tsx";
import type { Catalogue } from "../../../text/zh.ts";
import { clock, energy, money, zoned } from "../../../view/format.ts";
import { pileNameIn, stationNameIn } from "../../../view/names.ts";

export type Told = {
  readonly title: string;
  readonly body: string;
  readonly icon: IconName;
  readonly tone: Exclude<Tone, "plain">;
};

export type LeadsTo =
  | { readonly kind: "order"; readonly orderId: string }
  | { readonly kind: "wallet" }
  | { readonly kind: "withdrawals" }
  | { readonly kind: "reservation"; readonly reservationId: string }
  | { readonly kind: "station"; readonly stationId: string }
  | { readonly kind: "pile"; readonly pileId: string; readonly connectorId: number | null };

type Heard = Pick<Message, "content" | "clocks">;

export function toldOf(text: Catalogue, { content, clocks }: Heard, isEnglish: boolean): Told {
  const words = text.inbox;
  const at = (place: Parameters<typeof stationNameIn>[1]) => stationNameIn(isEnglish, place);
  switch (content.kind) {
    case "chargeEnded": {
      const { energyWh, totalFen, refundFen, shortfallFen, toWay } = content;
      const back = refundFen === 0 ? "" : words.back(money(refundFen), text.bill.refundTo[toWay]);
      const owed = shortfallFen === 0 ? "" : words.owed(money(shortfallFen));
      const used = words.used(at(content), energy(energyWh), money(totalFen));
      return { title: words.chargeEnded, body: used + back + owed, icon: "bolt", tone: "good" };
    }
    case "chargeFailed": {
      const { failure, refundFen, toWay } = content;
      const back = refundFen === 0 ? "" : words.back(money(refundFen), text.bill.refundTo[toWay]);
      const { what, now } = text.failure[failure];
      return { title: what, body: `${at(content)} · ${now}${back}`, icon: "alert", tone: "warn" };
    }
    case "chargeFault":
      return {
        title: words.chargeFault,
        body: words.fault(at(content), text.station.connector(content.connectorId)),
        icon: "alert",
        tone: "bad",
      };
    case "refundSucceeded":
    case "refundFailed": {
      const { amountFen, toWay, isReturned } = content;
      const sum = `${money(amountFen)} · ${text.bill.refundTo[toWay]}`;
      if (content.kind === "refundSucceeded")
        return { title: words.refundSucceeded, body: sum, icon: "wallet", tone: "good" };
      const then = isReturned ? words.backInBalance : text.bill.refundHint.failed;
      return { title: words.refundFailed, body: `${sum} · ${then}`, icon: "alert", tone: "bad" };
    }
    case "billCorrected": {
      const { beforeFen, afterFen, refundFen, toWay, walletFen, owedFen } = content;
      const ways = text.bill.refundTo;
      const parts = [
        words.nowCosts(at(content), money(beforeFen), money(afterFen)),
        refundFen === 0 ? "" : words.back(money(refundFen), ways[toWay]),
        walletFen === 0 ? "" : words.back(money(walletFen), ways.balance),
        owedFen === 0 ? "" : words.owesLess(money(owedFen)),
      ];
      return { title: words.billCorrected, body: parts.join(""), icon: "wallet", tone: "good" };
    }
    case "debtPaid": {
      const owed = content.shortfallFen === 0 ? "" : words.owed(money(content.shortfallFen));
      const body = words.counted(at(content), money(content.amountFen)) + owed;
      return { title: words.debtPaid, body, icon: "wallet", tone: "good" };
    }
    case "paidByHand": {
      const body = words.byHand(money(content.amountFen));
      return { title: words.paidByHand, body, icon: "wallet", tone: "info" };
    }
    case "topUpSucceeded":
      return {
        title: words.topUpSucceeded,
        body: `${money(content.amountFen)} · ${text.pile.ways[content.way]}`,
        icon: "wallet",
        tone: "good",
      };
    default:
      return reservationTold(text, { content, clocks }, isEnglish);
  }
}

type AboutAPlace = Extract<
  MessageContent,
  { kind: "reservationSoon" | "reservationMoved" | "reservationEnded" | "placeOffered" }
>;

function reservationTold(
  text: Catalogue,
  { content, clocks }: { readonly content: AboutAPlace; readonly clocks: Message["clocks"] },
  isEnglish: boolean,
): Told {
  const words = text.inbox;
  const place = stationNameIn(isEnglish, content);
  const told = (ms: number): string => zoned(clock(ms, clocks), ms, clocks);
  switch (content.kind) {
    case "reservationSoon":
      return {
        title: words.reservationSoon,
        body: words.comeBy(
          place,
          `${pileNameIn(isEnglish, content)} ${text.station.connector(content.connectorId)}`,
          told(content.fromMs),
          told(content.comeByMs),
        ),
        icon: "clock",
        tone: "info",
      };
    case "reservationMoved":
      return {
        title: words.reservationMoved,
        body: words.movedTo(
          place,
          `${pileNameIn(isEnglish, content)} ${text.station.connector(content.connectorId)}`,
        ),
        icon: "clock",
        tone: "warn",
      };
    case "reservationEnded": {
      const { end, chargedFen, returnedFen } = content;
      const cost = chargedFen === 0 ? "" : words.cost(money(chargedFen));
      const back =
        returnedFen === 0 ? "" : words.back(money(returnedFen), text.bill.refundTo.balance);
      return {
        title: words.reservationEnded,
        body: `${place} · ${words.ends[end]}${cost}${back}`,
        icon: "clock",
        tone: "warn",
      };
    }
    case "placeOffered":
      return {
        title: words.placeOffered,
        body:
          content.untilMs === null
            ? words.free(place)
            : words.keptUntil(place, told(content.untilMs)),
        icon: "plug",
        tone: "good",
      };
  }
}

export function leadsTo(content: MessageContent): LeadsTo {
  switch (content.kind) {
    case "chargeEnded":
    case "chargeFailed":
    case "chargeFault":
    case "billCorrected":
    case "debtPaid":
      return { kind: "order", orderId: content.orderId };
    case "refundSucceeded":
    case "refundFailed":
      return content.orderId === null
        ? { kind: "withdrawals" }
        : { kind: "order", orderId: content.orderId };
    case "topUpSucceeded":
    case "paidByHand":
      return { kind: "wallet" };
    case "reservationSoon":
    case "reservationMoved":
    case "reservationEnded":
      return { kind: "reservation", reservationId: content.reservationId };
    case "placeOffered":
      return content.pileId === null
        ? { kind: "station", stationId: content.stationId }
        : { kind: "pile", pileId: content.pileId, connectorId: content.connectorId };
  }
}
