// Refusals about what staff do with piles: firmware, logs, templates.
import type { ProblemText } from "./accountProblems.ts";

export const pileProblems = {
  pile_busy: {
    status: 409,
    zh: "充电桩正在使用，请等充电结束后再试。",
    en: "The pile is in use. Please try again when the charge is over.",
  },
  connectors_changed: {
    status: 409,
    zh: "枪口刚刚被别人改过，请看过现在的样子再改。",
    en: "Somebody else has changed the connectors meanwhile. Please look at them again.",
  },
  connector_busy: {
    status: 409,
    zh: "要移除或换接口的枪口正在使用，请等充电结束、账单结清后再改。",
    en: "A connector that would go or get another plug is in use. Please wait until its charge is over and billed.",
  },
  connector_promised: {
    status: 409,
    zh: "要移除或换接口的枪口已有预约，请先取消预约，或等预约结束。",
    en: "A connector that would go or get another plug is reserved. Please end the reservation first, or wait until it is over.",
  },
  firmware_not_found: {
    status: 404,
    zh: "没有找到该固件。",
    en: "This firmware was not found.",
  },
  firmware_has_file: {
    status: 409,
    zh: "该固件的文件已经上传，不能更换。请另建一个固件。",
    en: "This firmware has its file, which cannot be replaced. Please add another firmware.",
  },
  firmware_without_file: {
    status: 409,
    zh: "该固件还没有上传文件。",
    en: "This firmware has no file yet.",
  },
  firmware_in_use: {
    status: 409,
    zh: "有升级任务正在使用该固件，请先结束任务。",
    en: "A campaign is using this firmware. Please end it first.",
  },
  file_missing: { status: 400, zh: "没有收到文件。", en: "No file was sent." },
  campaign_not_found: {
    status: 404,
    zh: "没有找到该升级任务。",
    en: "This campaign was not found.",
  },
  campaign_empty: {
    status: 409,
    zh: "没有需要升级的充电桩。",
    en: "There is no pile that needs this firmware.",
  },
  campaign_over: {
    status: 409,
    zh: "升级任务当前的状态不能这样操作。",
    en: "The campaign cannot do that now.",
  },
  key_is_secret: {
    status: 400,
    zh: "密码类的配置项不能写进模板。",
    en: "A password cannot be part of a template.",
  },
  templates_full: {
    status: 409,
    zh: "模板数量已达上限，请先删除一些。",
    en: "There are as many templates as there may be. Please remove some first.",
  },
} as const satisfies Record<string, ProblemText>;
