// Takes the place of `node:util` in the bundle. In workerd `util.debuglog` is always on, so that
// alipay-sdk, the only user here, would log signed requests; this one says nothing.

type DebugLogger = ((message: string, ...values: unknown[]) => void) & { readonly enabled: false };

const silent: DebugLogger = Object.assign(() => undefined, { enabled: false } as const);

export const debuglog = (_section: string): DebugLogger => silent;
