// Makes a work order: for an incident, whose pile and cause it takes, or for a place of one's choice.
import { Group, Modal, NumberInput, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useLocation } from "wouter";
import {
  adminListIncidents,
  type Incident,
} from "../../../../core/contract/admin/maintenance/incidents.ts";
import {
  adminCreateWorkOrder,
  adminListWorkOrders,
  WorkOrderPriority,
} from "../../../../core/contract/admin/maintenance/workOrders.ts";
import { limits } from "../../../../core/limits.ts";
import { ask } from "../../api/ask.ts";
import { StationPicker } from "../../parts/StationPicker.tsx";
import { useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { AssigneePicker } from "./AssigneePicker.tsx";
import { codeInWords } from "./codeInWords.ts";
import { FormFoot } from "../../parts/FormFoot.tsx";
import { timeOf } from "./localTime.ts";
import { useDone } from "./useDone.ts";

type Props = { readonly incident: Incident | null; readonly onClose: () => void };

type Draft = {
  title: string;
  priority: WorkOrderPriority;
  pileId: string;
  connectorId: number | "";
  stationId: string;
  assigneeId: string;
  due: string;
  text: string;
};

const priorityFor = {
  danger: "urgent",
  outage: "high",
  degraded: "normal",
  notice: "low",
} as const satisfies Record<Incident["severity"], WorkOrderPriority>;

const draftOf = (incident: Incident | null, text: Catalogue): Draft => {
  const [worst] = incident?.signals ?? [];
  return {
    title: worst === undefined ? "" : codeInWords(text, worst),
    priority: incident === null ? "normal" : priorityFor[incident.severity],
    pileId: incident?.pileId ?? "",
    connectorId: worst?.connectorId ?? "",
    stationId: "",
    assigneeId: "",
    due: "",
    text: "",
  };
};

function useCreate({ incident, onClose }: Props) {
  const { maintenance } = useText();
  const [, navigate] = useLocation();
  const done = useDone(adminListWorkOrders, adminListIncidents);
  const [worst] = incident?.signals ?? [];
  return useMutation({
    mutationFn: ({ due, text, title, priority, ...draft }: Draft) =>
      ask(adminCreateWorkOrder, {
        title: title.trim(),
        priority,
        text: text.trim(),
        dueAtMs: timeOf(due),
        assigneeId: draft.assigneeId === "" ? null : draft.assigneeId,
        ...(draft.pileId.trim() === ""
          ? { stationId: draft.stationId }
          : {
              pileId: draft.pileId.trim(),
              connectorId: draft.connectorId === "" ? null : draft.connectorId,
            }),
        cause: worst === undefined ? null : { kind: worst.source, id: worst.id, code: worst.code },
      }),
    onSuccess: async ({ workOrderId }) => {
      onClose();
      await done(maintenance.orders.made);
      navigate(`/maintenance/work-orders/${workOrderId}`);
    },
  });
}

export function NewWorkOrder(props: Props) {
  const { incident, onClose } = props;
  const text = useText();
  const words = text.maintenance.orders;
  const create = useCreate(props);
  const form: UseFormReturnType<Draft> = useForm<Draft>({
    initialValues: draftOf(incident, text),
    validate: {
      title: (title) => (title.trim() === "" ? words.titleNeeded : null),
      pileId: (pileId, { stationId }) =>
        pileId.trim() === "" && stationId === "" ? words.placeNeeded : null,
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.make}
      closeButtonProps={{ "aria-label": text.shell.close }}
    >
      <form onSubmit={form.onSubmit((draft) => create.mutate(draft))}>
        <Stack gap="sm">
          <TextInput
            label={words.titleOf}
            placeholder={words.titleHint}
            maxLength={limits.workOrderTitle.most}
            withAsterisk
            data-autofocus
            {...form.getInputProps("title")}
          />
          <Place form={form} isFixed={incident !== null} />
          <Handling form={form} />
          <Textarea
            label={words.first}
            placeholder={words.commentHint}
            maxLength={limits.workOrderNote.most}
            rows={3}
            {...form.getInputProps("text")}
          />
          <FormFoot action={words.create} saving={create} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

type PlaceProps = {
  readonly form: UseFormReturnType<Draft>;
  readonly isFixed: boolean;
};

function Place({ form, isFixed }: PlaceProps) {
  const text = useText();
  const words = text.maintenance.orders;
  if (isFixed) {
    const { pileId, connectorId } = form.values;
    return (
      <Text size="sm">
        {pileId}
        {connectorId !== "" && ` · ${text.piles.connector(connectorId)}`}
      </Text>
    );
  }
  return (
    <Group align="flex-start">
      <TextInput
        label={words.pile}
        description={words.pileHint}
        w={260}
        {...form.getInputProps("pileId")}
      />
      <NumberInput
        label={words.connector}
        description={words.whole}
        min={1}
        max={limits.connectorsPerPile.most}
        w={130}
        {...form.getInputProps("connectorId")}
      />
      <StationPicker
        label={words.station}
        placeholder={text.piles.stationPickHint}
        value={form.values.stationId}
        onChange={(chosen) => form.setFieldValue("stationId", chosen)}
      />
    </Group>
  );
}

function Handling({ form }: Pick<PlaceProps, "form">) {
  const words = useText().maintenance.orders;
  return (
    <Group align="flex-end">
      <Select
        label={words.priority}
        w={130}
        allowDeselect={false}
        data={WorkOrderPriority.options.map((value) => ({
          value,
          label: words.priorities[value],
        }))}
        {...form.getInputProps("priority")}
      />
      <AssigneePicker
        label={words.assignee}
        placeholder={words.nobody}
        value={form.values.assigneeId}
        onChange={(chosen) => form.setFieldValue("assigneeId", chosen)}
      />
      <TextInput label={words.due} type="datetime-local" w={210} {...form.getInputProps("due")} />
    </Group>
  );
}
