import { assert, integer, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { fenOfYuan, yuanOfFen } from "./yuan.ts";

describe("a sum as it is typed", () => {
  it.each([
    ["12", 1_200],
    ["12.3", 1_230],
    [" 0.05 ", 5],
    ["0", 0],
  ])("%s is read", (text, fen) => expect(fenOfYuan(text)).toBe(fen));

  it.each(["", "-1", "1.234", "1,5", "¥5", "1e3", ".5", "12345678"])("%s is not", (text) =>
    expect(fenOfYuan(text)).toBeNull(),
  );

  it("is read as it was written, to the last fen", () => {
    assert(
      property(integer({ min: 0, max: 999_999_999 }), (fen) => {
        expect(fenOfYuan(yuanOfFen(fen))).toBe(fen);
      }),
    );
  });
});
