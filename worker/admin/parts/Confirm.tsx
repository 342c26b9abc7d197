// Asks before something that cannot be taken back, and says what went wrong when it did.
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useText } from "../text/language.tsx";
import { Failure } from "./Failure.tsx";

type Props = {
  readonly title: string;
  readonly action: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

export function Confirm(props: Props) {
  const { shell } = useText();
  return (
    <Modal
      opened
      title={props.title}
      onClose={props.onClose}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <Stack gap="sm">
        <Text size="sm" component="div">
          {props.children}
        </Text>
        {props.error !== null && <Failure error={props.error} title={shell.state.notDone} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {shell.cancel}
          </Button>
          <Button loading={props.isBusy} onClick={props.onConfirm}>
            {props.action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
