// The car that the driver chose as his usual one.
import { listVehicles, type Vehicle } from "../../../core/contract/vehicles.ts";
import { api } from "./api.ts";
import { useLoaded } from "./hooks.ts";
import { sessionStore } from "./session.ts";
import { useStore } from "./store.ts";

/** Null for nobody, where none is kept, and until it is known; asked for only where it `matters`. */
export function useCar(matters: boolean): Vehicle | null {
  const driver = useStore(sessionStore)?.driver.driverId ?? null;
  const mine = useLoaded(matters ? driver : null, () => api(listVehicles, {}));
  if (driver === null || mine.state.kind !== "ready") return null;
  return mine.state.value.items.find(({ isDefault }) => isDefault) ?? null;
}
