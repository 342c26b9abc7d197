// Runs one step and tells how it went. What a step says is shown whole when it fails, and as it
// comes for the tests, which take minutes.
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIfStale } from "../start/builds.ts";
import { runQuietly } from "../start/run.ts";
import { Complaint } from "../start/words.ts";
import type { Command, Step } from "./steps.ts";
import { countsOf, type Counts } from "./vitestReport.ts";

export type StepResult = Counts & { readonly name: string; readonly seconds: number };

export async function runStep(step: Step): Promise<StepResult> {
  const beganMs = performance.now();
  const counts = await countsOfStep(step);
  const seconds = Math.round((performance.now() - beganMs) / 100) / 10;
  const tally = step.kind === "tests" ? ` (${counts.passed} passed, ${counts.failed} failed)` : "";
  console.log(`${counts.failed === 0 ? "✓" : "✗"} ${step.name}${tally}  ${seconds} s`);
  return { name: step.name, seconds, ...counts };
}

function countsOfStep(step: Step): Promise<Counts> {
  switch (step.kind) {
    case "build":
      return built(step);
    case "check":
      return checked(step.name, step.command);
    case "tests":
      return tested(step);
  }
}

const one = (isGood: boolean): Counts => ({ passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 });

async function built(step: Extract<Step, { kind: "build" }>): Promise<Counts> {
  try {
    await buildIfStale(step.build);
    return one(true);
  } catch (error) {
    console.log(error instanceof Complaint ? error.words[0] : error);
    return one(false);
  }
}

async function checked(name: string, command: Command): Promise<Counts> {
  const { code, output } = await runQuietly(command);
  if (code !== 0) console.log(`\n── ${name} ──\n${output}`);
  return one(code === 0);
}

async function tested({ projects, name }: Extract<Step, { kind: "tests" }>): Promise<Counts> {
  const report = join(tmpdir(), `zhuang-tests-${process.pid}-${projects.join("-")}.json`);
  const command: Command = [
    "vitest",
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    "--passWithNoTests",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  console.log(`\n── ${name} ──`);
  const { code } = await runQuietly(command, (text) => process.stdout.write(text));
  const text = await readFile(report, "utf8").catch(() => null);
  await rm(report, { force: true });
  return countsOf(text, code);
}
