// The browser has no scanner yet: the number below the code is typed.
export const scanCode: (() => Promise<string | null>) | null = null;
