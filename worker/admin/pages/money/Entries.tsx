// The ledger's entries of a stretch of days, each with its postings; of one account where it is chosen.
import { Anchor, Button, Group, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { adminListEntries, type BookEntry } from "../../../../core/contract/admin/books.ts";
import { limits } from "../../../../core/limits.ts";
import { ask, queryOf } from "../../api/ask.ts";
import { formatFen } from "../../format/money.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { pagesOf } from "../../parts/export/columns.ts";
import { ExportMenu } from "../../parts/ExportMenu.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { Time } from "../../parts/Time.tsx";
import { useText, wordFor } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { kindOfAccount } from "../orders/Postings.tsx";
import type { Days } from "./days.ts";
import { postingColumns, type PostingRow } from "./exportColumns.ts";

type Props = {
  readonly days: Days;
  /** Empty for all. */
  readonly account: string;
  readonly onAll: () => void;
};

async function* postingsOf(
  pages: AsyncIterable<readonly BookEntry[]>,
): AsyncGenerator<readonly PostingRow[]> {
  for await (const entries of pages) {
    yield entries.flatMap((entry) => entry.postings.map((posting) => ({ ...entry, ...posting })));
  }
}

export function Entries({ days, account, onAll }: Props) {
  const text = useText();
  const words = text.books.book;
  const [cursor, setCursor] = useState<string | null>(null);
  const input = { ...days, account: account === "" ? undefined : account };
  const query = useQuery({
    ...queryOf(adminListEntries, { ...input, cursor: cursor ?? undefined }),
    placeholderData: keepPreviousData,
  });
  const named = wordFor(text.words.account, account) ?? account;
  return (
    <Panel
      title={account === "" ? words.entries : words.entriesOf(named)}
      isFlush
      aside={
        <Group gap="xs">
          {account !== "" && (
            <Button variant="subtle" onClick={onAll}>
              {words.allAccounts}
            </Button>
          )}
          <ExportMenu
            name="postings"
            columns={postingColumns(text)}
            rows={() =>
              postingsOf(
                pagesOf((next) =>
                  ask(adminListEntries, { ...input, limit: limits.pageSize.most, cursor: next }),
                ),
              )
            }
          />
        </Group>
      }
    >
      <Paged
        query={query}
        place={{ cursor: cursor ?? undefined, goTo: setCursor }}
        empty={<Empty title={words.empty} hint={words.emptyHint} />}
      >
        {(items, isBusy) => (
          <DataTable
            label={words.entries}
            columns={columnsOf(text)}
            rows={items}
            keyOf={({ source }) => source}
            minWidth={820}
            isBusy={isBusy}
          />
        )}
      </Paged>
    </Panel>
  );
}

function columnsOf(text: Catalogue): Column<BookEntry>[] {
  const { orders, words, commands } = text;
  return [
    { key: "time", label: commands.columns.time, cell: ({ atMs }) => <Time atMs={atMs} /> },
    {
      key: "entry",
      label: orders.entry,
      cell: ({ kind, source, orderId }) => (
        <>
          {wordFor(words.entryKind, kind) ?? kind}
          <Text size="xs" className="z-quiet z-code">
            {orderId === null ? (
              source
            ) : (
              <Anchor component={Link} href={`/orders/${orderId}`} size="xs">
                {source}
              </Anchor>
            )}
          </Text>
        </>
      ),
    },
    {
      key: "postings",
      label: orders.postings,
      cell: ({ postings }) =>
        postings.map(({ account, amountFen }) => (
          <Text key={account} size="sm" title={account}>
            {amountFen > 0 ? orders.debit : orders.credit}{" "}
            {wordFor(words.account, kindOfAccount(account)) ?? account}{" "}
            {formatFen(Math.abs(amountFen))}
          </Text>
        )),
    },
  ];
}
