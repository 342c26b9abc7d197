// Another password for oneself, by the old one.
import { Alert, Button, PasswordInput, Stack } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { adminChangePassword } from "../../../../core/contract/admin/account.ts";
import { ask } from "../../api/ask.ts";
import { useStaff } from "../../api/session.ts";
import { Failure } from "../../parts/Failure.tsx";
import { flawInWords, NewPassword } from "../../parts/NewPassword.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";

export function ChangePassword() {
  const text = useText();
  const words = text.people.password;
  const { email } = useStaff();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [wasTried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: () => ask(adminChangePassword, { current, next }),
    onSuccess: () => {
      setCurrent("");
      setNext("");
      setTried(false);
    },
  });
  const flaw = flawInWords(next, email, text);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (current !== "" && flaw === null) change.mutate();
  };
  return (
    <Panel title={words.title}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm" maw={420} align="stretch">
          <PasswordInput
            label={words.current}
            autoComplete="current-password"
            value={current}
            onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
            error={wasTried && current === "" ? text.shell.signIn.passwordNeeded : null}
          />
          <NewPassword value={next} onChange={setNext} error={wasTried ? flaw : null} />
          {change.isError && <Failure error={change.error} title={text.shell.state.notDone} />}
          {change.isSuccess && (
            <Alert role="status" variant="outline" color="green" icon={<IconCheck />}>
              {words.changed}
            </Alert>
          )}
          <Button type="submit" loading={change.isPending} style={{ alignSelf: "flex-start" }}>
            {words.submit}
          </Button>
        </Stack>
      </form>
    </Panel>
  );
}
