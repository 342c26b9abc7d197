// Everybody who works for the operator; owners invite others and set the rules of signing in.
import { Anchor, Button, Paper, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { adminListStaff, type Member } from "../../../../core/contract/admin/people.ts";
import { queryOf } from "../../api/ask.ts";
import { useStaff } from "../../api/session.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Time } from "../../parts/Time.tsx";
import { useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { InviteDialog } from "./InviteDialog.tsx";
import { MemberStateMark } from "./MemberStateMark.tsx";
import { SignInRules } from "./SignInRules.tsx";

const hrefOf = ({ staffId }: Member): string => `/staff/${encodeURIComponent(staffId)}`;

export default function StaffPage() {
  const text = useText();
  const words = text.people.staff;
  const isOwner = useStaff().role === "owner";
  const [isInviting, inviting] = useDisclosure(false);
  const query = useQuery(queryOf(adminListStaff, {}));
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        isOwner && (
          <Button leftSection={<IconUserPlus size={17} />} onClick={inviting.open}>
            {words.invite}
          </Button>
        )
      }
    >
      <Stack gap="md">
        <Paper>
          <Fetched query={query}>
            {({ items }) => (
              <DataTable
                label={words.title}
                columns={columnsOf(text, isOwner)}
                rows={items}
                keyOf={({ staffId }) => staffId}
                minWidth={760}
                {...(isOwner && { hrefOf })}
              />
            )}
          </Fetched>
        </Paper>
        {isOwner && <SignInRules />}
      </Stack>
      {isInviting && <InviteDialog onClose={inviting.close} />}
    </Page>
  );
}

function columnsOf(text: Catalogue, isOwner: boolean): Column<Member>[] {
  const words = text.people.staff;
  return [
    {
      key: "name",
      label: words.name,
      cell: (member) => (
        <>
          {isOwner ? (
            <Anchor component={Link} href={hrefOf(member)} size="sm" fw={600}>
              {member.displayName}
            </Anchor>
          ) : (
            member.displayName
          )}
          <Text size="xs" className="z-quiet">
            {member.email}
          </Text>
        </>
      ),
    },
    { key: "role", label: words.role, cell: ({ role }) => text.shell.role[role] },
    {
      key: "state",
      label: words.state,
      cell: (member) => <MemberStateMark member={member} />,
    },
    {
      key: "factor",
      label: words.secondFactor,
      cell: ({ hasSecondFactor }) => (hasSecondFactor ? words.on : words.off),
    },
    { key: "since", label: words.since, cell: ({ createdAtMs }) => <Time atMs={createdAtMs} /> },
  ];
}
