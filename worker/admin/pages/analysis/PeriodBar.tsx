// Chooses the days, what they are compared with, and the station.
import { Group, Select, TextInput } from "@mantine/core";
import { StationPicker } from "../../parts/StationPicker.tsx";
import { useText } from "../../text/language.tsx";
import { compares, presets } from "./period.ts";
import type { AnalysisAddress } from "./useAnalysisAddress.ts";

type Props = {
  readonly address: AnalysisAddress;
  readonly hasStation?: boolean;
  readonly hasCompare?: boolean;
};

export function PeriodBar({ address, hasStation = true, hasCompare = true }: Props) {
  const { analysis } = useText();
  const words = analysis.period;
  const { preset, period, set, compare, stationId, isValid } = address;
  const choose = (chosen: string | null): void => {
    if (chosen === "custom") set({ preset: "", ...period });
    else if (chosen !== null) set({ preset: chosen, from: "", to: "" });
  };
  return (
    <Group align="flex-start" gap="sm" className="z-no-print">
      <Select
        w={150}
        label={words.label}
        allowDeselect={false}
        value={preset}
        onChange={choose}
        data={[...presets, "custom" as const].map((value) => ({
          value,
          label: words.presets[value],
        }))}
      />
      <TextInput
        w={150}
        type="date"
        label={words.from}
        value={period.from}
        onChange={({ currentTarget }) => set({ preset: "", ...period, from: currentTarget.value })}
      />
      <TextInput
        w={150}
        type="date"
        label={words.to}
        value={period.to}
        error={isValid ? null : words.bad}
        onChange={({ currentTarget }) => set({ preset: "", ...period, to: currentTarget.value })}
      />
      {hasCompare && (
        <Select
          w={160}
          label={words.compare}
          allowDeselect={false}
          value={compare}
          onChange={(value) => set({ compare: value ?? "" })}
          data={compares.map((value) => ({ value, label: words.compares[value] }))}
        />
      )}
      {hasStation && (
        <StationPicker
          width={210}
          label={words.station}
          placeholder={words.allStations}
          value={stationId}
          onChange={(station) => set({ station })}
        />
      )}
    </Group>
  );
}
