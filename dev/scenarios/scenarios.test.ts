import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { aCharger, TestCentralSystem } from "../charger/testCentralSystem.ts";
import { tell } from "./tell.ts";
import { WORDS, type StoryName } from "./words.ts";

let centralSystem: TestCentralSystem;

beforeEach(async () => {
  centralSystem = new TestCentralSystem();
  await centralSystem.listen();
});

/** Tells a story without waiting for real time; gives what it printed. */
const told = async (name: StoryName): Promise<string> => {
  const lines: string[] = [];
  await tell({
    name,
    charger: aCharger(centralSystem),
    connectorId: 1,
    idTag: "CARD-1",
    words: WORDS.en,
    print: (line) => lines.push(line),
  });
  return lines.join("\n");
};

const reasons = (): unknown[] => centralSystem.of("StopTransaction").map((stop) => stop["reason"]);

describe("each story against a strict central system", () => {
  afterEach(() => centralSystem.close());

  test.each<[StoryName, string[], number]>([
    ["full-charge", ["Local"], 1],
    ["fault-in-charge", ["Other"], 1],
    ["power-loss", ["PowerLoss"], 2],
    ["offline-charge", ["EVDisconnected", "EVDisconnected"], 1],
    ["wrong-clock", ["EVDisconnected", "EVDisconnected"], 1],
    ["flapping-network", ["EVDisconnected"], 1],
    ["car-full", ["EVDisconnected"], 1],
    ["unplug-in-charge", ["EVDisconnected"], 1],
  ])("%s ends with %j after %i boots", async (name, wanted, boots) => {
    const text = await told(name);
    expect(reasons()).toEqual(wanted);
    expect(centralSystem.of("BootNotification")).toHaveLength(boots);
    expect(centralSystem.statuses(1).at(-1)).toBe("Available");
    expect(text).toMatch(/^00:\d\d:\d\d {2}▶ plug in$/m);
    expect(text).toMatch(/register \d+ Wh, \d+ W, SoC \d+ %/);
  });

  test("remote-start waits for the platform and leaves when it is over", async () => {
    const story = told("remote-start");
    centralSystem.on("StatusNotification", (params) => {
      if (params["connectorId"] === 2) {
        void centralSystem.call("RemoteStartTransaction", { connectorId: 1, idTag: "ORDER-9" });
      }
      return {};
    });
    await story;
    expect(centralSystem.of("StartTransaction")).toMatchObject([{ idTag: "ORDER-9" }]);
    expect(reasons()).toEqual(["EVDisconnected"]);
  });

  test("retry-storm repeats one and the same start and stop", async () => {
    await told("retry-storm");
    const starts = centralSystem.of("StartTransaction");
    expect(starts).toHaveLength(6);
    for (const start of starts) expect(start).toEqual(starts[0]);
    const stops = centralSystem.of("StopTransaction");
    expect(stops).toHaveLength(2);
    expect(stops[1]).toEqual(stops[0]);
  });
});

test("bad-frames keeps its socket and charges afterwards", async () => {
  await told("bad-frames");
  expect(reasons()).toEqual(["EVDisconnected"]);
  expect(centralSystem.passwords).toHaveLength(1);
  // This story is about broken frames, so the strict server has seen some.
  await expect(centralSystem.close()).rejects.toThrow(/NotImplemented|RPC|Violation|JSON/);
});

test("the stories have the same words in both languages", () => {
  const keysOf = (words: object): string[] =>
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === "object" && value !== null ? [key, ...keysOf(value)] : [key],
    );
  expect(keysOf(WORDS.en)).toEqual(keysOf(WORDS.zh));
});
