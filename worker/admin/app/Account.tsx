// Who is signed in, for whom and as what, and the way out.
import { Menu, Text, UnstyledButton } from "@mantine/core";
import { IconLogout, IconSelector, IconUserCog } from "@tabler/icons-react";
import { Link } from "wouter";
import { useSignOut, useStaff } from "../api/session.ts";
import { useText } from "../text/language.tsx";
import classes from "./account.module.css";

export function Account() {
  const { people, shell } = useText();
  const staff = useStaff();
  const signOut = useSignOut();
  return (
    <Menu position="top-start" width="target">
      <Menu.Target>
        <UnstyledButton className={classes["account"] ?? ""}>
          <span className={classes["who"]}>
            <Text size="sm" fw={600} component="span" truncate>
              {staff.displayName}
            </Text>
            <Text size="xs" component="span" truncate className="z-quiet">
              {staff.operatorName} · {shell.role[staff.role]}
            </Text>
          </span>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {shell.signedInAs} {staff.email}
        </Menu.Label>
        <Menu.Item component={Link} href="/account" leftSection={<IconUserCog size={16} />}>
          {people.account.title}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} />}
          disabled={signOut.isPending}
          onClick={() => signOut.mutate()}
        >
          {shell.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
