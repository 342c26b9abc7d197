// Everything that happened to an order on one line of time.
import { Timeline as Line, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { adminOrderTimeline, type OrderEvent } from "../../../../core/contract/admin/books.ts";
import { queryOf } from "../../api/ask.ts";
import { formatFen } from "../../format/money.ts";
import { Fetched } from "../../parts/Fetched.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { Time } from "../../parts/Time.tsx";
import { useText, wordFor } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";

export function OrderTimeline({ orderId }: { readonly orderId: string }) {
  const text = useText();
  const query = useQuery({ ...queryOf(adminOrderTimeline, { orderId }), refetchInterval: 15_000 });
  return (
    <Panel title={text.orders.timeline}>
      <Fetched query={query}>
        {({ events }) => (
          <Line active={events.length} bulletSize={14} lineWidth={2}>
            {events.map((event, at) => (
              <Line.Item
                // Two events of one kind may come in the same millisecond.
                key={`${event.kind} ${event.atMs} ${String(at)}`}
                title={titleOf(event, text)}
              >
                <Text size="sm" component="div" className="z-quiet">
                  <Time atMs={event.atMs} /> {noteOf(event, text)}
                </Text>
                {event.kind === "gatewaySaid" && <Raw raw={event.raw} />}
              </Line.Item>
            ))}
          </Line>
        )}
      </Fetched>
    </Panel>
  );
}

function Raw({ raw }: { readonly raw: string }) {
  const { books } = useText();
  return (
    <details>
      <summary>
        <Text size="xs" span>
          {books.timeline.raw}
        </Text>
      </summary>
      <Text size="xs" className="z-code" style={{ overflowWrap: "anywhere" }}>
        {raw}
      </Text>
    </details>
  );
}

function titleOf(event: OrderEvent, { books, words }: Catalogue): string {
  const title = books.timeline[event.kind];
  switch (event.kind) {
    case "posted":
      return `${title} · ${wordFor(words.entryKind, event.entryKind) ?? event.entryKind}`;
    case "messageSent": {
      const kind = String(event.content["kind"]);
      return `${title} · ${wordFor(books.timeline.messages, kind) ?? kind}`;
    }
    case "paymentBegun":
    case "paymentPaid":
    case "refundDue":
    case "refundEnded":
    case "approvalAsked":
    case "approvalDeclined":
      return `${title} · ${formatFen(event.amountFen)}`;
    case "created":
    case "started":
    case "ended":
    case "gatewaySaid":
    case "corrected":
      return title;
  }
}

function noteOf(event: OrderEvent, text: Catalogue): string {
  const { words, books } = text;
  switch (event.kind) {
    case "created":
      return wordFor(words.orderOrigin, event.detail) ?? event.detail;
    case "ended":
      return wordFor(words.stopReason, event.detail) ?? event.detail;
    case "paymentBegun":
    case "paymentPaid":
      return `${words.paymentWay[event.way]} · ${event.id}`;
    case "refundDue":
      return `${words.paymentWay[event.way]} · ${event.id}`;
    case "refundEnded":
      return `${wordFor(words.refundState, event.state) ?? event.state} · ${event.id}`;
    case "gatewaySaid":
      return `${words.paymentWay[event.way]} · ${event.what}`;
    case "posted":
      return formatFen(event.amountFen);
    case "corrected": {
      const change = books.timeline.change(formatFen(event.beforeFen), formatFen(event.afterFen));
      const who = event.approvedBy === null ? event.by : `${event.by}, ${event.approvedBy}`;
      return `${who} · ${change} · ${event.reason}`;
    }
    case "approvalAsked":
    case "approvalDeclined":
      return `${event.by} · ${event.reason}`;
    case "started":
    case "messageSent":
      return "";
  }
}
