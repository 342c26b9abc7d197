// The operator's tariffs: what is in force, what comes next, and where.
import { Anchor, Button, Paper } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { adminListTariffs, type AdminTariff } from "../../../../core/contract/admin/tariffs.ts";
import type { Language } from "../../../../core/contract/problems.ts";
import { queryOf } from "../../api/ask.ts";
import { mayRun, useStaff } from "../../api/session.ts";
import { formatCount } from "../../format/energy.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { stationName } from "../../parts/stationName.ts";
import { Time } from "../../parts/Time.tsx";
import { useLanguage } from "../../text/language.tsx";
import type { Text as Catalogue } from "../../text/zh.ts";

const hrefOf = ({ tariffId }: AdminTariff): string => `/tariffs/${encodeURIComponent(tariffId)}`;

export default function TariffsPage() {
  const { text, language } = useLanguage();
  const words = text.tariffs;
  const query = useQuery(queryOf(adminListTariffs, {}));
  const isMine = mayRun(useStaff());
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        isMine && (
          <Button component={Link} href="/tariffs/new" leftSection={<IconPlus size={16} />}>
            {words.create}
          </Button>
        )
      }
    >
      <Paper>
        <Fetched query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={words.empty} hint={words.emptyHint} />
            ) : (
              <DataTable
                label={words.title}
                columns={columnsOf(text, language)}
                rows={items}
                keyOf={({ tariffId }) => tariffId}
                hrefOf={hrefOf}
                minWidth={680}
              />
            )
          }
        </Fetched>
      </Paper>
    </Page>
  );
}

function columnsOf(text: Catalogue, language: Language): Column<AdminTariff>[] {
  const words = text.tariffs;
  return [
    {
      key: "name",
      label: words.title,
      cell: (tariff) => (
        <Anchor component={Link} href={hrefOf(tariff)} size="sm" fw={600}>
          {stationName(tariff, language)}
        </Anchor>
      ),
    },
    {
      key: "inForce",
      label: words.inForce,
      cell: ({ version }) => (version === null ? words.none : words.version(version)),
    },
    {
      key: "next",
      label: words.next,
      cell: ({ nextFromMs }) => (nextFromMs === null ? "—" : <Time atMs={nextFromMs} />),
    },
    {
      key: "versions",
      label: words.versions,
      isNumber: true,
      cell: ({ versions }) => formatCount(versions),
    },
    {
      key: "stations",
      label: words.stations,
      isNumber: true,
      cell: ({ stations }) => formatCount(stations),
    },
  ];
}
