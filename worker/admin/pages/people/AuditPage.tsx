// What was done in the operator's name: by whom, to what, when.
import { Anchor, Button, Group, Paper, Select, TextInput } from "@mantine/core";
import { IconHistory, IconRobot } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { adminListAudit, type AuditRecord } from "../../../../core/contract/admin/audit.ts";
import { adminListStaff } from "../../../../core/contract/admin/people.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { queryOf } from "../../api/ask.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Page } from "../../parts/Page.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { SearchField } from "../../parts/SearchField.tsx";
import { SavedViews } from "../../parts/SavedViews.tsx";
import { Time } from "../../parts/Time.tsx";
import { type ListAddress, useListAddress } from "../../parts/useListAddress.ts";
import { useLanguage, useText } from "../../text/language.tsx";
import type { Text } from "../../text/zh.ts";
import { detailInWords } from "./auditDetails.ts";
import { actionInWords, subjectHref } from "./auditWords.ts";

const filters = ["staff", "action", "subject", "from", "to"] as const;
type Filter = (typeof filters)[number];

const orNone = (value: string): string | undefined => (value === "" ? undefined : value);

/** A day's beginning where the reader is; the end of a span is the next day's beginning. */
function dayMs(day: string, plusDays: number): number | undefined {
  const [year, month, date] = day.split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  return new Date(year, month - 1, date + plusDays).getTime();
}

export default function AuditPage() {
  const { text, language } = useLanguage();
  const words = text.people.audit;
  const address = useListAddress(filters);
  const query = useQuery({
    ...queryOf(adminListAudit, {
      staffId: orNone(address.valueOf("staff")),
      action: orNone(address.valueOf("action")),
      subject: orNone(address.valueOf("subject")),
      fromMs: dayMs(address.valueOf("from"), 0),
      toMs: dayMs(address.valueOf("to"), 1),
      cursor: address.cursor,
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title={words.title} lead={words.lead} actions={<SavedViews />}>
      <Filters address={address} />
      <Paper>
        <Paged
          query={query}
          place={address}
          empty={
            <Empty
              icon={<IconHistory size={36} />}
              title={address.isFiltered ? words.nothingFound : words.none}
              hint={address.isFiltered ? words.nothingFoundHint : words.noneHint}
            />
          }
        >
          {(items, isBusy) => (
            <DataTable
              label={words.title}
              columns={columnsOf(address, { text, language })}
              rows={items}
              keyOf={({ auditId }) => auditId}
              minWidth={720}
              isBusy={isBusy}
            />
          )}
        </Paged>
      </Paper>
    </Page>
  );
}

function Filters({ address }: { readonly address: ListAddress<Filter> }) {
  const text = useText();
  const words = text.people.audit;
  const staff = useQuery(queryOf(adminListStaff, {}));
  const actions = Object.entries(words.actions).map(([value, label]) => ({ value, label }));
  const day = (name: "from" | "to") => (
    <TextInput
      type="date"
      label={words[name]}
      value={address.valueOf(name)}
      onChange={({ currentTarget }) => address.set({ [name]: currentTarget.value })}
    />
  );
  return (
    <Group align="flex-end" className="z-no-print">
      <Select
        label={words.who}
        placeholder={text.shell.all}
        w={190}
        searchable
        clearable
        data={(staff.data?.items ?? []).map(({ staffId, displayName }) => ({
          value: staffId,
          label: displayName,
        }))}
        value={orNone(address.valueOf("staff")) ?? null}
        onChange={(staffId) => address.set({ staff: staffId ?? "" })}
      />
      <Select
        label={words.what}
        placeholder={text.shell.all}
        w={230}
        searchable
        clearable
        data={actions}
        value={orNone(address.valueOf("action")) ?? null}
        onChange={(action) => address.set({ action: action ?? "" })}
      />
      <SearchField
        label={words.subject}
        hint={words.subjectHint}
        width={220}
        value={address.valueOf("subject")}
        onSearch={(subject) => address.set({ subject: subject.trim() })}
      />
      {day("from")}
      {day("to")}
      {address.isFiltered && (
        <Button variant="subtle" onClick={address.clear}>
          {text.shell.clearFilters}
        </Button>
      )}
    </Group>
  );
}

function columnsOf(
  address: ListAddress<Filter>,
  { text, language }: { readonly text: Text; readonly language: Language },
): Column<AuditRecord>[] {
  const words = text.people.audit;
  return [
    { key: "at", label: words.at, cell: ({ atMs }) => <Time atMs={atMs} /> },
    {
      key: "who",
      label: words.who,
      cell: ({ name, isKey, staffId }) =>
        staffId === null ? (
          words.platform
        ) : (
          <Anchor
            component="button"
            type="button"
            size="sm"
            ta="left"
            onClick={() => address.set({ staff: staffId })}
          >
            {isKey && <IconRobot size={15} aria-label={words.byKey} />} {name}
          </Anchor>
        ),
    },
    { key: "what", label: words.what, cell: ({ action }) => actionInWords(action, text) },
    {
      key: "subject",
      label: words.subject,
      cell: (record) => {
        const href = subjectHref(record);
        return href === null ? (
          <span className="z-code">{record.subject}</span>
        ) : (
          <Anchor component={Link} href={href} size="sm" className="z-code">
            {record.subject}
          </Anchor>
        );
      },
    },
    {
      key: "detail",
      label: words.detail,
      cell: ({ detail }) => detailInWords(detail, { text, language }),
    },
  ];
}
