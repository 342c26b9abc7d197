// The connectors of a pile as they are described in a form: kind, plug and power of each.
import { ActionIcon, Button, Fieldset, Group, NumberInput, Select } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { limits } from "../../../../core/limits.ts";
import { CurrentType } from "../../../../core/contract/stations.ts";
import { useText } from "../../text/language.tsx";
import { type ConnectorDraft, newConnector, standardsOf } from "./connectorDraft.ts";

type Props = {
  readonly connectors: readonly ConnectorDraft[];
  /** What is wrong with the power of one; null: nothing. */
  readonly errorOf: (index: number) => string | null;
  readonly nextId: () => number;
  readonly onChange: (connectors: ConnectorDraft[]) => void;
};

export function ConnectorRows({ connectors, errorOf, nextId, onChange }: Props) {
  const { piles } = useText();
  const words = piles.registerForm;
  return (
    <Fieldset legend={words.connectors}>
      {connectors.map((connector, index) => (
        <ConnectorRow
          key={connector.key}
          connector={connector}
          error={errorOf(index)}
          isOnly={connectors.length === 1}
          onChange={(changed) => onChange(connectors.with(index, changed))}
          onRemove={() => onChange(connectors.filter((one) => one !== connector))}
        />
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={15} />}
        disabled={connectors.length >= limits.connectorsPerPile.most}
        onClick={() =>
          onChange([...connectors, newConnector(nextId(), connectors.at(-1)?.currentType)])
        }
      >
        {words.addConnector}
      </Button>
    </Fieldset>
  );
}

type RowProps = {
  readonly connector: ConnectorDraft;
  readonly error: string | null;
  readonly isOnly: boolean;
  readonly onChange: (connector: ConnectorDraft) => void;
  readonly onRemove: () => void;
};

function ConnectorRow({ connector, error, isOnly, onChange, onRemove }: RowProps) {
  const { piles, words: names } = useText();
  const words = piles.registerForm;
  const { connectorId, currentType, standard, maxPowerKw } = connector;
  const changeCurrent = (value: string | null): void => {
    const chosen = CurrentType.options.find((option) => option === value);
    if (chosen === undefined || chosen === currentType) return;
    onChange({ ...newConnector(connectorId, chosen), key: connector.key });
  };
  return (
    <Group gap="xs" mb="sm" align="flex-start" wrap="nowrap">
      <Select
        w={100}
        label={`${connectorId} · ${words.currentType}`}
        allowDeselect={false}
        data={CurrentType.options.map((value) => ({ value, label: names.currentType[value] }))}
        value={currentType}
        onChange={changeCurrent}
      />
      <Select
        flex={1}
        label={words.standard}
        allowDeselect={false}
        data={standardsOf[currentType].map((value) => ({ value, label: names.standard[value] }))}
        value={standard}
        onChange={(value) => {
          const chosen = standardsOf[currentType].find((option) => option === value);
          if (chosen !== undefined) onChange({ ...connector, standard: chosen });
        }}
      />
      <NumberInput
        w={140}
        label={words.power}
        min={1}
        max={1000}
        decimalScale={1}
        value={maxPowerKw}
        onChange={(value) => onChange({ ...connector, maxPowerKw: value })}
        error={error}
      />
      <ActionIcon
        mt={28}
        size="lg"
        aria-label={words.removeConnector(connectorId)}
        disabled={isOnly}
        onClick={onRemove}
      >
        <IconTrash size={17} />
      </ActionIcon>
    </Group>
  );
}
