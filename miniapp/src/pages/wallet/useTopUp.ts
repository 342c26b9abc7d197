// Putting money into the balance, and noticing when it has arrived.
import { useEffect, useRef, useState } from "react";
import type { CallRefusal } from "../../../../core/contract/client.ts";
import type { InputOf } from "../../../../core/contract/endpoint.ts";
import { topUpWallet } from "../../../../core/contract/wallet.ts";
import { pay, returnPath, scene } from "../../platform/pay.ts";
import { api } from "../../service/api.ts";
import { useAction, useEvery, useOnScreen } from "../../service/hooks.ts";
import { makeIntentKeys, randomKey } from "../../service/intentKeys.ts";
import { forgetPaying, payingNow, rememberPaying } from "../../service/pending.ts";

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

export function useTopUp(
  wish: TopUpWish | null,
  balanceFen: number | null,
  reload: () => Promise<void>,
): TopUp {
  const keys = useRef(makeIntentKeys(randomKey));
  const [refusal, setRefusal] = useState<CallRefusal | null>(null);
  // The browser comes back here from the gateway's page, with the balance of before remembered.
  const [before, setBefore] = useState<number | null>(() => {
    const paying = payingNow();
    return paying?.kind === "topUp" ? paying.balanceFen : null;
  });
  const [told, setTold] = useState<TopUpState>(before === null ? "none" : "checking");
  const asked = useRef(0);

  const action = useAction(async () => {
    if (wish === null || balanceFen === null) return;
    setRefusal(null);
    const input = { ...wish, scene, ...(returnPath === undefined ? {} : { returnPath }) };
    const answer = await api(topUpWallet, input, { idempotencyKey: keys.current.keyFor(wish) });
    if (!answer.ok) {
      if (answer.error.kind === "problem" && answer.error.problem.status < 500)
        keys.current.answered();
      return setRefusal(answer.error);
    }
    keys.current.answered();
    rememberPaying({ kind: "topUp", balanceFen });
    asked.current = 0;
    setBefore(balanceFen);
    const outcome = await pay(answer.value.pay);
    if (outcome === "left") return;
    const isOver = outcome === "cancelled" || outcome === "failed";
    setTold(isOver ? outcome : "checking");
    if (isOver) forgetPaying();
    else await reload();
  });

  const hasArrived =
    told === "checking" && before !== null && balanceFen !== null && balanceFen > before;
  const state = hasArrived ? "arrived" : told;
  useEffect(() => {
    if (hasArrived) forgetPaying();
  }, [hasArrived]);
  useEvery(askEveryMs, useOnScreen() && state === "checking", () => {
    asked.current += 1;
    if (asked.current > asksAtMost) {
      setTold("pending");
      forgetPaying();
    } else void reload();
  });
  return { state, refusal, start: action.run, isRunning: action.isRunning };
}
