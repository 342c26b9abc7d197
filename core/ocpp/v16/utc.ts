/** Outwards every time is UTC with a Z, whatever the charger sends. */
export const utc = (atMs: number): string => new Date(atMs).toISOString();
