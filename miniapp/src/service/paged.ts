// A list that is loaded page by page, each page added below those before.
import { useState } from "react";
import type { CallRefusal } from "../../../core/contract/client.ts";
import type { Result } from "../../../core/result.ts";
import { type Loading, useAction, useLoaded } from "./hooks.ts";

type PageOf<T> = { readonly items: readonly T[]; readonly nextCursor: string | null };

export type Paged<P> = {
  readonly loading: Loading<P>;
  /** Null on the last page. */
  readonly more: (() => void) | null;
  readonly isLoadingMore: boolean;
  /** Why the last further page did not come. */
  readonly moreRefusal: CallRefusal | null;
};

export function usePaged<T, P extends PageOf<T>>(
  key: string | null,
  load: (cursor: string | undefined) => Promise<Result<P, CallRefusal>>,
): Paged<P> {
  const loading = useLoaded(key, () => load(undefined));
  const [moreRefusal, setRefusal] = useState<CallRefusal | null>(null);
  const { state, put } = loading;
  const next = state.kind === "ready" ? state.value.nextCursor : null;
  const more = useAction(async () => {
    if (state.kind !== "ready" || next === null) return;
    setRefusal(null);
    const page = await load(next);
    if (page.ok) put({ ...page.value, items: [...state.value.items, ...page.value.items] });
    else setRefusal(page.error);
  });
  return {
    loading,
    more: next === null ? null : more.run,
    isLoadingMore: more.isRunning,
    moreRefusal,
  };
}
