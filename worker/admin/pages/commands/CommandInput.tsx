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
  /** The first field takes the focus when the form opens. */
  readonly isFirst: boolean;
};

export function CommandInput({ field, pile, input, isFirst }: Props) {
  const text = useText();
  const labelId = useId();
  const options = field.options?.(text, pile) ?? [];
  const chosen = options.findIndex(({ value }) => value === input.value);
  const isFocused = (index: number): boolean => index === Math.max(chosen, 0);
  const about = {
    label: field.label(text),
    description: field.hint?.(text),
    withAsterisk: field.isOptional !== true,
  };
  const focus = isFirst ? { "data-autofocus": true } : {};
  switch (field.look) {
    case "connectors":
      return (
        <Radio.Group {...about} {...input}>
          <Stack gap={8} mt={6}>
            {options.map(({ value, label }, index) => (
              <Radio
                key={value}
                value={value}
                label={label}
                {...(isFirst && isFocused(index) ? { "data-autofocus": true } : {})}
              />
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
      return <Select {...about} {...focus} allowDeselect={false} data={options} {...input} />;
    case "lines":
      return (
        <Textarea
          {...about}
          {...focus}
          autosize
          minRows={3}
          maxRows={8}
          spellCheck={false}
          {...input}
        />
      );
    case "number":
      return <TextInput {...about} {...focus} inputMode="numeric" {...input} />;
    case "line":
      return <TextInput {...about} {...focus} spellCheck={false} autoComplete="off" {...input} />;
  }
}
