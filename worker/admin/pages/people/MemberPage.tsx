// One member: who he is, how he signs in, where he is signed in, and what an owner can do about it.
import { Alert, Stack } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { adminGetStaff } from "../../../../core/contract/admin/people.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { queryOf } from "../../api/ask.ts";
import { formatTime } from "../../format/time.ts";
import { Facts } from "../../parts/Facts.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { SessionTable } from "../../parts/SessionTable.tsx";
import { Time } from "../../parts/Time.tsx";
import { useLanguage } from "../../text/language.tsx";
import { MemberActions } from "./MemberActions.tsx";
import { MemberStateMark } from "./MemberStateMark.tsx";

export type MemberDetail = OutputOf<typeof adminGetStaff>;

export default function MemberPage({ staffId }: { readonly staffId: string }) {
  const { text } = useLanguage();
  const query = useQuery(queryOf(adminGetStaff, { staffId }));
  return (
    <Page
      title={query.data?.displayName ?? text.people.staff.member}
      lead={query.data?.email}
      parent={{ label: text.shell.nav.staff, href: "/staff" }}
    >
      <Fetched query={query}>{(member) => <OneMember member={member} />}</Fetched>
    </Page>
  );
}

function OneMember({ member }: { readonly member: MemberDetail }) {
  const { text, language } = useLanguage();
  const { staff: words, member: about, sessions } = text.people;
  const { lockedUntilMs, linkExpiresAtMs } = member;
  return (
    <Stack gap="md">
      {lockedUntilMs !== null && (
        <Alert variant="outline" color="orange" icon={<IconLock />} title={about.lockedTitle}>
          {about.locked(formatTime(lockedUntilMs, "clock", { language }))}
        </Alert>
      )}
      <Panel title={about.who}>
        <Facts
          facts={[
            [words.role, text.shell.role[member.role]],
            [words.state, <MemberStateMark key="state" member={member} />],
            [words.secondFactor, member.hasSecondFactor ? words.on : words.off],
            [words.since, <Time key="since" atMs={member.createdAtMs} />],
            [
              about.openLink,
              linkExpiresAtMs === null ? (
                text.shell.none
              ) : (
                <Time key="link" atMs={linkExpiresAtMs} />
              ),
            ],
          ]}
        />
        <MemberActions member={member} />
      </Panel>
      <Panel title={sessions.title} isFlush>
        <SessionTable sessions={member.sessions} />
      </Panel>
    </Stack>
  );
}
