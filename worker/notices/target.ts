// A channel's address and secret, as they are sealed and opened.
import * as z from "zod/mini";
import type { ChannelRow } from "../db/maintenance/notices.ts";
import type { Sealer } from "../privacy/seal.ts";
import type { NoticeTarget } from "./robots.ts";

const Target = z.object({ url: z.string(), secret: z.string() });
type Target = z.infer<typeof Target>;

const ownerOf = (channelId: string) => ({ channelId, field: "noticeTarget" }) as const;

export const sealTarget = (sealer: Sealer, channelId: string, target: Target): Promise<string> =>
  sealer.seal(JSON.stringify(target), ownerOf(channelId));

/** Null for what no key of ours opens. */
export async function openTarget(
  sealer: Sealer,
  { channelId, kind, language, targetSealed }: ChannelRow,
): Promise<NoticeTarget | null> {
  const text = await sealer.open(targetSealed, ownerOf(channelId));
  return text === null ? null : { kind, language, ...Target.parse(JSON.parse(text)) };
}

/** Under the current key; null for what no key opens. */
export async function sealedAnew(
  sealer: Sealer,
  { channelId, sealed }: { readonly channelId: string; readonly sealed: string },
): Promise<string | null> {
  const owner = ownerOf(channelId);
  const text = await sealer.open(sealed, owner);
  return text === null ? null : sealer.seal(text, owner);
}
