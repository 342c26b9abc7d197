// What the app says in the driver's messages, in Chinese.
export const zhInbox = {
  inbox: {
    title: "消息",
    none: "还没有消息",
    noneHint: "充电结束、退款到账、预约提醒会出现在这里，保存 180 天。",
    unread: "未读",
    count: (n: number) => (n > 99 ? "99+ 条未读" : `${n} 条未读`),
    markAll: "全部已读",
    chargeEnded: "充电结束",
    used: (place: string, kwh: string, total: string) =>
      `${place}，充了 ${kwh} kWh，费用 ${total}。`,
    back: (money: string, to: string) => `${money} ${to}。`,
    owed: (money: string) => `待补缴 ${money}。`,
    chargeFault: "充电中出现故障",
    fault: (place: string, connector: string) =>
      `${place} ${connector}报告了故障。请查看订单；已充的按电表结算，其余自动退回。`,
    billCorrected: "账单已更正",
    nowCosts: (place: string, before: string, after: string) =>
      `${place}的充电，费用由 ${before} 改为 ${after}。`,
    owesLess: (money: string) => `待补缴的金额减少 ${money}。`,
    debtPaid: "欠款已抵扣",
    counted: (place: string, sum: string) => `一笔 ${sum} 的付款已用于补缴${place}的充电费用。`,
    paidByHand: "余额已线下退还",
    byHand: (sum: string) => `运营方说已线下退给您 ${sum}，余额相应减少。没有收到时请联系运营方。`,
    refundSucceeded: "退款已到账",
    refundFailed: "退款没有成功",
    backInBalance: "已退回余额",
    topUpSucceeded: "充值已到账",
    reservationSoon: "预约快到了",
    comeBy: (place: string, connector: string, from: string, by: string) =>
      `${place} ${connector}，${from} 开始，请在 ${by} 前到达。`,
    reservationMoved: "预约换了枪口",
    movedTo: (place: string, connector: string) =>
      `原来的枪用不了，已为您换到${place} ${connector}。`,
    reservationEnded: "预约已结束",
    cost: (money: string) => `收取 ${money}。`,
    ends: {
      used: "已用于充电。",
      cancelled: "您取消了预约。",
      cancelled_late: "保留枪口后取消。",
      no_show: "没有在约定时间前到达。",
      connector_failed: "枪口出现故障，预约取消。",
      connector_occupied: "枪口被上一位占用，预约取消。",
      pile_offline: "充电桩离线，预约取消。",
      cancelled_by_operator: "运营方取消了预约。",
      not_confirmed: "费用没有扣成，预约取消。",
    },
    placeOffered: "有空位了",
    free: (place: string) => `${place}有枪空出来了，先到先得。`,
    keptUntil: (place: string, until: string) => `${place}为您留了一把枪，请在 ${until} 前到达。`,
  },
};
