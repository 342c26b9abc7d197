// Begins, resolves or reopens a work order, with a note of what was done or why.
import { Button, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import {
  adminSetWorkOrderState,
  type WorkOrderDetail,
  type WorkOrderState,
} from "../../../../core/contract/admin/maintenance/workOrders.ts";
import { limits } from "../../../../core/limits.ts";
import { ask } from "../../api/ask.ts";
import { useText } from "../../text/language.tsx";
import { FormFoot } from "../../parts/FormFoot.tsx";
import { useWorkOrderChange } from "./useWorkOrderChange.ts";

type Props = { readonly order: WorkOrderDetail };

/** Where each state leads, the usual way last. */
const ways = {
  open: ["inProgress", "resolved"],
  inProgress: ["resolved"],
  resolved: ["open"],
} as const satisfies Record<WorkOrderState, readonly WorkOrderState[]>;

export function StateButtons({ order }: Props) {
  const words = useText().maintenance.orders;
  const [to, setTo] = useState<WorkOrderState | null>(null);
  const verbs = { open: words.reopen, inProgress: words.begin, resolved: words.resolve } as const;
  return (
    <>
      {ways[order.state].map((state) => (
        <Button
          key={state}
          variant={state === "resolved" ? "filled" : "default"}
          onClick={() => setTo(state)}
        >
          {verbs[state]}
        </Button>
      ))}
      {to !== null && <StateDialog order={order} to={to} onClose={() => setTo(null)} />}
    </>
  );
}

function StateDialog({
  order,
  to,
  onClose,
}: Props & { readonly to: WorkOrderState; readonly onClose: () => void }) {
  const { maintenance, shell } = useText();
  const words = maintenance.orders;
  const { workOrderId } = order;
  const titles = {
    open: words.reopenTitle,
    inProgress: words.beginTitle,
    resolved: words.resolveTitle,
  } as const;
  const verbs = { open: words.reopen, inProgress: words.begin, resolved: words.resolve } as const;
  const form = useForm({
    initialValues: { note: "" },
    validate: {
      note: (note) => (to !== "inProgress" && note.trim() === "" ? words.noteNeeded : null),
    },
  });
  const save = useWorkOrderChange(
    (note: string) => ask(adminSetWorkOrderState, { workOrderId, state: to, note }),
    onClose,
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={titles[to]}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={form.onSubmit(({ note }) => save.mutate(note.trim()))}>
        <Stack gap="sm">
          <Textarea
            label={words.stateNote}
            placeholder={words.stateNoteHint}
            maxLength={limits.workOrderNote.most}
            rows={3}
            withAsterisk={to !== "inProgress"}
            data-autofocus
            {...form.getInputProps("note")}
          />
          {to === "resolved" && order.cause?.kind === "report" && (
            <Text size="sm">{words.reportNote}</Text>
          )}
          <FormFoot action={verbs[to]} saving={save} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
