/** The cable overheats in mid-charge; a technician clears it later. */
import { beginByCard, leave, MINUTE_MS, untilTaken, type Story } from "./story.ts";

export const faultInCharge: Story = async (stage) => {
  const { charger, connectorId } = stage;
  await beginByCard(stage);
  await charger.pass(8 * MINUTE_MS);
  stage.say("fault");
  charger.fault(connectorId, "HighTemperature", "E107");
  await untilTaken(stage);
  await charger.pass(5 * MINUTE_MS);
  stage.say("clearFault");
  charger.clearFault(connectorId);
  await leave(stage);
};
