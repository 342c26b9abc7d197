// How many messages the driver has not read, for the mark beside his name.
import { listMessages } from "../../../core/contract/messages.ts";
import { api } from "./api.ts";
import { sessionStore } from "./session.ts";
import { makeStore } from "./store.ts";

export const unreadStore = makeStore(0);

export async function refreshUnread(): Promise<void> {
  if (sessionStore.get() === null) return unreadStore.set(0);
  const page = await api(listMessages, { limit: 1 });
  if (page.ok) unreadStore.set(page.value.unread);
}

sessionStore.subscribe(() => unreadStore.set(0));
