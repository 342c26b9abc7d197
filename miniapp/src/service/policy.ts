// Which policy and agreement the app shows. Whoever agreed to an older one is asked again.
export const policyVersion = "2026-11-28";
