// What each end of a reservation means for its state and its money.
import type { ReservationEnd } from "../contract/reservations.ts";

type Outcome = {
  readonly state: "used" | "cancelled" | "expired";
  readonly fee: boolean;
  readonly noShow: boolean;
};

/** The driver pays for what he had or kept from others, never for what the platform could not give. */
export const outcomeOf = {
  used: { state: "used", fee: true, noShow: false },
  cancelled: { state: "cancelled", fee: false, noShow: false },
  cancelled_late: { state: "cancelled", fee: true, noShow: false },
  no_show: { state: "expired", fee: true, noShow: true },
  connector_failed: { state: "cancelled", fee: false, noShow: false },
  connector_occupied: { state: "cancelled", fee: false, noShow: false },
  pile_offline: { state: "cancelled", fee: false, noShow: false },
  cancelled_by_operator: { state: "cancelled", fee: false, noShow: false },
  not_confirmed: { state: "cancelled", fee: false, noShow: false },
} as const satisfies Record<ReservationEnd, Outcome>;
