// Where a station stands: on the map, and as figures for those who do not see it.
import { Grid, NumberInput, Text } from "@mantine/core";
import { useMemo } from "react";
import { Panel } from "../../parts/Panel.tsx";
import { PlaceMap } from "../../parts/PlaceMap.tsx";
import { useText } from "../../text/language.tsx";
import type { StationForm } from "./stationForm.ts";

export function PositionPicker({ form }: { readonly form: StationForm }) {
  const { stationEditing: words } = useText();
  const { position, name } = form.values;
  const { latitude, longitude } = position;
  const places = useMemo(
    () => [{ id: "here", position: { latitude, longitude }, label: name }],
    [latitude, longitude, name],
  );
  return (
    <Panel title={words.place}>
      <Text size="sm" mb="xs" className="z-quiet">
        {words.placeHint}
      </Text>
      <PlaceMap
        label={words.mapLabel}
        places={places}
        height={340}
        onPick={(picked) => form.setFieldValue("position", picked)}
      />
      <Grid mt="sm" gap="sm">
        <Grid.Col span={6}>
          <NumberInput
            label={words.latitude}
            min={-85}
            max={85}
            decimalScale={6}
            hideControls
            value={latitude}
            error={form.errors["position"] ?? null}
            onChange={(typed) =>
              typeof typed === "number" &&
              form.setFieldValue("position", { longitude, latitude: typed })
            }
          />
        </Grid.Col>
        <Grid.Col span={6}>
          <NumberInput
            label={words.longitude}
            min={-180}
            max={180}
            decimalScale={6}
            hideControls
            value={longitude}
            onChange={(typed) =>
              typeof typed === "number" &&
              form.setFieldValue("position", { latitude, longitude: typed })
            }
          />
        </Grid.Col>
      </Grid>
    </Panel>
  );
}
