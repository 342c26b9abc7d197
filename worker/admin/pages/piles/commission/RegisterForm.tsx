// The form that registers a pile: its id, place and connectors.
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import * as z from "zod/mini";
import { PileId } from "../../../../../core/contract/common.ts";
import { Failure } from "../../../parts/Failure.tsx";
import { StationPicker } from "../../../parts/StationPicker.tsx";
import { useText } from "../../../text/language.tsx";
import type { Text as Catalogue } from "../../../text/zh.ts";
import { ConnectorRows } from "../ConnectorRows.tsx";
import { type ConnectorDraft, isPossiblePower, newConnector } from "../connectorDraft.ts";

export type RegisterDraft = {
  pileId: string;
  stationId: string;
  name: string;
  connectors: ConnectorDraft[];
};

const checksOf = ({ piles }: Catalogue) => {
  const words = piles.registerForm;
  return {
    pileId: (value: string) => (z.safeParse(PileId, value).success ? null : words.pileIdInvalid),
    stationId: (value: string) => (value === "" ? words.stationNeeded : null),
    name: (value: string) => (/^.{1,40}$/.test(value.trim()) ? null : words.nameInvalid),
    connectors: {
      maxPowerKw: (value: string | number) => (isPossiblePower(value) ? null : words.powerInvalid),
    },
  };
};

const wrongOf = (error: unknown): string | null => (typeof error === "string" ? error : null);

type FormProps = {
  readonly stationId: string;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSend: (draft: RegisterDraft) => void;
};

export function RegisterForm({ stationId, isSending, error, onSend }: FormProps) {
  const text = useText();
  const words = text.piles.registerForm;
  const form = useForm<RegisterDraft>({
    initialValues: { pileId: "", stationId, name: "", connectors: [newConnector(1)] },
    validate: checksOf(text),
  });
  const station = form.getInputProps("stationId");
  return (
    <form onSubmit={form.onSubmit(onSend)} noValidate>
      <Stack gap="sm">
        <TextInput
          label={words.pileId}
          description={words.pileIdHint}
          withAsterisk
          data-autofocus
          {...form.getInputProps("pileId")}
        />
        <StationPicker
          label={words.station}
          isRequired
          width="100%"
          value={form.values.stationId}
          onChange={(chosen) => form.setFieldValue("stationId", chosen)}
          error={station.error ?? null}
        />
        <TextInput
          label={words.name}
          description={words.nameHint}
          withAsterisk
          {...form.getInputProps("name")}
        />
        <ConnectorRows
          connectors={form.values.connectors}
          errorOf={(index) => wrongOf(form.errors[`connectors.${index}.maxPowerKw`])}
          nextId={() => form.values.connectors.length + 1}
          // A new pile's connectors are numbered in their order.
          onChange={(connectors) =>
            form.setFieldValue(
              "connectors",
              connectors.map((connector, at) => ({ ...connector, connectorId: at + 1 })),
            )
          }
        />
        {error !== null && <Failure error={error} title={text.shell.state.notDone} />}
        <Group justify="flex-end">
          <Button type="submit" loading={isSending}>
            {words.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
