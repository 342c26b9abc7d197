// What support asks for: the number, the times, the way it was paid.
import { useState } from "react";
import type { Order } from "../../../../core/contract/orders.ts";
import { Button } from "../../kit/button.tsx";
import { Cell } from "../../kit/cell.tsx";
import { Box, Text } from "../../kit/primitives.tsx";
import { copyText } from "../../platform/device.ts";
import { useText } from "../../service/language.ts";
import { limitText } from "../../view/chargeLimit.ts";
import { dateTime, zoned } from "../../view/format.ts";

export const OrderFacts = ({ order }: { readonly order: Order }) => {
  const text = useText();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => setCopied(await copyText(order.orderId));
  const { createdAtMs, startedAtMs, endedAtMs, clocks } = order;
  const told = (ms: number): string => zoned(dateTime(ms, clocks), ms, clocks);
  return (
    <Box className="card card-cells">
      <Box>
        <Cell label={text.charging.goal} value={limitText(text, order.limit)} />
        <Cell label={text.pile.payWith} value={text.pile.ways[order.paymentWay]} />
        <Cell label={text.order.created} value={told(createdAtMs)} />
        {startedAtMs === null ? null : (
          <Cell label={text.order.started} value={told(startedAtMs)} />
        )}
        {endedAtMs === null ? null : <Cell label={text.order.ended} value={told(endedAtMs)} />}
        <Cell label={text.order.number} value={<Text className="small">{order.orderId}</Text>} />
      </Box>
      <Button kind="plain" isSmall onPress={() => void copy()}>
        {isCopied ? text.order.copied : text.order.copyNumber}
      </Button>
    </Box>
  );
};
