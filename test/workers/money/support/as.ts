// The one place where a test says what a value is that it has just made or asked for.

/** Nothing is checked: what is wrong fails where it is used. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion, typescript/no-unnecessary-type-parameters
export const as = <T>(value: unknown): T => value as T;

/** What the Worker does until it is evicted, a test does itself. */
export const context = as<ExecutionContext>({
  waitUntil: () => {},
  passThroughOnException: () => {},
  props: {},
});
