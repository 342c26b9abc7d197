// Writes a channel: its kind and address once, what it is told of at any time.
import { Checkbox, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import {
  adminCreateNoticeChannel,
  adminDeleteNoticeChannel,
  adminListNoticeChannels,
  adminUpdateNoticeChannel,
  ChannelKind,
  NoticeTopic,
  type NoticeChannel,
} from "../../../../core/contract/admin/maintenance/notices.ts";
import { ask } from "../../api/ask.ts";
import { ConfirmDialog } from "../../parts/ConfirmDialog.tsx";
import { useLanguage, useText } from "../../text/language.tsx";
import { FormFoot } from "../../parts/FormFoot.tsx";
import { useDone } from "./useDone.ts";

type Props = { readonly channel: NoticeChannel | null; readonly onClose: () => void };

type Draft = {
  kind: ChannelKind;
  name: string;
  url: string;
  secret: string;
  topics: string[];
  language: "zh" | "en";
  isOn: boolean;
};
type Form = UseFormReturnType<Draft>;

const contentOf = ({ name, topics, language, isOn }: Draft) => ({
  name: name.trim(),
  topics: NoticeTopic.options.filter((topic) => topics.includes(topic)),
  language,
  isOn,
});

const save = (channel: NoticeChannel | null, draft: Draft) => {
  const { kind } = draft;
  const [url, secret] = [draft.url.trim(), draft.secret.trim()];
  return channel === null
    ? ask(adminCreateNoticeChannel, { kind, ...contentOf(draft), url, secret })
    : ask(adminUpdateNoticeChannel, {
        channelId: channel.channelId,
        ...contentOf(draft),
        ...(url !== "" && { url, secret }),
      });
};

export function ChannelForm({ channel, onClose }: Props) {
  const { text, language } = useLanguage();
  const { maintenance, shell } = text;
  const words = maintenance.notices;
  const done = useDone(adminListNoticeChannels);
  const [isDeleting, setIsDeleting] = useState(false);
  const form: UseFormReturnType<Draft> = useForm<Draft>({
    initialValues: {
      kind: channel?.kind ?? "wecom",
      name: channel?.name ?? "",
      url: "",
      secret: "",
      topics: channel === null ? ["workOrders", "windows"] : [...channel.topics],
      language: channel?.language ?? language,
      isOn: channel?.isOn ?? true,
    },
    validate: {
      name: (name) => (name.trim() === "" ? words.nameNeeded : null),
      url: (url) => (channel === null && url.trim() === "" ? words.urlNeeded : null),
    },
  });
  const saving = useMutation({
    mutationFn: (draft: Draft) => save(channel, draft),
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
      title={channel === null ? words.add : words.edit}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={form.onSubmit((draft) => saving.mutate(draft))}>
        <Stack gap="sm">
          <Fields form={form} isNew={channel === null} />
          <FormFoot
            action={words.save}
            saving={saving}
            onClose={onClose}
            deletion={
              channel === null ? null : { label: words.delete, onAsk: () => setIsDeleting(true) }
            }
          />
        </Stack>
      </form>
      {channel !== null && isDeleting && (
        <ConfirmDialog
          title={words.deleteTitle}
          lead={words.deleteLead}
          submit={words.delete}
          isDangerous
          onConfirm={async () => {
            await ask(adminDeleteNoticeChannel, { channelId: channel.channelId });
            onClose();
            await done(words.deleted);
          }}
          onClose={() => setIsDeleting(false)}
        />
      )}
    </Modal>
  );
}

function Fields({ form, isNew }: { readonly form: Form; readonly isNew: boolean }) {
  const words = useText().maintenance.notices;
  const { kind } = form.values;
  return (
    <>
      <Group align="flex-end">
        <Select
          label={words.kind}
          w={200}
          allowDeselect={false}
          disabled={!isNew}
          data={ChannelKind.options.map((value) => ({ value, label: words.kinds[value] }))}
          {...form.getInputProps("kind")}
        />
        <TextInput
          label={words.name}
          w={260}
          maxLength={60}
          withAsterisk
          data-autofocus
          {...form.getInputProps("name")}
        />
      </Group>
      <TextInput
        label={words.url}
        placeholder={words.urlHints[kind]}
        description={isNew ? undefined : words.urlKept}
        autoComplete="off"
        withAsterisk={isNew}
        {...form.getInputProps("url")}
      />
      {kind !== "wecom" && (
        <TextInput
          label={words.secret}
          description={words.secretHints[kind]}
          autoComplete="off"
          {...form.getInputProps("secret")}
        />
      )}
      <Checkbox.Group
        label={words.topics}
        description={words.topicsHint}
        {...form.getInputProps("topics")}
      >
        <Group mt={4}>
          {NoticeTopic.options.map((topic) => (
            <Checkbox key={topic} value={topic} label={words.topicNames[topic]} />
          ))}
        </Group>
      </Checkbox.Group>
      <Group align="flex-end">
        <Select
          label={words.language}
          w={130}
          allowDeselect={false}
          data={(["zh", "en"] as const).map((value) => ({
            value,
            label: words.languages[value],
          }))}
          {...form.getInputProps("language")}
        />
        <Checkbox label={words.isOn} mb={8} {...form.getInputProps("isOn", { type: "checkbox" })} />
      </Group>
    </>
  );
}
