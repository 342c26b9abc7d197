// What an export is made of: columns with their units in the heading, and rows that come page by page.

export type ExportValue = string | number | boolean | Date | null;

export type ExportColumn<Row> = {
  /** With the unit, as "Energy (kWh)": a cell is a bare figure. */
  readonly label: string;
  readonly value: (row: Row) => ExportValue;
};

type ListPage<Row> = { readonly items: readonly Row[]; readonly nextCursor: string | null };

/** Every page of a list, one after another: `read` asks for the page at a cursor. */
export async function* pagesOf<Row>(
  read: (cursor: string | undefined) => Promise<ListPage<Row>>,
): AsyncGenerator<readonly Row[]> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** Rows that are there already. */
export async function* rowsAtHand<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}
