// One work order: what it is, what can be done with it, and everything that happened to it.
import { Anchor, Grid, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import {
  adminGetWorkOrder,
  type WorkOrderDetail,
} from "../../../../core/contract/admin/maintenance/workOrders.ts";
import { queryOf } from "../../api/ask.ts";
import { mayOperate, useStaff } from "../../api/session.ts";
import { Facts, type Fact } from "../../parts/Facts.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { placeName } from "../../parts/stationName.ts";
import { Time } from "../../parts/Time.tsx";
import { useLanguage, useText } from "../../text/language.tsx";
import { codeInWords } from "./codeInWords.ts";
import { DueTime } from "./DueTime.tsx";
import { PriorityMark, WorkOrderStateMark } from "./marks.tsx";
import { Timeline } from "./Timeline.tsx";
import { CommentForm, PartForm, Picture } from "./WorkOrderEntries.tsx";
import { Settings } from "./WorkOrderSettings.tsx";
import { StateButtons } from "./WorkOrderState.tsx";

const REFRESH_MS = 5_000;

export default function WorkOrderPage({ workOrderId }: { readonly workOrderId: string }) {
  const { maintenance } = useText();
  const query = useQuery({
    ...queryOf(adminGetWorkOrder, { workOrderId }),
    refetchInterval: REFRESH_MS,
  });
  const isOperating = mayOperate(useStaff());
  return (
    <Page
      title={query.data?.title ?? maintenance.orders.title}
      parent={{ label: maintenance.orders.title, href: "/maintenance/work-orders" }}
      actions={isOperating && query.data !== undefined && <StateButtons order={query.data} />}
    >
      <Fetched query={query}>
        {(order) => <Detail order={order} isOperating={isOperating} />}
      </Fetched>
    </Page>
  );
}

type Props = { readonly order: WorkOrderDetail; readonly isOperating: boolean };

function Detail({ order, isOperating }: Props) {
  const words = useText().maintenance.orders;
  return (
    <Grid>
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="md">
          <Panel title={words.timeline}>
            <Timeline order={order} />
          </Panel>
          {isOperating && (
            <div className="z-no-print">
              <Panel title={words.comment} aside={<Picture order={order} />}>
                <CommentForm order={order} />
              </Panel>
            </div>
          )}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack gap="md">
          <Panel title={words.about}>
            <About order={order} />
          </Panel>
          {isOperating && (
            <Stack gap="md" className="z-no-print">
              <Settings key={order.updatedAtMs} order={order} />
              <Panel title={words.part}>
                <PartForm order={order} />
              </Panel>
            </Stack>
          )}
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function About({ order }: { readonly order: WorkOrderDetail }) {
  const { text, language } = useLanguage();
  const words = text.maintenance.orders;
  const { pileId, connectorId, stationId, cause, resolvedAtMs } = order;
  const name = placeName(order, language);
  const facts: Fact[] = [
    [words.state, <WorkOrderStateMark key="state" state={order.state} />],
    [words.priority, <PriorityMark key="priority" priority={order.priority} />],
    [
      words.station,
      <Anchor key="station" component={Link} href={`/stations/${stationId}`} size="sm">
        {name}
      </Anchor>,
    ],
    ...(pileId === null
      ? []
      : [
          [
            words.pile,
            <Group key="pile" gap={4}>
              <Anchor component={Link} href={`/piles/${pileId}`} size="sm" className="z-id">
                {pileId}
              </Anchor>
              {connectorId !== null && text.piles.connector(connectorId)}
            </Group>,
          ] as const,
        ]),
    [words.assignee, order.assigneeName ?? words.nobody],
    [words.due, <DueTime key="due" order={order} />],
    [words.created, <Time key="created" atMs={order.createdAtMs} />],
    ...(resolvedAtMs === null
      ? []
      : [[words.resolvedAt, <Time key="resolved" atMs={resolvedAtMs} />] as const]),
    ...(cause === null
      ? []
      : [[words.cause, codeInWords(text, { source: cause.kind, code: cause.code })] as const]),
  ];
  return <Facts facts={facts} minWidth={140} />;
}
