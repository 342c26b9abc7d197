// What goes back of payments for orders, and how far each has come.
import { useDidShow } from "@tarojs/taro";
import { listRefunds, type OrderRefund } from "../../../../../core/contract/wallet.ts";
import { limits } from "../../../../../core/limits.ts";
import { Page } from "../../../kit/page.tsx";
import { Empty } from "../../../kit/placeholders.tsx";
import { Box, Press, Text } from "../../../kit/primitives.tsx";
import { Tag } from "../../../kit/tag.tsx";
import { When } from "../../../kit/when.tsx";
import { api } from "../../../service/api.ts";
import { useLanguage, useText } from "../../../service/language.ts";
import { toOrder } from "../../../service/navigate.ts";
import { usePaged } from "../../../service/paged.ts";
import { dateTime, money } from "../../../view/format.ts";
import { More } from "../../../view/more.tsx";
import { SignedIn } from "../../../view/signedIn.tsx";
import { refundTone } from "../../../view/tones.ts";

const RefundCard = ({ refund }: { readonly refund: OrderRefund }) => {
  const { bill, funds } = useText();
  const isEnglish = useLanguage() === "en";
  return (
    <Press className="press card" onPress={() => toOrder(refund.orderId)}>
      <Box className="between">
        <Text className="section-title grow">
          {isEnglish ? refund.stationNameEn : refund.stationName}
        </Text>
        <Tag tone={refundTone[refund.state]}>{bill.refundState[refund.state]}</Tag>
      </Box>
      <Box className="between baseline wrap">
        <Text className="quiet">{bill.refundTo[refund.toWay]}</Text>
        <Text className="big figures">{money(refund.amountFen)}</Text>
      </Box>
      <Box className="quiet small">
        {funds.reasons[refund.reason]} · {dateTime(refund.createdAtMs)}
      </Box>
      {refund.state === "succeeded" ? null : (
        <Box className="quiet small">{bill.refundHint[refund.state]}</Box>
      )}
    </Press>
  );
};

const Refunds = () => {
  const { funds } = useText();
  const paged = usePaged("refunds", (cursor) =>
    api(listRefunds, {
      limit: limits.pageSize.usual,
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );
  useDidShow(() => void paged.loading.reload());
  return (
    <When loading={paged.loading} cards={3}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty icon="wallet" title={funds.noRefunds} hint={funds.noRefundsHint} />
        ) : (
          <Box className="stack">
            {items.map((refund) => (
              <RefundCard key={refund.refundId} refund={refund} />
            ))}
            <More paged={paged} />
          </Box>
        )
      }
    </When>
  );
};

export default function RefundsPage() {
  const { funds } = useText();
  return (
    <Page title={funds.refunds}>
      <SignedIn>
        <Refunds />
      </SignedIn>
    </Page>
  );
}
