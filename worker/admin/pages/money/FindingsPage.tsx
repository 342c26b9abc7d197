// Where payments, orders and the gateways do not agree, and what staff do of each.
import { Anchor, Button, Paper, SegmentedControl, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import {
  adminListMoneyFindings,
  type MoneyFinding,
} from "../../../../core/contract/admin/findings.ts";
import { queryOf } from "../../api/ask.ts";
import { mayMoveMoney, useStaff } from "../../api/session.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Page } from "../../parts/Page.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { Time } from "../../parts/Time.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useText, wordFor } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { SettleFinding } from "./findings/SettleFinding.tsx";

export default function FindingsPage() {
  const text = useText();
  const words = text.books.findings;
  const isMine = mayMoveMoney(useStaff());
  const address = useListAddress(["show"]);
  const [settling, settle] = useState<MoneyFinding | null>(null);
  const isAll = address.valueOf("show") === "all";
  const query = useQuery({
    ...queryOf(adminListMoneyFindings, {
      open: isAll ? "false" : "true",
      cursor: address.cursor,
    }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  return (
    <Page title={words.title} lead={words.lead}>
      <SegmentedControl
        w="fit-content"
        aria-label={words.title}
        value={isAll ? "all" : "open"}
        onChange={(shown) => address.set({ show: shown === "all" ? "all" : "" })}
        data={[
          { value: "open", label: words.open },
          { value: "all", label: words.all },
        ]}
      />
      <Paper>
        <Paged
          query={query}
          place={address}
          empty={<Empty title={words.empty} hint={words.emptyHint} />}
        >
          {(items) => (
            <DataTable
              label={words.title}
              columns={columnsOf(text, isMine ? settle : null)}
              rows={items}
              keyOf={({ eventId }) => eventId}
              minWidth={720}
            />
          )}
        </Paged>
      </Paper>
      <Panel title={words.unpaid}>
        <Text size="sm">
          {words.unpaidLead}{" "}
          <Anchor component={Link} href="/orders?owing=true" size="sm">
            {words.unpaidLink}
          </Anchor>
        </Text>
      </Panel>
      {settling !== null && <SettleFinding finding={settling} onClose={() => settle(null)} />}
    </Page>
  );
}

function columnsOf(
  text: Catalogue,
  onSettle: ((finding: MoneyFinding) => void) | null,
): Column<MoneyFinding>[] {
  const words = text.books.findings;
  const { security } = text.pages;
  return [
    { key: "time", label: security.time, cell: ({ atMs }) => <Time atMs={atMs} /> },
    {
      key: "kind",
      label: security.kind,
      cell: ({ kind }) => wordFor(security.kinds, kind) ?? kind,
    },
    {
      key: "detail",
      label: words.detail,
      cell: ({ kind, detail, subject, orderId }) => (
        <>
          <Text size="sm">{wordFor(words.meanings, kind) ?? detail}</Text>
          <Text size="xs" className="z-quiet">
            {words.record(detail)}
          </Text>
          <Text size="xs" className="z-quiet z-code">
            {orderId === null ? (
              subject
            ) : (
              <Anchor component={Link} href={`/orders/${orderId}`} size="xs">
                {subject} · {words.openOrder}
              </Anchor>
            )}
          </Text>
        </>
      ),
    },
    {
      key: "note",
      label: words.settlement,
      cell: (finding) => {
        if (finding.note !== null) return <Note note={finding.note} />;
        if (onSettle === null) return null;
        return (
          <Button size="xs" variant="default" onClick={() => onSettle(finding)}>
            {words.settle}
          </Button>
        );
      },
    },
  ];
}

function Note({ note }: { readonly note: NonNullable<MoneyFinding["note"]> }) {
  const words = useText().books.findings;
  return (
    <>
      {note.action !== null && <Text size="sm">{words.ways[note.action.kind]}</Text>}
      <Text size="sm">{words.note(note.by, note.reason)}</Text>
    </>
  );
}
