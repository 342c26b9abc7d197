// Bounds of what staff and their programs may do, with their reasons; part of `limits`.
import { bound } from "./bound.ts";

export const staffLimits = {
  signInFailures: bound({ most: 5, why: "A person mistypes a few times; a machine more." }),
  signInLockMs: bound({ most: 15 * 60_000, why: "Long enough to make guessing useless." }),
  staffSessionMs: bound({ most: 12 * 3_600_000, why: "A shift." }),
  coarseUseMs: bound({
    most: 15 * 60_000,
    why: "When a session or a key was last used is told to this step, so that a request writes no row.",
  }),
  staffPerOperator: bound({
    most: 300,
    why: "One page of people; a larger firm is several operators.",
  }),
  staffLinkMs: bound({ most: 3 * 86_400_000, why: "An invitation is read within days." }),
  staffSessionsShown: bound({
    most: 50,
    why: "A person has a few browsers; a shift ends the rest.",
  }),
  displayName: bound({ most: 64, why: "A name with its department." }),
  enrolmentMs: bound({ most: 15 * 60_000, why: "Long enough to install an authenticator." }),
  recoveryCodes: bound({ most: 10, why: "A phone is lost rarely, and new ones can be made." }),
  apiKeysPerOperator: bound({ most: 50, why: "One for each program; old ones are revoked." }),
  apiKeyDays: bound({ most: 730, why: "A key that nobody has renewed in two years is forgotten." }),
  apiKeyRequestsPerMinute: bound({
    most: 600,
    why: "Ten a second page through a day's orders in a minute; wrangler.toml says the same.",
  }),
  savedViewsPerList: bound({ most: 20, why: "What a menu shows without scrolling." }),
  savedQuery: bound({ most: 1_000, why: "Every filter of a list, set." }),
  stationsOnOverview: bound({
    most: 500,
    why: "A row each, every few seconds; a larger network looks at its regions' operators.",
  }),
  areasOnOverview: bound({ most: 80, why: "A city's cells; each is a call to an object." }),
  connectorsOnOverview: bound({
    most: 400,
    why: "Read from the records where an Area is out of reach, three rows each.",
  }),
  pilesAskedForPower: bound({
    most: 200,
    why: "A call each, twice a minute; the rest is said to be left out.",
  }),
  foundOfAKind: bound({
    most: 6,
    why: "What a person sees at a glance; who types on finds the rest.",
  }),
} as const;
