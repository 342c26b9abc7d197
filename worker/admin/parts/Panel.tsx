// A titled surface: one subject of a page.
import { Group, Paper, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./panel.module.css";

type Props = {
  readonly title: string;
  readonly aside?: ReactNode;
  /** Tables reach to the panel's edge. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
};

export function Panel({ title, aside, isFlush = false, children }: Props) {
  return (
    <Paper component="section" className={classes["panel"] ?? ""} aria-label={title}>
      <Group justify="space-between" className={classes["head"] ?? ""} gap="xs">
        <Title order={2} fz={16}>
          {title}
        </Title>
        {aside}
      </Group>
      <div className={isFlush ? undefined : classes["body"]}>{children}</div>
    </Paper>
  );
}
