import { describe, expect, it } from "vitest";
import { deviceTime } from "./clock.ts";
import { quirksOf } from "./quirks.ts";
import type { QuirkName } from "./quirks.ts";

const noon = Date.UTC(2026, 10, 22, 12);
const hourMs = 3_600_000;
const read = (said: string | undefined, quirks: readonly QuirkName[] = [], receivedAtMs = noon) =>
  deviceTime(said, { receivedAtMs, quirks: quirksOf(quirks, 480) });

describe("local times, 1970 clocks", () => {
  it("takes a plausible UTC time as it is", () => {
    expect(read("2026-11-22T11:59:58Z")).toEqual({ atMs: noon - 2_000 });
    expect(read("2026-11-22T11:59:58.250Z")).toEqual({ atMs: noon - 1_750 });
  });

  it("takes the time of receipt where none is said", () => {
    expect(read(undefined)).toEqual({ atMs: noon });
  });

  it.each([
    "2026-11-22T19:59:58+08:00",
    "2026-11-22T19:59:58+0800",
    "2026-11-22T06:59:58-05:00",
    "2026-11-22 11:59:58Z",
    "2026-11-22t11:59:58z",
    " 2026-11-22T11:59:58,000Z ",
  ])("reads %j", (said) => {
    expect(read(said).atMs).toBe(noon - 2_000);
  });

  it("reads a time without a zone as UTC or as the site's, by which of them is now", () => {
    expect(read("2026-11-22T11:59:58")).toEqual({
      atMs: noon - 2_000,
      clock: { said: "2026-11-22T11:59:58", reason: "noZone" },
    });
    expect(read("2026-11-22T19:59:58").atMs).toBe(noon - 2_000);
  });

  it("reads an old time without a zone as the site's", () => {
    expect(read("2026-11-20T20:00:00").atMs).toBe(noon - 48 * hourMs);
  });

  it("keeps what an absurd clock said beside the time of receipt", () => {
    expect(read("1970-01-01T00:00:07Z")).toEqual({
      atMs: noon,
      clock: { said: "1970-01-01T00:00:07Z", reason: "unset" },
    });
    expect(read("2099-01-01T00:00:00Z")).toMatchObject({ atMs: noon, clock: { reason: "future" } });
    expect(read("2026-11-22T20:00:00Z")).toMatchObject({ atMs: noon, clock: { reason: "future" } });
    expect(read("0000-00-00T00:00:00Z")).toMatchObject({ atMs: noon });
    expect(read("2026-99-99T00:00:00Z")).toMatchObject({
      atMs: noon,
      clock: { reason: "unreadable" },
    });
    expect(read("x".repeat(500)).clock?.said).toHaveLength(40);
  });

  it("bears a clock that runs a little ahead", () => {
    expect(read("2026-11-22T12:04:00Z")).toEqual({ atMs: noon + 4 * 60_000 });
  });

  it("reads local times marked Z once the pile is known to send them", () => {
    expect(read("2026-11-22T19:59:58Z", ["localTimeMarkedUtc"])).toEqual({
      atMs: noon - 2_000,
      clock: { said: "2026-11-22T19:59:58Z", reason: "localMarkedUtc" },
    });
  });

  it("offline transactions replayed late are priced at replay time: the meter's time is kept", () => {
    expect(read("2026-10-20T08:00:00Z")).toEqual({ atMs: Date.UTC(2026, 9, 20, 8) });
  });
});
