// Which of a pile's sessions a command would disturb.
import type { AdminPileDetail } from "../../../../core/contract/admin/piles.ts";

type Session = AdminPileDetail["sessions"][number];

/** A connector that is only held for a payment, or where a car stands after its charge, has none. */
export const isChargeUnderWay = ({ state }: Session): boolean =>
  state !== "held" && state !== "idling";
