// Counts the tests in vitest's JSON report.
import * as z from "zod/mini";

export type Counts = { readonly passed: number; readonly failed: number };

const Report = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

/**
 * A file that failed without a failed test (it did not even load) counts as one, and so does a run
 * that failed although all its tests passed, or that left no report.
 */
export function countsOf(report: string | null, exitCode: number): Counts {
  const parsed = Report.safeParse(report === null ? null : JSON.parse(report));
  if (!parsed.success) return { passed: 0, failed: 1 };
  let [passed, failed] = [0, 0];
  for (const file of parsed.data.testResults) {
    const failedHere = file.assertionResults.filter(({ status }) => status === "failed").length;
    passed += file.assertionResults.filter(({ status }) => status === "passed").length;
    failed += failedHere === 0 && file.status === "failed" ? 1 : failedHere;
  }
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}
