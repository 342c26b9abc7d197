// One order from payment to bill: the page shows what its state needs, and moves on by itself.
import { useRouter } from "@tarojs/taro";
import type { Order } from "../../../../core/contract/orders.ts";
import { Notice } from "../../kit/notice.tsx";
import { Page } from "../../kit/page.tsx";
import { When } from "../../kit/when.tsx";
import { useText } from "../../service/language.ts";
import { sessionStore } from "../../service/session.ts";
import { useStore } from "../../service/store.ts";
import { SignInWall } from "../../view/signInWall.tsx";
import { BillView } from "./billView.tsx";
import { ChargingView } from "./chargingView.tsx";
import { FailureView } from "./failureView.tsx";
import { OrderHead } from "./orderHead.tsx";
import { StartView } from "./startView.tsx";
import { type OrderView, useOrder } from "./useOrder.ts";
import "./index.css";

type ContentProps = { readonly view: OrderView; readonly order: Order; readonly payment: string };

const Content = ({ view, order, payment }: ContentProps) => {
  const text = useText();
  const state = view.state ?? order.state;
  switch (state) {
    case "created":
    case "paying":
    case "paid":
    case "starting":
      return <StartView view={view} order={order} state={state} payment={payment} />;
    case "charging":
      return <ChargingView view={view} order={order} />;
    case "finishing":
      return (
        <>
          <Notice tone="info">{text.order.finishing}</Notice>
          <ChargingView view={view} order={order} isOver />
        </>
      );
    case "cancelled":
    case "start_failed":
      return <FailureView order={order} />;
    case "disputed":
      return (
        <>
          <Notice tone="warn">{text.order.disputed}</Notice>
          <BillView order={order} />
        </>
      );
    case "settled":
      return <BillView order={order} />;
  }
};

const Watched = ({ orderId, payment }: { readonly orderId: string; readonly payment: string }) => {
  const view = useOrder(orderId);
  return (
    <When loading={view.loading} cards={3}>
      {(order) => (
        <>
          <OrderHead order={order} state={view.state ?? order.state} />
          <Content view={view} order={order} payment={payment} />
        </>
      )}
    </When>
  );
};

export default function OrderPage() {
  const text = useText();
  const { orderId = "", payment = "" } = useRouter().params;
  const driver = useStore(sessionStore)?.driver.driverId;
  return (
    <Page title={text.order.title} ofOrder={orderId}>
      {driver === undefined ? (
        <SignInWall title={text.orders.signInFirst} />
      ) : (
        <Watched key={driver} orderId={orderId} payment={payment} />
      )}
    </Page>
  );
}
