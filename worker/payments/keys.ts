// Reads RSA keys as operators paste them: PEM, PEM with escaped line ends, or the bare base64 that
// the gateways' own key tools write. Nothing here repeats a key in a message.
import { createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from "node:crypto";

const unescaped = (text: string): string => text.replaceAll("\\n", "\n").trim();

/** Throws when the text is not an RSA private key in PKCS#1 or PKCS#8. */
export function privateKeyOf(text: string): KeyObject {
  const pem = unescaped(text);
  if (pem.startsWith("-----")) return rsaOnly(createPrivateKey(pem));
  const der = Buffer.from(pem, "base64");
  try {
    return rsaOnly(createPrivateKey({ key: der, format: "der", type: "pkcs8" }));
  } catch {
    return rsaOnly(createPrivateKey({ key: der, format: "der", type: "pkcs1" }));
  }
}

/** Throws when the text is not an RSA public key (SPKI) or a certificate of one. */
export function publicKeyOf(text: string): KeyObject {
  const pem = unescaped(text);
  if (pem.startsWith("-----BEGIN CERTIFICATE-----")) {
    return rsaOnly(new X509Certificate(pem).publicKey);
  }
  if (pem.startsWith("-----")) return rsaOnly(createPublicKey(pem));
  return rsaOnly(createPublicKey({ key: Buffer.from(pem, "base64"), format: "der", type: "spki" }));
}

function rsaOnly(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== "rsa") throw new TypeError("the key is not an RSA key");
  return key;
}
