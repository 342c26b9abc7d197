// The refusals of reservations and of waiting lists.

import type { ProblemText } from "./accountProblems.ts";

export const reservationProblems = {
  slot_not_valid: {
    status: 400,
    zh: "预约时段无效：须以一刻钟为界、尚未结束，并在允许的时间范围内。",
    en: "This slot is not valid: it must lie on the quarter hour, not be over, and be within the hours allowed.",
  },
  slot_taken: {
    status: 409,
    zh: "该时段已被占用，请选择其他时段或枪口。未产生任何费用。",
    en: "This slot is taken. Please choose another slot or connector. You have not been charged.",
  },
  slot_closed: {
    status: 409,
    zh: "该时段内充电桩有计划检修，请选择其他时段或充电桩。未产生任何费用。",
    en: "Maintenance is planned at this pile in this slot. Please choose another slot or pile. You have not been charged.",
  },
  reservation_under_way: {
    status: 409,
    zh: "您已有一个预约，请先使用或取消它。",
    en: "You have a reservation already. Please use or cancel it first.",
  },
  reservation_not_offered: {
    status: 409,
    zh: "该充电站不支持预约。",
    en: "This station takes no reservations.",
  },
  reservation_not_found: {
    status: 404,
    zh: "没有找到该预约。",
    en: "This reservation was not found.",
  },
  reservation_not_cancellable: {
    status: 409,
    zh: "该预约正在使用，不能取消。",
    en: "This reservation is in use and cannot be cancelled.",
  },
  connector_is_free: {
    status: 409,
    zh: "现在就有空闲的枪口，无需排队，请直接充电。",
    en: "A connector is free right now, so there is no need to wait. Please go ahead and charge.",
  },
  waiting_kind_not_here: {
    status: 409,
    zh: "该充电站没有这种类型的枪口。",
    en: "This station has no connector of that kind.",
  },
  waiting_list_full: {
    status: 409,
    zh: "该充电站的排队人数已满，请选择其他充电站。",
    en: "The waiting list of this station is full. Please choose another station.",
  },
  waiting_at_too_many: {
    status: 409,
    zh: "您已在多个充电站排队，请先退出其中一个。",
    en: "You are waiting at several stations already. Please leave one of the lists first.",
  },
} as const satisfies Record<string, ProblemText>;
