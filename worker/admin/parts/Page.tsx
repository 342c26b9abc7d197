// The head that every page has: where it stands, its title (the window's too), its actions.
import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { IconChevronLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useText } from "../text/language.tsx";
import classes from "./page.module.css";

type Props = {
  readonly title: string;
  readonly lead?: ReactNode;
  /** The list this page is one of. */
  readonly parent?: { readonly label: string; readonly href: string };
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

export function Page({ title, lead, parent, actions, children }: Props) {
  const { shell } = useText();
  useDocumentTitle(`${title} · ${shell.product}`);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end" gap="sm">
        <div>
          {parent !== undefined && (
            <Anchor
              component={Link}
              href={parent.href}
              size="sm"
              className={classes["parent"] ?? ""}
            >
              <IconChevronLeft size={15} aria-hidden />
              {parent.label}
            </Anchor>
          )}
          <Title order={1} fz={24} lh={1.3}>
            {title}
          </Title>
          {lead !== undefined && (
            <Text component="div" size="sm" className="z-quiet">
              {lead}
            </Text>
          )}
        </div>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
