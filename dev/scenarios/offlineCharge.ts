/** The network fails in mid-charge; the charge ends and another runs without it; all of it is
 * replayed when it is back. */
import { beginByCard, leave, MINUTE_MS, untilTaken, type Story } from "./story.ts";

export const offlineCharge: Story = async (stage) => {
  const { charger, connectorId } = stage;
  await beginByCard(stage);
  await charger.pass(6 * MINUTE_MS);
  stage.say("disconnect");
  charger.disconnectNetwork();
  await charger.pass(6 * MINUTE_MS);
  stage.say("unplug");
  charger.unplug(connectorId);
  await charger.pass(2 * MINUTE_MS);
  // The card is in the cache since the first charge.
  await beginByCard(stage);
  await charger.pass(10 * MINUTE_MS);
  charger.unplug(connectorId);
  stage.say("reconnect");
  charger.reconnect();
  await untilTaken(stage);
  await leave(stage);
};
