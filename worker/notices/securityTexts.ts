// What notices say of the operator's accounts: who can get in has changed, or somebody has tried to.
import type { Notice } from "../../core/contract/admin/maintenance/notices.ts";

type SecurityEvent = "signInLocked" | "staffInvited" | "secondFactorReset" | "apiKeyMade";

type Said = { readonly title: string; readonly text: (name: string, by: string) => string };

const words: Record<SecurityEvent, { readonly zh: Said; readonly en: Said }> = {
  signInLocked: {
    zh: {
      title: "登录被锁定",
      text: (name) => `${name} 的账号因连续登录失败被暂时锁定。如非本人操作，请核实。`,
    },
    en: {
      title: "Sign-in locked",
      text: (name) => `${name}'s account is locked for a while after failed sign-ins in a row.`,
    },
  },
  staffInvited: {
    zh: { title: "新成员", text: (name, by) => `${by} 邀请了 ${name}。` },
    en: { title: "New member", text: (name, by) => `${by} has invited ${name}.` },
  },
  secondFactorReset: {
    zh: { title: "两步验证被重置", text: (name, by) => `${by} 重置了 ${name} 的两步验证。` },
    en: {
      title: "Second factor reset",
      text: (name, by) => `${by} has reset ${name}'s second factor.`,
    },
  },
  apiKeyMade: {
    zh: { title: "新 API 密钥", text: (name, by) => `${by} 创建了 API 密钥「${name}」。` },
    en: { title: "New API key", text: (name, by) => `${by} has made the API key “${name}”.` },
  },
};

const pathOf = (event: SecurityEvent, subjectId: string): string =>
  event === "apiKeyMade" ? "/api-keys" : `/staff/${encodeURIComponent(subjectId)}`;

/** `name`: whom or what it is about; `by`: who did it, nobody for what was only tried. */
export function securityNotice(
  event: SecurityEvent,
  about: {
    readonly subjectId: string;
    readonly name: string;
    readonly by: string;
    readonly atMs: number;
  },
): Notice {
  const { zh, en } = words[event];
  const { subjectId, name, by, atMs } = about;
  return {
    topic: "security",
    event: `security.${event}`,
    zh: { title: zh.title, text: zh.text(name, by) },
    en: { title: en.title, text: en.text(name, by) },
    path: pathOf(event, subjectId),
    atMs,
    data: { subjectId },
  };
}
