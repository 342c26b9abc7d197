// `npm run card -- add`: gives a driver of the demonstration an RFID card.
import { parseArgs } from "node:util";
import { adminAddCard } from "../../core/contract/admin/piles.ts";
import { signInAsDemo } from "../../core/contract/drivers.ts";
import { POLICY_VERSION } from "../../core/contract/policy.ts";
import { demoOperators } from "../seed/city/operators.ts";
import { asOwner, ask } from "../start/api.ts";
import { Complaint, complain } from "../start/words.ts";
import { runningOrigin } from "./runningOrigin.ts";

const usage =
  "npm run card -- add --driver driver-1 [--tag MYCARD01] [--label NAME] [--data .zhuang]";

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    driver: { type: "string" },
    tag: { type: "string" },
    label: { type: "string", default: "" },
    data: { type: "string" },
  },
});

/** Eight hexadecimal digits, as many readers tell of a card. */
const newTag = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(4)))
    .toString("hex")
    .toUpperCase();

async function add(name: string): Promise<void> {
  const origin = await runningOrigin(values.data);
  const { driver } = await ask(origin, signInAsDemo, { name, policyVersion: POLICY_VERSION });
  const staff = await asOwner(origin, demoOperators[0]?.operatorId ?? "");
  const idTag = values.tag ?? newTag();
  const { driverId } = driver;
  const card = await staff(adminAddCard, { idTag, driverId, label: values.label });
  console.log(`
✓ ${driver.displayName} (${name})
  卡号 / tag    ${card.idTag}

  在模拟充电桩页面或您的充电桩上刷这张卡即可充电，费用从余额扣除。
  Present it at a charger: the charge is paid from the driver's balance.
`);
}

try {
  if (positionals[0] !== "add" || values.driver === undefined) {
    throw new Complaint([`用法：${usage}`, `Usage: ${usage}`]);
  }
  await add(values.driver);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
