// Every check of the repository, as a table: what it is called and how it is run. A step is one
// check; the last ones are the tests, which are counted singly.
import { builds, npmRun, type Build } from "../start/builds.ts";

export type Command = readonly [string, ...string[]];

export type Step =
  | { readonly kind: "build"; readonly name: string; readonly build: Build }
  | { readonly kind: "check"; readonly name: string; readonly command: Command }
  | { readonly kind: "tests"; readonly name: string; readonly projects: readonly string[] };

const build = (name: string, of: Build): Step => ({ kind: "build", name, build: of });
const check = (name: string, ...command: Command): Step => ({ kind: "check", name, command });
const tests = (name: string, ...projects: string[]): Step => ({ kind: "tests", name, projects });

/** Everything else needs them: the compiler, the linter and the bundles. */
export const generation: readonly Step[] = [build("OCPP validators", builds.ocpp)];

export const checks: readonly Step[] = [
  check("format", "oxfmt", "--check", "."),
  check("lint", "oxlint", "--type-aware", "--quiet"),
  check("types: core", "tsc", "-p", "core"),
  check("types: worker and objects", "tsc", "-p", "tsconfig.json"),
  check("types: dev, bench and tests", "tsc", "-p", "dev"),
  check("types: tests in workerd", "tsc", "-p", "test/workers"),
  check("types: admin", "tsc", "-p", "worker/admin"),
  check("types: drivers' app", ...npmRun("--prefix", "miniapp", "run", "types")),
  check("purity of core", "node", "dev/test/purity.ts"),
  check("dead code", "knip", "--no-progress"),
];

export const applications: readonly Step[] = [
  build("admin", builds.admin),
  build("API documentation", builds.docs),
  build("drivers' app: browser", builds.h5),
  build("drivers' app: WeChat", builds.weapp),
  build("drivers' app: Alipay", builds.alipay),
  build("Worker's bundle", builds.worker),
];

/** Of what was built, and of what needs no building: in plain Node, and in workerd. */
export const builtChecks: readonly Step[] = [
  check("drivers' app as built", ...npmRun("--prefix", "miniapp", "run", "check:dist")),
];
export const unitTests: readonly Step[] = [tests("unit tests", "core", "app", "dev")];
export const workerdTests: readonly Step[] = [tests("tests in workerd", "workers")];
export const workerdTestsAlone: readonly Step[] = [
  tests("tests in workerd, each file with an empty database", "workers-alone"),
];
export const endToEndTests: readonly Step[] = [tests("end to end", "e2e", "browser")];
