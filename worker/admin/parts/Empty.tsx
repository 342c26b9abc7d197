// Nothing to show: says why, and what would make something appear.
import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

type Props = {
  readonly title: string;
  readonly hint: string;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
};

export function Empty({ title, hint, icon, children }: Props) {
  return (
    <Stack align="center" gap={6} py="xl" px="md" ta="center">
      {icon !== undefined && (
        <span className="z-quiet" aria-hidden>
          {icon}
        </span>
      )}
      <Text fw={600}>{title}</Text>
      <Text size="sm" maw={460} className="z-quiet">
        {hint}
      </Text>
      {children}
    </Stack>
  );
}
