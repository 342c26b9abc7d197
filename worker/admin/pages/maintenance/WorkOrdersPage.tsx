// Work orders by filters that stay in the address.
import { Button, Group, Paper, SegmentedControl, Select } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  adminListWorkOrders,
  WorkOrderPriority,
} from "../../../../core/contract/admin/maintenance/workOrders.ts";
import { queryOf } from "../../api/ask.ts";
import { mayOperate, useStaff } from "../../api/session.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Page } from "../../parts/Page.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { SavedViews } from "../../parts/SavedViews.tsx";
import { SearchField } from "../../parts/SearchField.tsx";
import { StationPicker } from "../../parts/StationPicker.tsx";
import { type ListAddress, useListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";
import { AssigneePicker } from "./AssigneePicker.tsx";
import { NewWorkOrder } from "./NewWorkOrder.tsx";
import { WorkOrderTable } from "./WorkOrderTable.tsx";

const REFRESH_MS = 5_000;
const filters = ["show", "priority", "assignee", "station", "pile"] as const;
type Address = ListAddress<(typeof filters)[number]>;

const shows = ["open", "overdue", "resolved", "all"] as const;
const showOf = (text: string) => shows.find((show) => show === text) ?? "open";
const priorityOf = (text: string) => WorkOrderPriority.options.find((one) => one === text);
const orNothing = (text: string): string | undefined => (text === "" ? undefined : text);

const inputOf = (address: Address) => ({
  show: showOf(address.valueOf("show")),
  priority: priorityOf(address.valueOf("priority")),
  assignee: orNothing(address.valueOf("assignee")),
  stationId: orNothing(address.valueOf("station")),
  pileId: orNothing(address.valueOf("pile")),
  cursor: address.cursor,
});

export default function WorkOrdersPage() {
  const { maintenance } = useText();
  const words = maintenance.orders;
  const address = useListAddress(filters);
  const [isMaking, setIsMaking] = useState(false);
  const isOperating = mayOperate(useStaff());
  const query = useQuery({
    ...queryOf(adminListWorkOrders, inputOf(address)),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <SavedViews />
          {isOperating && <Button onClick={() => setIsMaking(true)}>{words.make}</Button>}
        </>
      }
    >
      <Filters address={address} />
      <Paper>
        <Paged
          query={query}
          place={address}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        >
          {(items, isBusy) => <WorkOrderTable orders={items} isBusy={isBusy} />}
        </Paged>
      </Paper>
      {isMaking && <NewWorkOrder incident={null} onClose={() => setIsMaking(false)} />}
    </Page>
  );
}

function Filters({ address }: { readonly address: Address }) {
  const { maintenance, shell } = useText();
  const words = maintenance.orders;
  return (
    <Group align="flex-end">
      <SegmentedControl
        aria-label={words.show}
        value={showOf(address.valueOf("show"))}
        onChange={(show) => address.set({ show: show === "open" ? "" : show })}
        data={shows.map((value) => ({ value, label: words.shows[value] }))}
      />
      <AssigneePicker
        label={words.assignee}
        placeholder={words.anybody}
        value={address.valueOf("assignee")}
        onChange={(assignee) => address.set({ assignee })}
        others={[
          { value: "me", label: words.me },
          { value: "nobody", label: words.nobody },
        ]}
      />
      <Select
        label={words.priority}
        placeholder={shell.all}
        w={120}
        clearable
        data={WorkOrderPriority.options.map((value) => ({ value, label: words.priorities[value] }))}
        value={priorityOf(address.valueOf("priority")) ?? null}
        onChange={(priority) => address.set({ priority: priority ?? "" })}
      />
      <StationPicker
        label={words.station}
        width={180}
        value={address.valueOf("station")}
        onChange={(station) => address.set({ station })}
      />
      <SearchField
        label={words.pile}
        hint="SH001-03"
        width={150}
        value={address.valueOf("pile")}
        onSearch={(pile) => address.set({ pile })}
      />
      {address.isFiltered && (
        <Button variant="subtle" onClick={address.clear}>
          {shell.clearFilters}
        </Button>
      )}
    </Group>
  );
}
