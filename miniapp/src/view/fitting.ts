// Which connector of a pile a driver most likely wants.
import type { Connector } from "../../../core/contract/stations.ts";
import type { Vehicle } from "../../../core/contract/vehicles.ts";

export type Car = Pick<Vehicle, "standard">;

/** Only where connectors differ does the car say which one. */
export const carMatters = (connectors: readonly Pick<Connector, "standard">[]): boolean =>
  new Set(connectors.map(({ standard }) => standard)).size > 1;

/** One that is free and fits the car, else one that fits, else one that is free, else the first. */
export function bestConnector<T extends Pick<Connector, "standard">>(
  connectors: readonly T[],
  car: Car | null,
  isFree: (connector: T) => boolean,
): T | null {
  const fits = (one: T): boolean => car === null || one.standard === car.standard;
  return (
    connectors.find((one) => fits(one) && isFree(one)) ??
    (car === null ? undefined : connectors.find(fits)) ??
    connectors.find(isFree) ??
    connectors[0] ??
    null
  );
}
