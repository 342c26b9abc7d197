// Which addresses notices may be sent to: a robot's own, or a public name over https. What looks
// into the platform's own network is refused, and no redirect is followed (see send.ts).
import type { ChannelKind } from "../../core/contract/admin/maintenance/notices.ts";

const robotHosts = {
  wecom: ["qyapi.weixin.qq.com"],
  dingtalk: ["oapi.dingtalk.com", "api.dingtalk.com"],
  feishu: ["open.feishu.cn", "open.larksuite.com"],
  webhook: null,
} as const satisfies Record<ChannelKind, readonly string[] | null>;

/** Names that lead nowhere in public. */
const privateNames = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|test|invalid)$/;
const loopback: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The address, parsed; null for one that is refused. Development also takes its own machine's. */
export function noticeAddress(
  text: string,
  { kind, isDevelopment }: { readonly kind: ChannelKind; readonly isDevelopment: boolean },
): URL | null {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "") return null;
  const { protocol, hostname } = url;
  if (isDevelopment && loopback.has(hostname)) {
    return protocol === "http:" || protocol === "https:" ? url : null;
  }
  if (protocol !== "https:") return null;
  const allowed: readonly string[] | null = robotHosts[kind];
  if (allowed !== null) return allowed.includes(hostname) ? url : null;
  return isPublicName(hostname) ? url : null;
}

/** The parser has written every spelling of an IPv4 address as four numbers, an IPv6 one in brackets. */
function isPublicName(hostname: string): boolean {
  const name = hostname.endsWith(".") ? hostname.slice(0, -1) : hostname;
  const isLiteral = name.startsWith("[") || /^[\d.]+$/.test(name);
  return !isLiteral && name.includes(".") && !privateNames.test(name);
}
