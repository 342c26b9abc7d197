// How many rows a step writes, as D1 bills them: each row of a table and of an index.
import { drizzle } from "drizzle-orm/d1";
import { env, type World } from "./world.ts";

/** Counts what goes through the world's own database while `step` runs. */
export async function rowsWrittenDuring(
  world: World,
  step: () => Promise<unknown>,
): Promise<number> {
  let rows = 0;
  const count = (result: D1Result): D1Result => {
    rows += result.meta.rows_written;
    return result;
  };
  const counted = new Proxy(env.DB, {
    get: (of, name) => {
      if (name === "batch") {
        return async (given: D1PreparedStatement[]) => (await of.batch(given.map(bare))).map(count);
      }
      if (name === "prepare") return (query: string) => countedStatement(of.prepare(query), count);
      const value: unknown = Reflect.get(of, name, of);
      return typeof value === "function" ? value.bind(of) : value;
    },
  });
  const { money } = world;
  const own = Object.getOwnPropertyDescriptor(money, "db")!;
  Object.defineProperty(money, "db", { ...own, value: drizzle(counted) });
  try {
    await step();
  } finally {
    Object.defineProperty(money, "db", own);
  }
  return rows;
}

const bares = new WeakMap<object, D1PreparedStatement>();
/** A batch takes statements of the platform alone. */
const bare = (statement: D1PreparedStatement): D1PreparedStatement =>
  bares.get(statement) ?? statement;

function countedStatement(
  statement: D1PreparedStatement,
  count: (result: D1Result) => D1Result,
): D1PreparedStatement {
  const proxy = new Proxy(statement, {
    get: (of, name) => {
      if (name === "bind") {
        return (...given: unknown[]) => countedStatement(of.bind(...given), count);
      }
      if (name === "run") return async () => count(await of.run());
      const value: unknown = Reflect.get(of, name, of);
      return typeof value === "function" ? value.bind(of) : value;
    },
  });
  bares.set(proxy, statement);
  return proxy;
}
