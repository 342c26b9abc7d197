// Writes a rule: what it looks for, where, and what it does.
import { Checkbox, Group, Modal, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { adminListNoticeChannels } from "../../../../core/contract/admin/maintenance/notices.ts";
import {
  adminCreateMaintenanceRule,
  adminDeleteMaintenanceRule,
  adminListMaintenanceRules,
  adminUpdateMaintenanceRule,
  type MaintenanceRule,
} from "../../../../core/contract/admin/maintenance/rules.ts";
import { WorkOrderPriority } from "../../../../core/contract/admin/maintenance/workOrders.ts";
import { limits } from "../../../../core/limits.ts";
import { ask, queryOf } from "../../api/ask.ts";
import { ConfirmDialog } from "../../parts/ConfirmDialog.tsx";
import { StationPicker } from "../../parts/StationPicker.tsx";
import { useText } from "../../text/language.tsx";
import { AssigneePicker } from "./AssigneePicker.tsx";
import { FormFoot } from "../../parts/FormFoot.tsx";
import { draftOf, ruleOf, type RuleDraft } from "./ruleDraft.ts";
import { RuleConditionFields } from "./RuleConditionFields.tsx";
import { useDone } from "./useDone.ts";

type Props = { readonly rule: MaintenanceRule | null; readonly onClose: () => void };
type Form = UseFormReturnType<RuleDraft>;

export function RuleForm({ rule, onClose }: Props) {
  const { maintenance, shell } = useText();
  const words = maintenance.rules;
  const done = useDone(adminListMaintenanceRules);
  const [isDeleting, setIsDeleting] = useState(false);
  const form: UseFormReturnType<RuleDraft> = useForm<RuleDraft>({
    initialValues: draftOf(rule),
    validate: {
      name: (name) => (name.trim() === "" ? words.nameNeeded : null),
      makesOrder: (makesOrder, { channelIds }) =>
        !makesOrder && channelIds.length === 0 ? words.actionNeeded : null,
    },
  });
  const save = useMutation({
    mutationFn: (draft: RuleDraft) =>
      rule === null
        ? ask(adminCreateMaintenanceRule, ruleOf(draft))
        : ask(adminUpdateMaintenanceRule, { ruleId: rule.ruleId, ...ruleOf(draft) }),
    onSuccess: () => {
      onClose();
      return done(words.saved);
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={rule === null ? words.add : words.edit}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={form.onSubmit((draft) => save.mutate(draft))}>
        <Stack gap="sm">
          <TextInput
            label={words.name}
            placeholder={words.nameHint}
            maxLength={limits.ruleName.most}
            withAsterisk
            data-autofocus
            {...form.getInputProps("name")}
          />
          <RuleConditionFields form={form} />
          <StationPicker
            label={words.where}
            placeholder={words.everywhere}
            value={form.values.stationId}
            onChange={(chosen) => form.setFieldValue("stationId", chosen)}
          />
          <Action form={form} />
          <Checkbox label={words.isOn} {...form.getInputProps("isOn", { type: "checkbox" })} />
          <FormFoot
            action={words.save}
            saving={save}
            onClose={onClose}
            deletion={
              rule === null ? null : { label: words.delete, onAsk: () => setIsDeleting(true) }
            }
          />
        </Stack>
      </form>
      {rule !== null && isDeleting && (
        <DeleteRule rule={rule} onDeleted={onClose} onClose={() => setIsDeleting(false)} />
      )}
    </Modal>
  );
}

function Action({ form }: { readonly form: Form }) {
  const { rules: words, orders, notices } = useText().maintenance;
  const channels = useQuery(queryOf(adminListNoticeChannels, {}));
  const { makesOrder } = form.values;
  return (
    <>
      <Checkbox
        label={words.makesOrder}
        {...form.getInputProps("makesOrder", { type: "checkbox" })}
      />
      {makesOrder && (
        <Group align="flex-end">
          <Select
            label={words.priority}
            w={120}
            allowDeselect={false}
            data={WorkOrderPriority.options.map((value) => ({
              value,
              label: orders.priorities[value],
            }))}
            {...form.getInputProps("priority")}
          />
          <AssigneePicker
            label={words.assignee}
            placeholder={orders.nobody}
            value={form.values.assigneeId}
            onChange={(chosen) => form.setFieldValue("assigneeId", chosen)}
          />
          <NumberInput
            label={words.dueHours}
            placeholder={words.noDue}
            min={1}
            max={limits.ruleDueHours.most}
            allowDecimal={false}
            w={150}
            {...form.getInputProps("dueHours")}
          />
        </Group>
      )}
      <Checkbox.Group
        label={words.channels}
        description={(channels.data?.items ?? []).length === 0 ? words.noChannels : undefined}
        {...form.getInputProps("channelIds")}
      >
        <Group mt={4}>
          {(channels.data?.items ?? []).map(({ channelId, name, kind }) => (
            <Checkbox
              key={channelId}
              value={channelId}
              label={`${name} · ${notices.kinds[kind]}`}
            />
          ))}
        </Group>
      </Checkbox.Group>
    </>
  );
}

function DeleteRule({
  rule: { ruleId },
  onDeleted,
  onClose,
}: {
  readonly rule: MaintenanceRule;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}) {
  const words = useText().maintenance.rules;
  const done = useDone(adminListMaintenanceRules);
  return (
    <ConfirmDialog
      title={words.deleteTitle}
      lead={words.deleteLead}
      submit={words.delete}
      isDangerous
      onConfirm={async () => {
        await ask(adminDeleteMaintenanceRule, { ruleId });
        onDeleted();
        await done(words.deleted);
      }}
      onClose={onClose}
    />
  );
}
