// One cache for the whole page; an answer "sign in first" anywhere ends the session everywhere.
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { staffSession } from "../../../core/contract/admin/staff.ts";
import { codeOf, keyOf } from "./ask.ts";

const MOST_TRIES = 2;

/** Under it stands who is signed in; null when nobody is. */
export const sessionKey: readonly string[] = keyOf(staffSession);

const endSessionWhenRefused = (error: unknown): void => {
  if (codeOf(error) === "unauthorized") queryClient.setQueryData(sessionKey, null);
};

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: endSessionWhenRefused }),
  mutationCache: new MutationCache({ onError: endSessionWhenRefused }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays a refusal; only a lost connection is worth another try.
      retry: (failures, error) => codeOf(error) === null && failures < MOST_TRIES,
    },
  },
});
