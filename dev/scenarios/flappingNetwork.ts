/** A bad mobile link: the socket is lost and found eight times during one charge. */
import { beginByCard, leave, MINUTE_MS, untilTaken, type Story } from "./story.ts";

export const flappingNetwork: Story = async (stage) => {
  const { charger } = stage;
  await beginByCard(stage);
  for (let flap = 0; flap < 8; flap += 1) {
    await charger.pass(1.5 * MINUTE_MS);
    stage.say("disconnect");
    charger.disconnectNetwork();
    await charger.pass(0.7 * MINUTE_MS);
    stage.say("reconnect");
    charger.reconnect();
  }
  await untilTaken(stage);
  await leave(stage);
};
