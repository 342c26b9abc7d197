// Payments of the operator's orders through gateways.
import { Anchor, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import * as z from "zod/mini";
import { Link } from "wouter";
import {
  adminListPayments,
  type AdminPayment,
  PaymentState,
} from "../../../../core/contract/admin/books.ts";
import { OrderId } from "../../../../core/contract/common.ts";
import { limits } from "../../../../core/limits.ts";
import { ask, queryOf } from "../../api/ask.ts";
import { formatFen } from "../../format/money.ts";
import type { Column } from "../../parts/DataTable.tsx";
import { timeOfDays } from "../../parts/DayFields.tsx";
import { pagesOf } from "../../parts/export/columns.ts";
import { ExportMenu } from "../../parts/ExportMenu.tsx";
import { OrderStateMark } from "../../parts/states.tsx";
import { Time } from "../../parts/Time.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useLanguage } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { paymentColumns } from "./exportColumns.ts";
import { MONEY_FILTERS, type MoneyAddress, MoneyList } from "./MoneyList.tsx";

const WAYS = ["wechatpay", "alipay"] as const;

function inputOf({ valueOf }: MoneyAddress) {
  const order = valueOf("order");
  return {
    orderId: z.safeParse(OrderId, order).success ? order : undefined,
    state: PaymentState.options.find((option) => option === valueOf("state")),
    way: WAYS.find((option) => option === valueOf("way")),
    ...timeOfDays(valueOf("from"), valueOf("until")),
  };
}

export default function PaymentsPage() {
  const { text, language } = useLanguage();
  const address = useListAddress(MONEY_FILTERS);
  const input = inputOf(address);
  const query = useQuery({
    ...queryOf(adminListPayments, { ...input, cursor: address.cursor }),
    placeholderData: keepPreviousData,
  });
  const { wechatpay, alipay } = text.words.paymentWay;
  return (
    <MoneyList
      words={text.books.payments}
      address={address}
      states={text.words.paymentState}
      ways={{ wechatpay, alipay }}
      query={query}
      columns={columnsOf(text)}
      keyOf={({ paymentId }) => paymentId}
      exporting={
        <ExportMenu
          name="payments"
          columns={paymentColumns(text, language)}
          rows={() =>
            pagesOf((cursor) =>
              ask(adminListPayments, { ...input, limit: limits.pageSize.most, cursor }),
            )
          }
        />
      }
    />
  );
}

function columnsOf(text: Catalogue): Column<AdminPayment>[] {
  const { orders, books, words } = text;
  return [
    {
      key: "order",
      label: orders.order,
      cell: ({ orderId, driverName }) => (
        <>
          <Anchor component={Link} href={`/orders/${orderId}`} size="sm" className="z-code z-id">
            {orderId}
          </Anchor>
          <Text size="xs" className="z-quiet">
            {driverName}
          </Text>
        </>
      ),
    },
    { key: "way", label: orders.way, cell: ({ way }) => words.paymentWay[way] },
    { key: "state", label: orders.state, cell: ({ state }) => words.paymentState[state] },
    {
      key: "amount",
      label: orders.amount,
      isNumber: true,
      cell: ({ amountFen }) => formatFen(amountFen),
    },
    {
      key: "trade",
      isLesser: true,
      label: books.payments.tradeNo,
      cell: ({ gatewayTradeNo }) => <span className="z-code">{gatewayTradeNo ?? "—"}</span>,
    },
    {
      key: "paid",
      label: books.payments.paidAt,
      cell: ({ paidAtMs }) => (paidAtMs === null ? "—" : <Time atMs={paidAtMs} />),
    },
    {
      key: "orderState",
      label: books.payments.orderState,
      cell: ({ orderState }) => <OrderStateMark state={orderState} />,
    },
  ];
}
