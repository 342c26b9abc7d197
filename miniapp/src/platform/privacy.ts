/** Alipay and browsers ask for each permission by themselves; the policy is shown before signing in. */
export function watchPrivacy(): void {}
