// RSA key pairs for one test file; generated, since no test depends on which they are.
import { generateKeyPairSync } from "node:crypto";

export type KeyPair = { readonly privateKey: string; readonly publicKey: string };

export const aKeyPair = (privateType: "pkcs1" | "pkcs8" = "pkcs8"): KeyPair =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: privateType, format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
