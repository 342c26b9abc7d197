// A file's desks in one demonstration city: a browser in which the operator's owner signs in.
import { AdminApp, type AdminWish } from "./adminApp.ts";
import { inTheCity, type InTheCity } from "./inTheCity.ts";

export type Desks = InTheCity & {
  readonly signedIn: (wish?: AdminWish) => Promise<AdminApp>;
};

export function desksInTheCity(): Desks {
  const { city, browser } = inTheCity();
  return {
    city,
    browser,
    signedIn: (wish = {}) => AdminApp.signedIn(browser(), city().platform.url, city().owner, wish),
  };
}
