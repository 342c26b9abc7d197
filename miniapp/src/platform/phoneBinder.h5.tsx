// A browser knows no phone number; a demonstration takes one that is made up.
import { useState } from "react";
import { bindPhoneAsDemo } from "../../../core/contract/account.ts";
import * as z from "zod/mini";
import { Button } from "../kit/button.tsx";
import { Notice } from "../kit/notice.tsx";
import { Field } from "../kit/primitives.tsx";
import { loadConfig } from "../service/config.ts";
import { useLoaded } from "../service/hooks.ts";
import { useText } from "../service/language.ts";
import type { PhoneBinderProps } from "./types.ts";

export const PhoneBinder = ({ onProof, isBusy }: PhoneBinderProps) => {
  const { phone } = useText();
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const { state } = useLoaded("config", loadConfig);
  if (state.kind === "loading") return null;
  if (state.kind !== "ready" || !state.value.demoLogin)
    return <Notice tone="info">{phone.notHere}</Notice>;
  const bind = (): void => {
    const read = z.safeParse(bindPhoneAsDemo.input, { phone: typed.replaceAll(/\s/g, "") });
    setWrong(!read.success);
    if (read.success) onProof({ kind: "demo", phone: read.data.phone });
  };
  return (
    <>
      <Field
        label={phone.demoLabel}
        value={typed}
        hint={phone.demoHint}
        error={isWrong ? phone.demoWrong : null}
        maxLength={13}
        onInput={(value) => {
          setTyped(value);
          setWrong(false);
        }}
        onEnter={bind}
      />
      <Button onPress={bind} isBusy={isBusy}>
        {phone.bind}
      </Button>
    </>
  );
};
