// A change of a work order, which answers with the order as it is then.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { adminListIncidents } from "../../../../core/contract/admin/maintenance/incidents.ts";
import {
  adminGetWorkOrder,
  adminListWorkOrders,
  type WorkOrderDetail,
} from "../../../../core/contract/admin/maintenance/workOrders.ts";
import { keyOf, queryOf } from "../../api/ask.ts";

export function useWorkOrderChange<Input>(
  change: (input: Input) => Promise<WorkOrderDetail>,
  onDone: () => void = () => undefined,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (order) => {
      const { workOrderId } = order;
      client.setQueryData(queryOf(adminGetWorkOrder, { workOrderId }).queryKey, order);
      onDone();
      await Promise.all(
        [adminListWorkOrders, adminListIncidents].map((endpoint) =>
          client.invalidateQueries({ queryKey: keyOf(endpoint) }),
        ),
      );
    },
  });
}
