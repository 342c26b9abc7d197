// `npm test`: every check and every test, none hidden by another's failure; with `--checks` only
// what needs no building. The last line says how many passed and failed.
import { provideBrowser } from "./browser.ts";
import { runStep, type StepResult } from "./runStep.ts";
import {
  applications,
  builtChecks,
  checks,
  endToEndTests,
  generation,
  unitTests,
  workerdTests,
  workerdTestsAlone,
  type Step,
} from "./steps.ts";

/** As many as a small machine bears. */
const AT_ONCE = 2;

async function runAll(steps: readonly Step[], atOnce: number): Promise<StepResult[]> {
  const waiting = [...steps];
  const results: StepResult[] = [];
  const workers = Array.from({ length: atOnce }, async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      results.push(await runStep(step));
    }
  });
  await Promise.all(workers);
  return results;
}

const isChecksOnly = process.argv.includes("--checks");
const results = await runAll(generation, 1);
if (isChecksOnly) results.push(...(await runAll(checks, AT_ONCE)));
else {
  const [built] = await Promise.all([runAll(applications, AT_ONCE), provideBrowser()]);
  results.push(...built);
  // The tests in workerd run in one thread for minutes, which leaves room for the rest.
  const lanes = [workerdTests, [...checks, ...builtChecks, ...workerdTestsAlone, ...unitTests]];
  results.push(...(await Promise.all(lanes.map((lane) => runAll(lane, 1)))).flat());
  // Alone: tests with real sockets and a browser want the machine for themselves.
  results.push(...(await runAll(endToEndTests, 1)));
}

const failing = results.filter(({ failed }) => failed > 0);
if (failing.length > 0)
  console.log(`\n失败 / failed: ${failing.map(({ name }) => name).join(", ")}`);
const sum = (key: "passed" | "failed"): number =>
  results.reduce((total, result) => total + result[key], 0);
console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = failing.length === 0 ? 0 : 1;
