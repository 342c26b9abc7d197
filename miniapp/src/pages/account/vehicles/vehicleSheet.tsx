// Adding a vehicle, or changing one.
import { useRef, useState } from "react";
import type { CallRefusal } from "../../../../../core/contract/client.ts";
import { ConnectorStandard } from "../../../../../core/contract/stations.ts";
import {
  createVehicle,
  updateVehicle,
  type Vehicle,
} from "../../../../../core/contract/vehicles.ts";
import { Button } from "../../../kit/button.tsx";
import { Choices } from "../../../kit/choices.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { Box, Field, Text } from "../../../kit/primitives.tsx";
import { Sheet } from "../../../kit/sheet.tsx";
import { Toggle } from "../../../kit/toggle.tsx";
import { api, refusalText } from "../../../service/api.ts";
import { useAction } from "../../../service/hooks.ts";
import { makeIntentKeys, randomKey } from "../../../service/intentKeys.ts";
import { useText } from "../../../service/language.ts";
import { formOf, readVehicle, type VehicleInput } from "./vehicleForm.ts";

export type VehicleSheetProps = {
  /** Null for a new one. */
  readonly vehicle: Vehicle | null;
  readonly onSaved: () => void;
  readonly onClose: () => void;
};

type Wrong = readonly ("plate" | "batteryKwh")[];
const nothingWrong: Wrong = [];

function useSaving({ vehicle, onSaved }: VehicleSheetProps) {
  const keys = useRef(makeIntentKeys(randomKey));
  const [refusal, setRefusal] = useState<CallRefusal | null>(null);
  const save = async (value: VehicleInput): Promise<void> => {
    setRefusal(null);
    const answer =
      vehicle === null
        ? await api(createVehicle, value, { idempotencyKey: keys.current.keyFor(value) })
        : await api(updateVehicle, { vehicleId: vehicle.vehicleId, ...value });
    if (answer.ok || answer.error.kind === "problem") keys.current.answered();
    if (answer.ok) onSaved();
    else setRefusal(answer.error);
  };
  return { save, refusal };
}

export const VehicleSheet = (props: VehicleSheetProps) => {
  const text = useText();
  const { garage } = text;
  const [form, setForm] = useState(() => formOf(props.vehicle));
  const [wrong, setWrong] = useState(nothingWrong);
  const { save, refusal } = useSaving(props);
  const saving = useAction(async () => {
    const read = readVehicle(form);
    setWrong(read.ok ? nothingWrong : read.wrong);
    if (read.ok) await save(read.value);
  });
  return (
    <Sheet title={props.vehicle === null ? garage.add : garage.edit} onClose={props.onClose}>
      <Field
        label={garage.plate}
        value={form.plate}
        hint={garage.plateHint}
        error={wrong.includes("plate") ? garage.plateWrong : null}
        maxLength={12}
        onInput={(plate) => setForm({ ...form, plate })}
        onEnter={saving.run}
      />
      <Box className="stack-tight">
        <Text className="field-label">{garage.standard}</Text>
        <Choices
          label={garage.standard}
          choices={ConnectorStandard.options.map((value) => ({
            value,
            label: text.standard[value],
          }))}
          chosen={form.standard}
          onChoose={(standard) => setForm({ ...form, standard })}
        />
      </Box>
      <Field
        label={garage.battery}
        value={form.batteryKwh}
        hint={garage.batteryHint}
        error={wrong.includes("batteryKwh") ? garage.batteryWrong : null}
        maxLength={6}
        onInput={(batteryKwh) => setForm({ ...form, batteryKwh })}
        onEnter={saving.run}
      />
      <Toggle
        label={garage.makeDefault}
        isOn={form.isDefault}
        onChange={(isDefault) => setForm({ ...form, isDefault })}
      />
      {refusal === null ? null : (
        <Notice tone="bad">
          {refusal.kind === "problem" ? refusalText(text, refusal) : garage.unknown}
        </Notice>
      )}
      <Button onPress={saving.run} isBusy={saving.isRunning}>
        {garage.save}
      </Button>
    </Sheet>
  );
};
