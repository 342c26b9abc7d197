// Chooses a station by typing a part of its name; the platform searches.
import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { adminGetStation, adminListStations } from "../../../core/contract/admin/stations.ts";
import { queryOf } from "../api/ask.ts";
import { useLanguage } from "../text/language.tsx";
import { stationName } from "./stationName.ts";

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (stationId: string) => void;
  /** Where none is chosen; else that it filters, or that one is wanted. */
  readonly placeholder?: string;
  readonly error?: string | null;
  readonly isRequired?: boolean;
  readonly width?: number | string;
};

const REST_MS = 250;

function useStationOptions(typed: string, chosen: string) {
  const { language } = useLanguage();
  const [search] = useDebouncedValue(typed, REST_MS);
  const found = useQuery({
    ...queryOf(adminListStations, { search: search === "" ? undefined : search, limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const own = useQuery({
    ...queryOf(adminGetStation, { stationId: chosen }),
    enabled: chosen !== "",
    staleTime: Infinity,
  });
  const stations = new Map(
    [...(own.data === undefined ? [] : [own.data]), ...(found.data?.items ?? [])].map(
      (station) => [station.stationId, stationName(station, language)] as const,
    ),
  );
  return [...stations].map(([value, label]) => ({ value, label }));
}

export function StationPicker(props: Props) {
  const { text, language } = useLanguage();
  const [typed, setTyped] = useState("");
  const chosen = useQuery({
    ...queryOf(adminGetStation, { stationId: props.value }),
    enabled: props.value !== "",
    staleTime: Infinity,
  });
  // What stands in the box is the choice, not a search for it.
  const isChoice = chosen.data !== undefined && typed === stationName(chosen.data, language);
  const { stationFilterHint, stationPickHint } = text.piles;
  const hint = props.isRequired === true ? stationPickHint : stationFilterHint;
  const options = useStationOptions(isChoice ? "" : typed, props.value);
  return (
    <Select
      w={props.width ?? 240}
      label={props.label}
      placeholder={props.placeholder ?? hint}
      data={options}
      filter={({ options: all }) => all}
      searchable
      clearable={props.isRequired !== true}
      withAsterisk={props.isRequired === true}
      nothingFoundMessage={text.piles.stationNothing}
      value={props.value === "" ? null : props.value}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(value) => props.onChange(value ?? "")}
      error={props.error ?? null}
    />
  );
}
