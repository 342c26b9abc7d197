// Planned maintenance: what is ahead, under way, and was.
import { Button, Group, Paper, SegmentedControl } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  adminEndMaintenance,
  adminListMaintenanceWindows,
  type MaintenanceWindow,
} from "../../../../core/contract/admin/maintenance/windows.ts";
import { ask, queryOf } from "../../api/ask.ts";
import { ConfirmDialog } from "../../parts/ConfirmDialog.tsx";
import { mayOperate, useStaff } from "../../api/session.ts";
import { Empty } from "../../parts/Empty.tsx";
import { Page } from "../../parts/Page.tsx";
import { Paged } from "../../parts/Paged.tsx";
import { useListAddress } from "../../parts/useListAddress.ts";
import { useText } from "../../text/language.tsx";
import { PlanWindow } from "./PlanWindow.tsx";
import { useDone } from "./useDone.ts";
import { WindowTable } from "./WindowTable.tsx";

const REFRESH_MS = 10_000;

export default function WindowsPage() {
  const words = useText().maintenance.windows;
  const address = useListAddress(["show"]);
  const show = address.valueOf("show") === "all" ? "all" : "current";
  const [isPlanning, setIsPlanning] = useState(false);
  const [ending, setEnding] = useState<MaintenanceWindow | null>(null);
  const isOperating = mayOperate(useStaff());
  const query = useQuery({
    ...queryOf(adminListMaintenanceWindows, { show, cursor: address.cursor }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={isOperating && <Button onClick={() => setIsPlanning(true)}>{words.add}</Button>}
    >
      <Group>
        <SegmentedControl
          aria-label={words.show}
          value={show}
          onChange={(next) => address.set({ show: next === "all" ? "all" : "" })}
          data={(["current", "all"] as const).map((value) => ({
            value,
            label: words.shows[value],
          }))}
        />
      </Group>
      <Paper>
        <Paged
          query={query}
          place={address}
          empty={
            <Empty title={show === "all" ? words.neverAny : words.none} hint={words.noneHint} />
          }
        >
          {(items, isBusy) => (
            <WindowTable windows={items} isBusy={isBusy} onEnd={isOperating ? setEnding : null} />
          )}
        </Paged>
      </Paper>
      {isPlanning && <PlanWindow onClose={() => setIsPlanning(false)} />}
      {ending !== null && <EndWindow window={ending} onClose={() => setEnding(null)} />}
    </Page>
  );
}

function EndWindow({
  window: { windowId, state },
  onClose,
}: {
  readonly window: MaintenanceWindow;
  readonly onClose: () => void;
}) {
  const words = useText().maintenance.windows;
  const done = useDone(adminListMaintenanceWindows);
  const isActive = state === "active";
  return (
    <ConfirmDialog
      title={isActive ? words.endTitle : words.cancelTitle}
      lead={words.endLead}
      submit={isActive ? words.end : words.cancel}
      isDangerous
      onConfirm={async () => {
        await ask(adminEndMaintenance, { windowId });
        await done(words.done);
      }}
      onClose={onClose}
    />
  );
}
