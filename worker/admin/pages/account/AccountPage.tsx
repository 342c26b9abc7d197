// One's own account: password, second factor, and where one is signed in.
import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconShieldExclamation } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  adminEndOtherSessions,
  adminEndSession,
  adminGetAccount,
} from "../../../../core/contract/admin/account.ts";
import { ask, keyOf, queryOf } from "../../api/ask.ts";
import { useStaff } from "../../api/session.ts";
import { Failure } from "../../parts/Failure.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { SessionTable } from "../../parts/SessionTable.tsx";
import { useText } from "../../text/language.tsx";
import { ChangePassword } from "./ChangePassword.tsx";
import { SecondFactor } from "./SecondFactor.tsx";

export default function AccountPage() {
  const { people, shell } = useText();
  const staff = useStaff();
  const query = useQuery(queryOf(adminGetAccount, {}));
  return (
    <Page
      title={people.account.title}
      lead={`${staff.displayName} · ${staff.email} · ${shell.role[staff.role]}`}
    >
      <Fetched query={query}>
        {(account) => (
          <Stack gap="md">
            {account.needsSecondFactor && (
              <Alert
                variant="outline"
                color="orange"
                icon={<IconShieldExclamation />}
                title={people.account.neededTitle}
              >
                {people.account.needed}
              </Alert>
            )}
            <SecondFactor account={account} />
            {!account.needsSecondFactor && (
              <>
                <ChangePassword />
                <Sessions sessions={account.sessions} />
              </>
            )}
          </Stack>
        )}
      </Fetched>
    </Page>
  );
}

type SessionsProps = { readonly sessions: Parameters<typeof SessionTable>[0]["sessions"] };

function Sessions({ sessions }: SessionsProps) {
  const { people, shell } = useText();
  const words = people.sessions;
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: (sessionId: string | null) =>
      sessionId === null ? ask(adminEndOtherSessions, {}) : ask(adminEndSession, { sessionId }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(adminGetAccount) }),
  });
  return (
    <Panel
      title={words.title}
      isFlush
      aside={
        sessions.length > 1 && (
          <Button
            size="xs"
            variant="default"
            loading={end.isPending}
            onClick={() => end.mutate(null)}
          >
            {words.endOthers}
          </Button>
        )
      }
    >
      {end.isError && <Failure error={end.error} title={shell.state.notDone} />}
      <SessionTable sessions={sessions} onEnd={(sessionId) => end.mutate(sessionId)} />
      <Text size="xs" px="md" pb="sm" className="z-quiet">
        {words.coarse}
      </Text>
    </Panel>
  );
}
