// A driver's consent to the policy and the agreement, which the app shows before anything is taken of
// him; their texts are the app's own, miniapp/src/pages/legal.
import * as z from "zod/mini";
import { TimeMs } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/**
 * The version of both documents together, the day on which they were last changed. A change of what
 * is stored, of why, or of who is told makes a new one, and every driver is asked again.
 */
export const POLICY_VERSION = "2026-11-28";

/** What a driver has agreed to; only the current version counts. */
export const PolicyVersion = z.string().check(z.minLength(1), z.maxLength(32));

/** Where a driver stands: he is asked again when `consentedVersion` is not the current one. */
export const PolicyStanding = z.object({
  version: PolicyVersion,
  consentedVersion: z.nullable(PolicyVersion),
  consentedAtMs: z.nullable(TimeMs),
});

export const recordConsent = endpoint({
  method: "POST",
  path: "/api/v1/me/consents",
  access: "driver",
  tag: "Driver",
  summary: "Agree to the current policy and agreement; again is harmless",
  input: z.object({ policyVersion: PolicyVersion }),
  output: PolicyStanding,
  problems: ["consent_required"],
});
