// Who has a work order, until when, and how pressing it is.
import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import {
  adminUpdateWorkOrder,
  WorkOrderPriority,
  type WorkOrderDetail,
} from "../../../../core/contract/admin/maintenance/workOrders.ts";
import { ask } from "../../api/ask.ts";
import { Failure } from "../../parts/Failure.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useText } from "../../text/language.tsx";
import { AssigneePicker } from "./AssigneePicker.tsx";
import { fieldOf, timeOf } from "./localTime.ts";
import { useWorkOrderChange } from "./useWorkOrderChange.ts";

type Draft = { assigneeId: string; due: string; priority: WorkOrderPriority };

export function Settings({ order }: { readonly order: WorkOrderDetail }) {
  const { maintenance, shell } = useText();
  const words = maintenance.orders;
  const { workOrderId } = order;
  const form = useForm<Draft>({
    initialValues: {
      assigneeId: order.assigneeId ?? "",
      due: fieldOf(order.dueAtMs),
      priority: order.priority,
    },
  });
  const save = useWorkOrderChange(({ assigneeId, due, priority }: Draft) =>
    ask(adminUpdateWorkOrder, {
      workOrderId,
      priority,
      assigneeId: assigneeId === "" ? null : assigneeId,
      // A field holds minutes: what was not touched keeps its seconds.
      ...(due !== fieldOf(order.dueAtMs) && { dueAtMs: timeOf(due) }),
    }),
  );
  return (
    <Panel title={words.assignee}>
      <form onSubmit={form.onSubmit((draft) => save.mutate(draft))}>
        <Stack gap="sm">
          <Group align="flex-end" gap="xs">
            <AssigneePicker
              label={words.assignee}
              placeholder={words.nobody}
              width={190}
              value={form.values.assigneeId}
              onChange={(chosen) => form.setFieldValue("assigneeId", chosen)}
            />
            <Select
              label={words.priority}
              w={110}
              allowDeselect={false}
              data={WorkOrderPriority.options.map((value) => ({
                value,
                label: words.priorities[value],
              }))}
              {...form.getInputProps("priority")}
            />
            <TextInput
              label={words.due}
              type="datetime-local"
              w={200}
              {...form.getInputProps("due")}
            />
          </Group>
          {save.isError && <Failure error={save.error} title={shell.state.notDone} />}
          <Group justify="flex-end">
            <Button
              type="submit"
              size="xs"
              variant="default"
              disabled={!form.isDirty()}
              loading={save.isPending}
            >
              {words.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
