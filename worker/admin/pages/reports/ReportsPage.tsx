// Faults that drivers reported: those not resolved, or all there were.
import { Group, Paper, SegmentedControl } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { adminListFaultReports } from "../../../../core/contract/admin/feedback.ts";
import { queryOf } from "../../api/ask.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Page } from "../../parts/Page.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { SavedViews } from "../../parts/SavedViews.tsx";
import { SearchField } from "../../parts/SearchField.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";
import { ReportDialog } from "./ReportDialog.tsx";
import { ReportTable } from "./ReportTable.tsx";

const REFRESH_MS = 15_000;

export default function ReportsPage() {
  const words = useText().feedback.reports;
  const address = useListAddress(["show", "pile"]);
  const [openId, setOpenId] = useState<string | null>(null);
  const isAll = address.valueOf("show") === "all";
  const pile = address.valueOf("pile");
  const query = useQuery({
    ...queryOf(adminListFaultReports, {
      unresolved: isAll ? "false" : "true",
      pileId: pile === "" ? undefined : pile,
      cursor: address.cursor,
    }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  const open = query.data?.items.find(({ reportId }) => reportId === openId);
  return (
    <Page title={words.title} lead={words.lead} actions={<SavedViews />}>
      <Group align="flex-end">
        <SegmentedControl
          aria-label={words.title}
          value={isAll ? "all" : "unresolved"}
          onChange={(show) => address.set({ show: show === "all" ? "all" : "" })}
          data={[
            { value: "unresolved", label: words.unresolved },
            { value: "all", label: words.all },
          ]}
        />
        <SearchField
          label={words.pileFilter}
          hint={words.pileFilter}
          value={pile}
          onSearch={(next) => address.set({ pile: next.trim() })}
        />
      </Group>
      <Paper>
        <Paged
          query={query}
          place={address}
          empty={
            <Empty
              title={isAll ? words.neverAny : words.none}
              hint={isAll ? words.neverAnyHint : words.noneHint}
            />
          }
        >
          {(items, isBusy) => <ReportTable reports={items} isBusy={isBusy} onOpen={setOpenId} />}
        </Paged>
      </Paper>
      {open !== undefined && (
        <ReportDialog key={open.reportId} report={open} onClose={() => setOpenId(null)} />
      )}
    </Page>
  );
}
