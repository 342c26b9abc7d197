// What the app says of waiting for a free connector, in English.
import type { Catalogue } from "./zh.ts";
import type { zhWaiting } from "./zhWaiting.ts";

export const enWaiting: Pick<Catalogue, keyof typeof zhWaiting> = {
  waiting: {
    title: "Waiting list",
    hint: "We tell you when one is free, and keep it for you for 5 minutes.",
    any: "Tell me when one is free",
    DC: "Tell me when a fast one is free",
    AC: "Tell me when a slow one is free",
    place: (place) => (place === 1 ? "You are next" : `You are number ${place}`),
    forAny: "For any connector",
    forDC: "For a fast connector",
    forAC: "For a slow connector",
    offered: (pile, connector) => `${pile}, connector ${connector}, is kept for you`,
    leftFor: (left) => `Begin within ${left}, or the next driver gets it.`,
    charge: "Charge there",
    decline: "No, thank you",
    leave: "Stop waiting",
    keptHere: "This connector is kept for you.",
  },
};
