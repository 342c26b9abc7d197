// The address and the password of a pile, and where its vendor may have hidden the fields for them.
import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { adminGetPile, adminRotateCredential } from "../../../../../core/contract/admin/piles.ts";
import { ask, queryOf } from "../../../api/ask.ts";
import { CopyLine } from "../../../parts/CopyLine.tsx";
import { Failure } from "../../../parts/Failure.tsx";
import { Fetched } from "../../../parts/Fetched.tsx";
import { Secret } from "../../../parts/Secret.tsx";
import { useText } from "../../../text/language.tsx";

type Props = {
  readonly pileId: string;
  /** Null where it was shown before and is gone. */
  readonly password: string | null;
  readonly onNext: () => void;
};

export function ConnectStep({ pileId, password, onNext }: Props) {
  const { piles, pileTools, shell } = useText();
  const words = pileTools.commission;
  const query = useQuery(queryOf(adminGetPile, { pileId }));
  const rotate = useMutation({ mutationFn: () => ask(adminRotateCredential, { pileId }) });
  const shown = rotate.data?.password ?? password;
  return (
    <Fetched query={query}>
      {({ ocppUrl }) => (
        <Stack maw={760}>
          <Text>{words.connectLead}</Text>
          <div>
            <Text size="xs" className="z-quiet">
              {piles.ocppUrl}
            </Text>
            <CopyLine value={ocppUrl} label={piles.ocppUrl} />
            <Text size="xs" className="z-quiet" mt={6}>
              {words.user}
            </Text>
            <CopyLine value={pileId} label={words.user} />
          </div>
          {shown === null ? (
            <Alert variant="outline" color="orange" icon={<IconKey />}>
              <Text size="sm">{words.passwordGone}</Text>
              <Button mt="sm" size="xs" loading={rotate.isPending} onClick={() => rotate.mutate()}>
                {piles.rotate}
              </Button>
            </Alert>
          ) : (
            <Secret lines={[{ label: piles.password, value: shown }]} />
          )}
          {rotate.isError && <Failure error={rotate.error} title={shell.state.notDone} />}
          <List size="sm" spacing={6}>
            {words.hints.map((hint) => (
              <List.Item key={hint}>{hint}</List.Item>
            ))}
          </List>
          <Group justify="flex-end">
            <Button onClick={onNext}>{words.next}</Button>
          </Group>
        </Stack>
      )}
    </Fetched>
  );
}
