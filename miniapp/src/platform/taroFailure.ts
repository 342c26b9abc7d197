// What a platform's failed call says of itself.

/** The `errMsg` of a failure, or nothing. */
export const failureMessage = (reason: unknown): string =>
  typeof reason === "object" &&
  reason !== null &&
  "errMsg" in reason &&
  typeof reason.errMsg === "string"
    ? reason.errMsg
    : "";
