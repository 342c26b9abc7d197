// A pile as it is this second: connectors with their charges, commands, reservations, loose ends.
import { Alert, Button, Grid, Stack, Text } from "@mantine/core";
import { IconEye, IconMailQuestion } from "@tabler/icons-react";
import type { AdminPileDetail } from "../../../../core/contract/admin/piles.ts";
import { mayOperate, mayRun, useStaff } from "../../api/session.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { Time } from "../../parts/Time.tsx";
import { useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { CommandHistory } from "../commands/CommandHistory.tsx";
import { CommandPanel } from "../commands/CommandPanel.tsx";
import type { CommandAddress } from "../commands/useCommandAddress.ts";
import { Availability } from "./Availability.tsx";
import { ConnectorCard } from "./ConnectorCard.tsx";

type Props = { readonly pile: AdminPileDetail; readonly address: CommandAddress };

export function LivePile({ pile, address }: Props) {
  const { commands } = useText();
  const staff = useStaff();
  const isOperator = mayOperate(staff);
  return (
    <Stack gap="md">
      <Availability wishes={pile.availability} isOnline={pile.online} />
      <Grid gap="md">
        {pile.connectors.map((connector) => (
          <Grid.Col
            key={connector.connectorId}
            span={{ base: 12, md: pile.connectors.length === 1 ? 12 : 6, xl: 6 }}
          >
            <ConnectorCard
              connector={connector}
              sessions={pile.sessions.filter(
                ({ connectorId }) => connectorId === connector.connectorId,
              )}
              address={isOperator ? address : null}
            />
          </Grid.Col>
        ))}
      </Grid>
      {isOperator ? (
        <CommandPanel address={address} isOnline={pile.online} />
      ) : (
        <Alert variant="outline" color="gray" icon={<IconEye />}>
          {commands.readOnly}
        </Alert>
      )}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <CommandHistory commands={pile.commands} address={address} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="md">
            <Reservations pile={pile} address={mayRun(staff) ? address : null} />
            <Quarantine count={pile.quarantined} />
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

type Reservation = AdminPileDetail["reservations"][number];
type ReservationsProps = {
  readonly pile: AdminPileDetail;
  readonly address: CommandAddress | null;
};

function Reservations({ pile, address }: ReservationsProps) {
  const text = useText();
  const isEmpty = pile.reservations.length === 0;
  return (
    <Panel title={text.piles.reservations} isFlush={!isEmpty}>
      {isEmpty ? (
        <Text size="sm" className="z-quiet">
          {text.piles.noReservations}
        </Text>
      ) : (
        <DataTable
          label={text.piles.reservations}
          columns={reservationColumns(text, address)}
          rows={pile.reservations}
          keyOf={({ reservationId }) => String(reservationId)}
        />
      )}
    </Panel>
  );
}

function reservationColumns(
  { piles, commands }: Catalogue,
  address: CommandAddress | null,
): Column<Reservation>[] {
  const columns: Column<Reservation>[] = [
    {
      key: "connector",
      label: commands.form.connector,
      cell: ({ connectorId }) => piles.connector(connectorId),
    },
    {
      key: "card",
      label: piles.card,
      cell: ({ idTag }) => <span className="z-code">{idTag}</span>,
    },
    { key: "until", label: piles.until, cell: ({ untilMs }) => <Time atMs={untilMs} /> },
  ];
  if (address === null) return columns;
  const end: Column<Reservation> = {
    key: "end",
    label: "",
    cell: ({ reservationId }) => (
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => address.open("cancelReservation", { reservation: String(reservationId) })}
      >
        {commands.name.cancelReservation}
      </Button>
    ),
  };
  return [...columns, end];
}

function Quarantine({ count }: { readonly count: number }) {
  const { piles } = useText();
  return (
    <Panel title={piles.quarantined}>
      {count === 0 ? (
        <Text size="sm" className="z-quiet">
          {piles.quarantinedNone}
        </Text>
      ) : (
        <Alert variant="outline" color="orange" icon={<IconMailQuestion />}>
          {piles.quarantinedSome(count)}
        </Alert>
      )}
    </Panel>
  );
}
