// A driver who is signed in and has not agreed to the present policy: he is asked again, by the same
// sheet as at first; what he has agreed to on this device already is only told to the platform.
import type { OutputOf } from "../../../core/contract/endpoint.ts";
import type { getMe } from "../../../core/contract/drivers.ts";
import { recordConsent } from "../../../core/contract/policy.ts";
import { api } from "./api.ts";
import { hasConsented } from "./consent.ts";
import { policyVersion } from "./policy.ts";
import { privacyAskStore } from "./privacyAsk.ts";
import { setSession } from "./session.ts";

const record = (): void => void api(recordConsent, { policyVersion });

export function checkPolicy({ consentedVersion }: OutputOf<typeof getMe>["policy"]): void {
  if (consentedVersion === policyVersion) return;
  if (hasConsented()) return record();
  // Nobody stays signed in against his will.
  if (privacyAskStore.get() === null)
    privacyAskStore.set({ agree: record, disagree: () => setSession(null) });
}
