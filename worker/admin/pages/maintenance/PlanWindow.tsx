// Plans maintenance: where, from when until when, and why.
import { Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import {
  adminListMaintenanceWindows,
  adminPlanMaintenance,
} from "../../../../core/contract/admin/maintenance/windows.ts";
import { limits } from "../../../../core/limits.ts";
import { ask } from "../../api/ask.ts";
import { StationPicker } from "../../parts/StationPicker.tsx";
import { useText } from "../../text/language.tsx";
import { FormFoot } from "../../parts/FormFoot.tsx";
import { fieldOf, timeOf } from "./localTime.ts";
import { useDone } from "./useDone.ts";

type Draft = { stationId: string; piles: string; from: string; until: string; reason: string };

const HOUR_MS = 3_600_000;

/** The next whole hour, for two hours. */
function newPlan(): Draft {
  const fromMs = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
  const [from, until] = [fieldOf(fromMs), fieldOf(fromMs + 2 * HOUR_MS)];
  return { stationId: "", piles: "", from, until, reason: "" };
}

const plan = ({ stationId, piles, from, until, reason }: Draft) =>
  ask(adminPlanMaintenance, {
    stationId,
    pileIds: piles.split(/[\s,，、]+/).filter((pileId) => pileId !== ""),
    fromMs: timeOf(from) ?? 0,
    untilMs: timeOf(until) ?? 0,
    reason: reason.trim(),
  });

function areTimes(from: string, until: string): boolean {
  const [fromMs, untilMs] = [timeOf(from), timeOf(until)];
  return fromMs !== null && untilMs !== null && fromMs < untilMs && Date.now() < untilMs;
}

export function PlanWindow({ onClose }: { readonly onClose: () => void }) {
  const { maintenance, shell } = useText();
  const words = maintenance.windows;
  const done = useDone(adminListMaintenanceWindows);
  const form = useForm<Draft>({
    initialValues: newPlan(),
    validate: {
      stationId: (stationId) => (stationId === "" ? words.stationNeeded : null),
      reason: (reason) => (reason.trim() === "" ? words.reasonNeeded : null),
      until: (until, { from }) => (areTimes(from, until) ? null : words.timesNeeded),
    },
  });
  const saving = useMutation({
    mutationFn: plan,
    onSuccess: () => {
      onClose();
      return done(words.planned);
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={words.add}
      closeButtonProps={{ "aria-label": shell.close }}
    >
      <form onSubmit={form.onSubmit((draft) => saving.mutate(draft))}>
        <Stack gap="sm">
          <StationPicker
            label={words.station}
            isRequired
            width="100%"
            value={form.values.stationId}
            onChange={(stationId) => form.setFieldValue("stationId", stationId)}
            error={typeof form.errors["stationId"] === "string" ? form.errors["stationId"] : null}
          />
          <TextInput
            label={words.piles}
            placeholder={words.pilesHint}
            {...form.getInputProps("piles")}
          />
          <Group align="flex-start">
            <TextInput
              label={words.from}
              type="datetime-local"
              w={220}
              {...form.getInputProps("from")}
            />
            <TextInput
              label={words.until}
              type="datetime-local"
              w={220}
              {...form.getInputProps("until")}
            />
          </Group>
          <TextInput
            label={words.reason}
            placeholder={words.reasonHint}
            maxLength={limits.maintenanceReason.most}
            withAsterisk
            {...form.getInputProps("reason")}
          />
          <Text size="sm">{words.lead2}</Text>
          <FormFoot action={words.plan} saving={saving} onClose={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
