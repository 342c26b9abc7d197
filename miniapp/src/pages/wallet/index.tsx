// The balance: how much, what moved it, putting money in, and the ways to take it out.
import { useState } from "react";
import { useDidShow } from "@tarojs/taro";
import { getWallet } from "../../../../core/contract/wallet.ts";
import { limits } from "../../../../core/limits.ts";
import { Button } from "../../kit/button.tsx";
import { Cell } from "../../kit/cell.tsx";
import { Choices } from "../../kit/choices.tsx";
import { Notice } from "../../kit/notice.tsx";
import { Page } from "../../kit/page.tsx";
import { Box, Heading, Text } from "../../kit/primitives.tsx";
import { Stepper } from "../../kit/stepper.tsx";
import { When } from "../../kit/when.tsx";
import { api, refusalText } from "../../service/api.ts";
import { loadConfig } from "../../service/config.ts";
import { useLoaded } from "../../service/hooks.ts";
import { useText } from "../../service/language.ts";
import { toAccount } from "../../service/navigate.ts";
import { usePaged } from "../../service/paged.ts";
import { money } from "../../view/format.ts";
import { PayWays, waysOffered } from "../../view/payWays.tsx";
import { SignedIn } from "../../view/signedIn.tsx";
import { Movements, type Wallet } from "./movements.tsx";
import { useTopUp } from "./useTopUp.ts";
import "./index.css";

type Gateway = "wechatpay" | "alipay";

const presetsFen = [5_000, 10_000, 20_000, 50_000];
const stepFen = 1_000;

const isGateway = (way: string): way is Gateway => way === "wechatpay" || way === "alipay";

const TopUp = ({ onMoved }: { readonly onMoved: () => void }) => {
  const text = useText();
  const [amountFen, setAmount] = useState(10_000);
  const [chosen, setWay] = useState<Gateway | null>(null);
  const config = useLoaded("config", loadConfig);
  const offered = config.state.kind === "ready" ? config.state.value.paymentWays : [];
  const ways = waysOffered(offered).filter(isGateway);
  const way = chosen ?? ways[0] ?? null;
  const wish = way === null ? null : { amountFen, paymentWay: way };
  const { state, refusal, start, isRunning } = useTopUp(wish, onMoved);
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

const Balance = ({ value }: { readonly value: Wallet }) => {
  const text = useText();
  return (
    <Box className="card">
      <Box>
        <Box className="quiet">{text.wallet.balance}</Box>
        <Text className="wallet-balance figures">{money(value.balanceFen)}</Text>
      </Box>
      {value.receivableFen === 0 ? null : (
        <Notice tone="warn">{text.funds.owed(money(value.receivableFen))}</Notice>
      )}
      <Box>
        <Cell label={text.funds.withdraw} onPress={() => toAccount("withdraw")} />
        <Cell label={text.funds.refunds} onPress={() => toAccount("refunds")} />
      </Box>
    </Box>
  );
};

const MyWallet = () => {
  const paged = usePaged("wallet", (cursor) =>
    api(getWallet, {
      limit: limits.pageSize.usual,
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );
  const reload = (): void => void paged.loading.reload();
  useDidShow(reload);
  return (
    <When loading={paged.loading} cards={3}>
      {(value) => (
        <>
          <Balance value={value} />
          <TopUp onMoved={reload} />
          <Movements paged={paged} value={value} />
        </>
      )}
    </When>
  );
};

export default function WalletPage() {
  const text = useText();
  return (
    <Page title={text.wallet.title}>
      <SignedIn>
        <MyWallet />
      </SignedIn>
    </Page>
  );
}
