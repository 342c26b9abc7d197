import type { AuthorizationStatus } from "../../charging/events.ts";
import { utc } from "./utc.ts";

/** 1.6, 7.27. A parent tag is never told: groups are the platform's own business. */
export const idTagInfo = (status: AuthorizationStatus, expiresAtMs: number | null) =>
  expiresAtMs === null ? { status } : { status, expiryDate: utc(expiresAtMs) };
