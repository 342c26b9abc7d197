// Reads the encrypted answer of `my.getPhoneNumber`: signed by Alipay, encrypted with the app's AES key.
import { createDecipheriv, createVerify } from "node:crypto";
import * as z from "zod/mini";
import { err, ok, type Result } from "../../../core/result.ts";
import { jsonOf } from "../answer.ts";
import type { PhoneProof, PhoneRefusal } from "../provider.ts";
import { pathsOf } from "../refusals.ts";
import type { Wire } from "./call.ts";

const opened = z.object({
  code: z.string(),
  mobile: z.optional(z.string().check(z.regex(/^\d{5,15}$/))),
});

const refused = (evidence: string): Result<never, PhoneRefusal> =>
  err({ code: "phone_code_refused", evidence });

export function alipayPhone(
  { config }: Wire,
  { proof }: { readonly proof: PhoneProof },
): Result<string, PhoneRefusal> {
  if (proof.kind !== "sealed") return refused("not an encrypted answer");
  if (config.aesKey === null) {
    return err({ code: "phone_unavailable", evidence: "ALIPAY_AES_KEY is not set" });
  }
  // Of an encrypted content the quotes around it are signed too.
  const isGenuine = createVerify("RSA-SHA256")
    .update(`"${proof.response}"`, "utf8")
    .verify(config.alipayPublicKey, proof.sign, "base64");
  if (!isGenuine) return refused("bad signature");
  const text = decrypted(proof.response, config.aesKey);
  if (text === null) return refused("cannot be decrypted");
  const parsed = opened.safeParse(jsonOf(text));
  if (!parsed.success) return refused(`unexpected at ${pathsOf(parsed.error.issues)}`);
  const { code, mobile } = parsed.data;
  return code === "10000" && mobile !== undefined ? ok(mobile) : refused(`code ${code}`);
}

/** AES-128-CBC with an initial vector of zeros, as Alipay's documents say. */
function decrypted(content: string, key: Buffer): string | null {
  try {
    const decipher = createDecipheriv("aes-128-cbc", key, Buffer.alloc(16));
    const bytes = Buffer.concat([decipher.update(content, "base64"), decipher.final()]);
    return bytes.toString("utf8");
  } catch {
    return null;
  }
}
