// The driver's balance, for pages that may take money from it.
import { useDidShow } from "@tarojs/taro";
import { getMe } from "../../../core/contract/drivers.ts";
import { api } from "./api.ts";
import { useLoaded } from "./hooks.ts";
import { sessionStore } from "./session.ts";
import { useStore } from "./store.ts";

/** Null for nobody, and until it is known. */
export function useBalance(): number | null {
  const driver = useStore(sessionStore)?.driver.driverId ?? null;
  const me = useLoaded(driver, () => api(getMe, {}));
  // Coming back from a top-up, the balance has changed.
  useDidShow(() => {
    if (driver !== null) void me.reload();
  });
  return driver === null || me.state.kind !== "ready" ? null : me.state.value.balanceFen;
}
