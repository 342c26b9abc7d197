// Gives a driver an RFID card.
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { adminAddCard } from "../../../../core/contract/admin/piles.ts";
import { ask } from "../../api/ask.ts";
import { Failure } from "../../parts/Failure.tsx";
import { useText } from "../../text/language.tsx";

export default function AddCard({ onClose }: { readonly onClose: () => void }) {
  const { piles, commands, shell } = useText();
  const words = piles.cardForm;
  const add = useMutation({
    mutationFn: (card: { idTag: string; driverId: string; label: string }) =>
      ask(adminAddCard, card),
    onSuccess: ({ idTag, driverId }) => {
      notifications.show({ message: words.done(idTag, driverId) });
      onClose();
    },
  });
  const form = useForm({
    initialValues: { idTag: "", driverId: "", label: "" },
    validate: {
      idTag: (value) => (/^.{1,20}$/.test(value.trim()) ? null : commands.form.idTagInvalid),
      driverId: (value) => (/^.{1,64}$/.test(value.trim()) ? null : words.driverIdInvalid),
      label: (value) => (value.length <= 40 ? null : words.labelInvalid),
    },
  });
  const submit = form.onSubmit(({ idTag, driverId, label }) =>
    add.mutate({ idTag: idTag.trim(), driverId: driverId.trim(), label: label.trim() }),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.title}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Text size="sm" className="z-quiet">
            {words.lead}
          </Text>
          <TextInput
            label={words.idTag}
            description={words.idTagHint}
            withAsterisk
            data-autofocus
            {...form.getInputProps("idTag")}
          />
          <TextInput label={words.driverId} withAsterisk {...form.getInputProps("driverId")} />
          <TextInput
            label={words.label}
            placeholder={words.labelHint}
            {...form.getInputProps("label")}
          />
          {add.isError && <Failure error={add.error} title={shell.state.notDone} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shell.cancel}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {words.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
