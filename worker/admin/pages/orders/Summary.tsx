// An order in brief.
import { Anchor } from "@mantine/core";
import { Link } from "wouter";
import type { AdminOrder } from "../../../../core/contract/admin/orders.ts";
import { formatWh } from "../../format/energy.ts";
import { formatFen } from "../../format/money.ts";
import { formatSpan } from "../../format/time.ts";
import { CopyLine } from "../../parts/CopyLine.tsx";
import { type Fact, Facts } from "../../parts/Facts.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { placeName } from "../../parts/stationName.ts";
import { useLanguage, wordFor } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";

function limitInWords(limit: AdminOrder["limit"], { orders }: Catalogue): string {
  switch (limit.kind) {
    case "full":
      return orders.limitFull;
    case "amount":
      return orders.limitAmount(formatFen(limit.amountFen));
    case "energy":
      return orders.limitEnergy(formatWh(limit.energyWh));
    case "minutes":
      return orders.limitMinutes(limit.minutes);
    case "soc":
      return orders.limitSoc(limit.percent);
  }
}

const stopWord = (reason: string, { words }: Catalogue): string =>
  wordFor(words.stopReason, reason) ?? reason;

export function Summary({ order }: { readonly order: AdminOrder }) {
  const { text, language } = useLanguage();
  const words = text.orders;
  const facts: Fact[] = [
    [words.order, <CopyLine key="order" value={order.orderId} label={words.order} />],
    [
      words.place,
      <span key="place">
        <Anchor component={Link} href={`/stations/${order.stationId}`} size="sm">
          {placeName(order, language)}
        </Anchor>
        <br />
        <Anchor component={Link} href={`/piles/${order.pileId}`} size="sm">
          {order.pileId} · {words.connector(order.connectorId)}
        </Anchor>
      </span>,
    ],
    [words.driver, order.driverName ?? text.shell.none],
    [words.origin, text.words.orderOrigin[order.origin]],
    [words.limit, limitInWords(order.limit, text)],
    [words.way, text.words.paymentWay[order.paymentWay]],
    [words.energy, formatWh(order.energyWh)],
    [words.prepaid, formatFen(order.prepaidFen)],
  ];
  if (order.startedAtMs !== null && order.endedAtMs !== null)
    facts.push([words.duration, formatSpan(order.endedAtMs - order.startedAtMs, text.shell.units)]);
  if (order.stopReason !== null) facts.push([words.stopReason, stopWord(order.stopReason, text)]);
  if (order.shortfallFen > 0)
    facts.push([words.shortfall, <b key="owed">{formatFen(order.shortfallFen)}</b>]);
  return (
    <Panel title={words.summary}>
      <Facts facts={facts} />
    </Panel>
  );
}
