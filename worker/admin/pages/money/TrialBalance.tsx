// Debits and credits by account, and the proof that they agree.
import { Alert, Anchor, Table, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { adminTrialBalance, type TrialBalanceLine } from "../../../../core/contract/admin/books.ts";
import { queryOf } from "../../api/ask.ts";
import { formatFen } from "../../format/money.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { rowsAtHand } from "../../parts/export/columns.ts";
import { ExportMenu } from "../../parts/ExportMenu.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { useText, wordFor } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import type { Days } from "./days.ts";

type Line = TrialBalanceLine;
type Props = { readonly days: Days; readonly onAccount: (account: string) => void };

const nameOf = ({ words }: Catalogue, account: string): string =>
  wordFor(words.account, account) ?? account;

export function TrialBalance({ days, onAccount }: Props) {
  const text = useText();
  const words = text.books.book;
  const query = useQuery(queryOf(adminTrialBalance, days));
  const exported = [
    { label: words.account, value: ({ account }: Line) => nameOf(text, account) },
    { label: `${words.debit} (¥)`, value: ({ debitFen }: Line) => debitFen / 100 },
    { label: `${words.credit} (¥)`, value: ({ creditFen }: Line) => creditFen / 100 },
    {
      label: `${words.balance} (¥)`,
      value: ({ debitFen, creditFen }: Line) => (debitFen - creditFen) / 100,
    },
  ];
  return (
    <Panel
      title={words.trial}
      isFlush
      aside={
        <ExportMenu
          name="trial-balance"
          columns={exported}
          rows={() => rowsAtHand(query.data?.lines ?? [])}
        />
      }
    >
      <Fetched query={query}>
        {({ lines, debitFen, creditFen }) =>
          lines.length === 0 ? (
            <Empty title={words.empty} hint={words.emptyHint} />
          ) : (
            <>
              <DataTable
                label={words.trial}
                columns={columnsOf(text, onAccount)}
                rows={lines}
                keyOf={({ account }) => account}
                minWidth={560}
                foot={
                  <Table.Tr>
                    <Table.Th>{words.sum}</Table.Th>
                    <Table.Th ta="right">{formatFen(debitFen)}</Table.Th>
                    <Table.Th ta="right">{formatFen(creditFen)}</Table.Th>
                    <Table.Th ta="right">{formatFen(debitFen - creditFen)}</Table.Th>
                  </Table.Tr>
                }
              />
              {debitFen === creditFen ? (
                <Text size="sm" px="md" py="sm" ta="right" className="z-quiet">
                  {words.balanced} {words.trialLead}
                </Text>
              ) : (
                <Alert
                  m="md"
                  role="alert"
                  variant="outline"
                  color="red"
                  icon={<IconAlertTriangle />}
                >
                  {words.unbalanced}
                </Alert>
              )}
            </>
          )
        }
      </Fetched>
    </Panel>
  );
}

function columnsOf(text: Catalogue, onAccount: (account: string) => void): Column<Line>[] {
  const words = text.books.book;
  return [
    {
      key: "account",
      label: words.account,
      cell: ({ account }) => (
        <Anchor component="button" size="sm" onClick={() => onAccount(account)}>
          {nameOf(text, account)}
        </Anchor>
      ),
    },
    {
      key: "debit",
      label: words.debit,
      isNumber: true,
      cell: ({ debitFen }) => formatFen(debitFen),
    },
    {
      key: "credit",
      label: words.credit,
      isNumber: true,
      cell: ({ creditFen }) => formatFen(creditFen),
    },
    {
      key: "balance",
      label: words.balance,
      isNumber: true,
      cell: ({ debitFen, creditFen }) => <b>{formatFen(debitFen - creditFen)}</b>,
    },
  ];
}
