// The drivers' reservations of one pile, the latest slot first.
import { Anchor } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import {
  adminListReservations,
  type AdminReservation,
} from "../../../../core/contract/admin/reservations.ts";
import { queryOf } from "../../api/ask.ts";
import { formatFen } from "../../format/money.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { Time } from "../../parts/Time.tsx";
import type { ListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";
import type { Text } from "../../text/zh.ts";

const REFRESH_MS = 15_000;

type Props = {
  readonly pileId: string;
  readonly address: Pick<ListAddress<string>, "cursor" | "goTo">;
};

export function ReservationsOfPile({ pileId, address }: Props) {
  const text = useText();
  const words = text.feedback.reservations;
  const query = useQuery({
    ...queryOf(adminListReservations, { pileId, cursor: address.cursor }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Paged query={query} place={address} empty={<Empty title={words.none} hint={words.noneHint} />}>
      {(items, isBusy) => (
        <DataTable
          label={words.title}
          columns={columnsOf(text)}
          rows={items}
          keyOf={({ reservationId }) => reservationId}
          minWidth={900}
          isBusy={isBusy}
        />
      )}
    </Paged>
  );
}

function columnsOf(text: Text): Column<AdminReservation>[] {
  const words = text.feedback.reservations;
  return [
    {
      key: "slot",
      label: words.slot,
      cell: ({ fromMs, untilMs }) => (
        <>
          <Time atMs={fromMs} /> – <Time atMs={untilMs} />
        </>
      ),
    },
    {
      key: "connector",
      label: words.connector,
      cell: ({ connectorId }) => text.piles.connector(connectorId),
    },
    { key: "driver", label: words.driver, cell: ({ driverName }) => driverName ?? "" },
    {
      key: "state",
      label: words.state,
      cell: ({ end }) => (
        <Mark tone={end === null ? "held" : end === "used" ? "good" : "idle"}>
          {end === null ? words.standing : words.ends[end]}
        </Mark>
      ),
    },
    {
      key: "charged",
      label: words.charged,
      isNumber: true,
      cell: ({ chargedFen }) => (chargedFen === null ? "" : formatFen(chargedFen)),
    },
    {
      key: "order",
      label: words.order,
      cell: ({ orderId }) =>
        orderId !== null && (
          <Anchor component={Link} href={`/orders/${orderId}`} size="sm" className="z-id">
            {orderId}
          </Anchor>
        ),
    },
    { key: "made", label: words.made, cell: ({ createdAtMs }) => <Time atMs={createdAtMs} /> },
  ];
}
