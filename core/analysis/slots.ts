// The slots of four hours in which the database says what is to be counted anew, and the numbers of
// days and months in the same list.
import { civilTime, type CivilDate } from "../pricing/zonedTime.ts";
import { dateToUtcMs, datesFrom, monthPlus, type CivilMonth } from "./civilHours.ts";

/** Short enough that no slot holds much of two days; the triggers of `rollup_due` divide by it too. */
const SLOT_MS = 4 * 3_600_000;
const DAY_MS = 86_400_000;

/** The civil days that slots touch, both ends included. */
export const datesOfSlots = (
  { fromSlot, toSlot }: { readonly fromSlot: number; readonly toSlot: number },
  timeZone: string,
): CivilDate[] =>
  datesFrom(
    civilTime(fromSlot * SLOT_MS, timeZone).date,
    civilTime((toSlot + 1) * SLOT_MS - 1, timeZone).date,
  );

export const numberOfDate = (date: CivilDate): number => Math.round(dateToUtcMs(date) / DAY_MS);
export const dateOfNumber = (number: number): CivilDate =>
  new Date(number * DAY_MS).toISOString().slice(0, 10);

const EPOCH_MONTH = "1970-01";
export const monthOfNumber = (number: number): CivilMonth => monthPlus(EPOCH_MONTH, number);
export const numberOfMonth = (month: CivilMonth): number => {
  const [year = 1970, of = 1] = month.split("-").map(Number);
  return (year - 1970) * 12 + of - 1;
};
