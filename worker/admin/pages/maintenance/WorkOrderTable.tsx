// Work orders as rows, each leading to its page.
import { Anchor, Text } from "@mantine/core";
import { Link } from "wouter";
import type { WorkOrder } from "../../../../core/contract/admin/maintenance/workOrders.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { stationName } from "../../parts/stationName.ts";
import { Since } from "../../parts/Time.tsx";
import { useLanguage } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { DueTime } from "./DueTime.tsx";
import { PriorityMark, WorkOrderStateMark } from "./marks.tsx";

const pageOf = ({ workOrderId }: WorkOrder): string => `/maintenance/work-orders/${workOrderId}`;

type Props = { readonly orders: readonly WorkOrder[]; readonly isBusy: boolean };

export function WorkOrderTable({ orders, isBusy }: Props) {
  const { text, language } = useLanguage();
  return (
    <DataTable
      label={text.maintenance.orders.title}
      columns={columnsOf(text, language)}
      rows={orders}
      keyOf={({ workOrderId }) => workOrderId}
      hrefOf={pageOf}
      minWidth={860}
      isBusy={isBusy}
    />
  );
}

function columnsOf(text: Catalogue, language: Language): Column<WorkOrder>[] {
  const words = text.maintenance.orders;
  return [
    {
      key: "priority",
      label: words.priority,
      cell: ({ priority }) => <PriorityMark priority={priority} />,
    },
    {
      key: "title",
      label: words.titleOf,
      cell: (order) => (
        <>
          <Anchor component={Link} href={pageOf(order)} size="sm">
            {order.title}
          </Anchor>
          {order.ruleId !== null && (
            <Text size="xs" className="z-quiet">
              {words.byRule}
            </Text>
          )}
        </>
      ),
    },
    {
      key: "place",
      label: words.place,
      cell: ({ pileId, connectorId, stationName: name, stationNameEn: nameEn }) => (
        <>
          <Text size="sm" className="z-id">
            {pileId ?? stationName({ name, nameEn }, language)}
            {connectorId !== null && ` · ${text.piles.connector(connectorId)}`}
          </Text>
          {pileId !== null && (
            <Text size="xs" className="z-quiet">
              {stationName({ name, nameEn }, language)}
            </Text>
          )}
        </>
      ),
    },
    { key: "state", label: words.state, cell: ({ state }) => <WorkOrderStateMark state={state} /> },
    {
      key: "assignee",
      label: words.assignee,
      cell: ({ assigneeName }) => assigneeName ?? words.nobody,
    },
    { key: "due", label: words.due, cell: (order) => <DueTime order={order} /> },
    {
      key: "created",
      isLesser: true,
      label: words.created,
      cell: ({ createdAtMs }) => <Since atMs={createdAtMs} isAgo />,
    },
  ];
}
