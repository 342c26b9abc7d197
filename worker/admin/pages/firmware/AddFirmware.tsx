// Uploads a firmware image: what it is for, and its file, with progress.
import { FileInput, Group, Modal, Progress, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  adminAddFirmware,
  adminListFirmware,
  adminUploadFirmware,
} from "../../../../core/contract/admin/firmware.ts";
import { limits } from "../../../../core/limits.ts";
import { ask, keyOf } from "../../api/ask.ts";
import { uploadBytes } from "../../api/uploadBytes.ts";
import { FormFoot } from "../../parts/FormFoot.tsx";
import { useText } from "../../text/language.tsx";

type Draft = { vendor: string; model: string; version: string; notes: string; file: File | null };

/** Chargers are shown the name in an address: what no address takes is left out. */
const plainName = (name: string): string => {
  const plain = name.replace(/[^A-Za-z0-9._-]/g, "_").replace(/^[^A-Za-z0-9]+/, "");
  return plain === "" ? "firmware.bin" : plain.slice(-80);
};

function useAddFirmware(onDone: () => void) {
  const client = useQueryClient();
  const [percent, setPercent] = useState(0);
  const add = useMutation({
    mutationFn: async ({ file, ...about }: Draft & { file: File }) => {
      const image = await ask(adminAddFirmware, { ...about, fileName: plainName(file.name) });
      const input = { firmwareId: image.firmwareId };
      return uploadBytes(adminUploadFirmware, { input, file, onProgress: setPercent });
    },
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(adminListFirmware) }),
  });
  return { add, percent };
}

function useFirmwareForm() {
  const { firmware: words } = useText();
  const short = (value: string): string | null =>
    value.trim().length <= 20 ? null : words.kindInvalid;
  return useForm<Draft>({
    initialValues: { vendor: "", model: "", version: "", notes: "", file: null },
    validate: {
      vendor: short,
      model: short,
      version: (value) => (/^.{1,50}$/.test(value.trim()) ? null : words.versionInvalid),
      file: (file) => {
        if (file === null) return words.fileNeeded;
        return file.size <= limits.firmwareBytes.most ? null : words.fileTooLarge;
      },
    },
  });
}

export default function AddFirmware({ onClose }: { readonly onClose: () => void }) {
  const { firmware: words, shell } = useText();
  const { add, percent } = useAddFirmware(onClose);
  const form = useFirmwareForm();
  const submit = form.onSubmit(({ vendor, model, version, notes, file }) => {
    if (file === null) return;
    const trimmed = { vendor: vendor.trim(), model: model.trim(), version: version.trim() };
    add.mutate({ ...trimmed, notes: notes.trim(), file });
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.add}
      closeOnClickOutside={!add.isPending}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Fields form={form} />
          {add.isPending && (
            <div role="status">
              <Text size="sm">{words.uploading(percent)}</Text>
              <Progress value={percent} aria-label={words.uploading(percent)} />
            </div>
          )}
          <FormFoot action={words.submit} saving={add} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

function Fields({ form }: { readonly form: ReturnType<typeof useFirmwareForm> }) {
  const { firmware: words } = useText();
  return (
    <>
      <Group grow align="flex-start">
        <TextInput label={words.vendor} data-autofocus {...form.getInputProps("vendor")} />
        <TextInput label={words.model} {...form.getInputProps("model")} />
      </Group>
      <Text size="xs" className="z-quiet">
        {words.kindHint}
      </Text>
      <TextInput
        label={words.version}
        description={words.versionHint}
        withAsterisk
        {...form.getInputProps("version")}
      />
      <FileInput
        label={words.file}
        placeholder={words.chooseFile}
        withAsterisk
        clearable={false}
        {...form.getInputProps("file")}
      />
      <TextInput label={words.notes} maxLength={500} {...form.getInputProps("notes")} />
    </>
  );
}
