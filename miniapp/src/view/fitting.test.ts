import { describe, expect, it } from "vitest";
import { bestConnector, carMatters } from "./fitting.ts";

const connectors = [
  { connectorId: 1, standard: "GBT_DC", free: true },
  { connectorId: 2, standard: "IEC_62196_T2_COMBO", free: false },
  { connectorId: 3, standard: "IEC_62196_T2_COMBO", free: true },
] as const;
type One = (typeof connectors)[number];
const isFree = ({ free }: One): boolean => free;
const chosen = (standard: "GBT_DC" | "IEC_62196_T2_COMBO" | "CHADEMO" | null, isIt = isFree) =>
  bestConnector<One>(connectors, standard === null ? null : { standard }, isIt)?.connectorId;

describe("the connector that is chosen beforehand", () => {
  it("is free and fits the car", () => {
    expect(chosen("IEC_62196_T2_COMBO")).toBe(3);
    expect(chosen("GBT_DC")).toBe(1);
  });

  it("fits the car rather than being free, because no other can be used", () => {
    expect(chosen("IEC_62196_T2_COMBO", ({ connectorId }) => connectorId === 1)).toBe(2);
  });

  it("is a free one where no car is known or none fits", () => {
    expect(chosen(null)).toBe(1);
    expect(chosen("CHADEMO")).toBe(1);
    expect(bestConnector([], null, isFree)).toBeNull();
  });

  it("depends on the car only where connectors differ", () => {
    expect(carMatters(connectors)).toBe(true);
    expect(carMatters(connectors.slice(1))).toBe(false);
  });
});
