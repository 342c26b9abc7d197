// The platform's database as seen from the test's process: as much of D1's shape as drizzle uses.
import type { HostProcess } from "./hostProcess.ts";
import type { Statement, StatementResult } from "./hostMessages.ts";

type HostOf = () => HostProcess;

class RemoteStatement {
  readonly statement: Statement;
  readonly #host: HostOf;

  constructor(host: HostOf, statement: Statement) {
    this.#host = host;
    this.statement = statement;
  }

  bind(...params: readonly unknown[]): RemoteStatement {
    return new RemoteStatement(this.#host, { sql: this.statement.sql, params });
  }

  async all(): Promise<StatementResult> {
    const [result] = await this.#host().sql([this.statement]);
    if (result === undefined) throw new Error("the statement gave no result");
    return result;
  }

  run(): Promise<StatementResult> {
    return this.all();
  }

  raw(): Promise<readonly unknown[]> {
    return this.#host().rawSql(this.statement);
  }
}

export class RemoteD1 {
  readonly #host: HostOf;

  /** @param host asked anew for each statement, since a platform that was restarted is another process */
  constructor(host: HostOf) {
    this.#host = host;
  }

  prepare(sql: string): RemoteStatement {
    return new RemoteStatement(this.#host, { sql, params: [] });
  }

  batch(statements: readonly RemoteStatement[]): Promise<readonly StatementResult[]> {
    return this.#host().sql(statements.map(({ statement }) => statement));
  }
}
