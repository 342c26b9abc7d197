// What is wrong now, the most pressing first; read anew every few seconds, so that it is seen at once.
import { Button, Group, Paper, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import {
  adminListIncidents,
  type Incident,
} from "../../../../core/contract/admin/maintenance/incidents.ts";
import { queryOf } from "../../api/ask.ts";
import { mayOperate, useStaff } from "../../api/session.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { SavedViews } from "../../parts/SavedViews.tsx";
import { StationPicker } from "../../parts/StationPicker.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";
import { IncidentTable } from "./IncidentTable.tsx";
import { NewWorkOrder } from "./NewWorkOrder.tsx";

const REFRESH_MS = 4_000;

export default function IncidentsPage() {
  const { maintenance } = useText();
  const words = maintenance.incidents;
  const address = useListAddress(["station"]);
  const station = address.valueOf("station");
  const [wanted, setWanted] = useState<Incident | null>(null);
  const isOperating = mayOperate(useStaff());
  const query = useQuery({
    ...queryOf(adminListIncidents, { stationId: station === "" ? undefined : station }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <SavedViews />
          <Button component={Link} href="/faults?show=all" variant="default">
            {words.history}
          </Button>
          <Button component={Link} href="/reports" variant="default">
            {words.reports}
          </Button>
        </>
      }
    >
      <Group align="flex-end">
        <StationPicker
          label={words.station}
          value={station}
          onChange={(stationId) => address.set({ station: stationId })}
        />
      </Group>
      <Paper>
        <Fetched query={query}>
          {({ items, isCut }) => (
            <>
              {isCut && (
                <Text size="sm" p="md" role="status">
                  {words.cut}
                </Text>
              )}
              {items.length === 0 ? (
                <Empty title={words.none} hint={words.noneHint} />
              ) : (
                <IncidentTable
                  incidents={items}
                  isBusy={query.isPlaceholderData}
                  onMake={isOperating ? setWanted : null}
                />
              )}
            </>
          )}
        </Fetched>
      </Paper>
      {wanted !== null && <NewWorkOrder incident={wanted} onClose={() => setWanted(null)} />}
    </Page>
  );
}
