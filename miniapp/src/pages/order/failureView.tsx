// An order that came to nothing: what happened, what becomes of the money, what to do now.
import type { Order } from "../../../../core/contract/orders.ts";
import { Button } from "../../kit/button.tsx";
import { Box, Heading } from "../../kit/primitives.tsx";
import { useText } from "../../service/language.ts";
import { toPile, toRoot } from "../../service/navigate.ts";
import { OrderFacts } from "./orderFacts.tsx";
import { Refund } from "./refund.tsx";

export const FailureView = ({ order }: { readonly order: Order }) => {
  const text = useText();
  const told = text.failure[order.failure ?? "cancelled_by_driver"];
  const isPileFine = order.failure !== "pile_offline" && order.failure !== "connector_faulted";
  return (
    <>
      <Box className="card">
        <Heading level={3} className="big">
          {told.what}
        </Heading>
        <Box>{told.happened}</Box>
        <Box className="stack-tight">
          <Box className="strong">{text.failureHeads.money}</Box>
          <Box>{told.money}</Box>
        </Box>
        <Box className="stack-tight">
          <Box className="strong">{text.failureHeads.now}</Box>
          <Box>{told.now}</Box>
        </Box>
      </Box>
      {order.refund === null ? null : <Refund refund={order.refund} />}
      {isPileFine ? <Button onPress={() => toPile(order.pileId)}>{text.bill.again}</Button> : null}
      <Button kind={isPileFine ? "plain" : "primary"} onPress={() => toRoot("stations")}>
        {text.orders.find}
      </Button>
      <OrderFacts order={order} />
    </>
  );
};
