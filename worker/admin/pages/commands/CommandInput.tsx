// One field of a command's form, as its look says.
import { Input, Radio, SegmentedControl, Select, Stack, Textarea, TextInput } from "@mantine/core";
import type { GetInputPropsReturnType } from "@mantine/form";
import { useId } from "react";
import type { AdminPileDetail } from "../../../../core/contract/admin/piles.ts";
import { useText } from "../../text/language.tsx";
import type { Field } from "./commandFields.ts";

type Props = {
  readonly field: Field;
  readonly pile: AdminPileDetail;
  readonly input: GetInputPropsReturnType;
};

export function CommandInput({ field, pile, input }: Props) {
  const text = useText();
  const labelId = useId();
  const options = field.options?.(text, pile) ?? [];
  const about = {
    label: field.label(text),
    description: field.hint?.(text),
    withAsterisk: field.isOptional !== true,
  };
  switch (field.look) {
    case "connectors":
      return (
        <Radio.Group {...about} {...input}>
          <Stack gap={8} mt={6}>
            {options.map(({ value, label }) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
      );
    case "options":
      return (
        <Input.Wrapper label={about.label} labelElement="div" labelProps={{ id: labelId }}>
          <SegmentedControl fullWidth aria-labelledby={labelId} data={options} {...input} />
        </Input.Wrapper>
      );
    case "select":
      return <Select {...about} allowDeselect={false} data={options} {...input} />;
    case "lines":
      return <Textarea {...about} autosize minRows={3} maxRows={8} spellCheck={false} {...input} />;
    case "number":
      return <TextInput {...about} inputMode="numeric" {...input} />;
    case "line":
      return <TextInput {...about} spellCheck={false} autoComplete="off" {...input} />;
  }
}
