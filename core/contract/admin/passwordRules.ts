// What a password of staff must be, by NIST SP 800-63B: long, and none that is guessed first. It may
// be of any characters, and needs no mixture of them.

export const PASSWORD_LEAST = 12;
export const PASSWORD_MOST = 128;

export type PasswordFlaw = "password_too_short" | "password_too_common";

/** The longer ones among the passwords that attackers try first; shorter ones are refused anyway. */
const common: ReadonlySet<string> = new Set([
  "123456789012",
  "1234567890123",
  "12345678901234",
  "123123123123",
  "123456123456",
  "1q2w3e4r5t6y",
  "1qaz2wsx3edc",
  "1qaz2wsx3edc4rfv",
  "1qazxsw23edc",
  "abc123456789",
  "abcd12345678",
  "abcdefghijkl",
  "admin1234567",
  "administrator",
  "adminadminadmin",
  "asdfghjkl123",
  "baseball1234",
  "changemechangeme",
  "changeme1234",
  "chargingstation",
  "correcthorsebatterystaple",
  "football1234",
  "iloveyou1234",
  "iloveyouforever",
  "letmeinletmein",
  "mypassword123",
  "passw0rd1234",
  "password1234",
  "password12345",
  "password123456",
  "passwordpassword",
  "q1w2e3r4t5y6",
  "qazwsxedcrfv",
  "qwer1234asdf",
  "qwertyuiop12",
  "qwertyuiop123",
  "qwertyuiopasdf",
  "qwertyuiop[]",
  "welcome12345",
  "woaini1314520",
  "woaini5201314",
  "zhongguo12345",
  "zxcvbnm12345",
  "zxcvbnmasdfghjkl",
]);

const isRepeated = (text: string): boolean => /^(.{1,4})\1+$/u.test(text);

/** "abcdef…", "654321": each character is the next of the one before, or its neighbour backwards. */
function isSequence(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}

/** Null for a password that may be used. `about` is what an attacker knows of its owner. */
export function passwordFlaw(
  password: string,
  about: { readonly email: string },
): PasswordFlaw | null {
  if (Array.from(password).length < PASSWORD_LEAST) return "password_too_short";
  const plain = password.normalize("NFKC").toLowerCase();
  const [name = "", host = ""] = about.email.toLowerCase().split("@");
  const bare = plain.replace(/[\d\W_]+$/u, "");
  const isOwn = [about.email.toLowerCase(), name, host].some(
    (known) => known !== "" && (plain === known || bare === known),
  );
  return common.has(plain) || isRepeated(plain) || isSequence(plain) || isOwn
    ? "password_too_common"
    : null;
}
