// Orders as rows.
import { Anchor, Text } from "@mantine/core";
import { Link } from "wouter";
import type { AdminOrder } from "../../../../core/contract/admin/orders.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { formatWh } from "../../format/energy.ts";
import { formatFen } from "../../format/money.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { OrderStateMark, RefundStateMark } from "../../parts/states.tsx";
import { Time } from "../../parts/Time.tsx";
import { useLanguage } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { placeName } from "../../parts/stationName.ts";

const orderHref = (orderId: string): string => `/orders/${orderId}`;

type Props = { readonly orders: readonly AdminOrder[]; readonly isBusy: boolean };

export function OrderTable({ orders, isBusy }: Props) {
  const { text, language } = useLanguage();
  return (
    <DataTable
      label={text.orders.title}
      columns={columnsOf(text, language)}
      rows={orders}
      keyOf={(order) => order.orderId}
      hrefOf={(order) => orderHref(order.orderId)}
      minWidth={1040}
      isBusy={isBusy}
    />
  );
}

const orderColumn = (text: Catalogue): Column<AdminOrder> => ({
  key: "order",
  label: text.orders.order,
  cell: (order) => (
    <>
      <Anchor component={Link} href={orderHref(order.orderId)} size="sm" className="z-code z-id">
        {order.orderId}
      </Anchor>
      <Text size="xs" className="z-quiet z-id">
        {text.words.orderOrigin[order.origin]}
        {order.driverName !== null && ` · ${order.driverName}`}
      </Text>
    </>
  ),
});

function columnsOf(text: Catalogue, language: Language): Column<AdminOrder>[] {
  const words = text.orders;
  return [
    orderColumn(text),
    { key: "state", label: words.state, cell: ({ state }) => <OrderStateMark state={state} /> },
    {
      key: "place",
      label: words.place,
      cell: (order) => (
        <>
          {placeName(order, language)}
          <Text size="xs" className="z-quiet">
            {order.pileId} · {words.connector(order.connectorId)}
          </Text>
        </>
      ),
    },
    {
      key: "energy",
      isLesser: true,
      label: words.energy,
      isNumber: true,
      cell: ({ energyWh, endedAtMs }) => (
        // The records learn the energy in steps; until the first the pile's page knows more.
        <span className="z-id">
          {energyWh === 0 && endedAtMs === null ? "—" : formatWh(energyWh)}
        </span>
      ),
    },
    {
      key: "amount",
      label: words.amount,
      isNumber: true,
      cell: (order) => (
        <>
          {order.bill === null ? "—" : formatFen(order.bill.totalFen)}
          <Text size="xs" className="z-quiet z-id">
            {text.words.paymentWay[order.paymentWay]}
          </Text>
        </>
      ),
    },
    {
      key: "refund",
      isLesser: true,
      label: words.refund,
      cell: ({ refund }) =>
        refund !== null && (
          <>
            <RefundStateMark state={refund.state} />
            <Text size="xs" className="z-quiet">
              {formatFen(refund.amountFen)}
            </Text>
          </>
        ),
    },
    { key: "created", label: words.created, cell: (order) => <Time atMs={order.createdAtMs} /> },
  ];
}
