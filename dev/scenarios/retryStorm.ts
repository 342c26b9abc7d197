/** Answers are lost: the start is sent again and again, under new message ids, and so is the
 * stop. The central system must still see one charge. */
import { beginByCard, countOf, leave, MINUTE_MS, until, untilTaken, type Story } from "./story.ts";

export const retryStorm: Story = async (stage) => {
  const { charger } = stage;
  await beginByCard(stage);
  await untilTaken(stage);
  stage.say("duplicate");
  for (let repeat = 0; repeat < 5; repeat += 1) charger.retryDuplicate();
  await charger.pass(3 * MINUTE_MS);
  stage.say("dropAnswer");
  charger.dropNextAnswer();
  await until(stage, "No answer was lost", () => countOf(stage, "callFailed") > 0);
  await charger.pass(3 * MINUTE_MS);
  stage.say("dropAnswer");
  charger.dropNextAnswer();
  await leave(stage);
};
