// Reports of weeks and months that are over.
import { Anchor, Paper, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import {
  adminListAnalysisReports,
  ReportKind,
} from "../../../../core/contract/admin/analysisReports.ts";
import type { OutputOf } from "../../../../core/contract/endpoint.ts";
import { queryOf } from "../../api/ask.ts";
import { type Column, DataTable } from "../../parts/DataTable.tsx";
import { Empty } from "../../parts/Empty.tsx";
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Time } from "../../parts/Time.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";
import type { Text } from "../../text/zh.ts";

export default function ReportsPage() {
  const { analysis } = useText();
  const words = analysis.reports;
  const address = useListAddress(["kind"]);
  const kind = ReportKind.options.find((one) => one === address.valueOf("kind"));
  const query = useQuery(queryOf(adminListAnalysisReports, kind === undefined ? {} : { kind }));
  return (
    <Page title={analysis.tabs.reports} lead={words.lead}>
      <SegmentedControl
        w="fit-content"
        aria-label={words.list}
        value={kind ?? ""}
        onChange={(value) => address.set({ kind: value })}
        data={[
          { value: "", label: words.all },
          ...ReportKind.options.map((value) => ({ value, label: words.kind[value] })),
        ]}
      />
      <Paper>
        <Fetched query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={words.none} hint={words.noneHint} />
            ) : (
              <DataTable
                label={words.list}
                columns={columnsOf(words)}
                rows={items}
                keyOf={(row) => `${row.kind} ${row.fromDay}`}
                hrefOf={(row) => `/analysis/reports/${row.kind}/${row.fromDay}`}
              />
            )
          }
        </Fetched>
      </Paper>
    </Page>
  );
}

type Item = OutputOf<typeof adminListAnalysisReports>["items"][number];

function columnsOf(words: Text["analysis"]["reports"]): Column<Item>[] {
  return [
    {
      key: "period",
      label: words.period,
      cell: (row) => (
        <Anchor
          component={Link}
          href={`/analysis/reports/${row.kind}/${row.fromDay}`}
          size="sm"
          fw={600}
        >
          {words.title(words.kind[row.kind], row.fromDay, row.toDay)}
        </Anchor>
      ),
    },
    {
      key: "made",
      label: words.made,
      cell: ({ madeAtMs }) => <Time atMs={madeAtMs} />,
    },
  ];
}
