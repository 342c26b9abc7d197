// Refunds of the operator's orders through gateways, with what became of each.
import { Anchor, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import * as z from "zod/mini";
import { Link } from "wouter";
import { adminListRefunds, type AdminRefund } from "../../../../core/contract/admin/books.ts";
import { OrderId } from "../../../../core/contract/common.ts";
import { RefundState } from "../../../../core/contract/orders.ts";
import { limits } from "../../../../core/limits.ts";
import { ask, queryOf } from "../../api/ask.ts";
import { formatFen } from "../../format/money.ts";
import type { Column } from "../../parts/DataTable.tsx";
import { timeOfDays } from "../../parts/DayFields.tsx";
import { pagesOf } from "../../parts/export/columns.ts";
import { ExportMenu } from "../../parts/ExportMenu.tsx";
import { RefundStateMark } from "../../parts/states.tsx";
import { Time } from "../../parts/Time.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useLanguage, wordFor } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { refundColumns } from "./exportColumns.ts";
import { MONEY_FILTERS, type MoneyAddress, MoneyList } from "./MoneyList.tsx";

function inputOf({ valueOf }: MoneyAddress) {
  const order = valueOf("order");
  return {
    orderId: z.safeParse(OrderId, order).success ? order : undefined,
    state: RefundState.options.find((option) => option === valueOf("state")),
    ...timeOfDays(valueOf("from"), valueOf("until")),
  };
}

export default function RefundsPage() {
  const { text, language } = useLanguage();
  const address = useListAddress(MONEY_FILTERS);
  const input = inputOf(address);
  const query = useQuery({
    ...queryOf(adminListRefunds, { ...input, cursor: address.cursor }),
    placeholderData: keepPreviousData,
  });
  return (
    <MoneyList
      words={text.books.refunds}
      address={address}
      states={text.words.refundState}
      ways={null}
      query={query}
      columns={columnsOf(text)}
      keyOf={({ refundId }) => refundId}
      exporting={
        <ExportMenu
          name="refunds"
          columns={refundColumns(text, language)}
          rows={() =>
            pagesOf((cursor) =>
              ask(adminListRefunds, { ...input, limit: limits.pageSize.most, cursor }),
            )
          }
        />
      }
    />
  );
}

function columnsOf({ orders, books, words }: Catalogue): Column<AdminRefund>[] {
  return [
    {
      key: "refund",
      label: orders.refund,
      cell: ({ refundId, orderId }) => (
        <Anchor component={Link} href={`/orders/${orderId}`} size="sm" className="z-code z-id">
          {refundId}
        </Anchor>
      ),
    },
    {
      key: "why",
      label: books.refunds.why,
      cell: ({ reason }) => wordFor(books.refunds.reasons, reason) ?? reason,
    },
    { key: "way", label: orders.way, cell: ({ way }) => words.paymentWay[way] },
    {
      key: "state",
      label: orders.state,
      cell: ({ state, lastError }) => (
        <>
          <RefundStateMark state={state} />
          {lastError !== null && (
            <Text size="xs" className="z-quiet z-code">
              {lastError}
            </Text>
          )}
        </>
      ),
    },
    {
      key: "amount",
      label: orders.amount,
      isNumber: true,
      cell: ({ amountFen }) => formatFen(amountFen),
    },
    {
      key: "attempts",
      label: orders.attempts,
      isNumber: true,
      cell: ({ attempts }) => attempts,
    },
    {
      key: "created",
      label: orders.created,
      cell: ({ createdAtMs }) => <Time atMs={createdAtMs} />,
    },
    {
      key: "updated",
      label: orders.updatedAt,
      cell: ({ updatedAtMs }) => <Time atMs={updatedAtMs} />,
    },
  ];
}
