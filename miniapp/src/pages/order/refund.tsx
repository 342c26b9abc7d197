// Money that goes back: how much, where to, how far it has come.
import type { Order } from "../../../../core/contract/orders.ts";
import { Notice } from "../../kit/notice.tsx";
import { Box, Text } from "../../kit/primitives.tsx";
import { Tag } from "../../kit/tag.tsx";
import { useText } from "../../service/language.ts";
import { money } from "../../view/format.ts";
import { refundTone } from "../../view/tones.ts";

export const Refund = ({ refund }: { readonly refund: NonNullable<Order["refund"]> }) => {
  const text = useText();
  return (
    <Box className="card">
      <Box className="between baseline wrap">
        <Text className="section-title">{text.bill.refund}</Text>
        <Text className="big figures">{money(refund.amountFen)}</Text>
      </Box>
      <Box className="between wrap">
        <Text className="quiet">{text.bill.refundTo[refund.toWay]}</Text>
        <Tag tone={refundTone[refund.state]}>{text.bill.refundState[refund.state]}</Tag>
      </Box>
      {refund.state === "failed" ? (
        <Notice tone="bad">{text.bill.refundHint.failed}</Notice>
      ) : (
        <Box className="quiet">{text.bill.refundHint[refund.state]}</Box>
      )}
    </Box>
  );
};
