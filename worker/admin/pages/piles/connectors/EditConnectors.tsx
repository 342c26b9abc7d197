// Mends what was registered of a pile's connectors: says what will change before it is done.
import { Alert, Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { adminSetConnectors } from "../../../../../core/contract/admin/pileConnectors.ts";
import {
  adminGetPile,
  adminListPiles,
  type AdminPileDetail,
} from "../../../../../core/contract/admin/piles.ts";
import { limits } from "../../../../../core/limits.ts";
import {
  connectorChanges,
  registeredOf,
  isNothing,
  type ConnectorChanges,
  type RegisteredConnector,
} from "../../../../../core/piles/connectorChanges.ts";
import { ask, keyOf } from "../../../api/ask.ts";
import { formatW } from "../../../format/energy.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { useText } from "../../../text/language.tsx";
import type { Text as Catalogue } from "../../../text/zh.ts";
import { describedConnector, draftOfConnector, isPossiblePower } from "../connectorDraft.ts";
import { ConnectorRows } from "../ConnectorRows.tsx";

type Props = { readonly pile: AdminPileDetail; readonly onClose: () => void };

export function EditConnectors({ pile, onClose }: Props) {
  const text = useText();
  const { shell } = text;
  const words = text.piles.connectorEditing;
  const client = useQueryClient();
  const { pileId } = pile;
  // The pile is read again every two seconds; the change is thought of by what it was at the beginning.
  const [before] = useState(() => pile.connectors.map(registeredOf));
  const [drafts, setDrafts] = useState(() => before.map(draftOfConnector));
  const save = useMutation({
    mutationFn: (connectors: RegisteredConnector[]) =>
      ask(adminSetConnectors, { pileId, before, connectors }),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: keyOf(adminGetPile) }),
        client.invalidateQueries({ queryKey: keyOf(adminListPiles) }),
      ]);
      onClose();
    },
  });
  const isComplete = drafts.every(({ maxPowerKw }) => isPossiblePower(maxPowerKw));
  const after = drafts
    .map(describedConnector)
    .toSorted((one, other) => one.connectorId - other.connectorId);
  const changes = isComplete ? connectorChanges(before, after) : null;
  const isReady = changes !== null && !isNothing(changes);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.title(pileId)}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <Stack gap="sm">
        <Text size="sm">{words.lead}</Text>
        <ConnectorRows
          connectors={drafts}
          errorOf={(index) =>
            isPossiblePower(drafts[index]?.maxPowerKw ?? "")
              ? null
              : text.piles.registerForm.powerInvalid
          }
          nextId={() =>
            nextIdOf(
              drafts.map(({ connectorId }) => connectorId),
              pile.device.connectorIds,
            )
          }
          onChange={setDrafts}
        />
        {isReady && <WhatChanges changes={changes} />}
        {save.isError && <Failure error={save.error} title={shell.state.notDone} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button disabled={!isReady} loading={save.isPending} onClick={() => save.mutate(after)}>
            {words.save}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** One that the charger speaks of first, else the lowest number that is free. */
function nextIdOf(taken: readonly number[], spokenOf: readonly number[]): number {
  const numbers = Array.from({ length: limits.connectorsPerPile.most }, (_, at) => at + 1);
  return [...spokenOf, ...numbers].find((id) => !taken.includes(id)) ?? numbers.length;
}

function WhatChanges({ changes }: { readonly changes: ConnectorChanges }) {
  const text = useText();
  return (
    <Alert
      variant="outline"
      color="blue"
      icon={<IconInfoCircle />}
      title={text.piles.connectorEditing.whatChanges}
    >
      <List size="sm">
        {sentencesOf(changes, text).map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function sentencesOf({ added, removed, changed }: ConnectorChanges, text: Catalogue): string[] {
  const { connector, connectorEditing: words } = text.piles;
  const described = ({ currentType, standard, maxPowerW }: RegisteredConnector): string =>
    [text.words.currentType[currentType], text.words.standard[standard], formatW(maxPowerW)].join(
      " · ",
    );
  return [
    ...added.map((one) => words.added(connector(one.connectorId), described(one))),
    ...changed.map(({ from, to }) =>
      words.changed(connector(from.connectorId), described(from), described(to)),
    ),
    ...removed.map((one) => words.removed(connector(one.connectorId))),
  ];
}
