// The operator's configuration templates: of all piles, and of single models.
import { Button, Text } from "@mantine/core";
import { IconAdjustmentsCheck, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import {
  adminListTemplates,
  type ConfigurationTemplate,
} from "../../../../core/contract/admin/templates.ts";
import { queryOf } from "../../api/ask.ts";
import { mayRun, useStaff } from "../../api/session.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { Time } from "../../parts/Time.tsx";
import { useText } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";

const EditTemplate = lazy(() => import("./EditTemplate.tsx"));

const blank: Pick<ConfigurationTemplate, "vendor" | "model" | "keys"> = {
  vendor: "",
  model: "",
  keys: [],
};

const actionsOf = (
  label: string,
  onEdit: (template: ConfigurationTemplate) => void,
): Column<ConfigurationTemplate> => ({
  key: "actions",
  label: "",
  cell: (template) => (
    <Button size="compact-sm" variant="default" onClick={() => onEdit(template)}>
      {label}
    </Button>
  ),
});

export default function TemplatesPage() {
  const text = useText();
  const words = text.templates;
  const isAllowed = mayRun(useStaff());
  const query = useQuery(queryOf(adminListTemplates, {}));
  const [edited, setEdited] = useState<typeof blank | null>(null);
  const actions = actionsOf(words.edit, setEdited);
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        isAllowed && (
          <Button leftSection={<IconPlus size={17} />} onClick={() => setEdited(blank)}>
            {words.add}
          </Button>
        )
      }
    >
      <Panel title={words.title} isFlush>
        <Fetched query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty
                icon={<IconAdjustmentsCheck size={36} />}
                title={words.none}
                hint={words.noneHint}
              />
            ) : (
              <DataTable
                label={words.title}
                columns={isAllowed ? [...columnsOf(text), actions] : columnsOf(text)}
                rows={items}
                keyOf={({ vendor, model }) => `${vendor} ${model}`}
                minWidth={640}
              />
            )
          }
        </Fetched>
      </Panel>
      <Suspense>
        {edited !== null && <EditTemplate template={edited} onClose={() => setEdited(null)} />}
      </Suspense>
    </Page>
  );
}

function columnsOf({ templates: words, piles }: Catalogue): Column<ConfigurationTemplate>[] {
  return [
    {
      key: "kind",
      label: piles.model,
      cell: ({ vendor, model }) => (vendor === "" ? words.all : `${vendor} ${model}`),
    },
    {
      key: "keys",
      label: words.content,
      cell: ({ keys }) => (
        <>
          {words.keys(keys.length)}
          <Text size="xs" className="z-quiet z-code" maw={420} truncate>
            {keys.map(({ key }) => key).join(", ")}
          </Text>
        </>
      ),
    },
    {
      key: "by",
      label: "",
      cell: ({ updatedBy, updatedAtMs }) => (
        <Text size="sm" className="z-quiet">
          {words.updated(updatedBy)} · <Time atMs={updatedAtMs} />
        </Text>
      ),
    },
  ];
}
