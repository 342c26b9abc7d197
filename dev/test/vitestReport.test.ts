import { expect, test } from "vitest";
import { countsOf } from "./vitestReport.ts";

const report = (...files: { status: string; tests: string[] }[]): string =>
  JSON.stringify({
    testResults: files.map(({ status, tests }) => ({
      status,
      assertionResults: tests.map((of) => ({ status: of })),
    })),
  });

test("passed and failed tests are counted over all files, skipped ones are not", () => {
  const text = report(
    { status: "passed", tests: ["passed", "passed", "pending"] },
    { status: "failed", tests: ["passed", "failed"] },
  );
  expect(countsOf(text, 1)).toEqual({ passed: 3, failed: 1 });
});

test("a file that does not load is one failure", () => {
  expect(countsOf(report({ status: "failed", tests: [] }), 1)).toEqual({ passed: 0, failed: 1 });
});

test("a run that fails although every test passed is one failure", () => {
  const text = report({ status: "passed", tests: ["passed"] });
  expect(countsOf(text, 1)).toEqual({ passed: 1, failed: 1 });
  expect(countsOf(text, 0)).toEqual({ passed: 1, failed: 0 });
});

test("a run without a report is one failure", () => {
  expect(countsOf(null, 0)).toEqual({ passed: 0, failed: 1 });
});
