// What follows a change: it is said, and what it changed is read anew.
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import type { Endpoint } from "../../../../core/contract/endpoint.ts";
import { keyOf } from "../../api/ask.ts";

export function useDone(...changed: readonly Endpoint[]) {
  const client = useQueryClient();
  return async (message: string): Promise<void> => {
    notifications.show({ message });
    await Promise.all(
      changed.map((endpoint) => client.invalidateQueries({ queryKey: keyOf(endpoint) })),
    );
  };
}
