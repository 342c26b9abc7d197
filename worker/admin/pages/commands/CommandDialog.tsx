// A command in a dialog: first its form, then its progress; or the progress of an earlier one.
import { Anchor, Button, Group, Modal, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import { adminGetCommand } from "../../../../core/contract/admin/commands.ts";
import { adminGetPile, type AdminPileDetail } from "../../../../core/contract/admin/piles.ts";
import { keyOf, queryOf } from "../../api/ask.ts";
import { useText } from "../../text/language.tsx";
import type { Values } from "./commandFields.ts";
import { CommandForm } from "./CommandForm.tsx";
import type { CommandName } from "./commandNames.ts";
import { CommandProgress } from "./CommandProgress.tsx";
import { commandName } from "./commandState.ts";
import { commandTable } from "./commandTable.ts";
import type { CommandAddress } from "./useCommandAddress.ts";

/** Sends a command and shows its record at once, before the first look at its progress. */
export function useSendCommand(pileId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, values }: { name: CommandName; values: Values }) =>
      commandTable[name].send(pileId, values),
    onSuccess: ({ command }) => {
      const { commandId } = command;
      client.setQueryData(queryOf(adminGetCommand, { pileId, commandId }).queryKey, command);
      return client.invalidateQueries({ queryKey: keyOf(adminGetPile) });
    },
  });
}

type Props = { readonly pile: AdminPileDetail; readonly address: CommandAddress };

export function CommandDialog({ pile, address }: Props) {
  const text = useText();
  const send = useSendCommand(pile.pileId);
  const { asked, shown } = address;
  const command = pile.commands.find(({ commandId }) => commandId === shown);
  const name = asked?.name ?? command?.command ?? send.data?.command.command ?? "";
  const close = (): void => {
    send.reset();
    address.close();
  };
  return (
    <Modal
      opened={asked !== null || shown !== null}
      onClose={close}
      title={commandName(name, text)}
      closeButtonProps={{ "aria-label": text.shell.close }}
    >
      {asked !== null && (
        <CommandForm
          key={asked.name}
          name={asked.name}
          pile={pile}
          known={asked.known}
          isSending={send.isPending}
          error={send.error}
          onCancel={close}
          onSend={(values) =>
            send.mutate(
              { name: asked.name, values },
              { onSuccess: ({ command: sent }) => address.show(sent.commandId) },
            )
          }
        />
      )}
      {shown !== null && (
        <Shown pileId={pile.pileId} commandId={shown} name={name} onClose={close} />
      )}
    </Modal>
  );
}

type ShownProps = {
  readonly pileId: string;
  readonly commandId: string;
  readonly name: string;
  readonly onClose: () => void;
};

function Shown({ pileId, commandId, name, onClose }: ShownProps) {
  const { piles, shell } = useText();
  return (
    <Stack>
      <CommandProgress pileId={pileId} commandId={commandId} />
      <Group justify="space-between">
        {name === "getConfiguration" ? (
          <Anchor component={Link} size="sm" href={`/piles/${pileId}?tab=configuration`}>
            {piles.configuration.title}
          </Anchor>
        ) : (
          <span />
        )}
        <Button variant="default" onClick={onClose}>
          {shell.close}
        </Button>
      </Group>
    </Stack>
  );
}
