// Which policy and agreement the app shows. Whoever agreed to an older one is asked again.
export { POLICY_VERSION as policyVersion } from "../../../core/contract/policy.ts";
