// Watches an object's storage: each statement's rows, each alarm.
import { countReads, countRows, writeOf } from "./tally.ts";

/** The same state; its storage tells the tally what it writes. */
export function countedState(state: DurableObjectState, object: string): DurableObjectState {
  const { storage } = state;
  const { sql } = storage;
  const exec = sql.exec.bind(sql);
  const countedExec: SqlStorage["exec"] = (query, ...bindings) => {
    const cursor = exec<Record<string, SqlStorageValue>>(query, ...bindings);
    countRows(`${object}: ${writeOf(query) ?? "schema"}`, cursor.rowsWritten);
    countReads(object, cursor.rowsRead);
    return Object(cursor);
  };
  Object.defineProperty(sql, "exec", { value: countedExec });
  const setAlarm = storage.setAlarm.bind(storage);
  Object.defineProperty(storage, "setAlarm", {
    value: (...given: Parameters<DurableObjectStorage["setAlarm"]>) => {
      countRows(`${object}: setAlarm`, 1);
      return setAlarm(...given);
    },
  });
  return state;
}
