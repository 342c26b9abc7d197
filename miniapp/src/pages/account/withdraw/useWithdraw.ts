// Sending money back: once, however often the button is tapped or the answer is lost.
import { useRef, useState } from "react";
import type { CallRefusal } from "../../../../../core/contract/client.ts";
import { withdraw } from "../../../../../core/contract/wallet.ts";
import { api } from "../../../service/api.ts";
import { useAction } from "../../../service/hooks.ts";
import { makeIntentKeys, randomKey } from "../../../service/intentKeys.ts";

export function useWithdraw(onDone: () => void): {
  readonly run: (amountFen: number) => void;
  readonly isRunning: boolean;
  readonly refusal: CallRefusal | null;
} {
  const keys = useRef(makeIntentKeys(randomKey));
  const [refusal, setRefusal] = useState<CallRefusal | null>(null);
  const wish = useRef(0);
  const action = useAction(async () => {
    const amountFen = wish.current;
    setRefusal(null);
    const idempotencyKey = keys.current.keyFor({ amountFen });
    const answer = await api(withdraw, { amountFen }, { idempotencyKey });
    if (answer.ok || (answer.error.kind === "problem" && answer.error.problem.status < 500))
      keys.current.answered();
    if (!answer.ok) setRefusal(answer.error);
    onDone();
  });
  return {
    run: (amountFen) => {
      wish.current = amountFen;
      action.run();
    },
    isRunning: action.isRunning,
    refusal,
  };
}
