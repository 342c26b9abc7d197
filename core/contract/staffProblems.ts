// Refusals about an operator's people: signing in, passwords, second factors, keys.
import type { ProblemText } from "./accountProblems.ts";

export const staffProblems = {
  sign_in_refused: {
    status: 401,
    zh: "账号或密码不正确。",
    en: "The account or the password is wrong.",
  },
  sign_in_locked: {
    status: 429,
    zh: "登录失败次数过多，账号已暂时锁定，请稍后再试。",
    en: "Too many failed sign-ins. The account is locked for a while; please try again later.",
  },
  second_factor_needed: {
    status: 401,
    zh: "请输入验证器上的六位动态码。",
    en: "Enter the six figures that your authenticator shows.",
  },
  second_factor_missing: {
    status: 403,
    zh: "您的角色需要两步验证，请先设置。",
    en: "Your role needs a second factor. Please set one up first.",
  },
  second_factor_required: {
    status: 409,
    zh: "您的角色必须使用两步验证，不能关闭。",
    en: "Your role needs a second factor, so it cannot be turned off.",
  },
  second_factor_unavailable: {
    status: 503,
    zh: "平台没有配置加密密钥，暂时不能使用两步验证。",
    en: "The platform has no key to seal secrets with, so second factors cannot be used.",
  },
  enrolment_expired: {
    status: 409,
    zh: "设置已超时，请重新扫码。",
    en: "This took too long. Please scan a new code.",
  },
  code_wrong: {
    status: 403,
    zh: "动态码不正确或已用过。请等待下一个动态码后重试。",
    en: "The code is wrong or was used already. Wait for the next one and try again.",
  },
  password_wrong: {
    status: 403,
    zh: "当前密码不正确。",
    en: "The current password is wrong.",
  },
  password_too_short: {
    status: 400,
    zh: "密码至少需要 12 个字符。",
    en: "A password needs at least 12 characters.",
  },
  password_too_common: {
    status: 400,
    zh: "这个密码太容易被猜到，请换一个。",
    en: "This password is too easy to guess. Please choose another one.",
  },
  link_void: {
    status: 404,
    zh: "链接已失效或已使用，请向所有者索取新的链接。",
    en: "This link has expired or was used. Ask an owner for a new one.",
  },
  access_refused: {
    status: 403,
    zh: "Cloudflare Access 的身份与账号不符，请用同一邮箱登录。",
    en: "Cloudflare Access does not vouch for this account. Sign in with the same e-mail address.",
  },
  staff_not_found: { status: 404, zh: "没有找到该成员。", en: "This member was not found." },
  staff_exists: {
    status: 409,
    zh: "该邮箱已有账号。",
    en: "There is an account with this e-mail address already.",
  },
  staff_full: {
    status: 409,
    zh: "成员数量已达上限。",
    en: "There are as many members as there may be.",
  },
  last_owner: {
    status: 409,
    zh: "至少要保留一位可登录的所有者。请先指定另一位所有者。",
    en: "There must be an owner who can sign in. Make somebody else an owner first.",
  },
  api_keys_full: {
    status: 409,
    zh: "有效的密钥数量已达上限，请先吊销不用的。",
    en: "There are as many keys as there may be. Revoke those no longer used.",
  },
  api_key_not_found: { status: 404, zh: "没有找到该密钥。", en: "This key was not found." },
  saved_views_full: {
    status: 409,
    zh: "保存的筛选已达上限，请先删除一些。",
    en: "There are as many saved filters as there may be. Delete some first.",
  },
} as const satisfies Record<string, ProblemText>;
