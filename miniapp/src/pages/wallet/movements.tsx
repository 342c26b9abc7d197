// What moved the balance, newest first; each leads to what it was for.
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import type { getWallet, WalletMovement } from "../../../../core/contract/wallet.ts";
import { Icon } from "../../kit/icon.tsx";
import { Empty } from "../../kit/placeholders.tsx";
import { Box, Heading, Press, Text } from "../../kit/primitives.tsx";
import { useText } from "../../service/language.ts";
import { toAccount, toOrder } from "../../service/navigate.ts";
import type { Paged } from "../../service/paged.ts";
import { dateTime, signedMoney } from "../../view/format.ts";
import { More } from "../../view/more.tsx";

export type Wallet = OutputOf<typeof getWallet>;

/** Where a movement leads; null where it is its own whole story. */
function wayTo({ orderId, withdrawalId }: WalletMovement): (() => void) | null {
  if (orderId !== null) return () => toOrder(orderId);
  return withdrawalId === null ? null : () => toAccount("withdraw");
}

const Movement = ({ movement }: { readonly movement: WalletMovement }) => {
  const text = useText();
  const go = wayTo(movement);
  const content = (
    <>
      <Box className="grow">
        <Box>{text.wallet.kinds[movement.kind]}</Box>
        <Box className="quiet small figures">{dateTime(movement.atMs)}</Box>
      </Box>
      <Text className={movement.amountFen > 0 ? "figures strong gain" : "figures strong"}>
        {signedMoney(movement.amountFen)}
      </Text>
      {go === null ? null : <Icon name="next" />}
    </>
  );
  if (go === null) return <Box className="cell">{content}</Box>;
  return (
    <Press className="cell" onPress={go}>
      {content}
    </Press>
  );
};

export const Movements = ({ paged, value }: { paged: Paged<Wallet>; value: Wallet }) => {
  const text = useText();
  if (value.items.length === 0)
    return <Empty icon="wallet" title={text.wallet.empty} hint={text.wallet.emptyHint} />;
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {text.wallet.movements}
      </Heading>
      <Box role="list">
        {value.items.map((movement) => (
          <Box key={movement.movementId} className="cell-slot" role="listitem">
            <Movement movement={movement} />
          </Box>
        ))}
      </Box>
      <More paged={paged} />
    </Box>
  );
};
