// Where payments, orders and the gateways do not agree, and what staff say of each.
import { Anchor, Button, Paper, SegmentedControl, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import {
  adminExplainFinding,
  adminListMoneyFindings,
  type MoneyFinding,
} from "../../../../core/contract/admin/books.ts";
import { ask, queryOf } from "../../api/ask.ts";
import { mayMoveMoney, useStaff } from "../../api/session.ts";
import { ConfirmDialog } from "../../parts/ConfirmDialog.tsx";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Page } from "../../parts/Page.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { Time } from "../../parts/Time.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useText, wordFor } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";

export default function FindingsPage() {
  const text = useText();
  const words = text.books.findings;
  const isMine = mayMoveMoney(useStaff());
  const address = useListAddress(["show"]);
  const [explaining, explain] = useState<MoneyFinding | null>(null);
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
              columns={columnsOf(text, isMine ? explain : null)}
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
      {explaining !== null && <Explain finding={explaining} onClose={() => explain(null)} />}
    </Page>
  );
}

function columnsOf(
  text: Catalogue,
  onExplain: ((finding: MoneyFinding) => void) | null,
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
      cell: ({ detail, subject, orderId }) => (
        <>
          <Text size="sm">{detail}</Text>
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
      label: words.explain,
      cell: (finding) => {
        if (finding.note !== null) return words.note(finding.note.by, finding.note.reason);
        if (onExplain === null) return null;
        return (
          <Button size="xs" variant="default" onClick={() => onExplain(finding)}>
            {words.explain}
          </Button>
        );
      },
    },
  ];
}

function Explain({ finding, onClose }: { finding: MoneyFinding; onClose: () => void }) {
  const { books } = useText();
  const words = books.findings;
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const isReasoned = reason.trim().length >= 3;
  const check = (): boolean => {
    setTried(true);
    return isReasoned;
  };
  const explain = async (): Promise<void> => {
    await ask(adminExplainFinding, { eventId: finding.eventId, reason });
    notifications.show({ message: words.explained });
    await client.invalidateQueries();
  };
  return (
    <ConfirmDialog
      title={words.explainTitle}
      lead={finding.detail}
      submit={words.explain}
      check={check}
      onConfirm={explain}
      onClose={onClose}
    >
      <Textarea
        label={books.reason}
        withAsterisk
        rows={3}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={isTried && !isReasoned ? books.reasonNeeded : null}
      />
    </ConfirmDialog>
  );
}
