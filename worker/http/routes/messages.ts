// A driver's inbox.
import { decodeTime } from "ulid";
import {
  listMessages,
  markMessagesRead,
  type Message,
  type MessageContent,
} from "../../../core/contract/messages.ts";
import { offsetsBetween } from "../../../core/pricing/zonedTime.ts";
import { ok } from "../../../core/result.ts";
import { dbOf } from "../../db/database.ts";
import { markRead, messagesQuery, unreadQuery } from "../../db/messages.ts";
import type { App } from "../context.ts";
import { pageOfRows } from "../page.ts";
import { serveDriver } from "../serve.ts";

export function messageRoutes(app: App): void {
  serveDriver(app, listMessages, async ({ env, input, driver: { driverId } }) => {
    const db = dbOf(env);
    const { limit, cursor: before } = input;
    const [rows, [counted]] = await db.batch([
      messagesQuery(db, { driverId, before, limit: limit + 1 }),
      unreadQuery(db, driverId),
    ]);
    const page = pageOfRows(rows, limit, ({ messageId }) => messageId);
    const items = page.items.map(({ messageId, content, readAtMs }) => ({
      messageId,
      content,
      clocks: clocksOf(content, decodeTime(messageId)),
      atMs: decodeTime(messageId),
      isRead: readAtMs !== null,
    }));
    return ok({ ...page, items, unread: counted?.unread ?? 0 });
  });
  serveDriver(app, markMessagesRead, async ({ env, input, driver: { driverId }, nowMs }) => {
    const db = dbOf(env);
    const [, [counted]] = await db.batch([
      markRead(db, { ...input, driverId, nowMs }),
      unreadQuery(db, driverId),
    ]);
    return ok({ unread: counted?.unread ?? 0 });
  });
}

/** What a message speaks of lies within a day of it. */
const aroundMs = 86_400_000;

const clocksOf = (content: MessageContent, atMs: number): Message["clocks"] =>
  "timeZone" in content && content.timeZone !== undefined
    ? offsetsBetween(atMs - aroundMs, atMs + aroundMs, content.timeZone)
    : null;
