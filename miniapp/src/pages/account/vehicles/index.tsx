// The driver's vehicles: what connector and battery they have, and their plate if he says it.
import { useState } from "react";
import type { CallRefusal } from "../../../../../core/contract/client.ts";
import {
  deleteVehicle,
  listVehicles,
  updateVehicle,
  type Vehicle,
} from "../../../../../core/contract/vehicles.ts";
import { limits } from "../../../../../core/limits.ts";
import { Button } from "../../../kit/button.tsx";
import { Notice } from "../../../kit/notice.tsx";
import { Page } from "../../../kit/page.tsx";
import { Empty } from "../../../kit/placeholders.tsx";
import { Box, Heading, Text } from "../../../kit/primitives.tsx";
import { Question } from "../../../kit/sheet.tsx";
import { Tag } from "../../../kit/tag.tsx";
import { When } from "../../../kit/when.tsx";
import { api, refusalText } from "../../../service/api.ts";
import { useAction, useLoaded } from "../../../service/hooks.ts";
import { useText } from "../../../service/language.ts";
import { SignedIn } from "../../../view/signedIn.tsx";
import { VehicleSheet } from "./vehicleSheet.tsx";

type CardProps = {
  readonly vehicle: Vehicle;
  readonly onEdit: () => void;
  readonly onChanged: () => void;
};

const VehicleCard = ({ vehicle, onEdit, onChanged }: CardProps) => {
  const text = useText();
  const { garage } = text;
  const { vehicleId, plate, standard, batteryWh, isDefault } = vehicle;
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<CallRefusal | null>(null);
  const told = (answer: { ok: true } | { ok: false; error: CallRefusal }): void => {
    setRefusal(answer.ok ? null : answer.error);
    if (answer.ok) onChanged();
  };
  const remove = useAction(async () => {
    told(await api(deleteVehicle, { vehicleId }));
    setAsking(false);
  });
  const makeDefault = useAction(async () =>
    told(await api(updateVehicle, { ...vehicle, isDefault: true })),
  );
  return (
    <Box className="card">
      <Box className="between">
        <Heading level={2} className="section-title">
          {plate ?? garage.noPlate}
        </Heading>
        {isDefault ? <Tag tone="good">{garage.isDefault}</Tag> : null}
      </Box>
      <Text className="quiet">
        {text.standard[standard]}
        {batteryWh === null ? "" : ` · ${garage.batteryIs(String(batteryWh / 1_000))}`}
      </Text>
      {refusal === null ? null : <Notice tone="bad">{refusalText(text, refusal)}</Notice>}
      <Box className="row wrap">
        {isDefault ? null : (
          <Button kind="plain" isSmall onPress={makeDefault.run} isBusy={makeDefault.isRunning}>
            {garage.makeDefault}
          </Button>
        )}
        <Button kind="plain" isSmall onPress={onEdit}>
          {garage.edit}
        </Button>
        <Button kind="stop" isSmall onPress={() => setAsking(true)}>
          {garage.remove}
        </Button>
      </Box>
      {isAsking ? (
        <Question
          title={garage.removeSure}
          detail={garage.removeHint}
          yes={garage.remove}
          no={text.common.cancel}
          isBusy={remove.isRunning}
          onYes={remove.run}
          onNo={() => setAsking(false)}
        />
      ) : null}
    </Box>
  );
};

const Garage = () => {
  const { garage } = useText();
  const vehicles = useLoaded("vehicles", () => api(listVehicles, {}));
  const [open, setOpen] = useState<{ readonly vehicle: Vehicle | null } | null>(null);
  const reload = (): void => void vehicles.reload();
  const add = <Button onPress={() => setOpen({ vehicle: null })}>{garage.add}</Button>;
  const most = limits.vehiclesPerDriver.most;
  return (
    <>
      <When loading={vehicles} cards={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="plug" title={garage.none} hint={garage.noneHint}>
              {add}
            </Empty>
          ) : (
            <Box className="stack">
              {items.map((vehicle) => (
                <VehicleCard
                  key={vehicle.vehicleId}
                  vehicle={vehicle}
                  onEdit={() => setOpen({ vehicle })}
                  onChanged={reload}
                />
              ))}
              {items.length < most ? add : <Notice tone="info">{garage.full(most)}</Notice>}
            </Box>
          )
        }
      </When>
      {open === null ? null : (
        <VehicleSheet
          vehicle={open.vehicle}
          onClose={() => setOpen(null)}
          onSaved={() => {
            setOpen(null);
            reload();
          }}
        />
      )}
    </>
  );
};

export default function VehiclesPage() {
  const { garage } = useText();
  return (
    <Page title={garage.title}>
      <SignedIn>
        <Garage />
      </SignedIn>
    </Page>
  );
}
