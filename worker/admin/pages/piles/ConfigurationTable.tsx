// Configuration keys as rows; one that may be changed is edited where it stands.
import { ActionIcon, Button, Group, Text, TextInput } from "@mantine/core";
import { IconLock, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import type { AdminPileDetail } from "../../../../core/contract/admin/piles.ts";
import { mayOperate, useStaff } from "../../api/session.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { explain } from "../../parts/Failure.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { useSendCommand } from "../commands/CommandDialog.tsx";
import { answerInWords, commandTone } from "../commands/commandState.ts";
import { initialValues } from "../commands/commandTable.ts";
import type { ConfigurationKey } from "./configuration.ts";

type Props = { readonly pile: AdminPileDetail; readonly keys: readonly ConfigurationKey[] };

export function ConfigurationTable({ pile, keys }: Props) {
  const text = useText();
  const mayChange = mayOperate(useStaff());
  return (
    <DataTable
      label={text.piles.configuration.title}
      columns={columnsOf(text, pile, mayChange)}
      rows={keys}
      keyOf={({ key }) => key}
      minWidth={640}
    />
  );
}

function columnsOf(
  text: Catalogue,
  pile: AdminPileDetail,
  mayChange: boolean,
): Column<ConfigurationKey>[] {
  const words = text.piles.configuration;
  return [
    { key: "key", label: words.key, cell: ({ key }) => <span className="z-code z-id">{key}</span> },
    {
      key: "value",
      label: words.value,
      cell: (item) => <Value pile={pile} item={item} mayChange={mayChange && !item.isReadOnly} />,
    },
    {
      key: "readOnly",
      label: words.readOnly,
      cell: ({ isReadOnly }) =>
        isReadOnly && (
          <Group gap={4} wrap="nowrap" className="z-quiet z-id">
            <IconLock size={14} aria-hidden />
            {words.readOnly}
          </Group>
        ),
    },
  ];
}

type ValueProps = {
  readonly pile: AdminPileDetail;
  readonly item: ConfigurationKey;
  readonly mayChange: boolean;
};

function Value({ pile, item, mayChange }: ValueProps) {
  const { configuration: words } = useText().piles;
  const [isEditing, setEditing] = useState(false);
  if (isEditing) return <Editor pile={pile} item={item} onClose={() => setEditing(false)} />;
  return (
    <>
      <Group gap={6} wrap="nowrap">
        <span className={item.value === "" ? "z-quiet" : "z-code"}>
          {item.value === "" ? words.noValue : item.value}
        </span>
        {mayChange && (
          <ActionIcon size="sm" aria-label={words.edit(item.key)} onClick={() => setEditing(true)}>
            <IconPencil size={15} />
          </ActionIcon>
        )}
      </Group>
      <LastChange pile={pile} item={item} />
    </>
  );
}

/** How the last change of this key went, unless it simply came true. */
function LastChange({ pile, item }: Omit<ValueProps, "mayChange">) {
  const text = useText();
  const last = pile.commands.find(
    ({ command, parameters }) =>
      command === "changeConfiguration" && parameters["key"] === item.key,
  );
  if (last === undefined || (last.status === "Accepted" && last.state === "answered")) return null;
  const wanted = last.parameters["value"];
  return (
    <Text size="xs" component="div" role="status">
      <Mark tone={commandTone(last)}>
        {typeof wanted === "string" && wanted !== item.value && `→ ${wanted} · `}
        {answerInWords(last, text) ?? text.commands.state[last.state]}
      </Mark>
    </Text>
  );
}

type EditorProps = {
  readonly pile: AdminPileDetail;
  readonly item: ConfigurationKey;
  readonly onClose: () => void;
};

function Editor({ pile, item, onClose }: EditorProps) {
  const text = useText();
  const words = text.piles.configuration;
  const [value, setValue] = useState(item.value);
  const send = useSendCommand(pile.pileId);
  const error = value.length > 500 ? text.commands.form.valueTooLong : null;
  const save = (): void =>
    send.mutate(
      { name: "changeConfiguration", values: { ...initialValues, key: item.key, value } },
      { onSuccess: onClose },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (error === null) save();
      }}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <Group gap={6} align="flex-start" wrap="nowrap">
        <TextInput
          size="xs"
          flex={1}
          autoFocus
          aria-label={words.edit(item.key)}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          error={error ?? (send.isError ? explain(send.error, text) : null)}
        />
        <Button size="xs" type="submit" loading={send.isPending} disabled={value === item.value}>
          {words.save}
        </Button>
        <Button size="xs" variant="default" onClick={onClose}>
          {text.shell.cancel}
        </Button>
      </Group>
    </form>
  );
}
