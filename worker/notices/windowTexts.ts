// What notices of planned maintenance say.
import type { Notice } from "../../core/contract/admin/maintenance/notices.ts";
import type {
  MaintenanceWindow,
  WindowState,
} from "../../core/contract/admin/maintenance/windows.ts";

const verbs = {
  planned: { zh: "计划检修", en: "Maintenance planned" },
  active: { zh: "检修开始", en: "Maintenance begins" },
  ended: { zh: "检修结束", en: "Maintenance is over" },
  cancelled: { zh: "检修取消", en: "Maintenance cancelled" },
} as const satisfies Record<WindowState, { zh: string; en: string }>;

export function windowNotice(window: MaintenanceWindow): Notice {
  const { windowId, stationId, stationName, stationNameEn, pileIds, reason } = window;
  const { state, fromMs, untilMs, createdAtMs } = window;
  const all = pileIds.length === 0;
  const names = pileIds.join(", ");
  const timeOf = { planned: createdAtMs, active: fromMs, ended: untilMs, cancelled: untilMs };
  return {
    topic: "windows",
    event: `window.${state}`,
    zh: {
      title: `${verbs[state].zh}：${stationName}`,
      text: `${all ? "整站" : names}\n\n${reason}`,
    },
    en: {
      title: `${verbs[state].en}: ${stationNameEn}`,
      text: `${all ? "The whole station" : names}\n\n${reason}`,
    },
    path: "/maintenance/windows",
    atMs: timeOf[state],
    data: { windowId, stationId, pileIds, state, fromMs, untilMs },
  };
}
