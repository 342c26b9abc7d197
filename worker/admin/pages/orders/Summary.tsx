// An order in brief, and what happened to it in the order of time.
import { Anchor, Timeline as Line, Text } from "@mantine/core";
import { Link } from "wouter";
import type { AdminOrder } from "../../../../core/contract/admin/orders.ts";
import { formatWh } from "../../format/energy.ts";
import { formatFen } from "../../format/money.ts";
import { formatSpan } from "../../format/time.ts";
import { CopyLine } from "../../parts/CopyLine.tsx";
import { type Fact, Facts } from "../../parts/Facts.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { RefundStateMark } from "../../parts/states.tsx";
import { Time } from "../../parts/Time.tsx";
import type { OrderDetail } from "../../text/kinds.ts";
import { useLanguage, useText, wordFor } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { placeOf } from "./OrderTable.tsx";

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
          {placeOf(order, language)}
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

type Step = { readonly atMs: number; readonly title: string; readonly note?: React.ReactNode };

function stepsOf({ order, refunds }: OrderDetail, text: Catalogue): Step[] {
  const words = text.orders;
  const steps: Step[] = [{ atMs: order.createdAtMs, title: words.created }];
  if (order.paidAtMs !== null)
    steps.push({ atMs: order.paidAtMs, title: words.paid, note: formatFen(order.prepaidFen) });
  if (order.startedAtMs !== null) steps.push({ atMs: order.startedAtMs, title: words.started });
  if (order.endedAtMs !== null) {
    const why = order.stopReason === null ? undefined : stopWord(order.stopReason, text);
    steps.push({ atMs: order.endedAtMs, title: words.ended, note: why });
  }
  for (const refund of refunds)
    steps.push({
      atMs: refund.updatedAtMs,
      title: `${words.refund} ${formatFen(refund.amountFen)}`,
      note: <RefundStateMark state={refund.state} />,
    });
  return steps.toSorted((one, other) => one.atMs - other.atMs);
}

export function Timeline({ detail }: { readonly detail: OrderDetail }) {
  const text = useText();
  const steps = stepsOf(detail, text);
  return (
    <Panel title={text.orders.timeline}>
      <Line active={steps.length} bulletSize={14} lineWidth={2}>
        {steps.map((step) => (
          <Line.Item key={`${step.title} ${step.atMs}`} title={step.title}>
            <Text size="sm" component="div" className="z-quiet">
              <Time atMs={step.atMs} />
              {step.note !== undefined && <> · {step.note}</>}
            </Text>
          </Line.Item>
        ))}
      </Line>
    </Panel>
  );
}
