// WeChat holds a call that takes something of a person until he has agreed: what waits for his answer.
import { keepConsent } from "./consent.ts";
import { makeStore } from "./store.ts";

export type PrivacyAsk = { readonly agree: () => void; readonly disagree: () => void };

export const privacyAskStore = makeStore<PrivacyAsk | null>(null);

export function answerPrivacyAsk(isAgreed: boolean): void {
  const ask = privacyAskStore.get();
  privacyAskStore.set(null);
  if (isAgreed) keepConsent();
  if (isAgreed) ask?.agree();
  else ask?.disagree();
}
