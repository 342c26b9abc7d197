// Until when a work order is to be done, and whether that is past.
import { Text } from "@mantine/core";
import type { WorkOrder } from "../../../../core/contract/admin/maintenance/workOrders.ts";
import { Mark } from "../../parts/Mark.tsx";
import { Time } from "../../parts/Time.tsx";
import { useNow } from "../../parts/useNow.ts";
import { useText } from "../../text/language.tsx";

export function DueTime({
  order: { dueAtMs, resolvedAtMs },
}: {
  readonly order: Pick<WorkOrder, "dueAtMs" | "resolvedAtMs">;
}) {
  const words = useText().maintenance.orders;
  const nowMs = useNow();
  if (dueAtMs === null) return <span className="z-quiet">{words.noDue}</span>;
  return (
    <>
      <Time atMs={dueAtMs} />
      {resolvedAtMs === null && dueAtMs < nowMs && (
        <Text size="xs" component="div">
          <Mark tone="bad">{words.overdue}</Mark>
        </Text>
      )}
    </>
  );
}
