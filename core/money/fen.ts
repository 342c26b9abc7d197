// Money is integer fen; whatever is not a safe integer never gets past these helpers.
import { err, ok, type Result } from "../result.ts";

/** An amount in fen (1/100 yuan), always a safe integer; signed where a debit or credit is meant. */
export type Fen = number;

/** Returns the amount if it is a safe integer; throws otherwise, for that is a bug of the caller. */
export function assertFen(amountFen: number): Fen {
  if (!Number.isSafeInteger(amountFen)) throw new Error(`not an amount in fen: ${amountFen}`);
  return amountFen;
}

/** As assertFen, and throws below zero. */
export function assertNotNegative(amountFen: number): Fen {
  if (assertFen(amountFen) < 0) throw new Error(`amount in fen below zero: ${amountFen}`);
  return amountFen;
}

/** The sum of amounts; throws when one of them or the sum is not a safe integer. */
export function sumFen(amounts: readonly Fen[]): Fen {
  let sum = 0;
  for (const amount of amounts) sum = assertFen(sum + assertFen(amount));
  return sum;
}

/**
 * `numerator / denominator` to the nearest integer, a half going up (towards +∞), without floating
 * error: both are safe integers, and only integer remainders are compared. Throws otherwise.
 */
export function roundHalfUp(numerator: number, denominator: number): number {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator <= 0) {
    throw new Error(`not a ratio of safe integers: ${numerator}/${denominator}`);
  }
  const remainder = numerator % denominator;
  const quotient = (numerator - remainder) / denominator;
  // `2 × remainder` against the denominator, written so that it cannot leave the safe range. The
  // sum with 0 turns a negative zero into zero.
  if (remainder < 0) return (-remainder > denominator + remainder ? quotient - 1 : quotient) + 0;
  return (remainder >= denominator - remainder ? quotient + 1 : quotient) + 0;
}

/** 1234 → "12.34", -5 → "-0.05": yuan with two decimals, as Alipay takes it and people read it. */
export function formatYuan(amountFen: Fen): string {
  const digits = String(Math.abs(assertFen(amountFen))).padStart(3, "0");
  return `${amountFen < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export type YuanMalformed = { readonly code: "yuan_malformed"; readonly text: string };

/** Twelve digits before the point keep every amount a safe integer of fen. */
const YUAN = /^(0|[1-9]\d{0,11})(?:\.(\d{1,2}))?$/;

/**
 * The fen of a yuan string as Alipay writes it: "12.34", "12.3", "12". Refuses a sign, blanks, an
 * exponent, a third decimal and anything else with `yuan_malformed`.
 */
export function parseYuan(text: string): Result<Fen, YuanMalformed> {
  const match = YUAN.exec(text);
  if (match === null) return err({ code: "yuan_malformed", text });
  const [, yuan = "0", decimals = ""] = match;
  return ok(Number(yuan) * 100 + Number(decimals.padEnd(2, "0")));
}
