// Uptime and mean time to repair, with their definition.
import { Button, Group, Paper, SegmentedControl, SimpleGrid, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { adminGetUptime } from "../../../../core/contract/admin/maintenance/uptime.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { queryOf } from "../../api/ask.ts";
import { formatSpan } from "../../format/time.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { StationPicker } from "../../parts/StationPicker.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";
import { formatShare } from "./formatShare.ts";
import { UptimeTable } from "./UptimeTable.tsx";

const REFRESH_MS = 10_000;
const periods = [7, 30, 90] as const;

export default function UptimePage() {
  const words = useText().maintenance.uptime;
  const address = useListAddress(["days", "station"]);
  const days = periods.find((one) => String(one) === address.valueOf("days")) ?? 30;
  const station = address.valueOf("station");
  const query = useQuery({
    ...queryOf(adminGetUptime, { days, stationId: station === "" ? undefined : station }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Page
      title={words.title}
      lead={<div style={{ maxWidth: 760 }}>{words.lead}</div>}
      actions={
        station !== "" && (
          <Button variant="default" onClick={() => address.set({ station: "" })}>
            {words.allStations}
          </Button>
        )
      }
    >
      <Group align="flex-end">
        <SegmentedControl
          aria-label={words.period}
          value={String(days)}
          onChange={(next) => address.set({ days: next === "30" ? "" : next })}
          data={periods.map((one) => ({ value: String(one), label: words.days(one) }))}
        />
        <StationPicker
          label={words.station}
          placeholder={words.allStations}
          value={station}
          onChange={(stationId) => address.set({ station: stationId })}
        />
      </Group>
      <Fetched query={query}>
        {(found) => (
          <>
            {found.isCut && (
              <Text size="sm" role="status">
                {words.cut}
              </Text>
            )}
            <Totals found={found} />
            <Paper>
              {found.rows.length === 0 ? (
                <Empty title={words.none} hint={words.noneHint} />
              ) : (
                <UptimeTable
                  rows={found.rows}
                  isBusy={query.isPlaceholderData}
                  onStation={(stationId) => address.set({ station: stationId })}
                />
              )}
            </Paper>
          </>
        )}
      </Fetched>
    </Page>
  );
}

function Totals({ found }: { readonly found: OutputOf<typeof adminGetUptime> }) {
  const { maintenance, shell } = useText();
  const words = maintenance.uptime;
  const { total, meanWorkOrderMs, resolvedWorkOrders } = found;
  const spanOf = (ms: number | null): string =>
    ms === null ? words.noFigure : formatSpan(ms, shell.units);
  const figures = [
    [words.total, formatShare(total.uptime) ?? words.noFigure, ""],
    [words.repair, spanOf(total.meanRepairMs), words.repairHint],
    [words.orders, spanOf(meanWorkOrderMs), words.ordersHint(resolvedWorkOrders)],
  ] as const;
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      {figures.map(([label, figure, hint]) => (
        <Paper key={label} p="md" role="group" aria-label={label}>
          <Text size="sm">{label}</Text>
          <Text fz={26} fw={650}>
            {figure}
          </Text>
          <Text size="xs" className="z-quiet">
            {hint}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  );
}
