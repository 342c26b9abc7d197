// Who is signed in: read once, null when nobody is, forgotten with all that was read on signing out.
// Who signs in again after his session ran out finds the page as he left it.
import {
  type Query,
  type QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
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
import { overOf, type Session, sessionKey } from "./queryClient.ts";

async function readSession(client: QueryClient): Promise<Session | null> {
  try {
    return { ...(await ask(staffSession, {})), isOver: false };
  } catch (reason) {
    if (codeOf(reason) === "unauthorized") return overOf(client.getQueryData(sessionKey));
    throw reason;
  }
}

export const useSession = () =>
  useQuery({
    queryKey: sessionKey,
    queryFn: ({ client }) => readSession(client),
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

function useReplaceSession(): (session: OutputOf<typeof staffSession> | null) => void {
  const client = useQueryClient();
  const others = { predicate: ({ queryKey }: Query) => !isSession(queryKey) };
  return (session) => {
    const before = client.getQueryData<Session | null>(sessionKey);
    const isSamePerson = before?.staff.staffId === session?.staff.staffId;
    if (!isSamePerson) client.removeQueries(others);
    client.setQueryData(sessionKey, session === null ? null : { ...session, isOver: false });
    if (isSamePerson) void client.invalidateQueries(others);
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
