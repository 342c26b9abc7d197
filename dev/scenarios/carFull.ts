/** The car has had enough and suspends; its driver comes back much later. */
import { beginByCard, leave, MINUTE_MS, until, type Story } from "./story.ts";

export const carFull: Story = async (stage) => {
  const { charger, connectorId } = stage;
  await beginByCard(stage, { socPercent: 74, targetSocPercent: 80 });
  await until(
    stage,
    "The car did not become full",
    () => charger.connector(connectorId).status === "SuspendedEV",
  );
  stage.say("carFull");
  await charger.pass(25 * MINUTE_MS);
  await leave(stage);
};
