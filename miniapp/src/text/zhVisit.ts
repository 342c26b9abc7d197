// What the app says of a station's page beside its prices, in Chinese.
export const zhVisit = {
  visit: {
    busy: "通常忙闲",
    busyUnknown: "积累满一周的数据后，这里会显示每小时的忙闲。",
    busyDay: "星期",
    busyNow: {
      low: "这个时段通常不忙",
      middle: "这个时段通常有些忙",
      high: "这个时段通常很忙，建议先预约",
    },
    busyLabel: (day: string, hours: string) => `${day}每小时占用率：${hours}`,
    weekday: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
    weekdayShort: ["日", "一", "二", "三", "四", "五", "六"],
    allDay: "全天 24 小时",
    closedDay: "不营业",
    days: (from: string, to: string) => (from === to ? from : `${from}至${to}`),
    facilities: "设施",
    pictures: "站点图片",
    picture: (n: number) => `站点图片 ${n}`,
    live: "实时更新",
    reconnecting: "实时更新中断，正在重连；状态可能不是最新的。",
    reserve: "预约",
    reserveHere: "预约一个时段",
  },
};
