// What the app says between the choice of a connector and the first current, in Chinese.
export const zhStart = {
  refused: {
    title: "没有下单成功",
    unknownTitle: "没有收到结果",
    money: "没有扣款，也没有为您占用枪口。",
    moneyUnknown: "同一次下单不会重复扣款；如果已经扣了款又没有充上电，会自动全额退回。",
    unknownNow: "请检查网络，再点一次支付是安全的。",
    reasons: {
      pile_not_found: {
        what: "没有找到这个充电桩，可能已经撤走或桩号有误。",
        now: "核对桩身上的编号，或在附近另选一个。",
      },
      connector_not_found: {
        what: "这个充电桩没有这把枪。",
        now: "请在列表里重新选择枪口。",
      },
      pile_offline: {
        what: "充电桩和平台断了联系，现在启动不了。",
        now: "同站换一个桩；稍后它也可能恢复。",
      },
      connector_taken: {
        what: "这把枪刚刚被别人占用了。",
        now: "请另选一把空闲的枪。",
      },
      connector_reserved: {
        what: "这把枪在这段时间已被别人预约。",
        now: "请另选一把空闲的枪。",
      },
      connector_faulted: {
        what: "这把枪报告了故障，不能充电。",
        now: "请另选一把枪。",
      },
      connector_unavailable: {
        what: "这把枪已被运营方停用。",
        now: "请另选一把枪。",
      },
      driver_busy: {
        what: "您还有一个进行中的订单，同一时间只能充一辆车。",
        now: "先结束或取消那个订单。",
      },
      tariff_not_found: {
        what: "这个充电站还没有设置电价，不能充电。",
        now: "请换一个充电站。",
      },
      limit_out_of_range: {
        what: "这个目标太小，按当前电价充不了电；或超出了允许范围。",
        now: "请调整充电的金额、电量或时间。",
      },
      balance_too_low: {
        what: "余额不够付这次的预付款。",
        now: "先充值，或换一种支付方式。",
      },
      payment_way_unavailable: {
        what: "这种支付方式现在用不了。",
        now: "请换一种支付方式。",
      },
      payment_gateway_failed: {
        what: "支付平台没有响应，没能发起付款。",
        now: "过一会儿再试，或换一种支付方式。",
      },
      idempotency_conflict: {
        what: "这次下单的内容中途变了，没有执行。",
        now: "请核对后再点一次。",
      },
      too_many_requests: {
        what: "操作太频繁，暂时停一下。",
        now: "请过一分钟再试。",
      },
      unavailable: {
        what: "服务暂时不可用。",
        now: "请稍后再试。",
      },
    },
    ways: {
      choose: "重新选择枪口",
      station: "看看同站其他桩",
      home: "看看附近的充电站",
      openOrder: "查看进行中的订单",
      topUp: "去充值",
      change: "回去修改",
    },
  },
  plug: {
    title: "插枪",
    steps: {
      park: "停好车、挂 P 挡，打开车辆的充电口。",
      insert: (n: number) => `取下 ${n} 号枪，对准充电口插到底，听到“咔嗒”声。`,
      wait: "这里显示“已检测到枪”，就不用再动了。",
    },
    detected: "已检测到枪插好了",
    waiting: "还没有检测到枪",
    before: "可以先插枪，也可以付款后再插。",
    trouble: "插好了还没有反应？拔下来重插一次，确认车辆已解锁且没有在行驶挡。",
  },
  startUp: {
    holdLeft: (left: string) => `枪口为您保留 ${left}，请在这之前付款。`,
    holdOver: "付款时间到了，枪口随时会释放。",
    startLeft: (left: string) => `最多再等 ${left}；还没有充上电就自动取消，钱全额退回。`,
    startOver: "等待时间到了，正在确认结果；没有充上电就全额退回。",
    pileAway: "充电桩暂时失联，正在等它回来。等不到会自动取消，钱全额退回。",
    moneyHeld: (amount: string, way: string) => `已用${way}付 ${amount}，按实际用量结算。`,
  },
  stopRefused: {
    pile_offline:
      "充电桩暂时失联，停止指令送不到。车可能仍在充，只按实际电量收费；急着走，请按桩上的停止按钮，或在车里结束充电后拔枪。",
    commands_queue_full: "充电桩还有指令没处理完。请过半分钟再点一次，或按桩上的停止按钮。",
    order_not_stoppable: "这个订单已经不在充电了，页面会马上更新。",
  },
  failureMoney: {
    late: "没有扣款。如果之后才到账，会自动原路退回，无需操作。",
    back: (amount: string, to: string) => `已付的 ${amount} 全额${to}，进度见下方。`,
    soon: (amount: string) => `已付的 ${amount} 会全额自动退回，无需操作。`,
  },
  failureUnknown: {
    what: "订单没有完成",
    happened: "订单在充电开始前结束了。",
    now: "可以换一把枪再试；仍有问题请联系站点。",
  },
};
