// Sets a second factor up: scan or type the secret, then prove it by a code.
import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import {
  adminBeginSecondFactor,
  adminConfirmSecondFactor,
} from "../../../../core/contract/admin/account.ts";
import { ask } from "../../api/ask.ts";
import { CodeField } from "../../parts/CodeField.tsx";
import { CopyLine } from "../../parts/CopyLine.tsx";
import { Failure } from "../../parts/Failure.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { QrCode } from "../../parts/QrCode.tsx";
import { useText } from "../../text/language.tsx";

type Props = { readonly onCodes: (codes: readonly string[]) => void };

const FIGURES = 6;

export function Enrolment({ onCodes }: Props) {
  const begun = useQuery({
    queryKey: ["second factor", "enrolment"],
    queryFn: () => ask(adminBeginSecondFactor, {}),
    // A secret is of one visit: neither asked for anew meanwhile nor kept.
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <Fetched query={begun}>{(enrolment) => <Scanning {...enrolment} onCodes={onCodes} />}</Fetched>
  );
}

type ScanningProps = Props & {
  readonly secret: string;
  readonly uri: string;
  readonly enrolment: string;
};

function Scanning({ secret, uri, enrolment, onCodes }: ScanningProps) {
  const { people, shell } = useText();
  const words = people.secondFactor;
  const [code, setCode] = useState("");
  const confirm = useMutation({
    mutationFn: () => ask(adminConfirmSecondFactor, { enrolment, code }),
    onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <Group align="flex-start" gap="xl">
      <QrCode text={uri} label={words.scan} size={184} />
      <Stack gap="sm" maw={420} component="form" onSubmit={submit}>
        <Text size="sm">{words.scan}</Text>
        <div>
          <Text size="sm" className="z-quiet">
            {words.typeInstead}
          </Text>
          <CopyLine value={secret} label={words.secret} />
        </div>
        <CodeField isFirst value={code} onChange={setCode} />
        {confirm.isError && <Failure error={confirm.error} title={shell.state.notDone} />}
        <Button
          loading={confirm.isPending}
          disabled={code.replace(/\s/g, "").length < FIGURES}
          type="submit"
          style={{ alignSelf: "flex-start" }}
        >
          {words.confirm}
        </Button>
      </Stack>
    </Group>
  );
}
