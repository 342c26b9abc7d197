// Registers a pile: its id, place and connectors; then shows its address and password this once.
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import * as z from "zod/mini";
import { Link } from "wouter";
import { adminListPiles, adminRegisterPile } from "../../../../core/contract/admin/piles.ts";
import { PileId } from "../../../../core/contract/common.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { ask, keyOf } from "../../api/ask.ts";
import { Failure } from "../../parts/Failure.tsx";
import { Secret } from "../../parts/Secret.tsx";
import { StationPicker } from "../../parts/StationPicker.tsx";
import { useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { ConnectorRows } from "./ConnectorRows.tsx";
import { newConnector, type RegisterDraft, type RegisterFormState } from "./registerDraft.ts";
import { pileHref } from "./PileTable.tsx";

type Registered = OutputOf<typeof adminRegisterPile>;
type Props = { readonly stationId: string; readonly onClose: () => void };

export default function RegisterPile({ stationId, onClose }: Props) {
  const { piles, shell } = useText();
  const client = useQueryClient();
  const register = useMutation({
    mutationFn: (draft: RegisterDraft) =>
      ask(adminRegisterPile, {
        ...draft,
        name: draft.name.trim(),
        connectors: draft.connectors.map(({ currentType, standard, maxPowerKw }) => ({
          currentType,
          standard,
          maxPowerW: Math.round(Number(maxPowerKw) * 1000),
        })),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(adminListPiles) }),
  });
  const done = register.data;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      // The password is gone once this closes: a stray click must not do it.
      closeOnClickOutside={done === undefined && !register.isPending}
      closeOnEscape={done === undefined && !register.isPending}
      withCloseButton={done === undefined}
      closeButtonProps={{ "aria-label": shell.close }}
      title={done === undefined ? piles.registerForm.title : piles.registerForm.doneTitle}
    >
      {done === undefined ? (
        <RegisterForm
          stationId={stationId}
          isSending={register.isPending}
          error={register.error}
          onSend={(draft) => register.mutate(draft)}
          onCancel={onClose}
        />
      ) : (
        <Done registered={done} onClose={onClose} />
      )}
    </Modal>
  );
}

function Done({ registered, onClose }: { registered: Registered; onClose: () => void }) {
  const { piles } = useText();
  const words = piles.registerForm;
  return (
    <Stack>
      <Text size="sm">{words.done}</Text>
      <Secret
        lines={[
          { label: piles.ocppUrl, value: registered.ocppUrl },
          { label: piles.password, value: registered.password },
        ]}
      />
      <Group justify="flex-end">
        <Button variant="default" component={Link} href={pileHref(registered.pileId)}>
          {words.openPile}
        </Button>
        <Button onClick={onClose}>{piles.savedIt}</Button>
      </Group>
    </Stack>
  );
}

const checksOf = ({ piles }: Catalogue) => {
  const words = piles.registerForm;
  return {
    pileId: (value: string) => (z.safeParse(PileId, value).success ? null : words.pileIdInvalid),
    stationId: (value: string) => (value === "" ? words.stationNeeded : null),
    name: (value: string) => (/^.{1,40}$/.test(value.trim()) ? null : words.nameInvalid),
    connectors: {
      maxPowerKw: (value: string | number) =>
        Number(value) >= 1 && Number(value) <= 1000 ? null : words.powerInvalid,
    },
  };
};

type FormProps = {
  readonly stationId: string;
  readonly isSending: boolean;
  readonly error: unknown;
  readonly onSend: (draft: RegisterDraft) => void;
  readonly onCancel: () => void;
};

function RegisterForm({ stationId, isSending, error, onSend, onCancel }: FormProps) {
  const text = useText();
  const words = text.piles.registerForm;
  const form: RegisterFormState = useForm<RegisterDraft>({
    initialValues: { pileId: "", stationId, name: "", connectors: [newConnector()] },
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
        <ConnectorRows form={form} />
        {error !== null && <Failure error={error} title={text.shell.state.notDone} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {text.shell.cancel}
          </Button>
          <Button type="submit" loading={isSending}>
            {words.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
