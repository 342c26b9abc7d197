// With which HTTP status a notification is turned away; any but 2xx makes the gateway repeat it.
import type { RejectionCode } from "./provider.ts";

export const statusOf = {
  too_large: 413,
  malformed: 400,
  stale: 401,
  unknown_key: 401,
  bad_signature: 401,
  undecryptable: 401,
  wrong_app: 403,
  wrong_merchant: 403,
  not_applied: 500,
} as const satisfies Record<RejectionCode, number>;
