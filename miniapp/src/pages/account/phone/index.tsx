// The driver's phone number: why, binding it by the platform's own dialogue, removing it.
import { useRef, useState } from "react";
import { removePhone } from "../../../../../core/contract/account.ts";
import type { CallRefusal } from "../../../../../core/contract/client.ts";
import { getMe } from "../../../../../core/contract/drivers.ts";
import { Button } from "../../../kit/button.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { Page } from "../../../kit/page.tsx";
import { Box, Text } from "../../../kit/primitives.tsx";
import { Question } from "../../../kit/sheet.tsx";
import { When } from "../../../kit/when.tsx";
import { PhoneBinder } from "../../../platform/phoneBinder.tsx";
import type { PhoneProof } from "../../../platform/types.ts";
import { api, refusalText } from "../../../service/api.ts";
import { useAction, useLoaded } from "../../../service/hooks.ts";
import { useText } from "../../../service/language.ts";
import { bindPhone } from "../../../service/phone.ts";
import { SignedIn } from "../../../view/signedIn.tsx";

type Outcome =
  | { readonly kind: "none" }
  | { readonly kind: "bound" }
  | { readonly kind: "refused" }
  | { readonly kind: "failed"; readonly refusal: CallRefusal };

const Told = ({ outcome }: { readonly outcome: Outcome }) => {
  const text = useText();
  switch (outcome.kind) {
    case "none":
      return null;
    case "bound":
      return <Notice tone="good">{text.phone.done}</Notice>;
    case "refused":
      return <Notice tone="info">{text.phone.refused}</Notice>;
    case "failed":
      return <Notice tone="bad">{refusalText(text, outcome.refusal)}</Notice>;
  }
};

const Bound = ({ phone, onRemoved }: { phone: string; onRemoved: () => void }) => {
  const text = useText();
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<CallRefusal | null>(null);
  const remove = useAction(async () => {
    const answer = await api(removePhone, {});
    setAsking(false);
    if (answer.ok) onRemoved();
    else setRefusal(answer.error);
  });
  return (
    <>
      <Box className="card">
        <Box className="quiet">{text.phone.bound}</Box>
        <Text className="big figures">{phone}</Text>
      </Box>
      {refusal === null ? null : <Notice tone="bad">{refusalText(text, refusal)}</Notice>}
      <Button kind="stop" onPress={() => setAsking(true)}>
        {text.phone.remove}
      </Button>
      {isAsking ? (
        <Question
          title={text.phone.removeSure}
          detail={text.phone.removeHint}
          yes={text.phone.remove}
          no={text.common.cancel}
          isBusy={remove.isRunning}
          onYes={remove.run}
          onNo={() => setAsking(false)}
        />
      ) : null}
    </>
  );
};

const Phone = () => {
  const text = useText();
  const me = useLoaded("me", () => api(getMe, {}));
  const [outcome, setOutcome] = useState<Outcome>({ kind: "none" });
  const proof = useRef<PhoneProof | null>(null);
  const bind = useAction(async () => {
    if (proof.current === null) return;
    const answer = await bindPhone(proof.current);
    setOutcome(answer.ok ? { kind: "bound" } : { kind: "failed", refusal: answer.error });
    await me.reload();
  });
  return (
    <>
      <Box className="card">{text.phone.why}</Box>
      <Told outcome={outcome} />
      <When loading={me} cards={1}>
        {({ phone }) =>
          phone === null ? (
            <PhoneBinder
              isBusy={bind.isRunning}
              onRefused={() => setOutcome({ kind: "refused" })}
              onProof={(given) => {
                proof.current = given;
                bind.run();
              }}
            />
          ) : (
            <Bound
              phone={phone}
              onRemoved={() => {
                setOutcome({ kind: "none" });
                void me.reload();
              }}
            />
          )
        }
      </When>
    </>
  );
};

export default function PhonePage() {
  const text = useText();
  return (
    <Page title={text.phone.title}>
      <SignedIn>
        <Phone />
      </SignedIn>
    </Page>
  );
}
