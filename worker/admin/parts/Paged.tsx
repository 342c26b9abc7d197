// One page of a list: its rows, or a word where there are none, and the way to the pages around it.
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Fetched } from "./Fetched.tsx";
import { Pager } from "./Pager.tsx";

type Props<Row> = {
  readonly query: UseQueryResult<{ readonly items: Row[]; readonly nextCursor: string | null }>;
  /** Where in the list the page begins; a list's address is one. */
  readonly place: {
    readonly cursor: string | undefined;
    readonly goTo: (cursor: string | null) => void;
  };
  readonly empty: ReactNode;
  /** `isBusy` while the rows are still those of the page before. */
  readonly children: (rows: Row[], isBusy: boolean) => ReactNode;
};

export function Paged<Row>({ query, place, empty, children }: Props<Row>) {
  return (
    <Fetched query={query}>
      {({ items, nextCursor }) => (
        <>
          {items.length === 0 ? empty : children(items, query.isPlaceholderData)}
          <Pager
            count={items.length}
            cursor={place.cursor}
            nextCursor={nextCursor}
            onGo={place.goTo}
          />
        </>
      )}
    </Fetched>
  );
}
