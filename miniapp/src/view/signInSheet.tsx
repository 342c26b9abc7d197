// Signing in, asked only when something needs it: first the policy, then the browser asks who he is; a
// mini-program knows it from its platform.
import { useState, type ReactNode } from "react";
import * as z from "zod/mini";
import { signInAsDemo } from "../../../core/contract/drivers.ts";
import { Button } from "../kit/button.tsx";
import { Notice } from "../kit/notice.tsx";
import { Failure, Skeleton } from "../kit/placeholders.tsx";
import { Box, Field } from "../kit/primitives.tsx";
import { Sheet } from "../kit/sheet.tsx";
import { refusalText } from "../service/api.ts";
import { loadConfig } from "../service/config.ts";
import { useAction, useLoaded } from "../service/hooks.ts";
import { useText } from "../service/language.ts";
import { hasConsented, keepConsent } from "../service/consent.ts";
import { ensureSignedIn, signInDemo, type SignInRefusal } from "../service/signIn.ts";
import type { Catalogue } from "../text/zh.ts";
import { Consent } from "./consent.tsx";

type Failed = Exclude<SignInRefusal, { kind: "ask" }>;

export type SignInSheetProps = {
  readonly onDone: () => void;
  readonly onClose: () => void;
  readonly onFailed: (refusal: Failed) => void;
};

const DemoForm = ({ onDone }: { readonly onDone: () => void }) => {
  const text = useText();
  const [name, setName] = useState("driver-1");
  const [error, setError] = useState<string | null>(null);
  const signIn = useAction(async () => {
    const trimmed = name.trim();
    if (!z.safeParse(signInAsDemo.input.shape.name, trimmed).success)
      return setError(text.signIn.demoInvalid);
    const answer = await signInDemo(trimmed);
    if (answer.ok) onDone();
    else setError(refusalText(text, answer.error));
  });
  return (
    <>
      <Field
        label={text.signIn.demoLabel}
        value={name}
        hint={text.signIn.demoHint}
        error={error}
        maxLength={32}
        onInput={(value) => {
          setName(value);
          setError(null);
        }}
        onEnter={signIn.run}
      />
      <Button onPress={signIn.run} isBusy={signIn.isRunning}>
        {text.signIn.demoGo}
      </Button>
    </>
  );
};

/** Where the platform signs in by itself, there is nothing left to fill in. */
const HowToSignIn = ({ onDone }: { readonly onDone: () => void }) => {
  const text = useText();
  const config = useLoaded("config", loadConfig);
  const { state } = config;
  return (
    <>
      <Box className="quiet">{text.signIn.why}</Box>
      {state.kind === "loading" ? <Skeleton cards={1} /> : null}
      {state.kind === "failed" ? (
        <Failure refusal={state.refusal} onRetry={() => void config.reload()} />
      ) : null}
      {state.kind === "ready" && state.value.demoLogin ? <DemoForm onDone={onDone} /> : null}
      {state.kind === "ready" && !state.value.demoLogin ? (
        <Notice tone="info">{text.signIn.unavailable}</Notice>
      ) : null}
    </>
  );
};

export const SignInSheet = ({ onDone, onClose, onFailed }: SignInSheetProps) => {
  const text = useText();
  const [isAgreed, setAgreed] = useState(hasConsented);
  const agree = useAction(async () => {
    keepConsent();
    const answer = await ensureSignedIn();
    if (answer.ok) onDone();
    else if (answer.error.kind === "ask") setAgreed(true);
    else onFailed(answer.error);
  });
  return (
    <Sheet title={isAgreed ? text.signIn.title : text.consent.title} onClose={onClose}>
      {isAgreed ? (
        <HowToSignIn onDone={onDone} />
      ) : (
        <Consent onAgree={agree.run} onDisagree={onClose} />
      )}
    </Sheet>
  );
};

export const signInRefusalText = (text: Catalogue, refusal: Failed): string =>
  refusal.kind === "platform" ? text.signIn.platformFailed : refusalText(text, refusal);

/** Signs in and then does `next`: silently where the platform can, else after the sheet. */
export function useSignIn(): {
  readonly whenSignedIn: (next: () => void) => Promise<void>;
  readonly failure: string | null;
  readonly sheet: ReactNode;
} {
  const text = useText();
  const [waiting, setWaiting] = useState<{ readonly next: () => void } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const whenSignedIn = async (next: () => void): Promise<void> => {
    setFailure(null);
    const answer = await ensureSignedIn();
    if (answer.ok) next();
    else if (answer.error.kind === "ask") setWaiting({ next });
    else setFailure(signInRefusalText(text, answer.error));
  };
  const sheet =
    waiting === null ? null : (
      <SignInSheet
        onClose={() => setWaiting(null)}
        onFailed={(refusal) => {
          setWaiting(null);
          setFailure(signInRefusalText(text, refusal));
        }}
        onDone={() => {
          setWaiting(null);
          waiting.next();
        }}
      />
    );
  return { whenSignedIn, failure, sheet };
}
