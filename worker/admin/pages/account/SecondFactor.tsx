// One's second factor: set up with an authenticator, turned off, its recovery codes made anew.
import { Button, Group, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  adminGetAccount,
  adminRemoveSecondFactor,
  adminRenewRecoveryCodes,
} from "../../../../core/contract/admin/account.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { ask, keyOf } from "../../api/ask.ts";
import { sessionKey } from "../../api/queryClient.ts";
import { CodeField } from "../../parts/CodeField.tsx";
import { ConfirmDialog } from "../../parts/ConfirmDialog.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";
import { Enrolment } from "./Enrolment.tsx";
import { RecoveryCodes } from "./RecoveryCodes.tsx";

type Props = { readonly account: OutputOf<typeof adminGetAccount> };

export function SecondFactor({ account }: Props) {
  const words = useText().people.secondFactor;
  const [isEnrolling, setEnrolling] = useState(account.needsSecondFactor);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const client = useQueryClient();
  const refresh = async (): Promise<void> => {
    setCodes(null);
    setEnrolling(false);
    await client.invalidateQueries({ queryKey: keyOf(adminGetAccount) });
    await client.invalidateQueries({ queryKey: sessionKey });
  };
  return (
    <Panel title={words.title}>
      {codes !== null ? (
        <RecoveryCodes codes={codes} onDone={() => void refresh()} />
      ) : account.hasSecondFactor ? (
        <TurnedOn account={account} onCodes={setCodes} onRemoved={refresh} />
      ) : isEnrolling ? (
        <Enrolment onCodes={setCodes} />
      ) : (
        <>
          <Text size="sm" mb="sm">
            {words.lead}
          </Text>
          <Button onClick={() => setEnrolling(true)}>{words.begin}</Button>
        </>
      )}
    </Panel>
  );
}

type OnProps = Props & {
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onRemoved: () => Promise<void>;
};

function TurnedOn({ account, onCodes, onRemoved }: OnProps) {
  const words = useText().people.secondFactor;
  const [asked, setAsked] = useState<"remove" | "renew" | null>(null);
  const [code, setCode] = useState("");
  const open = (action: "remove" | "renew"): void => {
    setCode("");
    setAsked(action);
  };
  const confirm = async (): Promise<void> => {
    if (asked === "renew") onCodes((await ask(adminRenewRecoveryCodes, { code })).recoveryCodes);
    else {
      await ask(adminRemoveSecondFactor, { code });
      await onRemoved();
    }
  };
  return (
    <>
      <Text size="sm" mb="sm">
        {words.isOn(account.recoveryCodesLeft)}
      </Text>
      <Group gap="xs">
        <Button variant="default" onClick={() => open("renew")}>
          {words.renew.action}
        </Button>
        <Button variant="default" onClick={() => open("remove")}>
          {words.remove.action}
        </Button>
      </Group>
      {asked !== null && (
        <ConfirmDialog
          title={words[asked].action}
          lead={words[asked].lead}
          submit={words[asked].action}
          isDangerous={asked === "remove"}
          onConfirm={confirm}
          onClose={() => setAsked(null)}
        >
          <CodeField value={code} onChange={setCode} />
        </ConfirmDialog>
      )}
    </>
  );
}
