// What the driver has agreed to, by version: kept on the device before he signs in, told to the
// platform once he has.
import { storage } from "../platform/device.ts";
import { policyVersion } from "./policy.ts";
import { makeStore } from "./store.ts";

const key = "zhuang.consent";

const consentStore = makeStore<string | null>(storage.get(key));

export const hasConsented = (): boolean => consentStore.get() === policyVersion;

/** He agreed to an older version: the sheet says that it changed. */
export const hasConsentedBefore = (): boolean => consentStore.get() !== null && !hasConsented();

export function keepConsent(): void {
  storage.set(key, policyVersion);
  consentStore.set(policyVersion);
}

export function forgetConsent(): void {
  storage.set(key, null);
  consentStore.set(null);
}
