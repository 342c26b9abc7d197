// Placing the order and opening the payment: once, however often the button is tapped or the answer is lost.
import { useRef, useState } from "react";
import type { CallRefusal } from "../../../../core/contract/client.ts";
import type { InputOf } from "../../../../core/contract/endpoint.ts";
import { createOrder } from "../../../../core/contract/orders.ts";
import { pay, returnPath, scene } from "../../platform/pay.ts";
import { tellActiveOrder } from "../../service/activeOrder.ts";
import { api } from "../../service/api.ts";
import { useAction } from "../../service/hooks.ts";
import { makeIntentKeys, randomKey } from "../../service/intentKeys.ts";
import { replaceByOrder } from "../../service/navigate.ts";
import { rememberPaying } from "../../service/pending.ts";

export type Wish = Pick<
  InputOf<typeof createOrder>,
  "pileId" | "connectorId" | "limit" | "paymentWay"
>;

export function useOrdering(wish: Wish | null): {
  /** Places it, or asks again for the one whose answer was lost. */
  readonly order: () => void;
  readonly isOrdering: boolean;
  readonly refusal: CallRefusal | null;
  /** The driver has read the refusal. */
  readonly forget: () => void;
} {
  const keys = useRef(makeIntentKeys(randomKey));
  const [refusal, setRefusal] = useState<CallRefusal | null>(null);
  // Without an answer the connector may be held for this very order, and no longer looks free: what
  // is asked again is what was asked then.
  const unanswered = useRef<Wish | null>(null);
  const action = useAction(async () => {
    const wanted = unanswered.current ?? wish;
    if (wanted === null) return;
    setRefusal(null);
    const input = { ...wanted, scene, ...(returnPath === undefined ? {} : { returnPath }) };
    const idempotencyKey = keys.current.keyFor(wanted);
    const answer = await api(createOrder, input, { idempotencyKey });
    unanswered.current = null;
    if (!answer.ok) {
      // A refusal is an answer; silence is not, and keeps the key.
      if (answer.error.kind === "problem" && answer.error.problem.status < 500)
        keys.current.answered();
      else unanswered.current = wanted;
      return setRefusal(answer.error);
    }
    keys.current.answered();
    const { orderId } = answer.value.order;
    tellActiveOrder(answer.value.order);
    rememberPaying({ kind: "order", orderId, idempotencyKey, input });
    const outcome = await pay(answer.value.pay);
    // The order's page takes over whatever came of it; it asks the platform what is true.
    if (outcome !== "left") replaceByOrder(orderId, outcome);
  });
  return {
    order: action.run,
    isOrdering: action.isRunning,
    refusal,
    forget: () => {
      unanswered.current = null;
      setRefusal(null);
    },
  };
}
