// What drivers of the demonstration write about stations and their faults, and what staff answer.
import type { FaultReportKind } from "../../../core/contract/faultReports.ts";
import type { ReviewTag } from "../../../core/contract/reviews.ts";

type Opinion = { readonly text: string; readonly tags: readonly ReviewTag[] };

type Some<T> = readonly [T, ...T[]];

/** Of good, middling and bad visits. */
export const opinions: Readonly<Record<"good" | "middling" | "bad", Some<Opinion>>> = {
  good: [
    { text: "功率很足，半小时从 20% 充到 80%。", tags: ["fastCharging"] },
    { text: "位置好找，跟着导航直接到桩前。", tags: ["easyToFind"] },
    { text: "谷电时段很划算，充满不到四十块。", tags: ["goodPrice"] },
    { text: "场地干净，枪线也整理得很好。", tags: ["clean"] },
    { text: "晚上灯很亮，一个人来也放心。", tags: ["wellLit"] },
    { text: "充电的时候去旁边吃了个饭，回来正好。", tags: ["placesToGo"] },
    { text: "第一次用，值班师傅很耐心。", tags: ["helpfulStaff"] },
    { text: "扫码就充，退款当场到账。", tags: [] },
    { text: "桩多，从来没有排过队。", tags: ["fastCharging", "easyToFind"] },
    { text: "", tags: ["fastCharging", "clean"] },
    { text: "", tags: ["goodPrice"] },
  ],
  middling: [
    { text: "速度还行，就是停车费有点贵。", tags: ["parkingFee"] },
    { text: "周末人多，等了二十分钟。", tags: ["crowded"] },
    { text: "入口不太明显，绕了一圈才找到。", tags: ["hardToFind"] },
    { text: "正常价格，正常速度，没什么可挑的。", tags: [] },
    { text: "两把枪一起用时功率会降下来。", tags: ["slowCharging"] },
    { text: "", tags: ["crowded"] },
  ],
  bad: [
    { text: "油车占了三个车位，没人管。", tags: ["baysBlocked"] },
    { text: "显示空闲，到了有一台是坏的。", tags: ["brokenPiles"] },
    { text: "充到一半自己停了，换了一把枪才行。", tags: ["brokenPiles", "slowCharging"] },
    { text: "说是快充，全程只有三十多千瓦。", tags: ["slowCharging"] },
    { text: "停车费比电费还贵。", tags: ["parkingFee"] },
  ],
};

export type Report = {
  readonly kind: FaultReportKind;
  readonly text: string;
  /** What the picture shows, where there is one. */
  readonly picture: "screen" | "cable" | null;
  readonly answer: string;
};

export const reports: Some<Report> = [
  {
    kind: "screenBroken",
    text: "屏幕被砸碎了，什么也看不清，还好扫码能充。",
    picture: "screen",
    answer: "屏幕已更换，感谢您的反馈。",
  },
  {
    kind: "connectorDamaged",
    text: "枪线外皮磨破了，露出里面的线，看着不安全。",
    picture: "cable",
    answer: "已停用该枪并更换枪线。",
  },
  {
    kind: "doesNotStart",
    text: "插好枪扫码，一直显示正在启动，最后超时退款了。",
    picture: null,
    answer: "已远程重启，测试充电正常。",
  },
  {
    kind: "bayBlocked",
    text: "一辆油车停在充电位上，电话打不通。",
    picture: null,
    answer: "已联系停车场移车。",
  },
  {
    kind: "stopsEarly",
    text: "充了五分钟就停，连着试了两次都这样。",
    picture: null,
    answer: "接触器已检修。",
  },
  {
    kind: "codeUnreadable",
    text: "二维码被贴纸盖住了，只能手输桩号。",
    picture: null,
    answer: "二维码已重新张贴。",
  },
  {
    kind: "connectorStuck",
    text: "充完枪锁着拔不出来，按了急停才松开。",
    picture: null,
    answer: "电子锁已更换。",
  },
  {
    kind: "slowCharging",
    text: "标称 120 千瓦，实际只有 40。",
    picture: null,
    answer: "有一个功率模块离线，已恢复。",
  },
];

export const HIDDEN_REVIEW = {
  text: "有事加我微信，低价代充，号码在头像上。",
  reason: "广告信息",
} as const;
