/** A browser's settings are its own affair. */
export const openSettings: (() => void) | null = null;
