// What the tests about people share: members who can sign in with a password that costs little.
import { TOTP } from "otpauth";
import {
  adminBeginSecondFactor,
  adminConfirmSecondFactor,
} from "../../../core/contract/admin/account.ts";
import { staffSignIn, type StaffRole } from "../../../core/contract/admin/staff.ts";
import { hashPassword } from "../../../worker/http/auth/password.ts";
import { anOperator } from "../../support/builders.ts";
import { asMember, ask, db, type Headers } from "../http/support.ts";

export const password = "correct horse 电池";
const cheap = { N: 2, r: 1, p: 1 };

let addresses = 0;
/** Each sign-in comes from an address of its own, since failures count by address too. */
export const anAddress = (): Headers => ({
  "cf-connecting-ip": `198.51.100.${String((addresses += 1))}`,
});

/** Signed in, and with a password to sign in with again. */
export async function aMember(role: StaffRole = "owner", operatorId?: string) {
  const operator = operatorId ?? (await anOperator(db)).operatorId;
  const passwordHash = await hashPassword(password, cheap);
  return { operatorId: operator, ...(await asMember(operator, role, { passwordHash })) };
}

export const signIn = (
  email: string,
  given: { readonly code?: string; readonly typed?: string } = {},
) =>
  ask(
    staffSignIn,
    {
      email,
      password: given.typed ?? password,
      ...(given.code !== undefined && { code: given.code }),
    },
    anAddress(),
  );

/** The headers of a session that a sign-in opened. */
export const sessionIn = ({ headers }: { readonly headers: globalThis.Headers }): Headers => ({
  cookie: headers.get("set-cookie")!.split(";")[0]!,
});

const PERIOD_MS = 30_000;

/** What an authenticator shows some steps from now. */
export const codeOf = (secret: string, stepsAhead = 0): string =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + stepsAhead * PERIOD_MS });

/** Turns the second factor on, by the code of the step before, so that this step's is still unused. */
export async function enrol(headers: Headers) {
  const { secret, enrolment } = (await ask(adminBeginSecondFactor, {}, headers)).output();
  const input = { enrolment, code: codeOf(secret, -1) };
  const { recoveryCodes } = (await ask(adminConfirmSecondFactor, input, headers)).output();
  return { secret, recoveryCodes };
}
