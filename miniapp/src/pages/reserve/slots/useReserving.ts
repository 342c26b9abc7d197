// Making the reservation: once, however often the button is tapped or the answer is lost.
import { useRef, useState } from "react";
import type { CallRefusal } from "../../../../../core/contract/client.ts";
import type { InputOf } from "../../../../../core/contract/endpoint.ts";
import { createReservation } from "../../../../../core/contract/reservations.ts";
import { api } from "../../../service/api.ts";
import { useAction } from "../../../service/hooks.ts";
import { makeIntentKeys, randomKey } from "../../../service/intentKeys.ts";
import { replaceByReservations } from "../../../service/navigate.ts";

export type ReservationWish = InputOf<typeof createReservation>;

export function useReserving(
  wish: ReservationWish | null,
  onRefused: () => void,
): {
  readonly reserve: () => void;
  readonly isReserving: boolean;
  readonly refusal: CallRefusal | null;
} {
  const keys = useRef(makeIntentKeys(randomKey));
  const [refusal, setRefusal] = useState<CallRefusal | null>(null);
  const action = useAction(async () => {
    if (wish === null) return;
    setRefusal(null);
    const idempotencyKey = keys.current.keyFor(wish);
    const answer = await api(createReservation, wish, { idempotencyKey });
    if (answer.ok) {
      keys.current.answered();
      return replaceByReservations();
    }
    // A refusal is an answer; silence is not, and keeps the key.
    if (answer.error.kind === "problem" && answer.error.problem.status < 500)
      keys.current.answered();
    setRefusal(answer.error);
    onRefused();
  });
  return { reserve: action.run, isReserving: action.isRunning, refusal };
}
