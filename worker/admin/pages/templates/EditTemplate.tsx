// Writes a template: for whom it is, and its keys line by line.
import { Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  adminListTemplates,
  adminPutTemplate,
  type ConfigurationTemplate,
  type WantedKey,
} from "../../../../core/contract/admin/templates.ts";
import { ask, queryOf } from "../../api/ask.ts";
import { ConfirmDialog } from "../../parts/ConfirmDialog.tsx";
import { FormFoot } from "../../parts/FormFoot.tsx";
import { useText } from "../../text/language.tsx";
import { keysOfText, textOfKeys } from "./templateText.ts";

type Props = {
  readonly template: Pick<ConfigurationTemplate, "vendor" | "model" | "keys">;
  readonly onClose: () => void;
};

type Draft = { readonly vendor: string; readonly model: string; readonly content: string };
type Template = Props["template"];

function usePut() {
  const client = useQueryClient();
  return async (template: { vendor: string; model: string; keys: WantedKey[] }): Promise<void> => {
    const all = await ask(adminPutTemplate, template);
    client.setQueryData(queryOf(adminListTemplates, {}).queryKey, all);
  };
}

function useTemplateForm({ vendor, model, keys }: Template) {
  const { templates: words } = useText();
  return useForm<Draft>({
    initialValues: { vendor, model, content: textOfKeys(keys) },
    validate: {
      vendor: (own, { model: other }) => {
        const lengths = [own.trim().length, other.trim().length] as const;
        const isPair = (lengths[0] === 0) === (lengths[1] === 0);
        return isPair && Math.max(...lengths) <= 20 ? null : words.kindInvalid;
      },
      content: (content) => {
        const read = keysOfText(content);
        if (!read.ok) return read.complaint(words);
        return read.keys.length === 0 ? words.contentHint : null;
      },
    },
  });
}

export default function EditTemplate({ template, onClose }: Props) {
  const { templates: words, shell } = useText();
  const put = usePut();
  const [isRemoving, setRemoving] = useState(false);
  const form = useTemplateForm(template);
  const isNew = template.keys.length === 0;
  const saving = useMutation({
    mutationFn: async ({ vendor, model, content }: Draft) => {
      const read = keysOfText(content);
      if (read.ok) await put({ vendor: vendor.trim(), model: model.trim(), keys: [...read.keys] });
    },
    onSuccess: onClose,
  });
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={isNew ? words.add : words.edit}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={form.onSubmit((draft) => saving.mutate(draft))} noValidate>
        <Stack gap="sm">
          <Fields form={form} isNew={isNew} />
          <FormFoot
            action={words.save}
            saving={saving}
            onClose={onClose}
            deletion={isNew ? null : { label: words.remove, onAsk: () => setRemoving(true) }}
          />
        </Stack>
      </form>
      {isRemoving && (
        <ConfirmDialog
          title={words.removeTitle}
          lead={words.removeExplain}
          submit={words.remove}
          isDangerous
          onConfirm={async () => {
            await put({ vendor: template.vendor, model: template.model, keys: [] });
            onClose();
          }}
          onClose={() => setRemoving(false)}
        />
      )}
    </Modal>
  );
}

type FieldsProps = {
  readonly form: ReturnType<typeof useTemplateForm>;
  readonly isNew: boolean;
};

function Fields({ form, isNew }: FieldsProps) {
  const { templates: words } = useText();
  return (
    <>
      <Group grow align="flex-start">
        <TextInput label={words.vendor} readOnly={!isNew} {...form.getInputProps("vendor")} />
        <TextInput label={words.model} readOnly={!isNew} {...form.getInputProps("model")} />
      </Group>
      <Text size="xs" className="z-quiet">
        {words.kindHint}
      </Text>
      <Textarea
        label={words.content}
        description={words.contentHint}
        data-autofocus
        autosize
        minRows={6}
        maxRows={16}
        spellCheck={false}
        ff="monospace"
        {...form.getInputProps("content")}
      />
    </>
  );
}
