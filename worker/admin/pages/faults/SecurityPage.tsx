// What the platform refused for safety's sake; for owners.
import { Paper } from "@mantine/core";
import { IconShieldCheck, IconShieldLock } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type * as z from "zod/mini";
import {
  adminListSecurityEvents,
  type SecurityEvent,
} from "../../../../core/contract/admin/orders.ts";
import { queryOf } from "../../api/ask.ts";
import { useStaff } from "../../api/session.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Page } from "../../parts/Page.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { Time } from "../../parts/Time.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useText, wordFor } from "../../text/language.tsx";
import type { Text } from "../../text/zh.ts";

type Event = z.infer<typeof SecurityEvent>;

export default function SecurityPage() {
  const { pages, shell } = useText();
  const staff = useStaff();
  return (
    <Page title={pages.security.title} lead={pages.security.lead}>
      {staff.role === "owner" ? (
        <Events />
      ) : (
        <Empty
          icon={<IconShieldLock size={36} />}
          title={shell.state.ownerOnlyTitle}
          hint={shell.state.ownerOnly}
        />
      )}
    </Page>
  );
}

function Events() {
  const text = useText();
  const words = text.pages.security;
  const address = useListAddress([]);
  const query = useQuery({
    ...queryOf(adminListSecurityEvents, { cursor: address.cursor }),
    placeholderData: keepPreviousData,
  });
  return (
    <Paper>
      <Paged
        query={query}
        place={address}
        empty={
          <Empty icon={<IconShieldCheck size={36} />} title={words.empty} hint={words.emptyHint} />
        }
      >
        {(items, isBusy) => (
          <DataTable
            label={words.title}
            columns={columnsOf(text)}
            rows={items}
            keyOf={(event) => event.eventId}
            minWidth={760}
            isBusy={isBusy}
          />
        )}
      </Paged>
    </Paper>
  );
}

function columnsOf(text: Text): Column<Event>[] {
  const words = text.pages.security;
  return [
    { key: "time", label: words.time, cell: (event) => <Time atMs={event.atMs} /> },
    {
      key: "kind",
      label: words.kind,
      cell: (event) => wordFor(words.kinds, event.kind) ?? event.kind,
    },
    {
      key: "subject",
      label: words.subject,
      cell: (event) => <span className="z-code">{event.subject}</span>,
    },
    { key: "detail", label: words.detail, cell: (event) => event.detail },
  ];
}
