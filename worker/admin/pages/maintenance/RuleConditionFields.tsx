// What a rule looks for: its kind, and what that kind asks.
import { Autocomplete, Group, NumberInput, Select, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { FaultReportKind } from "../../../../core/contract/faultReports.ts";
import { limits } from "../../../../core/limits.ts";
import { useText } from "../../text/language.tsx";
import type { RuleDraft } from "./ruleDraft.ts";

type Form = UseFormReturnType<RuleDraft>;
const kinds = ["fault", "offline", "report", "security"] as const;

export function RuleConditionFields({ form }: { readonly form: Form }) {
  const words = useText().maintenance.rules;
  const { kind } = form.values;
  return (
    <Group align="flex-end">
      <Select
        label={words.conditionKind}
        w={200}
        allowDeselect={false}
        data={kinds.map((value) => ({ value, label: words.conditionKinds[value] }))}
        {...form.getInputProps("kind")}
      />
      <Fields form={form} kind={kind} />
    </Group>
  );
}

function Fields({ form, kind }: { readonly form: Form; readonly kind: RuleDraft["kind"] }) {
  const { maintenance, feedback, words: catalogue } = useText();
  const words = maintenance.rules;
  switch (kind) {
    case "offline":
      return (
        <NumberInput
          label={words.minutes}
          min={5}
          max={limits.ruleMinutes.most}
          allowDecimal={false}
          w={140}
          {...form.getInputProps("minutes")}
        />
      );
    case "security":
      return (
        <TextInput
          label={words.event}
          placeholder={words.eventHint}
          maxLength={64}
          w={220}
          {...form.getInputProps("code")}
        />
      );
    case "fault":
      return (
        <>
          <Autocomplete
            label={words.code}
            placeholder={words.anyCode}
            maxLength={64}
            w={210}
            data={Object.keys(catalogue.errorCode).filter(isFaultCode)}
            {...form.getInputProps("code")}
          />
          <Counted form={form} />
        </>
      );
    case "report":
      return (
        <>
          <Select
            label={words.reportKind}
            placeholder={words.anyCode}
            clearable
            w={160}
            data={FaultReportKind.options.map((value) => ({
              value,
              label: feedback.reports.kinds[value],
            }))}
            {...form.getInputProps("reportKind")}
          />
          <Counted form={form} />
        </>
      );
  }
}

const isFaultCode = (code: string): boolean => code !== "NoError" && code !== "Offline";

function Counted({ form }: { readonly form: Form }) {
  const words = useText().maintenance.rules;
  return (
    <>
      <NumberInput
        label={words.count}
        min={1}
        max={limits.ruleCount.most}
        allowDecimal={false}
        w={80}
        {...form.getInputProps("count")}
      />
      <NumberInput
        label={words.hours}
        min={1}
        max={limits.ruleHours.most}
        allowDecimal={false}
        w={110}
        {...form.getInputProps("hours")}
      />
    </>
  );
}
