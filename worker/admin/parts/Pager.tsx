// Forward by the server's cursor, back the way one came; a deep link begins anew from the first page.
import { Button, Group, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useText } from "../text/language.tsx";

type Props = {
  readonly count: number;
  readonly cursor: string | undefined;
  readonly nextCursor: string | null;
  readonly onGo: (cursor: string | null) => void;
};

export function Pager({ count, cursor, nextCursor, onGo }: Props) {
  const { shell } = useText();
  const [before, setBefore] = useState<ReadonlyMap<string, string | null>>(new Map());
  const previous = cursor === undefined ? undefined : before.get(cursor);
  if (count === 0 && cursor === undefined) return null;
  const goOn = (): void => {
    if (nextCursor === null) return;
    setBefore(new Map(before).set(nextCursor, cursor ?? null));
    onGo(nextCursor);
  };
  return (
    <Group justify="space-between" px="md" py="xs" component="nav" aria-label={shell.page.paging}>
      <Text size="sm" className="z-quiet" aria-live="polite">
        {shell.page.count(count)}
      </Text>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          disabled={cursor === undefined}
          leftSection={<IconChevronLeft size={15} />}
          onClick={() => onGo(previous ?? null)}
        >
          {cursor !== undefined && previous === undefined ? shell.page.first : shell.page.previous}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={nextCursor === null}
          rightSection={<IconChevronRight size={15} />}
          onClick={goOn}
        >
          {shell.page.next}
        </Button>
      </Group>
    </Group>
  );
}
