// An order that came to nothing: what happened, what becomes of the money, what to do now.
import type { Order } from "../../../../core/contract/orders.ts";
import { Button } from "../../kit/button.tsx";
import { Box, Heading } from "../../kit/primitives.tsx";
import { useText } from "../../service/language.ts";
import { toPile, toRoot, toStation } from "../../service/navigate.ts";
import type { Catalogue } from "../../text/zh.ts";
import { money } from "../../view/format.ts";
import { OrderFacts } from "./orderFacts.tsx";
import { Refund } from "./refund.tsx";

/** By what was paid and what goes back, not by what usually happens. */
function moneyText(text: Catalogue, { paidAtMs, prepaidFen, refund }: Order): string {
  const { failureMoney, bill } = text;
  if (refund !== null)
    return failureMoney.back(money(refund.amountFen), bill.refundTo[refund.toWay]);
  return paidAtMs === null ? failureMoney.late : failureMoney.soon(money(prepaidFen));
}

export const FailureView = ({ order }: { readonly order: Order }) => {
  const text = useText();
  const told = order.failure === null ? text.failureUnknown : text.failure[order.failure];
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
          <Box>{moneyText(text, order)}</Box>
        </Box>
        <Box className="stack-tight">
          <Box className="strong">{text.failureHeads.now}</Box>
          <Box>{told.now}</Box>
        </Box>
      </Box>
      {order.refund === null ? null : <Refund refund={order.refund} />}
      {isPileFine ? (
        <Button onPress={() => toPile(order.pileId)}>{text.bill.again}</Button>
      ) : (
        <Button onPress={() => toStation(order.stationId)}>{text.refused.ways.station}</Button>
      )}
      <Button kind="plain" onPress={() => toRoot("stations")}>
        {text.orders.find}
      </Button>
      <OrderFacts order={order} />
    </>
  );
};
