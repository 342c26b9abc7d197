// Drivers' consent to policy and agreement.
import { POLICY_VERSION, recordConsent } from "../../../core/contract/policy.ts";
import { err, ok } from "../../../core/result.ts";
import { consentsQuery, insertConsent } from "../../db/consents.ts";
import { dbOf } from "../../db/database.ts";
import type { App } from "../context.ts";
import { serveDriver } from "../serve.ts";

export function consentRoutes(app: App): void {
  serveDriver(app, recordConsent, async ({ env, input, driver: { driverId }, nowMs }) => {
    const { policyVersion } = input;
    if (policyVersion !== POLICY_VERSION) return err({ code: "consent_required" });
    const db = dbOf(env);
    const [, [consent]] = await db.batch([
      insertConsent(db, { driverId, policyVersion, atMs: nowMs }),
      consentsQuery(db, driverId),
    ]);
    return ok(standingOf(consent ?? null));
  });
}

type Consent = Awaited<ReturnType<typeof consentsQuery>>[number];

export const standingOf = (consent: Consent | null) => ({
  version: POLICY_VERSION,
  consentedVersion: consent?.policyVersion ?? null,
  consentedAtMs: consent?.atMs ?? null,
});
