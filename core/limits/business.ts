// The bounds of pages, tariffs, approvals and the books.
import { bound } from "./bound.ts";

export const businessLimits = {
  pageSize: { usual: 20, most: 100, why: "A phone shows ten; an export pages on." },
  bookMs: bound({
    most: 93 * 86_400_000,
    why: "A quarter, added up from the ledger itself: some million rows read for a thousand piles.",
  }),
  bookRows: bound({
    most: 20_000,
    why: "A year of revenue of 1,600 stations by the month; more is asked for by parts.",
  }),
  approvalMs: bound({
    most: 3 * 86_400_000,
    why: "A request made on Friday is seen on Monday; an older one is asked anew.",
  }),
  tariffParts: bound({
    most: 96,
    why: "A quarter of an hour each is the finest that a day is cut; four times that is a year's dates.",
  }),
  tariffAheadMs: bound({
    most: 366 * 86_400_000,
    why: "Prices are set for the year to come; a date beyond it is a slip of the finger.",
  }),
  tariffsPerOperator: bound({
    most: 2_000,
    why: "Versions of all tariffs: some dozens of tariffs with a change a month for years.",
  }),
} as const;
