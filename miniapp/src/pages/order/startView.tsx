// From payment to the first current, step by step as it happens.
import { useState } from "react";
import {
  cancelOrder,
  createOrder,
  type Order,
  type OrderState,
} from "../../../../core/contract/orders.ts";
import { Button } from "../../kit/button.tsx";
import { Icon } from "../../kit/icon.tsx";
import { Notice } from "../../kit/notice.tsx";
import { Box, Text } from "../../kit/primitives.tsx";
import { Question } from "../../kit/sheet.tsx";
import { pay } from "../../platform/pay.ts";
import { api, refusalText } from "../../service/api.ts";
import { useAction, useNow, useOnScreen } from "../../service/hooks.ts";
import { useText } from "../../service/language.ts";
import { payingNow } from "../../service/pending.ts";
import { money } from "../../view/format.ts";
import { PlugGuide } from "../../view/plugGuide.tsx";
import { countdownOf, minutesSeconds } from "./countdown.ts";
import { isUnpaid, type StartStep, startSteps, stepOf } from "./orderProgress.ts";
import type { OrderView } from "./useOrder.ts";

const Steps = ({ now }: { readonly now: StartStep }) => {
  const text = useText();
  const nowIndex = startSteps.indexOf(now);
  return (
    <Box className="card" role="list">
      {startSteps.map((step, index) => {
        const phase = index < nowIndex ? "done" : index === nowIndex ? "now" : "later";
        return (
          <Box key={step} className={`step step-${phase}`} role="listitem">
            <Box className="step-mark" isHidden>
              {phase === "done" ? <Icon name="check" /> : null}
              {phase !== "now" ? null : step === "cable" ? (
                <Icon name="plug" />
              ) : (
                <Box className="spinner" />
              )}
              {phase === "later" ? <Text className="figures">{index + 1}</Text> : null}
            </Box>
            <Box className="grow">
              <Box className="strong">{text.order.steps[step]}</Box>
              {phase === "now" && step !== "cable" ? (
                <Box className="quiet">{text.order.stepHint[step]}</Box>
              ) : null}
            </Box>
            <Text className="quiet small nowrap">{text.order.stepState[phase]}</Text>
          </Box>
        );
      })}
    </Box>
  );
};

type PayAgainProps = { readonly order: Order; readonly payment: string };

/** The same request under the same key gives the same payment: it opens again, never twice. */
const PayAgain = ({ order, payment }: PayAgainProps) => {
  const text = useText();
  const [outcome, setOutcome] = useState(payment);
  const [failure, setFailure] = useState<string | null>(null);
  const paying = payingNow();
  const again = useAction(async () => {
    if (paying?.kind !== "order") return;
    setFailure(null);
    const { input, idempotencyKey } = paying;
    const answer = await api(createOrder, input, { idempotencyKey });
    if (!answer.ok) return setFailure(refusalText(text, answer.error));
    setOutcome(await pay(answer.value.pay));
  });
  const isKnown = paying?.kind === "order" && paying.orderId === order.orderId;
  return (
    <>
      {outcome === "cancelled" ? <Notice tone="warn">{text.order.payCancelled}</Notice> : null}
      {outcome === "failed" ? <Notice tone="bad">{text.order.payFailed}</Notice> : null}
      {failure === null ? null : <Notice tone="bad">{failure}</Notice>}
      {isKnown ? (
        <Button onPress={again.run} isBusy={again.isRunning}>
          {text.order.payAgain} {money(order.prepaidFen)}
        </Button>
      ) : null}
      <Box className="quiet center">{text.order.payWaiting}</Box>
    </>
  );
};

const Cancel = ({ view, order }: { readonly view: OrderView; readonly order: Order }) => {
  const text = useText();
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const cancel = useAction(async () => {
    setFailure(null);
    const answer = await api(cancelOrder, { orderId: order.orderId });
    setAsking(false);
    if (answer.ok) view.loading.put(answer.value);
    else {
      setFailure(refusalText(text, answer.error));
      await view.loading.reload();
    }
  });
  return (
    <>
      {failure === null ? null : <Notice tone="bad">{failure}</Notice>}
      <Button kind="plain" onPress={() => setAsking(true)}>
        {text.order.cancel}
      </Button>
      {isAsking ? (
        <Question
          title={text.order.cancelSure}
          detail={text.order.cancelMoney}
          yes={text.order.cancelYes}
          no={text.order.keep}
          isBusy={cancel.isRunning}
          onYes={cancel.run}
          onNo={() => setAsking(false)}
        />
      ) : null}
    </>
  );
};

export type StartViewProps = {
  readonly view: OrderView;
  readonly order: Order;
  readonly state: OrderState;
  /** How the payment's own window ended, where it was this page's way in. */
  readonly payment: string;
};

/** What is waited for, and for how long at most. */
const Waiting = ({ order, state }: { readonly order: Order; readonly state: OrderState }) => {
  const { startUp } = useText();
  const countdown = countdownOf(order, state, useNow(1_000, useOnScreen()));
  if (countdown === null) return null;
  const { waitsFor, leftMs } = countdown;
  const left = minutesSeconds(leftMs);
  if (waitsFor === "money")
    return (
      <Notice tone={leftMs === 0 ? "warn" : "info"}>
        {leftMs === 0 ? startUp.holdOver : startUp.holdLeft(left)}
      </Notice>
    );
  return <Notice tone="info">{leftMs === 0 ? startUp.startOver : startUp.startLeft(left)}</Notice>;
};

export const StartView = ({ view, order, state, payment }: StartViewProps) => {
  const text = useText();
  const step = stepOf(state, view.live?.step ?? null);
  const isPaid = !isUnpaid(state);
  const isPileAway = isPaid && view.live !== null && !view.live.pileOnline;
  return (
    <>
      {view.isLost ? <Notice tone="warn">{text.charging.connectionNone}</Notice> : null}
      {isPileAway ? <Notice tone="warn">{text.startUp.pileAway}</Notice> : null}
      <Steps now={step} />
      {step === "cable" || step === "charging" ? (
        <PlugGuide connectorId={order.connectorId} isDetected={step === "charging"} />
      ) : null}
      <Waiting order={order} state={state} />
      {isPaid ? (
        <Box className="quiet center">
          {text.startUp.moneyHeld(money(order.prepaidFen), text.pile.ways[order.paymentWay])}
        </Box>
      ) : (
        <PayAgain order={order} payment={payment} />
      )}
      <Cancel view={view} order={order} />
    </>
  );
};
