// Lets stations charge by a tariff from now on.
import { Button, MultiSelect } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { adminListStations } from "../../../../core/contract/admin/stations.ts";
import { adminAssignTariff } from "../../../../core/contract/admin/tariffs.ts";
import { ask, queryOf } from "../../api/ask.ts";
import { ConfirmDialog } from "../../parts/ConfirmDialog.tsx";
import { stationName } from "../../parts/stationName.ts";
import { useLanguage } from "../../text/language.tsx";

const OFFERED = 100;

export function AssignStations({ tariffId }: { readonly tariffId: string }) {
  const { text, language } = useLanguage();
  const words = text.tariffs;
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<string[]>([]);
  const found = useQuery({
    ...queryOf(adminListStations, { limit: OFFERED, search: search === "" ? undefined : search }),
    enabled: isOpen,
  });
  const assign = async (): Promise<void> => {
    const { stations } = await ask(adminAssignTariff, { tariffId, stationIds: chosen });
    setChosen([]);
    notifications.show({ message: words.assigned(stations) });
    await client.invalidateQueries();
  };
  const offered = (found.data?.items ?? []).map((station) => ({
    value: station.stationId,
    label: `${stationName(station, language)} · ${station.stationId}`,
  }));
  const missing = chosen.filter((id) => !offered.some(({ value }) => value === id));
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {words.assign}
      </Button>
      {isOpen && (
        <ConfirmDialog
          title={words.assign}
          lead={words.assignLead}
          submit={words.assign}
          check={() => chosen.length > 0}
          onConfirm={assign}
          onClose={() => setOpen(false)}
        >
          <MultiSelect
            label={words.assignPick}
            {...(chosen.length === 0 && { placeholder: text.piles.stationPickHint })}
            searchable
            searchValue={search}
            onSearchChange={setSearch}
            value={chosen}
            onChange={setChosen}
            data={[...offered, ...missing.map((value) => ({ value, label: value }))]}
          />
        </ConfirmDialog>
      )}
    </>
  );
}
