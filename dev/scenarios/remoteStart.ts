/** The charger waits for an order: the central system starts it, a car comes, and the central
 * system or the car ends it. */
import { countOf, leave, until, untilTaken, type Story } from "./story.ts";

export const remoteStart: Story = async (stage) => {
  stage.say("awaitRemoteStart");
  await until(stage, "No remote start came", () =>
    stage.events.some(
      (event) =>
        event.kind === "command" &&
        event.action === "RemoteStartTransaction" &&
        event.answer === "Accepted",
    ),
  );
  if (!stage.charger.connector(stage.connectorId).isPlugged) {
    stage.say("plugIn");
    stage.charger.plugIn(stage.connectorId, { socPercent: 40, targetSocPercent: 90 });
  }
  await until(stage, "The charge did not begin", () => countOf(stage, "started") > 0);
  const isOver = (): boolean => stage.charger.connector(stage.connectorId).status !== "Charging";
  await until(stage, "The charge did not end", isOver);
  await leave(stage);
  await untilTaken(stage);
};
