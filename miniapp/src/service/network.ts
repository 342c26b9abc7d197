// Whether the device says it has a network.
import { onNetwork } from "../platform/device.ts";
import { makeStore } from "./store.ts";

export const onlineStore = makeStore(true);

export const watchNetwork = (): (() => void) => onNetwork(onlineStore.set);
