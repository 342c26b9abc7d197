// What notices say, in both languages; the receiver's is chosen when one is sent.
import type { Notice } from "../../core/contract/admin/maintenance/notices.ts";
import type {
  WorkOrder,
  WorkOrderCause,
  WorkOrderPriority,
} from "../../core/contract/admin/maintenance/workOrders.ts";
import type { Happening } from "../../core/maintenance/happening.ts";
import { feedback as feedbackEn } from "../admin/text/en/feedback.ts";
import { words as wordsEn } from "../admin/text/en/words.ts";
import { feedback as feedbackZh } from "../admin/text/zh/feedback.ts";
import { words as wordsZh } from "../admin/text/zh/words.ts";

type Names = { readonly stationName: string; readonly stationNameEn: string };

const priorities = {
  urgent: { zh: "紧急", en: "Urgent" },
  high: { zh: "高", en: "High" },
  normal: { zh: "普通", en: "Normal" },
  low: { zh: "低", en: "Low" },
} as const satisfies Record<WorkOrderPriority, { zh: string; en: string }>;

/** The words of a code, or the code of one that charger makers invented. */
function wordsOf({
  kind,
  code,
}: Pick<WorkOrderCause, "kind" | "code">): Record<"zh" | "en", string> {
  const [zh, en]: readonly Readonly<Record<string, string>>[] =
    kind === "report"
      ? [feedbackZh.reports.kinds, feedbackEn.reports.kinds]
      : [wordsZh.errorCode, wordsEn.errorCode];
  return { zh: zh?.[code] ?? code, en: en?.[code] ?? code };
}

const placeOf = (
  { stationName, stationNameEn }: Names,
  { pileId, connectorId }: { readonly pileId: string | null; readonly connectorId: number | null },
) => {
  const pile = pileId === null ? "" : ` · ${pileId}`;
  const [zh, en] =
    connectorId === null || connectorId === 0
      ? ["", ""]
      : [` · ${connectorId} 号枪`, ` · connector ${connectorId}`];
  return { zh: `${stationName}${pile}${zh}`, en: `${stationNameEn}${pile}${en}` };
};

const lines = (...given: readonly (string | null)[]): string =>
  given.filter((line) => line !== null && line !== "").join("\n\n");

const verbs = {
  opened: { zh: "新工单", en: "New work order" },
  resolved: { zh: "工单已解决", en: "Work order resolved" },
  reopened: { zh: "工单重新打开", en: "Work order reopened" },
} as const;

export function workOrderNotice(
  event: keyof typeof verbs,
  order: WorkOrder,
  { note = "", atMs }: { readonly note?: string; readonly atMs: number },
): Notice {
  const place = placeOf(order, order);
  const priority = priorities[order.priority];
  const cause = order.cause === null ? null : wordsOf(order.cause);
  const { workOrderId, stationId, pileId, connectorId, state } = order;
  return {
    topic: "workOrders",
    event: `workOrder.${event}`,
    zh: {
      title: `【${priority.zh}】${verbs[event].zh}：${order.title}`,
      text: lines(
        `地点：${place.zh}`,
        cause && `原因：${cause.zh}`,
        order.assigneeName && `负责人：${order.assigneeName}`,
        note,
      ),
    },
    en: {
      title: `[${priority.en}] ${verbs[event].en}: ${order.title}`,
      text: lines(
        `Where: ${place.en}`,
        cause && `Cause: ${cause.en}`,
        order.assigneeName && `Assigned to: ${order.assigneeName}`,
        note,
      ),
    },
    path: `/maintenance/work-orders/${workOrderId}`,
    atMs,
    data: {
      workOrderId,
      stationId,
      pileId,
      connectorId,
      state,
      priority: order.priority,
      cause: order.cause,
    },
  };
}

export function ruleNotice(
  { ruleId, name }: { readonly ruleId: string; readonly name: string },
  happening: Happening,
  names: Names,
): Notice {
  const { kind, id, code, pileId, stationId, connectorId, atMs } = happening;
  const place = placeOf(names, happening);
  const cause = wordsOf(happening);
  return {
    topic: "rule",
    event: `rule.${kind}`,
    zh: { title: `规则：${name}`, text: lines(`地点：${place.zh}`, `原因：${cause.zh}`) },
    en: { title: `Rule: ${name}`, text: lines(`Where: ${place.en}`, `Cause: ${cause.en}`) },
    path: `/piles/${encodeURIComponent(pileId)}`,
    atMs,
    data: { ruleId, kind, id, code, stationId, pileId, connectorId },
  };
}

export const testNotice = (operatorName: string, staffName: string, atMs: number): Notice => ({
  topic: "test",
  event: "test",
  zh: { title: "测试通知", text: `${operatorName} 的 ${staffName} 正在测试此通知渠道。` },
  en: { title: "Test notice", text: `${staffName} of ${operatorName} is testing this channel.` },
  path: "/maintenance/notices",
  atMs,
  data: {},
});
