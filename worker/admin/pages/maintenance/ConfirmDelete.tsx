// Asks before something is deleted.
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Failure } from "../../parts/Failure.tsx";
import { useText } from "../../text/language.tsx";

type Props = {
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly onDelete: () => Promise<void>;
  readonly onClose: () => void;
};

export function ConfirmDelete({ title, lead, action, onDelete, onClose }: Props) {
  const { shell } = useText();
  const remove = useMutation({ mutationFn: onDelete });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": shell.close }}>
      <Stack gap="sm">
        <Text size="sm">{lead}</Text>
        {remove.isError && <Failure error={remove.error} title={shell.state.notDone} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
