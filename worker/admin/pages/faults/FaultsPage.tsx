// Faults the piles reported: those open, or all there were.
import { Button, Group, Paper, SegmentedControl } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { adminListFaults } from "../../../../core/contract/admin/stations.ts";
import { queryOf } from "../../api/ask.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Page } from "../../parts/Page.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { SavedViews } from "../../parts/SavedViews.tsx";
import { SearchField } from "../../parts/SearchField.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";
import { FaultTable } from "./FaultTable.tsx";

const REFRESH_MS = 15_000;

export default function FaultsPage() {
  const { feedback, pages } = useText();
  const words = pages.faults;
  const address = useListAddress(["show", "pile"]);
  const isAll = address.valueOf("show") === "all";
  const pile = address.valueOf("pile");
  const query = useQuery({
    ...queryOf(adminListFaults, {
      open: isAll ? "false" : "true",
      pileId: pile === "" ? undefined : pile,
      cursor: address.cursor,
    }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Page
      title={words.title}
      actions={
        <>
          <SavedViews />
          <Button component={Link} href="/reports" variant="default">
            {feedback.reports.fromFaults}
          </Button>
        </>
      }
    >
      <Group align="flex-end">
        <SegmentedControl
          aria-label={words.title}
          value={isAll ? "all" : "open"}
          onChange={(show) => address.set({ show: show === "all" ? "all" : "" })}
          data={[
            { value: "open", label: words.open },
            { value: "all", label: words.all },
          ]}
        />
        <SearchField
          label={words.pileFilter}
          hint={words.pileFilter}
          value={pile}
          onSearch={(next) => address.set({ pile: next })}
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
          {(items, isBusy) => <FaultTable faults={items} isBusy={isBusy} />}
        </Paged>
      </Paper>
    </Page>
  );
}
