// Refusals about work orders, rules, windows and notices.
import type { ProblemText } from "./accountProblems.ts";

export const maintenanceProblems = {
  work_order_not_found: {
    status: 404,
    zh: "没有找到该工单。",
    en: "This work order was not found.",
  },
  work_order_full: {
    status: 409,
    zh: "该工单的记录已达上限，请新建一张工单。",
    en: "This work order has as many entries as it may have. Please make a new one.",
  },
  staff_not_found: {
    status: 404,
    zh: "没有找到该员工，或其账号已停用。",
    en: "This member of staff was not found, or the account is disabled.",
  },
  maintenance_rule_not_found: {
    status: 404,
    zh: "没有找到该规则。",
    en: "This rule was not found.",
  },
  maintenance_rules_full: {
    status: 409,
    zh: "规则数量已达上限，请先删除一些。",
    en: "There are as many rules as there may be. Please delete some first.",
  },
  channel_not_found: {
    status: 404,
    zh: "没有找到该通知渠道。",
    en: "This notice channel was not found.",
  },
  notice_channels_full: {
    status: 409,
    zh: "通知渠道数量已达上限，请先删除一些。",
    en: "There are as many notice channels as there may be. Please delete some first.",
  },
  notices_not_offered: {
    status: 503,
    zh: "平台尚未配置加密密钥，暂不能保存通知渠道，请联系平台管理员。",
    en: "The platform has no key to encrypt addresses with, so it takes no channels. Please ask its administrator.",
  },
  notice_address_refused: {
    status: 400,
    zh: "地址不被接受：须为该平台机器人的 https 地址，或公网域名的 https 地址。",
    en: "This address is not accepted: it must be the robot's own https address, or https with a public host name.",
  },
  notice_secret_needed: {
    status: 400,
    zh: "自定义 Webhook 须填写签名密钥（至少 16 个字符）。",
    en: "A webhook needs a key to sign with, of at least 16 characters.",
  },
  window_not_found: {
    status: 404,
    zh: "没有找到该检修计划，或它已结束。",
    en: "This planned maintenance was not found, or is over.",
  },
  window_not_valid: {
    status: 400,
    zh: "检修时段无效：须在将来结束、至多 31 天，并在一年之内开始。",
    en: "This time is not valid: it must end in the future, last 31 days at most, and begin within a year.",
  },
  windows_full: {
    status: 409,
    zh: "该充电站的检修计划已达上限，请先取消一些。",
    en: "This station has as many planned maintenances as it may have. Please cancel some first.",
  },
  delivery_not_found: {
    status: 404,
    zh: "没有找到该通知记录。",
    en: "This notice was not found.",
  },
} as const satisfies Record<string, ProblemText>;
