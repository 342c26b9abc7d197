// What the app says of waiting for a free connector, in Chinese.
export const zhWaiting = {
  waiting: {
    title: "排队等位",
    hint: "有空位时通知您，并为您保留 5 分钟。",
    any: "有空位时通知我",
    DC: "有快充空位时通知我",
    AC: "有慢充空位时通知我",
    place: (place: number) => `您排在第 ${place} 位`,
    forAny: "等任意空位",
    forDC: "等快充空位",
    forAC: "等慢充空位",
    offered: (pile: string, connector: number) => `${pile} ${connector} 号枪已为您保留`,
    leftFor: (left: string) => `请在 ${left} 内开始充电，过时让给下一位。`,
    charge: "去充电",
    decline: "不要了",
    leave: "不等了",
    keptHere: "这把枪正为您保留。",
  },
};
