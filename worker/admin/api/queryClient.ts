// One cache for the whole page; an answer "sign in first" anywhere says everywhere that the session is
// over.
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { staffSession } from "../../../core/contract/admin/staff.ts";
import type { OutputOf } from "../../../core/contract/endpoint.ts";
import { codeOf, keyOf } from "./ask.ts";

const MOST_TRIES = 2;

/** One that is over still says whose the page is, so that it can stand until he signs in again. */
export type Session = OutputOf<typeof staffSession> & { readonly isOver: boolean };

/** Under it stands who is signed in; null when nobody is, nor was since the page came. */
export const sessionKey: readonly string[] = keyOf(staffSession);

export const overOf = (session: Session | null | undefined): Session | null =>
  session === null || session === undefined ? null : { ...session, isOver: true };

const endSessionWhenRefused = (error: unknown): void => {
  if (codeOf(error) === "unauthorized") {
    queryClient.setQueryData<Session | null>(sessionKey, overOf);
  }
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
