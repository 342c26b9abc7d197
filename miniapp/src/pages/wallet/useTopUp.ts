// Putting money into the balance, and noticing when it has arrived.
import { useRef, useState } from "react";
import type { CallRefusal } from "../../../../core/contract/client.ts";
import type { InputOf } from "../../../../core/contract/endpoint.ts";
import {
  refreshTopUp,
  type TopUp as TopUpAsTold,
  topUpWallet,
} from "../../../../core/contract/wallet.ts";
import { pay, returnPath, scene } from "../../platform/pay.ts";
import { api } from "../../service/api.ts";
import { useAction, useEvery, useOnScreen } from "../../service/hooks.ts";
import { makeIntentKeys, randomKey } from "../../service/intentKeys.ts";
import { forgetPaying, payingNow, rememberPaying } from "../../service/pending.ts";

/** The platform asks the gateway for each of these, so they are few. */
const askEveryMs = 3_000;
/** Then the page stops asking and says that the money is still on its way. */
const asksAtMost = 20;

export type TopUpWish = Pick<InputOf<typeof topUpWallet>, "amountFen" | "paymentWay">;
export type TopUpState = "none" | "checking" | "arrived" | "pending" | "cancelled" | "failed";

export type TopUp = {
  readonly state: TopUpState;
  readonly refusal: CallRefusal | null;
  readonly start: () => void;
  readonly isRunning: boolean;
};

const toldAs = {
  pending: "checking",
  paid: "arrived",
  closed: "cancelled",
  failed: "failed",
} as const satisfies Record<TopUpAsTold["state"], TopUpState>;

/** The browser comes back here from the gateway's page, with the top-up remembered. */
function topUpOnItsWay(): string | null {
  const paying = payingNow();
  return paying?.kind === "topUp" ? paying.paymentId : null;
}

/** @param onMoved the balance is not what it was. */
export function useTopUp(wish: TopUpWish | null, onMoved: () => void): TopUp {
  const keys = useRef(makeIntentKeys(randomKey));
  const [refusal, setRefusal] = useState<CallRefusal | null>(null);
  const [paymentId, setPaymentId] = useState(topUpOnItsWay);
  const [state, setState] = useState<TopUpState>(paymentId === null ? "none" : "checking");
  const asked = useRef(0);

  const end = (ended: TopUpState): void => {
    setState(ended);
    forgetPaying();
    if (ended === "arrived") onMoved();
  };
  const action = useAction(async () => {
    if (wish === null) return;
    setRefusal(null);
    const input = { ...wish, scene, ...(returnPath === undefined ? {} : { returnPath }) };
    const answer = await api(topUpWallet, input, { idempotencyKey: keys.current.keyFor(wish) });
    if (!answer.ok) {
      // A refusal is an answer; silence is not, and keeps the key.
      if (answer.error.kind === "problem" && answer.error.problem.status < 500)
        keys.current.answered();
      return setRefusal(answer.error);
    }
    keys.current.answered();
    rememberPaying({ kind: "topUp", paymentId: answer.value.paymentId });
    asked.current = 0;
    setPaymentId(answer.value.paymentId);
    const outcome = await pay(answer.value.pay);
    if (outcome === "left") return;
    if (outcome === "cancelled" || outcome === "failed") end(outcome);
    else setState("checking");
  });

  const ask = async (): Promise<void> => {
    if (paymentId === null) return;
    asked.current += 1;
    const answer = await api(refreshTopUp, { paymentId });
    const told = answer.ok ? toldAs[answer.value.state] : "checking";
    if (told !== "checking") end(told);
    else if (asked.current >= asksAtMost) end("pending");
  };
  useEvery(askEveryMs, useOnScreen() && state === "checking", () => void ask(), true);
  return { state, refusal, start: action.run, isRunning: action.isRunning };
}
