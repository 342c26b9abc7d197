// The rules: what each looks for, what it does, and whether it is on.
import { Anchor, Button, Paper } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  adminListMaintenanceRules,
  type MaintenanceRule,
} from "../../../../core/contract/admin/maintenance/rules.ts";
import { queryOf } from "../../api/ask.ts";
import { mayRun, useStaff } from "../../api/session.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Mark } from "../../parts/Mark.tsx";
import { useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";
import { RuleForm } from "./RuleForm.tsx";
import { actionInWords, conditionInWords } from "./ruleInWords.ts";

type Editing = { readonly rule: MaintenanceRule | null };

export default function RulesPage() {
  const words = useText().maintenance.rules;
  const query = useQuery(queryOf(adminListMaintenanceRules, {}));
  const [editing, setEditing] = useState<Editing | null>(null);
  const isRunning = mayRun(useStaff());
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={isRunning && <Button onClick={() => setEditing({ rule: null })}>{words.add}</Button>}
    >
      <Paper>
        <Fetched query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={words.none} hint={words.noneHint} />
            ) : (
              <RuleTable rules={items} onEdit={isRunning ? (rule) => setEditing({ rule }) : null} />
            )
          }
        </Fetched>
      </Paper>
      {editing !== null && <RuleForm rule={editing.rule} onClose={() => setEditing(null)} />}
    </Page>
  );
}

type Props = {
  readonly rules: readonly MaintenanceRule[];
  /** Null for who may not. */
  readonly onEdit: ((rule: MaintenanceRule) => void) | null;
};

function RuleTable({ rules, onEdit }: Props) {
  const text = useText();
  return (
    <DataTable
      label={text.maintenance.rules.title}
      columns={columnsOf(text, onEdit)}
      rows={rules}
      keyOf={({ ruleId }) => ruleId}
      minWidth={760}
    />
  );
}

function columnsOf(text: Catalogue, onEdit: Props["onEdit"]): Column<MaintenanceRule>[] {
  const words = text.maintenance.rules;
  return [
    {
      key: "name",
      label: words.name,
      cell: (rule) =>
        onEdit === null ? (
          rule.name
        ) : (
          <Anchor component="button" size="sm" onClick={() => onEdit(rule)}>
            {rule.name}
          </Anchor>
        ),
    },
    { key: "when", label: words.when, cell: (rule) => conditionInWords(text, rule.condition) },
    { key: "then", label: words.does, cell: (rule) => actionInWords(text, rule.action) },
    {
      key: "where",
      label: words.where,
      cell: ({ stationId }) => stationId ?? words.everywhere,
    },
    {
      key: "isOn",
      label: words.isOn,
      cell: ({ isOn }) => (
        <Mark tone={isOn ? "good" : "idle"}>{isOn ? words.isOn : words.off}</Mark>
      ),
    },
  ];
}
