/** A charger whose clock fell back to 1970, and one whose clock is an hour ahead. */
import { beginByCard, leave, MINUTE_MS, untilTaken, type Story } from "./story.ts";

export const wrongClock: Story = async (stage) => {
  const { charger } = stage;
  stage.say("clock1970");
  charger.setClock("1970");
  await beginByCard(stage);
  await charger.pass(5 * MINUTE_MS);
  await leave(stage);
  stage.say("clockAhead");
  charger.setClock({ offsetMs: 60 * MINUTE_MS });
  await beginByCard(stage);
  await charger.pass(5 * MINUTE_MS);
  await leave(stage);
  stage.say("clockRight");
  charger.setClock("synchronised");
  await untilTaken(stage);
};
