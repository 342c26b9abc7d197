/** Frames no charger should send. The central system may answer with errors; it must keep the
 * socket and still serve a charge afterwards. */
import { beginByCard, countOf, leave, MINUTE_MS, type Story } from "./story.ts";

const FRAMES = [
  "",
  "not json",
  "{}",
  "[]",
  "[2]",
  '[2,"bad-1"]',
  '[2,"bad-2","Heartbeat"]',
  '[2,"bad-3","MakeCoffee",{}]',
  '[2,"bad-4","StartTransaction",{}]',
  '[2,"bad-5","StartTransaction",{"connectorId":"one","idTag":7,"meterStart":0,"timestamp":"now"}]',
  '[2,"bad-6","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Dancing"}]',
  '[2,"bad-7","Heartbeat",{"extra":true}]',
  '[3,"nobody-asked",{}]',
  '[4,"nobody-asked","GenericError","",{}]',
  '[9,"bad-8","Heartbeat",{}]',
  `[2,"${"x".repeat(200)}","Heartbeat",{}]`,
  `[2,"bad-9","DataTransfer",{"vendorId":"${"v".repeat(1_000)}"}]`,
];

export const badFrames: Story = async (stage) => {
  const { charger } = stage;
  stage.say("badFrames");
  const lost = countOf(stage, "disconnected");
  for (const frame of FRAMES) {
    charger.sendRaw(frame);
    await charger.pass(1_000);
  }
  if (countOf(stage, "disconnected") > lost) throw new Error("The socket was closed");
  await beginByCard(stage);
  await charger.pass(3 * MINUTE_MS);
  await leave(stage);
};
