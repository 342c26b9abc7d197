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
import { Fetched } from "../../parts/Fetched.tsx";
import { Page } from "../../parts/Page.tsx";
import { Pager } from "../../parts/Pager.tsx";
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
        <Fetched query={query}>
          {({ items, nextCursor }) => (
            <>
              {items.length === 0 ? (
                <Empty title={show === "all" ? words.neverAny : words.none} hint={words.noneHint} />
              ) : (
                <WindowTable
                  windows={items}
                  isBusy={query.isPlaceholderData}
                  onEnd={isOperating ? setEnding : null}
                />
              )}
              <Pager
                count={items.length}
                cursor={address.cursor}
                nextCursor={nextCursor}
                onGo={address.goTo}
              />
            </>
          )}
        </Fetched>
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
