// The policy, before anything of a person is taken: what is taken and why in a few lines, the whole of
// it one tap away, and two answers.
import { useEffect } from "react";
import { Button } from "../kit/button.tsx";
import { Notice } from "../kit/notice.tsx";
import { Box, Press, Text } from "../kit/primitives.tsx";
import { Sheet } from "../kit/sheet.tsx";
import { AgreeButton } from "../platform/agreeButton.tsx";
import { hasConsentedBefore } from "../service/consent.ts";
import { useLatest, useShown } from "../service/hooks.ts";
import { useText } from "../service/language.ts";
import { toLegal } from "../service/navigate.ts";
import { answerPrivacyAsk, privacyAskStore } from "../service/privacyAsk.ts";
import { useStore } from "../service/store.ts";
import "./consent.css";

export type ConsentProps = { readonly onAgree: () => void; readonly onDisagree: () => void };

export const Consent = ({ onAgree, onDisagree }: ConsentProps) => {
  const text = useText();
  const { consent } = text;
  return (
    <>
      {hasConsentedBefore() ? <Notice tone="info">{consent.changed}</Notice> : null}
      <Box>{consent.intro}</Box>
      <Box className="stack-tight" role="list">
        {[consent.login, consent.charge, consent.position, consent.optional, consent.rights].map(
          (line) => (
            <Box key={line} className="consent-line" role="listitem">
              <Text className="consent-dot" isHidden>
                ·
              </Text>
              <Box className="grow">{line}</Box>
            </Box>
          ),
        )}
      </Box>
      <Box className="row wrap">
        <Press className="link" onPress={() => toLegal("policy")}>
          {consent.policy}
        </Press>
        <Press className="link" onPress={() => toLegal("agreement")}>
          {consent.agreement}
        </Press>
      </Box>
      <Box className="consent-answers">
        <AgreeButton label={consent.agree} onAgree={onAgree} />
        <Button kind="plain" onPress={onDisagree}>
          {consent.disagree}
        </Button>
      </Box>
    </>
  );
};

const no = (): void => answerPrivacyAsk(false);
const yes = (): void => answerPrivacyAsk(true);

/** Over whichever page made the call that waits. */
export const PrivacyAsked = () => {
  const text = useText();
  const ask = useStore(privacyAskStore);
  const isShown = useShown();
  const wasShown = useLatest(isShown);
  useEffect(
    () => () => {
      // Whoever leaves the page with the question open has not agreed.
      if (wasShown.current && ask !== null && privacyAskStore.get() === ask) no();
    },
    [ask, wasShown],
  );
  if (ask === null || !isShown) return null;
  return (
    <Sheet title={text.consent.title} onClose={no}>
      <Consent onAgree={yes} onDisagree={no} />
    </Sheet>
  );
};
