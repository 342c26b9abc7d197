// What a person sees once everything runs: where to go, who to be, and what to try first.
import { cityPiles, FREE_PILES, VISITORS_STATION } from "../seed/city.ts";
import { demoOperators, emailOf, STAFF_PASSWORD } from "../seed/city/operators.ts";
import { demoStations } from "../seed/city/stations.ts";
import { namedDrivers } from "../seed/history/people.ts";

export type Addresses = {
  readonly origin: string;
  readonly gatewayUrl: string;
  readonly controlUrl: string | null;
  readonly log: string;
};

const row = (zh: string, en: string, value: string): string =>
  `  ${`${zh} / ${en}`.padEnd(34)}${value}`;

function accounts(): string[] {
  const [firstOperator = { operatorId: "", name: "" }] = demoOperators;
  const others = demoOperators.slice(1).map(({ operatorId }) => operatorId);
  const owner = emailOf(firstOperator.operatorId, "owner");
  return [
    row("司机", "drivers", namedDrivers.map(({ name }) => name).join("  ")),
    row("运营", "staff", `${owner}   ${STAFF_PASSWORD}`),
    row("", "", `operations@ finance@ maintenance@ readonly@   (${others.join(", ")}).example`),
  ];
}

export function greeting({ origin, gatewayUrl, controlUrl, log }: Addresses): string {
  const station = demoStations.find(({ stationId }) => stationId === VISITORS_STATION);
  const pile = cityPiles.find(({ stationId }) => stationId === VISITORS_STATION);
  const pileId = pile?.pileId ?? "";
  const charger = controlUrl ?? "--no-fleet";
  return [
    "",
    "⚡ 桩 Zhuang",
    "",
    row("司机端", "drivers' app", `${origin}/app/`),
    row("运营后台", "admin", `${origin}/admin/`),
    row("接口文档", "API docs", `${origin}/docs/`),
    row("支付网关", "payment gateway", gatewayUrl),
    row("模拟充电桩", "simulated chargers", charger),
    row("平台日志", "platform's log", log),
    "",
    ...accounts(),
    "",
    "试一试：",
    `  1. 打开司机端，以 driver-1 登录，选“${station?.name ?? ""}”或输入桩号 ${pileId}，选 20 元，用微信支付下单。`,
    "  2. 在支付网关页面按“支付”，充电随即开始；看电量与费用变化，一两分钟后查看账单与退款。",
    `  3. 打开模拟充电桩页面，对 ${pileId} 拔枪、制造故障或断网，看司机端与后台的变化；有占位费的站点要拔枪后才结算。`,
    "  4. 打开运营后台，查看订单的账单与分录，向桩发送远程命令。",
    `  5. npm run pile -- list 列出全部桩号与密码；${FREE_PILES[0] ?? ""} 没有模拟桩，可接入您自己的充电桩。`,
    "",
    "What to try:",
    `  1. Open the drivers' app, sign in as driver-1, pick "${station?.nameEn ?? ""}" or enter pile ${pileId}, choose 20 yuan and WeChat Pay.`,
    "  2. Press pay on the gateway's page: the charge begins. Watch energy and cost; a minute or two later see the bill and the refund.",
    `  3. On the simulated chargers' page unplug ${pileId}, break it or cut its network, and watch the app and the admin. Where there is an idle fee, the bill waits for the car to leave.`,
    "  4. In the admin look at an order's bill and postings, and send a pile a command.",
    `  5. npm run pile -- list shows every pile's id and password; ${FREE_PILES[0] ?? ""} has no simulated charger: connect your own.`,
    "",
    "  Ctrl-C 停止 / stops      npm start -- --fresh 重新开始 / begins anew",
    "",
  ].join("\n");
}
