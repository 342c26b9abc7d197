// Who is signed in: read once, null when nobody is, forgotten with all that was read on signing out.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import {
  type Staff,
  staffSession,
  staffSignIn,
  staffSignInByAccess,
  staffSignOut,
} from "../../../core/contract/admin/staff.ts";
import type { InputOf, OutputOf } from "../../../core/contract/endpoint.ts";
import { ask, codeOf } from "./ask.ts";
import { sessionKey } from "./queryClient.ts";

type Session = OutputOf<typeof staffSession>;

async function readSession(): Promise<Session | null> {
  try {
    return await ask(staffSession, {});
  } catch (reason) {
    if (codeOf(reason) === "unauthorized") return null;
    throw reason;
  }
}

export const useSession = () =>
  useQuery({
    queryKey: sessionKey,
    queryFn: readSession,
    staleTime: Infinity,
    // A tab left open finds out that the shift is over without a click.
    refetchInterval: 300_000,
  });

/** Given by the app to the pages behind the sign-in, so that a page that is about to go still has it. */
export const StaffContext = createContext<Staff | null>(null);

/** Inside the signed-in part of the app there is always somebody. */
export function useStaff(): Staff {
  const staff = useContext(StaffContext);
  if (staff === null) throw new Error("useStaff is for pages behind the sign-in");
  return staff;
}

/** What is never of use to a reader is not offered to him; the Worker decides for itself. */
export const mayOperate = ({ role }: Staff): boolean =>
  role === "owner" || role === "operations" || role === "maintenance";

/** What touches drivers and the network of piles rather than a device. */
export const mayRun = ({ role }: Staff): boolean => role === "owner" || role === "operations";

/** What gives money back, or says why it is missing. */
export const mayMoveMoney = ({ role }: Staff): boolean => role === "owner" || role === "finance";

function useReplaceSession(): (session: Session | null) => void {
  const client = useQueryClient();
  return (session) => {
    client.removeQueries({ predicate: (query) => !isSession(query.queryKey) });
    client.setQueryData(sessionKey, session);
  };
}

const isSession = (key: readonly unknown[]): boolean =>
  key[0] === sessionKey[0] && key[1] === sessionKey[1];

export function useSignIn() {
  const replace = useReplaceSession();
  return useMutation({
    mutationFn: (input: InputOf<typeof staffSignIn>) => ask(staffSignIn, input),
    onSuccess: replace,
  });
}

/** As whom Cloudflare Access vouches for. */
export function useSignInByAccess() {
  const replace = useReplaceSession();
  return useMutation({
    mutationFn: () => ask(staffSignInByAccess, {}),
    onSuccess: replace,
  });
}

export function useSignOut() {
  const replace = useReplaceSession();
  return useMutation({
    mutationFn: () => ask(staffSignOut, {}),
    onSuccess: () => replace(null),
  });
}
