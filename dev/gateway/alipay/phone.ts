/** What `my.getPhoneNumber` hands to a mini-program: encrypted for its app, and signed. */
import { createCipheriv } from "node:crypto";
import { phoneOf } from "../format.ts";
import type { Gateway } from "../gateway.ts";
import { platformSignature } from "./signature.ts";

export function phoneAnswer(gateway: Gateway, name: string): Record<string, string> {
  const key = Buffer.from(gateway.keys.alipay.aesKey, "base64");
  const cipher = createCipheriv("aes-128-cbc", key, Buffer.alloc(16));
  const content = JSON.stringify({ code: "10000", msg: "Success", mobile: phoneOf(name) });
  const response = Buffer.concat([cipher.update(content, "utf8"), cipher.final()]).toString(
    "base64",
  );
  return {
    response,
    sign: platformSignature(gateway, `"${response}"`),
    sign_type: "RSA2",
    encrypt_type: "AES",
    charset: "UTF-8",
  };
}
