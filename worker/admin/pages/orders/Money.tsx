// The payments and refunds of an order, and what was odd about its meter.
import { List, Text } from "@mantine/core";
import { formatFen } from "../../format/money.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { PaymentStateMark, RefundStateMark } from "../../parts/states.tsx";
import { Time } from "../../parts/Time.tsx";
import type { OrderDetail, PaymentWay } from "../../text/kinds.ts";
import { useText, wordFor } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";

type Payment = OrderDetail["payments"][number];
type Refund = OrderDetail["refunds"][number];

type PaymentsProps = { readonly payments: readonly Payment[]; readonly way: PaymentWay };

export function Payments({ payments, way }: PaymentsProps) {
  const text = useText();
  const words = text.orders;
  return (
    <Panel title={words.payments} isFlush>
      {payments.length === 0 ? (
        <Empty
          title={words.noPayments}
          hint={way === "balance" ? words.paidFromBalance : words.noPaymentsHint}
        />
      ) : (
        <DataTable
          label={words.payments}
          columns={paymentColumns(text)}
          rows={payments}
          keyOf={({ paymentId }) => paymentId}
          minWidth={760}
        />
      )}
    </Panel>
  );
}

const number = (value: string | null) => <span className="z-code">{value ?? "—"}</span>;

function paymentColumns(text: Catalogue): Column<Payment>[] {
  const words = text.orders;
  return [
    { key: "way", label: words.way, cell: ({ way }) => text.words.paymentWay[way] },
    { key: "state", label: words.state, cell: ({ state }) => <PaymentStateMark state={state} /> },
    {
      key: "amount",
      label: words.amount,
      isNumber: true,
      cell: ({ amountFen }) => formatFen(amountFen),
    },
    { key: "no", label: words.gatewayNo, cell: ({ gatewayTradeNo }) => number(gatewayTradeNo) },
    {
      key: "created",
      label: words.created,
      cell: ({ createdAtMs }) => <Time atMs={createdAtMs} />,
    },
    {
      key: "paid",
      label: words.paidAt,
      cell: ({ paidAtMs }) => (paidAtMs === null ? "—" : <Time atMs={paidAtMs} />),
    },
  ];
}

type RefundsProps = { readonly refunds: readonly Refund[]; readonly way: PaymentWay };

export function Refunds({ refunds, way }: RefundsProps) {
  const text = useText();
  const words = text.orders;
  return (
    <Panel title={words.refunds} isFlush>
      {refunds.length === 0 ? (
        <Empty
          title={words.noRefunds}
          hint={way === "balance" ? words.returnedToBalance : words.noRefundsHint}
        />
      ) : (
        <DataTable
          label={words.refunds}
          columns={refundColumns(text)}
          rows={refunds}
          keyOf={({ refundId }) => refundId}
          minWidth={860}
        />
      )}
    </Panel>
  );
}

function refundColumns(text: Catalogue): Column<Refund>[] {
  const words = text.orders;
  return [
    { key: "way", label: words.way, cell: ({ way }) => text.words.paymentWay[way] },
    {
      key: "state",
      label: words.state,
      cell: ({ state, lastError }) => (
        <>
          <RefundStateMark state={state} />
          {lastError !== null && state !== "succeeded" && (
            <Text size="xs" className="z-quiet">
              {words.lastError}: <span className="z-code">{lastError}</span>
            </Text>
          )}
        </>
      ),
    },
    {
      key: "amount",
      label: words.amount,
      isNumber: true,
      cell: ({ amountFen }) => formatFen(amountFen),
    },
    { key: "no", label: words.gatewayNo, cell: ({ gatewayRefundNo }) => number(gatewayRefundNo) },
    { key: "attempts", label: words.attempts, isNumber: true, cell: ({ attempts }) => attempts },
    {
      key: "created",
      label: words.created,
      cell: ({ createdAtMs }) => <Time atMs={createdAtMs} />,
    },
    {
      key: "updated",
      label: words.updatedAt,
      cell: ({ updatedAtMs }) => <Time atMs={updatedAtMs} />,
    },
  ];
}

export function Anomalies({ anomalies }: { readonly anomalies: readonly string[] }) {
  const { orders, words } = useText();
  return (
    <Panel title={orders.anomalies}>
      {anomalies.length === 0 ? (
        <Text size="sm" className="z-quiet">
          {orders.noAnomalies}
        </Text>
      ) : (
        <List size="sm" spacing={4}>
          {anomalies.map((code) => (
            <List.Item key={code}>{wordFor(words.anomaly, code) ?? code}</List.Item>
          ))}
        </List>
      )}
    </Panel>
  );
}
