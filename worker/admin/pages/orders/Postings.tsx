// The ledger's postings of an order, debits and credits side by side, and the proof that they agree.
import { Alert, Table, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { formatFen } from "../../format/money.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { Time } from "../../parts/Time.tsx";
import type { OrderDetail } from "../../text/kinds.ts";
import { useText, wordFor } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";

type Posting = OrderDetail["postings"][number];

/** "driver:D1:wallet" → "driver:wallet": the account's kind, without whose it is. */
export function kindOfAccount(account: string): string {
  const [owner, , ...rest] = account.split(":");
  return owner === "driver" || owner === "order" || owner === "operator" || owner === "reservation"
    ? [owner, ...rest].join(":")
    : account;
}

const debitOf = ({ amountFen }: Posting): number => Math.max(amountFen, 0);
const creditOf = ({ amountFen }: Posting): number => Math.max(-amountFen, 0);
const sum = (postings: readonly Posting[], side: (posting: Posting) => number): number =>
  postings.reduce((total, posting) => total + side(posting), 0);

export function Postings({ postings }: { readonly postings: readonly Posting[] }) {
  const text = useText();
  const words = text.orders;
  return (
    <Panel title={words.postings} isFlush>
      {postings.length === 0 ? (
        <Empty title={words.noPostings} hint={words.noPostingsHint} />
      ) : (
        <>
          <DataTable
            label={words.postings}
            columns={columnsOf(text)}
            rows={postings}
            keyOf={({ source, account, amountFen }) => `${source} ${account} ${amountFen}`}
            minWidth={760}
            foot={<Sums postings={postings} />}
          />
          <Balance differenceFen={sum(postings, debitOf) - sum(postings, creditOf)} />
        </>
      )}
    </Panel>
  );
}

function columnsOf(text: Catalogue): Column<Posting>[] {
  const words = text.orders;
  return [
    { key: "time", label: text.commands.columns.time, cell: ({ atMs }) => <Time atMs={atMs} /> },
    {
      key: "entry",
      label: words.entry,
      cell: ({ entryKind, source }) => (
        <>
          {wordFor(text.words.entryKind, entryKind) ?? entryKind}
          <Text size="xs" className="z-quiet z-code">
            {source}
          </Text>
        </>
      ),
    },
    {
      key: "account",
      label: words.account,
      cell: ({ account }) => (
        <span title={account}>
          {wordFor(text.words.account, kindOfAccount(account)) ?? account}
        </span>
      ),
    },
    {
      key: "debit",
      label: words.debit,
      isNumber: true,
      cell: (posting) => posting.amountFen > 0 && formatFen(debitOf(posting)),
    },
    {
      key: "credit",
      label: words.credit,
      isNumber: true,
      cell: (posting) => posting.amountFen < 0 && formatFen(creditOf(posting)),
    },
  ];
}

function Sums({ postings }: { readonly postings: readonly Posting[] }) {
  const words = useText().orders;
  return (
    <Table.Tr>
      <Table.Th colSpan={3}>{words.sum}</Table.Th>
      <Table.Th ta="right">{formatFen(sum(postings, debitOf))}</Table.Th>
      <Table.Th ta="right">{formatFen(sum(postings, creditOf))}</Table.Th>
    </Table.Tr>
  );
}

function Balance({ differenceFen }: { readonly differenceFen: number }) {
  const words = useText().orders;
  if (differenceFen === 0) {
    return (
      <Text size="sm" px="md" py="sm" ta="right" className="z-quiet">
        {words.balanced}
      </Text>
    );
  }
  return (
    <Alert m="md" role="alert" variant="outline" color="red" icon={<IconAlertTriangle />}>
      {words.unbalanced(formatFen(differenceFen))}
    </Alert>
  );
}
