/** The cable is pulled in mid-charge. */
import { beginByCard, leave, MINUTE_MS, type Story } from "./story.ts";

export const unplugInCharge: Story = async (stage) => {
  await beginByCard(stage);
  await stage.charger.pass(7 * MINUTE_MS);
  await leave(stage);
};
