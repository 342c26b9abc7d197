// Which order this is, and how it stands.
import type { Order, OrderState } from "../../../../core/contract/orders.ts";
import { Box, Heading, Text } from "../../kit/primitives.tsx";
import { Tag } from "../../kit/tag.tsx";
import { useText } from "../../service/language.ts";
import { useNames } from "../../view/useNames.ts";
import { orderTone } from "../../view/tones.ts";

export const OrderHead = ({
  order,
  state,
}: {
  readonly order: Order;
  readonly state: OrderState;
}) => {
  const text = useText();
  const names = useNames();
  return (
    <Box className="stack-tight">
      <Box className="between">
        <Heading level={2} className="page-title">
          {text.order.titles[state]}
        </Heading>
        <Text className="order-state">
          <Tag tone={orderTone[state]}>{text.station.connector(order.connectorId)}</Tag>
        </Text>
      </Box>
      <Box className="quiet">
        {names.station(order)} · {names.pile(order)}
      </Box>
    </Box>
  );
};
