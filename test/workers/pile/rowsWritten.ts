// Counts the rows that a pile writes, its alarm included: each is billed.
import { inObject } from "./support.ts";
import type { PileStub } from "../../../worker/pileOf.ts";

/** `goOn` after each sleep: the counting ends with the object's memory. */
export async function rowsWritten(stub: PileStub) {
  const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
  let alarms = 0;
  const goOn = (): Promise<void> =>
    inObject(stub, ({ state: { storage } }) => {
      const { sql } = storage;
      const exec = sql.exec.bind(sql);
      const setAlarm = storage.setAlarm.bind(storage);
      Object.defineProperty(storage, "sql", {
        configurable: true,
        value: {
          exec: (query: string, ...bindings: unknown[]) => {
            const cursor = exec(query, ...bindings);
            cursors.push(cursor);
            return cursor;
          },
        },
      });
      Object.defineProperty(storage, "setAlarm", {
        configurable: true,
        value: (atMs: number) => {
          alarms += 1;
          return setAlarm(atMs);
        },
      });
    });
  await goOn();
  const total = (): Promise<number> =>
    inObject(stub, () => alarms + cursors.reduce((sum, { rowsWritten: rows }) => sum + rows, 0));
  return { goOn, total };
}
