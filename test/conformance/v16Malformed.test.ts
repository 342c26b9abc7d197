import assert from "node:assert/strict";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quirksOf } from "../../core/ocpp/quirks.ts";
import { receive } from "../../core/ocpp/receive.ts";
import { v16 } from "../../core/ocpp/v16/index.ts";
import { frameText } from "./malformedFrames.ts";
import { officialSchemas } from "./officialSchemas.ts";

/** OCPP-J 1.6, table 7. */
const allowedCodes = new Set([
  "NotImplemented",
  "NotSupported",
  "InternalError",
  "ProtocolError",
  "SecurityError",
  "FormationViolation",
  "PropertyConstraintViolation",
  "OccurenceConstraintViolation",
  "TypeConstraintViolation",
  "GenericError",
]);

const strict = officialSchemas("ocpp1_6.json", true);
const anyTime = officialSchemas("ocpp1_6.json", false);
const context = { receivedAtMs: Date.UTC(2026, 10, 22, 12), quirks: quirksOf([], 480) };

type Expected = "call" | "callError" | "response" | "ignored";

/** What the specification wants, told apart from the code under test. */
function expectedOf(text: string): { readonly expected: Expected; readonly id: unknown } {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return { expected: "ignored", id: null };
  }
  if (!Array.isArray(frame)) return { expected: "ignored", id: null };
  const [type, id, action, payload] = frame;
  const isId = typeof id === "string" && id.length >= 1 && id.length <= 36;
  if (!isId || ![2, 3, 4].includes(type)) return { expected: "ignored", id };
  if (type !== 2) return { expected: "response", id };
  const isCall =
    frame.length === 4 &&
    typeof action === "string" &&
    v16.inbound.has(action) &&
    anyTime.faultOf(`${action}.req`, payload) === null;
  return { expected: isCall ? "call" : "callError", id };
}

const isOnTime = (text: string): boolean => {
  const [, , action, payload] = JSON.parse(text);
  return strict.faultOf(`${action}.req`, payload) === null;
};

type Verdict = { readonly kind: Expected; readonly code: string | null };

/** What became of a frame; throws when a CALLERROR is not one that 1.6 allows to that frame. */
function verdictOf(text: string, id: unknown): Verdict {
  const received = receive(v16, text, context);
  if (received.kind === "ignore") return { kind: "ignored", code: null };
  if (received.kind !== "reply") return { kind: received.kind, code: null };
  const frame = JSON.parse(received.text);
  assert.equal(frame.length, 5);
  assert.deepEqual(frame.slice(0, 2), [4, id]);
  assert.ok(allowedCodes.has(frame[2]), `${frame[2]} is no code of 1.6`);
  assert.ok(typeof frame[3] === "string" && frame[3].length <= 255);
  assert.deepEqual(frame[4], {});
  return { kind: "callError", code: frame[2] };
}

describe("a malformed or invalid frame", () => {
  it("gets a CALLERROR that 1.6 allows or is ignored where it must be, and never throws", () => {
    const seen = new Map<string, number>();
    const bad = frameText.filter((text) =>
      ["callError", "ignored"].includes(expectedOf(text).expected),
    );
    fc.assert(
      fc.property(bad, (text) => {
        const { expected, id } = expectedOf(text);
        const { kind, code } = verdictOf(text, id);
        expect(kind).toBe(expected);
        const what = code ?? kind;
        seen.set(what, (seen.get(what) ?? 0) + 1);
      }),
      { numRuns: 2_000, seed: 16 },
    );
    // The generator reaches every way in which a frame can be wrong.
    expect([...seen.keys()].toSorted()).toEqual([
      "FormationViolation",
      "NotImplemented",
      "NotSupported",
      "OccurenceConstraintViolation",
      "PropertyConstraintViolation",
      "ProtocolError",
      "TypeConstraintViolation",
      "ignored",
    ]);
    expect(Math.min(...seen.values())).toBeGreaterThan(5);
  }, 60_000);

  it("is told from a good one exactly as the official schemas do, times aside", () => {
    fc.assert(
      fc.property(frameText, (text) => {
        const { expected, id } = expectedOf(text);
        const { kind } = verdictOf(text, id);
        // A time that is none may be borne, where energy is at stake, or refused.
        const either = expected === "call" && !isOnTime(text) && kind === "callError";
        expect(either ? "call" : kind).toBe(expected);
      }),
      { numRuns: 2_000, seed: 61 },
    );
  }, 60_000);
});
