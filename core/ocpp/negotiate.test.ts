import { describe, expect, it } from "vitest";
import { negotiate } from "./negotiate.ts";
import type { OcppProfile } from "./negotiate.ts";
import type { Subprotocol } from "./version.ts";

const all: readonly Subprotocol[] = ["ocpp2.1", "ocpp2.0.1", "ocpp1.6"];
const aProfile = (profile: Partial<OcppProfile> = {}): OcppProfile => ({
  allowed: all,
  whenOmitted: "ocpp1.6",
  ...profile,
});

describe("negotiation", () => {
  it("takes the newest version that all three can", () => {
    expect(negotiate("ocpp1.6, ocpp2.0.1", all, aProfile())).toEqual({
      kind: "accepted",
      subprotocol: "ocpp2.0.1",
      header: "ocpp2.0.1",
    });
    expect(negotiate("ocpp1.6,ocpp2.0.1", ["ocpp1.6"], aProfile())).toMatchObject({
      subprotocol: "ocpp1.6",
    });
    expect(negotiate("ocpp2.1,ocpp1.6", all, aProfile({ allowed: ["ocpp1.6"] }))).toMatchObject({
      subprotocol: "ocpp1.6",
    });
  });

  it("refuses a version that nobody offered", () => {
    expect(negotiate("ocpp1.5", all, aProfile())).toEqual({
      kind: "refused",
      reason: "none_in_common",
    });
    expect(negotiate("mqtt, ocpp2.0.1", ["ocpp1.6"], aProfile())).toMatchObject({
      kind: "refused",
    });
    expect(negotiate("OCPP1.6", all, aProfile())).toMatchObject({ kind: "refused" });
    expect(negotiate("x,".repeat(1_000) + "ocpp1.6", all, aProfile())).toMatchObject({
      kind: "refused",
    });
  });

  it("chargers that omit the subprotocol: default 1.6 where the pile's profile allows", () => {
    for (const offered of [null, "", " , "]) {
      expect(negotiate(offered, all, aProfile())).toEqual({
        kind: "accepted",
        subprotocol: "ocpp1.6",
        header: null,
      });
      expect(negotiate(offered, all, aProfile({ whenOmitted: null }))).toEqual({
        kind: "refused",
        reason: "none_offered",
      });
      expect(negotiate(offered, all, aProfile({ allowed: ["ocpp2.0.1"] }))).toMatchObject({
        kind: "refused",
      });
    }
  });
});
