import { describe, expect, test } from "vitest";
import { getStation } from "../../../core/contract/stations.ts";
import { isOpenAt, openingSpans } from "../../../core/places/openingHours.ts";
import { anOperator, aStation } from "../../support/builders.ts";
import { ask, db, migrate } from "./support.ts";

const zone = "Asia/Shanghai";
const at = (text: string): number => Date.parse(`${text}+08:00`);

describe("opening hours", () => {
  test.each([
    ["24/7", "2026-11-20T03:00", true],
    ["Mo-Fr 07:00-22:00; Sa,Su 09:00-21:00", "2026-11-20T07:00", true],
    ["Mo-Fr 07:00-22:00; Sa,Su 09:00-21:00", "2026-11-20T22:00", false],
    ["Mo-Fr 07:00-22:00; Sa,Su 09:00-21:00", "2026-11-21T08:59", false],
    ["07:00-11:30,13:00-18:00", "2026-11-20T12:00", false],
    ["07:00-11:30,13:00-18:00", "2026-11-20T13:00", true],
    ["Fr 22:00-06:00", "2026-11-21T05:59", true],
    ["Fr 22:00-06:00", "2026-11-21T06:00", false],
    ["Fr 22:00-06:00", "2026-11-20T05:00", false],
    ["Sa 22:00-06:00", "2026-11-22T01:00", true],
    ["Fr-Mo 08:00-20:00", "2026-11-22T10:00", true],
    ["Fr-Mo 08:00-20:00", "2026-11-24T10:00", false],
    ["Mo-Su 00:00-24:00; Fr off", "2026-11-20T10:00", false],
    ["Mo-Su 00:00-24:00", "2026-11-20T23:59", true],
  ])("%s is, at %s, open: %s", (text, time, isOpen) => {
    expect(isOpenAt(text, at(time), zone)).toBe(isOpen);
  });

  test.each([
    "",
    "always",
    "Mo-Xx 08:00-10:00",
    "25:00-26:00",
    "08:00-10:60",
    "Mo 8-10",
    "Mo-Tu-We 08:00-09:00",
  ])("%j is not understood", (text) => {
    expect(openingSpans(text)).toBeNull();
    expect(isOpenAt(text, at("2026-11-20T10:00"), zone)).toBeNull();
  });

  test("are judged by the station's own clock", () => {
    const instant = at("2026-11-20T07:30");
    expect(isOpenAt("07:00-08:00", instant, zone)).toBe(true);
    expect(isOpenAt("07:00-08:00", instant, "Europe/Berlin")).toBe(false);
  });

  test("come as text and as spans, with pictures, parking and facilities", async () => {
    await migrate();
    const { operatorId } = await anOperator(db);
    const { stationId } = await aStation(db, {
      operatorId,
      openingHours: "Mo 07:00-22:00; Tu 22:00-02:00",
      pictures: ["AAAAAAAAAAAAAAAAAAAAAA"],
      parkingKind: "freeWhileCharging",
      facilities: ["toilet", "shop"],
    });
    expect((await ask(getStation, { stationId })).output()).toMatchObject({
      openingHours: "Mo 07:00-22:00; Tu 22:00-02:00",
      openingSpans: [
        { weekday: 1, fromMinute: 420, toMinute: 1320 },
        { weekday: 2, fromMinute: 1320, toMinute: 1560 },
      ],
      pictureUrls: ["https://charging.test/pictures/AAAAAAAAAAAAAAAAAAAAAA"],
      parkingKind: "freeWhileCharging",
      facilities: ["toilet", "shop"],
      usuallyBusy: null,
      countsFrom: "records",
    });
  });
});
