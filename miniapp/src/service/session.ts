// Who is signed in, kept on the device.
import * as z from "zod/mini";
import { DriverSession } from "../../../core/contract/drivers.ts";
import { storage } from "../platform/device.ts";
import { makeStore } from "./store.ts";

const key = "zhuang.session";

function kept(): DriverSession | null {
  const text = storage.get(key);
  if (text === null) return null;
  try {
    const parsed = z.safeParse(DriverSession, JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export const sessionStore = makeStore<DriverSession | null>(kept());

export function setSession(session: DriverSession | null): void {
  storage.set(key, session === null ? null : JSON.stringify(session));
  sessionStore.set(session);
}
