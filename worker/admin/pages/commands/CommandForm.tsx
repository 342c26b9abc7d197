// The form of one command: fields checked as they are left, and a warning before a driver is disturbed.
import { Alert, Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconSend, IconUserExclamation } from "@tabler/icons-react";
import type { AdminPileDetail } from "../../../../core/contract/admin/piles.ts";
import { Failure } from "../../parts/Failure.tsx";
import { useText } from "../../text/language.tsx";
import type { Values } from "./commandFields.ts";
import { CommandInput } from "./CommandInput.tsx";
import type { CommandName } from "./commandNames.ts";
import { commandTable, initialValues, type CommandSpec } from "./commandTable.ts";

type Props = {
  readonly name: CommandName;
  readonly pile: AdminPileDetail;
  readonly known: Partial<Values>;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSend: (values: Values) => void;
  readonly onCancel: () => void;
};

export function CommandForm({ name, pile, known, isSending, error, onSend, onCancel }: Props) {
  const text = useText();
  const spec: CommandSpec = commandTable[name];
  const form = useForm({
    initialValues: { ...initialValues, ...known, understood: "" },
    validateInputOnBlur: true,
    validate: Object.fromEntries(
      spec.fields.map((field) => [field.name, (value: string) => field.check(value, text)]),
    ),
  });
  const warning = spec.warning(form.values, pile, text);
  const isHeldBack = warning !== null && form.values.understood !== warning;
  const submit = form.onSubmit((values) => {
    if (!isHeldBack) onSend(values);
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm" className="z-quiet">
          {text.commands.explain[name]}
        </Text>
        {spec.fields.map((field, index) => (
          <CommandInput
            key={field.name}
            field={field}
            isFirst={index === 0}
            pile={pile}
            input={form.getInputProps(field.name)}
          />
        ))}
        {warning !== null && (
          <Warning
            warning={warning}
            isUnderstood={!isHeldBack}
            onChange={(isOn) => form.setFieldValue("understood", isOn ? warning : "")}
          />
        )}
        {error !== null && <Failure error={error} title={text.commands.form.notSent} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {text.shell.cancel}
          </Button>
          <Button
            type="submit"
            color={warning === null ? "pine" : "red"}
            disabled={isHeldBack}
            loading={isSending}
            leftSection={<IconSend size={16} />}
          >
            {text.commands.form.send}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type WarningProps = {
  readonly warning: string;
  readonly isUnderstood: boolean;
  readonly onChange: (isUnderstood: boolean) => void;
};

/** The confirmation is of this very warning: another connector or kind asks again. */
function Warning({ warning, isUnderstood, onChange }: WarningProps) {
  const { confirm } = useText().commands;
  return (
    <Alert
      role="alert"
      variant="outline"
      color="red"
      icon={<IconUserExclamation />}
      title={confirm.title}
    >
      <Text size="sm">{warning}</Text>
      <Checkbox
        mt="sm"
        label={confirm.understood}
        checked={isUnderstood}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </Alert>
  );
}
