// 中文：平台的拒绝，说给运营人员听；未列出的用平台自己的文字。
import type { ProblemCode } from "../../../../core/contract/problems.ts";

export const problems = {
  pile_offline: "充电桩离线，指令没有发出。等它重新连上后再试。",
  connector_taken: "枪口正在使用或已被占用，不能执行这条指令。",
  commands_queue_full: "这台桩等待执行的指令太多。等前面的得到回答后再试。",
  command_unsupported: "这台充电桩的协议版本不支持此指令。",
  transaction_not_found: "这个枪口上没有正在进行的充电。",
  driver_not_found: "没有这个司机编号，请核对。",
  card_exists: "这张卡已登记给另一位司机。",
  forbidden: "您的角色没有此项权限。需要时请联系本运营商的所有者。",
  unavailable: "充电桩的服务暂时没有响应，请稍后再试。",
  internal: "系统出了点问题，我们已记录，请稍后再试。",
} satisfies Partial<Record<ProblemCode, string>>;
