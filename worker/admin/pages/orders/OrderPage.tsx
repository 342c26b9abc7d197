// One order with everything that happened to it and to its money.
import { Alert, Grid, Stack } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { adminGetOrder } from "../../../../core/contract/admin/orders.ts";
import type { OrderState } from "../../../../core/contract/orders.ts";
import { queryOf } from "../../api/ask.ts";
import { mayMoveMoney, useStaff } from "../../api/session.ts";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { OrderStateMark } from "../../parts/states.tsx";
import type { OrderDetail } from "../../text/kinds.ts";
import { useText } from "../../text/language.tsx";
import { Bill } from "./Bill.tsx";
import { Anomalies, Payments, Refunds } from "./Money.tsx";
import { Postings } from "./Postings.tsx";
import { CorrectOrder } from "./CorrectOrder.tsx";
import { OrderTimeline } from "./OrderTimeline.tsx";
import { Summary } from "./Summary.tsx";

const LIVE_MS = 3_000;
const SETTLED_MS = 30_000;

const endedStates: ReadonlySet<OrderState> = new Set(["settled", "cancelled", "start_failed"]);

export default function OrderPage({ orderId }: { readonly orderId: string }) {
  const { shell, orders } = useText();
  const isMine = mayMoveMoney(useStaff());
  const query = useQuery({
    ...queryOf(adminGetOrder, { orderId }),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && endedStates.has(data.order.state) ? SETTLED_MS : LIVE_MS,
  });
  return (
    <Page
      title={`${orders.order} ${orderId}`}
      lead={
        query.data === undefined ? undefined : <OrderStateMark state={query.data.order.state} />
      }
      parent={{ label: shell.nav.orders, href: "/orders" }}
      actions={query.data !== undefined && isMine && <CorrectOrder order={query.data.order} />}
    >
      <Fetched query={query}>{(detail) => <Detail detail={detail} />}</Fetched>
    </Page>
  );
}

function Detail({ detail }: { readonly detail: OrderDetail }) {
  const { words, orders } = useText();
  const { order } = detail;
  return (
    <Stack gap="md">
      {order.failure !== null && (
        <Alert variant="outline" color="orange" icon={<IconInfoCircle />} title={orders.failed}>
          {words.orderFailure[order.failure]}
        </Alert>
      )}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="md">
            <Summary order={order} />
            <Bill order={order} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="md">
            <OrderTimeline orderId={order.orderId} />
            <Anomalies anomalies={detail.anomalies} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={12}>
          <Payments payments={detail.payments} way={order.paymentWay} />
        </Grid.Col>
        <Grid.Col span={12}>
          <Refunds refunds={detail.refunds} way={order.paymentWay} />
        </Grid.Col>
        <Grid.Col span={12}>
          <Postings postings={detail.postings} />
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
