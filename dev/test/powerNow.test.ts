// The overview's power is said no more exactly than it is known.
import { describe, expect, test } from "vitest";
import { powerHint, powerShown } from "../../worker/admin/pages/overview/powerNow.ts";
import { en } from "../../worker/admin/text/en.ts";

const known = {
  atMs: 0,
  powerW: 488_300,
  sessions: 9,
  sessionsUntold: 0,
  pilesUntold: 0,
  isCut: false,
};

describe("the power now", () => {
  test("is the sum where every session told its own", () => {
    expect(powerShown(known)).toBe("488");
    expect(powerShown({ ...known, powerW: 6_600 })).toBe("6.6");
    expect(powerShown({ ...known, powerW: 0, sessions: 0 })).toBe("0");
  });

  test.each([{ sessionsUntold: 2 }, { pilesUntold: 1 }, { isCut: true }])(
    "is at least that with %j, and nothing said where nobody told",
    (missing) => {
      expect(powerShown({ ...known, ...missing })).toBe("≥ 488");
      expect(powerShown({ ...known, ...missing, powerW: 0, sessions: 0 })).toBe("–");
    },
  );

  test("names what is missing, and nothing else", () => {
    const words = en.pages.overview;
    expect(powerHint(known, words)).toBe(words.powerHint("9"));
    expect(powerHint({ ...known, sessionsUntold: 2, pilesUntold: 1, isCut: true }, words)).toBe(
      [words.powerHint("9"), words.powerUntold("2"), words.powerSilent("1"), words.powerCut].join(
        " ",
      ),
    );
  });
});
