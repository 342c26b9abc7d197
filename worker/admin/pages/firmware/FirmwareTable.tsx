// Firmware images as rows; each leads to a campaign or is deleted.
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  adminListFirmware,
  adminRemoveFirmware,
  type Firmware,
} from "../../../../core/contract/admin/firmware.ts";
import { ask, keyOf } from "../../api/ask.ts";
import { mayRun, useStaff } from "../../api/session.ts";
import { formatBytes } from "../../format/bytes.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Failure } from "../../parts/Failure.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { Time } from "../../parts/Time.tsx";
import { useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";

type Props = {
  readonly images: readonly Firmware[];
  readonly onPlan: (image: Firmware) => void;
};

export function FirmwareTable({ images, onPlan }: Props) {
  const text = useText();
  const [removed, setRemoved] = useState<Firmware | null>(null);
  const columns = columnsOf(text);
  const actions = actionsOf(text, { onPlan, onRemove: setRemoved });
  return (
    <>
      <DataTable
        label={text.firmware.images}
        columns={mayRun(useStaff()) ? [...columns, actions] : columns}
        rows={images}
        keyOf={({ firmwareId }) => firmwareId}
        minWidth={900}
      />
      {removed !== null && <Removal image={removed} onClose={() => setRemoved(null)} />}
    </>
  );
}

type Actions = Record<"onPlan" | "onRemove", (image: Firmware) => void>;

const actionsOf = (text: Catalogue, { onPlan, onRemove }: Actions): Column<Firmware> => ({
  key: "actions",
  label: "",
  cell: (image) => (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      {image.sizeBytes !== null && (
        <Button size="compact-sm" onClick={() => onPlan(image)}>
          {text.firmware.update}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={() => onRemove(image)}>
        {text.firmware.remove}
      </Button>
    </Group>
  ),
});

export const kindOf = ({ vendor, model }: Pick<Firmware, "vendor" | "model">, any: string) =>
  `${vendor === "" ? any : vendor} ${model === "" ? any : model}`;

function columnsOf({ firmware: words }: Catalogue): Column<Firmware>[] {
  return [
    {
      key: "version",
      label: words.version,
      cell: ({ version, fileName }) => (
        <>
          <Text size="sm" fw={600} className="z-code z-id">
            {version}
          </Text>
          <Text size="xs" className="z-quiet">
            {fileName}
          </Text>
        </>
      ),
    },
    { key: "kind", label: words.model, cell: (image) => kindOf(image, words.anyKind) },
    {
      key: "size",
      label: words.size,
      cell: ({ sizeBytes, sha256 }) =>
        sizeBytes === null ? (
          <Mark tone="bad">{words.noFile}</Mark>
        ) : (
          <>
            {formatBytes(sizeBytes)}
            <Text size="xs" className="z-quiet z-code" title={sha256 ?? ""} maw={160} truncate>
              {sha256}
            </Text>
          </>
        ),
    },
    { key: "notes", label: words.notes, cell: ({ notes }) => notes },
    { key: "at", label: words.uploadedAt, cell: ({ createdAtMs }) => <Time atMs={createdAtMs} /> },
  ];
}

function Removal({ image, onClose }: { readonly image: Firmware; readonly onClose: () => void }) {
  const { firmware: words, shell } = useText();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => ask(adminRemoveFirmware, { firmwareId: image.firmwareId }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keyOf(adminListFirmware) });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.removeTitle(image.version)}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <Stack gap="sm">
        <Text size="sm">{words.removeExplain}</Text>
        {remove.isError && <Failure error={remove.error} title={shell.state.notDone} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {words.remove}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
