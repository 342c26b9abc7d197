// Writes a template: for whom it is, and its keys line by line.
import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
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
import { Failure } from "../../parts/Failure.tsx";
import { useText } from "../../text/language.tsx";
import { keysOfText, textOfKeys } from "./templateText.ts";

type Props = {
  readonly template: Pick<ConfigurationTemplate, "vendor" | "model" | "keys">;
  readonly onClose: () => void;
};

// One form, field after field.
// oxlint-disable-next-line eslint/max-lines-per-function
export default function EditTemplate({ template, onClose }: Props) {
  const { templates: words, shell } = useText();
  const client = useQueryClient();
  const [isRemoving, setRemoving] = useState(false);
  const isNew = template.keys.length === 0;
  const put = useMutation({
    mutationFn: (input: { vendor: string; model: string; keys: WantedKey[] }) =>
      ask(adminPutTemplate, input),
    onSuccess: (all) => {
      client.setQueryData(queryOf(adminListTemplates, {}).queryKey, all);
      onClose();
    },
  });
  const form = useForm({
    initialValues: {
      vendor: template.vendor,
      model: template.model,
      content: textOfKeys(template.keys),
    },
    validate: {
      vendor: (vendor, { model }) => {
        const [own, other] = [vendor.trim(), model.trim()];
        const isPair = (own === "") === (other === "");
        return isPair && own.length <= 20 && other.length <= 20 ? null : words.kindInvalid;
      },
      content: (content) => {
        const read = keysOfText(content);
        if (!read.ok) return read.complaint(words);
        return read.keys.length === 0 ? words.contentHint : null;
      },
    },
  });
  const save = form.onSubmit(({ vendor, model, content }) => {
    const read = keysOfText(content);
    if (read.ok) put.mutate({ vendor: vendor.trim(), model: model.trim(), keys: [...read.keys] });
  });
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={isRemoving ? words.removeTitle : isNew ? words.add : words.edit}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
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
          {isRemoving && <Text size="sm">{words.removeExplain}</Text>}
          {put.isError && <Failure error={put.error} title={shell.state.notDone} />}
          <Group justify="space-between">
            {isNew ? (
              <span />
            ) : (
              <Button
                variant={isRemoving ? "filled" : "subtle"}
                color="red"
                loading={isRemoving && put.isPending}
                onClick={() => {
                  const { vendor, model } = template;
                  if (isRemoving) put.mutate({ vendor, model, keys: [] });
                  setRemoving(true);
                }}
              >
                {words.remove}
              </Button>
            )}
            <Group>
              <Button variant="default" onClick={onClose}>
                {shell.cancel}
              </Button>
              {!isRemoving && (
                <Button type="submit" loading={put.isPending}>
                  {words.save}
                </Button>
              )}
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
