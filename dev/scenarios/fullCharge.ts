/** A driver charges for half an hour with a card and leaves. */
import { beginByCard, leave, MINUTE_MS, untilTaken, type Story } from "./story.ts";

export const fullCharge: Story = async (stage) => {
  await beginByCard(stage);
  await stage.charger.pass(30 * MINUTE_MS);
  stage.say("cardAgain");
  await stage.charger.presentCard(stage.connectorId, stage.idTag);
  await untilTaken(stage);
  await leave(stage);
};
