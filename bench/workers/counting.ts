// The platform with a tally of the rows it writes, in its objects and in D1: the built Worker as it
// is, with its database and its objects' storage watched from outside. For counting, never for time.
import platform, {
  Area as PlatformArea,
  Directory as PlatformDirectory,
  Pile as PlatformPile,
  Records as PlatformRecords,
  SignInGuard,
  Station as PlatformStation,
} from "../../worker/index.ts";
import type { Env } from "../../worker/env.ts";
import { countedDatabase } from "./countedDatabase.ts";
import { countedState } from "./countedState.ts";
import { takeTally } from "./tally.ts";

export { SignInGuard };

type State = DurableObjectState;
type ObjectEnv = ConstructorParameters<typeof PlatformPile>[1];

export class Pile extends PlatformPile {
  constructor(state: State, env: ObjectEnv) {
    super(countedState(state, "Pile"), env);
  }
}

export class Station extends PlatformStation {
  constructor(state: State, env: ConstructorParameters<typeof PlatformStation>[1]) {
    super(countedState(state, "Station"), env);
  }
}

export class Area extends PlatformArea {
  constructor(state: State, env: ConstructorParameters<typeof PlatformArea>[1]) {
    super(countedState(state, "Area"), env);
  }
}

const counted = (env: Env, by: string): Env => ({ ...env, DB: countedDatabase(env.DB, by) });

export class Records extends PlatformRecords {
  constructor(context: ExecutionContext, env: Env) {
    super(context, counted(env, "Records"));
  }
}

export class Directory extends PlatformDirectory {
  constructor(context: ExecutionContext, env: Env) {
    super(context, counted(env, "Directory"));
  }
}

// oxlint-disable-next-line import/no-default-export -- a Worker's entry is its default export.
export default {
  fetch: (request, env, context) =>
    new URL(request.url).pathname === "/bench/rows"
      ? Response.json(takeTally())
      : platform.fetch(request, counted(env, "fetch"), context),
  scheduled: (controller, env) => platform.scheduled(controller, counted(env, "scheduled")),
} satisfies ExportedHandler<Env>;
