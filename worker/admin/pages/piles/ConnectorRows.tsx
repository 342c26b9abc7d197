// The connectors of a pile to be registered: kind, plug and power of each.
import { ActionIcon, Button, Fieldset, Group, NumberInput, Select } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { limits } from "../../../../core/limits.ts";
import { CurrentType } from "../../../../core/contract/stations.ts";
import { useText } from "../../text/language.tsx";
import { newConnector, type RegisterFormState, standardsOf } from "./registerDraft.ts";

export function ConnectorRows({ form }: { readonly form: RegisterFormState }) {
  const { piles } = useText();
  const words = piles.registerForm;
  const { connectors } = form.values;
  return (
    <Fieldset legend={words.connectors}>
      {connectors.map((connector, index) => (
        <ConnectorRow key={connector.key} form={form} index={index} />
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={15} />}
        disabled={connectors.length >= limits.connectorsPerPile.most}
        onClick={() =>
          form.insertListItem("connectors", newConnector(connectors.at(-1)?.currentType))
        }
      >
        {words.addConnector}
      </Button>
    </Fieldset>
  );
}

type RowProps = { readonly form: RegisterFormState; readonly index: number };

function ConnectorRow({ form, index }: RowProps) {
  const { piles, words: names } = useText();
  const words = piles.registerForm;
  const connector = form.values.connectors[index];
  if (connector === undefined) return null;
  const changeCurrent = (value: string | null): void => {
    const currentType = CurrentType.options.find((option) => option === value);
    if (currentType === undefined || currentType === connector.currentType) return;
    form.setFieldValue(`connectors.${index}`, {
      ...newConnector(currentType),
      key: connector.key,
    });
  };
  return (
    <Group gap="xs" mb="sm" align="flex-start" wrap="nowrap">
      <Select
        w={100}
        label={`${index + 1} · ${words.currentType}`}
        allowDeselect={false}
        data={CurrentType.options.map((value) => ({ value, label: names.currentType[value] }))}
        value={connector.currentType}
        onChange={changeCurrent}
      />
      <Select
        flex={1}
        label={words.standard}
        allowDeselect={false}
        data={standardsOf[connector.currentType].map((value) => ({
          value,
          label: names.standard[value],
        }))}
        {...form.getInputProps(`connectors.${index}.standard`)}
      />
      <NumberInput
        w={140}
        label={words.power}
        min={1}
        max={1000}
        decimalScale={1}
        {...form.getInputProps(`connectors.${index}.maxPowerKw`)}
      />
      <ActionIcon
        mt={28}
        size="lg"
        aria-label={words.removeConnector(index + 1)}
        disabled={form.values.connectors.length === 1}
        onClick={() => form.removeListItem("connectors", index)}
      >
        <IconTrash size={17} />
      </ActionIcon>
    </Group>
  );
}
