// Piles as rows with the state of each connector.
import { Anchor, Group, Text } from "@mantine/core";
import { Link } from "wouter";
import type { AdminPile } from "../../../../core/contract/admin/piles.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { formatW } from "../../format/energy.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { ConnectorStateMark, OnlineMark } from "../../parts/states.tsx";
import { placeName } from "../../parts/stationName.ts";
import { Since } from "../../parts/Time.tsx";
import { useLanguage, useText, wordFor } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";

export const pileHref = (pileId: string): string => `/piles/${encodeURIComponent(pileId)}`;

type Props = {
  readonly piles: readonly AdminPile[];
  readonly isAtOneStation?: boolean;
  readonly isBusy?: boolean;
};

export function PileTable({ piles, isAtOneStation = false, isBusy = false }: Props) {
  const { text, language } = useLanguage();
  const columns = columnsOf(text, language);
  return (
    <DataTable
      label={text.piles.title}
      columns={isAtOneStation ? columns.filter(({ key }) => key !== "station") : columns}
      rows={piles}
      keyOf={(pile) => pile.pileId}
      hrefOf={(pile) => pileHref(pile.pileId)}
      minWidth={isAtOneStation ? 760 : 1000}
      isBusy={isBusy}
    />
  );
}

function columnsOf(text: Catalogue, language: Language): Column<AdminPile>[] {
  const words = text.piles;
  return [
    {
      key: "pile",
      label: words.pile,
      cell: (pile) => (
        <>
          <Anchor component={Link} href={pileHref(pile.pileId)} size="sm" fw={600} className="z-id">
            {pile.pileId}
          </Anchor>
          <Text size="xs" className="z-quiet">
            {pile.name}
          </Text>
        </>
      ),
    },
    {
      key: "station",
      label: words.station,
      cell: (pile) => (
        <Anchor
          component={Link}
          href={`/stations/${encodeURIComponent(pile.stationId)}`}
          size="sm"
          c="inherit"
        >
          {placeName(pile, language)}
        </Anchor>
      ),
    },
    {
      key: "connectors",
      label: words.connectors,
      cell: (pile) => <ConnectorStates pile={pile} />,
    },
    {
      key: "connection",
      label: words.connection,
      cell: (pile) => (
        <>
          <OnlineMark online={pile.online} />
          <Text size="xs" className="z-quiet">
            {pile.lastSeenMs === null ? words.neverSeen : <Since atMs={pile.lastSeenMs} isAgo />}
          </Text>
        </>
      ),
    },
    {
      key: "model",
      isLesser: true,
      label: words.model,
      cell: (pile) => (
        <>
          {[pile.vendor, pile.model].filter((part) => part !== null).join(" ")}
          <Text size="xs" className="z-quiet">
            {pile.firmwareVersion}
          </Text>
        </>
      ),
    },
  ];
}

function ConnectorStates({ pile }: { readonly pile: AdminPile }) {
  const { words } = useText();
  return (
    <Group gap="lg" wrap="nowrap">
      {pile.connectors.map((connector) => (
        <div key={connector.connectorId} className="z-id">
          <ConnectorStateMark state={connector.state} />
          <Text size="xs" className="z-quiet">
            {connector.connectorId} · {words.currentType[connector.currentType]}{" "}
            {formatW(connector.maxPowerW)}
            {connector.state === "faulted" && connector.errorCode !== null && (
              <> · {wordFor(words.errorCode, connector.errorCode) ?? connector.errorCode}</>
            )}
          </Text>
        </div>
      ))}
    </Group>
  );
}
