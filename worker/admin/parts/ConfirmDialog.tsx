// Asks before something is done, does it, and says so when it was not done: the one way of asking.
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useText } from "../text/language.tsx";
import { Failure } from "./Failure.tsx";

type Props = {
  readonly title: string;
  /** What will come of it. */
  readonly lead: ReactNode;
  readonly submit: string;
  readonly isDangerous?: boolean;
  /** Where it says false, the dialog says what is missing, and nothing is done. */
  readonly check?: () => boolean;
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
};

export function ConfirmDialog(props: Props) {
  const { title, lead, submit, isDangerous, check, onConfirm, onClose, children } = props;
  const { shell } = useText();
  const action = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": shell.close }}>
      <Stack gap="sm">
        <Text size="sm" component="div">
          {lead}
        </Text>
        {children}
        {action.isError && <Failure error={action.error} title={shell.state.notDone} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {shell.cancel}
          </Button>
          <Button
            {...(isDangerous === true && { color: "red.9" })}
            loading={action.isPending}
            onClick={() => check?.() !== false && action.mutate()}
          >
            {submit}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
