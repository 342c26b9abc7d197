// What a pile has metered, billed to an order or not.
import { Anchor, Paper, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { adminListSessions, type MeteredSession } from "../../../../core/contract/admin/piles.ts";
import { queryOf } from "../../api/ask.ts";
import { formatWh } from "../../format/energy.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { Time } from "../../parts/Time.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useText, wordFor } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";

export function PileSessions({ pileId }: { readonly pileId: string }) {
  const text = useText();
  const words = text.pileTools.sessions;
  const address = useListAddress([]);
  const query = useQuery({
    ...queryOf(adminListSessions, { pileId, cursor: address.cursor }),
    placeholderData: keepPreviousData,
  });
  return (
    <Paper>
      <Paged
        query={query}
        place={address}
        empty={<Empty title={words.none} hint={words.noneHint} />}
      >
        {(items, isBusy) => (
          <DataTable
            label={words.title}
            columns={columnsOf(text)}
            rows={items}
            keyOf={({ sessionId }) => sessionId}
            minWidth={980}
            isBusy={isBusy}
          />
        )}
      </Paged>
    </Paper>
  );
}

function columnsOf({ pileTools, piles, words }: Catalogue): Column<MeteredSession>[] {
  const { sessions } = pileTools;
  return [
    {
      key: "span",
      label: sessions.span,
      cell: ({ startedAtMs, endedAtMs }) => (
        <>
          <Time atMs={startedAtMs} /> – <Time atMs={endedAtMs} />
        </>
      ),
    },
    {
      key: "connector",
      label: piles.connectors,
      cell: ({ connectorId }) => piles.connector(connectorId),
    },
    {
      key: "energy",
      label: sessions.energy,
      isNumber: true,
      cell: ({ meterStartWh, meterStopWh }) => formatWh(meterStopWh - meterStartWh),
    },
    {
      key: "meter",
      label: sessions.meter,
      isNumber: true,
      cell: ({ meterStartWh, meterStopWh, anomalies }) => (
        <>
          {meterStartWh} → {meterStopWh}
          {anomalies.length > 0 && (
            <Text size="xs" component="div">
              <Mark tone="warn">{sessions.anomalies(anomalies.length)}</Mark>
            </Text>
          )}
        </>
      ),
    },
    {
      key: "reason",
      label: sessions.reason,
      cell: ({ stopReason }) => wordFor(words.stopReason, stopReason) ?? stopReason,
    },
    {
      key: "order",
      label: sessions.order,
      cell: ({ orderId }) =>
        orderId === null ? (
          <Mark tone="warn">{sessions.unowned}</Mark>
        ) : (
          <Anchor component={Link} href={`/orders/${orderId}`} size="sm" className="z-code z-id">
            {orderId}
          </Anchor>
        ),
    },
    {
      key: "card",
      label: sessions.card,
      cell: ({ idTag }) => <span className="z-code z-id">{idTag}</span>,
    },
    { key: "transaction", label: sessions.transaction, cell: ({ transactionId }) => transactionId },
  ];
}
