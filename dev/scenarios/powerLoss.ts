/** The power fails in mid-charge and comes back after ten minutes. */
import { beginByCard, leave, MINUTE_MS, untilTaken, type Story } from "./story.ts";

export const powerLoss: Story = async (stage) => {
  const { charger } = stage;
  await beginByCard(stage);
  await charger.pass(8 * MINUTE_MS);
  stage.say("losePower");
  charger.losePower();
  await charger.pass(10 * MINUTE_MS);
  stage.say("restorePower");
  charger.restorePower();
  await untilTaken(stage);
  await leave(stage);
};
