// The balance: how much, what moved it, and putting money in.
import { useState } from "react";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { getWallet } from "../../../../core/contract/wallet.ts";
import { limits } from "../../../../core/limits.ts";
import { Button } from "../../kit/button.tsx";
import { Choices } from "../../kit/choices.tsx";
import { Notice } from "../../kit/notice.tsx";
import { Page } from "../../kit/page.tsx";
import { Empty } from "../../kit/placeholders.tsx";
import { Box, Heading, Text } from "../../kit/primitives.tsx";
import { Stepper } from "../../kit/stepper.tsx";
import { When } from "../../kit/when.tsx";
import { api, refusalText } from "../../service/api.ts";
import { loadConfig } from "../../service/config.ts";
import { type Loading, useAction, useLoaded } from "../../service/hooks.ts";
import { useText } from "../../service/language.ts";
import { sessionStore } from "../../service/session.ts";
import { useStore } from "../../service/store.ts";
import { dateTime, money, signedMoney } from "../../view/format.ts";
import { PayWays, waysOffered } from "../../view/payWays.tsx";
import { SignInWall } from "../../view/signInWall.tsx";
import { useTopUp } from "./useTopUp.ts";
import "./index.css";

type Wallet = OutputOf<typeof getWallet>;
type Gateway = "wechatpay" | "alipay";

const presetsFen = [5_000, 10_000, 20_000, 50_000];
const stepFen = 1_000;

const isGateway = (way: string): way is Gateway => way === "wechatpay" || way === "alipay";

const TopUp = ({ wallet }: { readonly wallet: Loading<Wallet> }) => {
  const text = useText();
  const [amountFen, setAmount] = useState(10_000);
  const [chosen, setWay] = useState<Gateway | null>(null);
  const config = useLoaded("config", loadConfig);
  const offered = config.state.kind === "ready" ? config.state.value.paymentWays : [];
  const ways = waysOffered(offered).filter(isGateway);
  const way = chosen ?? ways[0] ?? null;
  const balanceFen = wallet.state.kind === "ready" ? wallet.state.value.balanceFen : null;
  const wish = way === null ? null : { amountFen, paymentWay: way };
  const { state, refusal, start, isRunning } = useTopUp(wish, balanceFen, wallet.reload);
  const tone = state === "arrived" ? "good" : state === "checking" ? "info" : "warn";
  return (
    <>
      {state === "none" ? null : <Notice tone={tone}>{text.wallet[state]}</Notice>}
      <Box className="card">
        <Heading level={2} className="section-title">
          {text.wallet.topUp}
        </Heading>
        <Stepper
          label={text.wallet.amount}
          value={amountFen}
          shown={money(amountFen)}
          step={stepFen}
          least={stepFen}
          most={limits.topUpFen.most}
          onChange={setAmount}
        />
        <Choices
          label={text.wallet.amount}
          shape="even"
          choices={presetsFen.map((value) => ({ value, label: `¥${value / 100}` }))}
          chosen={amountFen}
          onChoose={setAmount}
        />
      </Box>
      {config.state.kind === "ready" ? (
        <PayWays ways={ways} chosen={way} balanceFen={null} onChoose={setWay} />
      ) : null}
      {refusal === null ? null : <Notice tone="bad">{refusalText(text, refusal)}</Notice>}
      <Button onPress={start} isBusy={isRunning} isDisabled={wish === null}>
        {isRunning ? text.wallet.toppingUp : text.wallet.topUpGo(money(amountFen))}
      </Button>
    </>
  );
};

const Movements = ({ wallet, value }: { wallet: Loading<Wallet>; value: Wallet }) => {
  const text = useText();
  const kinds: Readonly<Record<string, string>> = text.wallet.kinds;
  const more = useAction(async () => {
    if (value.nextCursor === null) return;
    const next = await api(getWallet, { limit: limits.pageSize.usual, cursor: value.nextCursor });
    if (next.ok) wallet.put({ ...next.value, items: [...value.items, ...next.value.items] });
  });
  if (value.items.length === 0)
    return <Empty icon="wallet" title={text.wallet.empty} hint={text.wallet.emptyHint} />;
  return (
    <Box className="card">
      <Heading level={2} className="section-title">
        {text.wallet.movements}
      </Heading>
      <Box role="list">
        {value.items.map((movement) => (
          <Box key={movement.movementId} className="cell" role="listitem">
            <Box className="grow">
              <Box>{kinds[movement.kind] ?? text.wallet.otherKind}</Box>
              <Box className="quiet small figures">{dateTime(movement.atMs)}</Box>
            </Box>
            <Text className={movement.amountFen > 0 ? "figures strong gain" : "figures strong"}>
              {signedMoney(movement.amountFen)}
            </Text>
          </Box>
        ))}
      </Box>
      {value.nextCursor === null ? null : (
        <Button kind="plain" onPress={more.run} isBusy={more.isRunning}>
          {text.common.more}
        </Button>
      )}
    </Box>
  );
};

const MyWallet = () => {
  const text = useText();
  const wallet = useLoaded("wallet", () => api(getWallet, { limit: limits.pageSize.usual }));
  return (
    <When loading={wallet} cards={3}>
      {(value) => (
        <>
          <Box className="card">
            <Box>
              <Box className="quiet">{text.wallet.balance}</Box>
              <Text className="wallet-balance figures">{money(value.balanceFen)}</Text>
            </Box>
          </Box>
          <TopUp wallet={wallet} />
          <Movements wallet={wallet} value={value} />
        </>
      )}
    </When>
  );
};

export default function WalletPage() {
  const text = useText();
  const driver = useStore(sessionStore)?.driver.driverId;
  return (
    <Page title={text.wallet.title}>
      {driver === undefined ? <SignInWall title={text.signIn.title} /> : <MyWallet key={driver} />}
    </Page>
  );
}
