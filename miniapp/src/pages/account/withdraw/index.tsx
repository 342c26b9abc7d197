// Taking money out of the balance: back to the payments it came from, and how far each part has come.
import { useState } from "react";
import { useDidShow } from "@tarojs/taro";
import type { OutputOf } from "../../../../../core/contract/endpoint.ts";
import {
  getWithdrawable,
  listWithdrawals,
  type Withdrawal,
} from "../../../../../core/contract/wallet.ts";
import { limits } from "../../../../../core/limits.ts";
import { Button } from "../../../kit/button.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { Page } from "../../../kit/page.tsx";
import { Empty } from "../../../kit/placeholders.tsx";
import { Box, Field, Heading, Text } from "../../../kit/primitives.tsx";
import { Question } from "../../../kit/sheet.tsx";
import { Tag } from "../../../kit/tag.tsx";
import { When } from "../../../kit/when.tsx";
import { api, refusalText } from "../../../service/api.ts";
import { useEvery, useLoaded, useOnScreen } from "../../../service/hooks.ts";
import { useText } from "../../../service/language.ts";
import { toWallet } from "../../../service/navigate.ts";
import { openActiveOrder } from "../../../service/activeOrder.ts";
import { type Paged, usePaged } from "../../../service/paged.ts";
import { dateTime, money } from "../../../view/format.ts";
import { More } from "../../../view/more.tsx";
import { OldTopUps } from "../../../view/oldTopUps.tsx";
import { SignedIn } from "../../../view/signedIn.tsx";
import { refundTone, withdrawalTone } from "../../../view/tones.ts";
import { fenOfYuan, yuanOfFen } from "../../../view/yuan.ts";
import { useWithdraw } from "./useWithdraw.ts";

type Withdrawable = OutputOf<typeof getWithdrawable>;

const refreshMs = 6_000;

/** What stands against it, with the way to clear it. */
const Hindrance = ({ refusal }: { readonly refusal: "money_owed" | "charge_under_way" }) => {
  const { funds, refused } = useText();
  const isDebt = refusal === "money_owed";
  return (
    <Notice
      tone="warn"
      action={
        isDebt
          ? { label: refused.ways.topUp, onPress: toWallet }
          : { label: refused.ways.openOrder, onPress: () => void openActiveOrder() }
      }
    >
      {isDebt ? funds.hindered.money_owed : funds.hindered.charge_under_way}
    </Notice>
  );
};

type FormProps = { readonly can: Withdrawable; readonly onDone: () => void };

const Form = ({ can, onDone }: FormProps) => {
  const text = useText();
  const { funds } = text;
  const [typed, setTyped] = useState(yuanOfFen(can.withdrawableFen));
  const [isWrong, setWrong] = useState(false);
  const [askedFen, setAsked] = useState<number | null>(null);
  const withdraw = useWithdraw(() => {
    setAsked(null);
    onDone();
  });
  const ask = (): void => {
    const fen = fenOfYuan(typed);
    const isFine = fen !== null && fen >= limits.withdrawalFen.least && fen <= can.withdrawableFen;
    setWrong(!isFine);
    if (isFine) setAsked(fen);
  };
  return (
    <Box className="card">
      <Field
        label={funds.amount}
        value={typed}
        hint={funds.amountHint(money(can.withdrawableFen))}
        error={isWrong ? funds.amountWrong(money(can.withdrawableFen)) : null}
        maxLength={10}
        onInput={(value) => {
          setTyped(value);
          setWrong(false);
        }}
        onEnter={ask}
      />
      {withdraw.refusal === null ? null : (
        <Notice tone={withdraw.refusal.kind === "problem" ? "bad" : "warn"}>
          {withdraw.refusal.kind === "problem"
            ? refusalText(text, withdraw.refusal)
            : funds.unknown}
        </Notice>
      )}
      <Button onPress={ask} isBusy={withdraw.isRunning}>
        {funds.withdrawGo}
      </Button>
      {askedFen === null ? null : (
        <Question
          title={funds.sure(money(askedFen))}
          detail={funds.sureDetail}
          yes={funds.withdrawGo}
          no={text.common.cancel}
          isBusy={withdraw.isRunning}
          onYes={() => withdraw.run(askedFen)}
          onNo={() => setAsked(null)}
        />
      )}
    </Box>
  );
};

const Can = ({ can, onDone }: FormProps) => {
  const { funds } = useText();
  const { withdrawableFen, refusal } = can;
  return (
    <>
      <Box className="card">
        <Box>
          <Box className="quiet">{funds.withdrawable}</Box>
          <Text className="big figures">{money(withdrawableFen)}</Text>
        </Box>
        <Box className="quiet">{funds.toSource}</Box>
        <OldTopUps can={can} saying="rest" />
      </Box>
      {refusal === null ? null : <Hindrance refusal={refusal} />}
      {refusal === null && withdrawableFen > 0 ? (
        <Form key={withdrawableFen} can={can} onDone={onDone} />
      ) : null}
    </>
  );
};

const Part = ({ part }: { readonly part: Withdrawal["parts"][number] }) => {
  const { bill, funds } = useText();
  const isBack = part.state === "failed" && part.isReturned;
  return (
    <Box className="between wrap small">
      <Text className="quiet">
        {bill.refundTo[part.toWay]} {money(part.amountFen)}
      </Text>
      <Tag tone={refundTone[part.state]}>
        {isBack ? funds.returned : bill.refundState[part.state]}
      </Tag>
    </Box>
  );
};

const One = ({ withdrawal }: { readonly withdrawal: Withdrawal }) => {
  const { funds } = useText();
  const { amountFen, state, createdAtMs, parts } = withdrawal;
  return (
    <Box className="card">
      <Box className="between baseline">
        <Text className="big figures">{money(amountFen)}</Text>
        <Tag tone={withdrawalTone[state]}>{funds.states[state]}</Tag>
      </Box>
      <Box className="quiet small figures">{dateTime(createdAtMs)}</Box>
      {parts.map((part) => (
        <Part key={part.refundId} part={part} />
      ))}
    </Box>
  );
};

const Past = ({ paged }: { readonly paged: Paged<OutputOf<typeof listWithdrawals>> }) => {
  const { funds } = useText();
  return (
    <>
      <Heading level={2} className="section-title">
        {funds.past}
      </Heading>
      <When loading={paged.loading} cards={1}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="wallet" title={funds.noneTitle} hint={funds.noneHint} />
          ) : (
            <Box className="stack">
              {items.map((one) => (
                <One key={one.withdrawalId} withdrawal={one} />
              ))}
              <More paged={paged} />
            </Box>
          )
        }
      </When>
    </>
  );
};

const Withdraw = () => {
  const can = useLoaded("withdrawable", () => api(getWithdrawable, {}));
  const past = usePaged("withdrawals", (cursor) =>
    api(listWithdrawals, {
      limit: limits.pageSize.usual,
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );
  const reload = (): void => {
    void can.reload();
    void past.loading.reload();
  };
  useDidShow(reload);
  const { state } = past.loading;
  const isUnderWay =
    state.kind === "ready" && state.value.items.some((one) => one.state === "processing");
  useEvery(refreshMs, useOnScreen() && isUnderWay, reload);
  return (
    <>
      <When loading={can} cards={2}>
        {(value) => <Can can={value} onDone={reload} />}
      </When>
      <Past paged={past} />
    </>
  );
};

export default function WithdrawPage() {
  const { funds } = useText();
  return (
    <Page title={funds.withdraw}>
      <SignedIn>
        <Withdraw />
      </SignedIn>
    </Page>
  );
}
