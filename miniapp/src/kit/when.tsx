// A page's content by how its loading went.
import type { ReactNode } from "react";
import { useText } from "../service/language.ts";
import type { Loading } from "../service/hooks.ts";
import { Notice } from "./notice.tsx";
import { Failure, Skeleton } from "./placeholders.tsx";

export type WhenProps<T> = {
  readonly loading: Loading<T>;
  readonly cards: number;
  readonly children: (value: T) => ReactNode;
};

export const When = <T,>({ loading, cards, children }: WhenProps<T>) => {
  const text = useText();
  const { state, reload } = loading;
  const again = (): void => void reload();
  if (state.kind === "loading") return <Skeleton cards={cards} />;
  if (state.kind === "failed") return <Failure refusal={state.refusal} onRetry={again} />;
  return (
    <>
      {state.stale === null ? null : (
        <Notice tone="warn" action={{ label: text.common.retry, onPress: again }}>
          {text.errors.stale}
        </Notice>
      )}
      {children(state.value)}
    </>
  );
};
