// What is written on a work order while it is worked at: comments, parts, pictures.
import { Button, FileButton, Group, NumberInput, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { IconPhotoPlus } from "@tabler/icons-react";
import {
  adminAddWorkOrderPart,
  adminAddWorkOrderPicture,
  adminCommentWorkOrder,
  type WorkOrderDetail,
} from "../../../../core/contract/admin/maintenance/workOrders.ts";
import { limits } from "../../../../core/limits.ts";
import { ask } from "../../api/ask.ts";
import { upload } from "../../api/upload.ts";
import { explain, Failure } from "../../parts/Failure.tsx";
import { useText } from "../../text/language.tsx";
import { useWorkOrderChange } from "./useWorkOrderChange.ts";

type Props = { readonly order: WorkOrderDetail };

export function CommentForm({ order: { workOrderId } }: Props) {
  const { maintenance, shell } = useText();
  const words = maintenance.orders;
  const form = useForm({ initialValues: { text: "" } });
  const add = useWorkOrderChange(
    (text: string) => ask(adminCommentWorkOrder, { workOrderId, text }),
    form.reset,
  );
  const isEmpty = form.values.text.trim() === "";
  return (
    <form onSubmit={form.onSubmit(({ text }) => add.mutate(text.trim()))}>
      <Stack gap="sm">
        <Textarea
          aria-label={words.comment}
          placeholder={words.commentHint}
          maxLength={limits.workOrderNote.most}
          rows={3}
          {...form.getInputProps("text")}
        />
        {add.isError && <Failure error={add.error} title={shell.state.notDone} />}
        <Group justify="flex-end">
          <Button type="submit" size="xs" disabled={isEmpty} loading={add.isPending}>
            {words.send}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type Part = { name: string; partNumber: string; quantity: number | "" };
const noPart: Part = { name: "", partNumber: "", quantity: 1 };

export function PartForm({ order: { workOrderId } }: Props) {
  const { maintenance, shell } = useText();
  const words = maintenance.orders;
  const form = useForm<Part>({ initialValues: noPart });
  const add = useWorkOrderChange(
    ({ name, partNumber, quantity }: Part) =>
      ask(adminAddWorkOrderPart, {
        workOrderId,
        name: name.trim(),
        partNumber: partNumber.trim(),
        quantity: quantity === "" ? 1 : quantity,
      }),
    form.reset,
  );
  const isEmpty = form.values.name.trim() === "";
  return (
    <form onSubmit={form.onSubmit((part) => add.mutate(part))}>
      <Stack gap="sm">
        <Group align="flex-end" gap="xs">
          <TextInput
            label={words.partName}
            maxLength={80}
            w={150}
            {...form.getInputProps("name")}
          />
          <TextInput
            label={words.partNumber}
            maxLength={40}
            w={130}
            {...form.getInputProps("partNumber")}
          />
          <NumberInput
            label={words.quantity}
            min={1}
            max={limits.partQuantity.most}
            allowDecimal={false}
            w={80}
            {...form.getInputProps("quantity")}
          />
        </Group>
        {add.isError && <Failure error={add.error} title={shell.state.notDone} />}
        <Group justify="flex-end">
          <Button
            type="submit"
            size="xs"
            variant="default"
            disabled={isEmpty}
            loading={add.isPending}
          >
            {words.addPart}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function Picture({ order: { workOrderId } }: Props) {
  const text = useText();
  const words = text.maintenance.orders;
  const add = useWorkOrderChange((file: File) =>
    upload(adminAddWorkOrderPicture, { workOrderId }, file),
  );
  const send = (file: File | null): void => {
    if (file === null) return;
    add.mutate(file, {
      onError: (error) => notifications.show({ color: "red", message: explain(error, text) }),
    });
  };
  return (
    <FileButton
      accept="image/jpeg,image/png,image/webp"
      onChange={send}
      inputProps={{ "aria-label": words.addPicture }}
    >
      {(props) => (
        <Button
          {...props}
          size="xs"
          variant="default"
          leftSection={<IconPhotoPlus size={16} />}
          loading={add.isPending}
        >
          {words.addPicture}
        </Button>
      )}
    </FileButton>
  );
}
