/** The stories by the name one calls them. */
import { badFrames } from "./badFrames.ts";
import { carFull } from "./carFull.ts";
import { faultInCharge } from "./faultInCharge.ts";
import { flappingNetwork } from "./flappingNetwork.ts";
import { fullCharge } from "./fullCharge.ts";
import { offlineCharge } from "./offlineCharge.ts";
import { powerLoss } from "./powerLoss.ts";
import { remoteStart } from "./remoteStart.ts";
import { retryStorm } from "./retryStorm.ts";
import type { Story } from "./story.ts";
import { unplugInCharge } from "./unplugInCharge.ts";
import type { StoryName } from "./words.ts";
import { wrongClock } from "./wrongClock.ts";

export const STORIES: Readonly<Record<StoryName, Story>> = {
  "bad-frames": badFrames,
  "car-full": carFull,
  "fault-in-charge": faultInCharge,
  "flapping-network": flappingNetwork,
  "full-charge": fullCharge,
  "offline-charge": offlineCharge,
  "power-loss": powerLoss,
  "remote-start": remoteStart,
  "retry-storm": retryStorm,
  "unplug-in-charge": unplugInCharge,
  "wrong-clock": wrongClock,
};
