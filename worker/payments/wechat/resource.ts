// Decrypts a notification's resource: AEAD_AES_256_GCM under the merchant's APIv3 key, with the
// 16-byte tag appended to the ciphertext.
import { createDecipheriv } from "node:crypto";
import type { EncryptedResource } from "./wire.ts";

const tagBytes = 16;
const nonceBytes = 12;

/** Null when it was not encrypted under this key, or was altered since. */
export function decryptResource(resource: EncryptedResource, apiV3Key: string): string | null {
  const sealed = Buffer.from(resource.ciphertext, "base64");
  const nonce = Buffer.from(resource.nonce, "utf8");
  if (sealed.length < tagBytes || nonce.length !== nonceBytes) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", Buffer.from(apiV3Key, "utf8"), nonce);
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    decipher.setAAD(Buffer.from(resource.associated_data, "utf8"));
    const opened = decipher.update(sealed.subarray(0, -tagBytes));
    return Buffer.concat([opened, decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
