// Behind a link that an owner passed on: sets a password, once, and leads to signing in.
import { Alert, Button, Center, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { IconCheck } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import { staffLookAtLink, staffUseLink } from "../../../core/contract/admin/account.ts";
import type { OutputOf } from "../../../core/contract/endpoint.ts";
import { Brand } from "../app/Brand.tsx";
import { LanguageSwitch } from "../app/Preferences.tsx";
import { ask } from "../api/ask.ts";
import { formatTime } from "../format/time.ts";
import { Failure } from "../parts/Failure.tsx";
import { Fetched } from "../parts/Fetched.tsx";
import { flawInWords, NewPassword } from "../parts/NewPassword.tsx";
import { useLanguage, useText } from "../text/language.tsx";

export default function WelcomePage() {
  const { people, shell } = useText();
  const [token] = useState(() => window.location.hash.slice(1));
  useDocumentTitle(`${people.welcome.title} · ${shell.product}`);
  const link = useQuery({
    queryKey: ["link", token],
    queryFn: () => ask(staffLookAtLink, { token }),
    staleTime: Infinity,
  });
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack w={440} maw="100%" gap="lg">
        <Group justify="space-between">
          <Brand size={38} />
          <LanguageSwitch />
        </Group>
        <Paper p="xl" shadow="sm">
          <Title order={1} fz={22} mb="sm">
            {people.welcome.title}
          </Title>
          <Fetched query={link}>{(found) => <SetPassword token={token} link={found} />}</Fetched>
        </Paper>
      </Stack>
    </Center>
  );
}

type Props = { readonly token: string; readonly link: OutputOf<typeof staffLookAtLink> };

function SetPassword({ token, link }: Props) {
  const { text, language } = useLanguage();
  const words = text.people.welcome;
  const { email, displayName, operatorName, role, isFirst, expiresAtMs } = link;
  const [password, setPassword] = useState("");
  const [wasTried, setTried] = useState(false);
  const set = useMutation({ mutationFn: () => ask(staffUseLink, { token, password }) });
  const flaw = flawInWords(password, email, text);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (flaw === null) set.mutate();
  };
  if (set.isSuccess) {
    return (
      <Stack gap="md">
        <Alert role="status" variant="outline" color="green" icon={<IconCheck />}>
          {words.done(email)}
        </Alert>
        <Button component={Link} href="/" fullWidth>
          {text.shell.signIn.title}
        </Button>
      </Stack>
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm">
          {isFirst
            ? words.first(displayName, operatorName, text.shell.role[role])
            : words.again(displayName)}
        </Text>
        {/* For the browser's keeper of passwords, which wants to know whose it is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <NewPassword value={password} onChange={setPassword} error={wasTried ? flaw : null} />
        {set.isError && <Failure error={set.error} title={text.shell.state.notDone} />}
        <Button type="submit" fullWidth loading={set.isPending}>
          {words.submit}
        </Button>
        <Text size="xs" className="z-quiet">
          {words.validUntil(formatTime(expiresAtMs, "yearDayClock", { language }))}
        </Text>
      </Stack>
    </form>
  );
}
