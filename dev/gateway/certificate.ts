/**
 * Writes a self-signed X.509 v3 certificate, which node:crypto can read but not make. The few DER
 * structures it needs are RFC 5280, section 4.1, encoded by X.690.
 */
import { createPublicKey, sign, type KeyObject } from "node:crypto";

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const NULL = 0x05;
const OBJECT_IDENTIFIER = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const VERSION_TAG = 0xa0;

/** sha256WithRSAEncryption, 1.2.840.113549.1.1.11 (RFC 4055). */
const SHA256_WITH_RSA = Buffer.from("2a864886f70d01010b", "hex");
/** id-at-commonName, 2.5.4.3. */
const COMMON_NAME = Buffer.from("550403", "hex");

function element(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const hex = content.length.toString(16);
  const length = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content]);
}

function utcTime(atMs: number): Buffer {
  const digits = new Date(atMs).toISOString().replace(/\D/g, "");
  return element(UTC_TIME, Buffer.from(`${digits.slice(2, 14)}Z`));
}

export type CertificateRequest = {
  commonName: string;
  /** Even count of hexadecimal digits; the first below 8, or DER reads it as negative. */
  serialHex: string;
  privateKey: KeyObject;
  notBeforeMs: number;
  /** Before the year 2050, where UTCTime ends. */
  notAfterMs: number;
};

/** Returns PEM. */
export function selfSignedCertificate(request: CertificateRequest): string {
  const algorithm = element(SEQUENCE, element(OBJECT_IDENTIFIER, SHA256_WITH_RSA), element(NULL));
  const name = element(
    SEQUENCE,
    element(
      SET,
      element(
        SEQUENCE,
        element(OBJECT_IDENTIFIER, COMMON_NAME),
        element(UTF8_STRING, Buffer.from(request.commonName)),
      ),
    ),
  );
  const toBeSigned = element(
    SEQUENCE,
    element(VERSION_TAG, element(INTEGER, Buffer.from([2]))),
    element(INTEGER, Buffer.from(request.serialHex, "hex")),
    algorithm,
    name,
    element(SEQUENCE, utcTime(request.notBeforeMs), utcTime(request.notAfterMs)),
    name,
    createPublicKey(request.privateKey).export({ type: "spki", format: "der" }),
  );
  const signature = sign("RSA-SHA256", toBeSigned, request.privateKey);
  const certificate = element(
    SEQUENCE,
    toBeSigned,
    algorithm,
    element(BIT_STRING, Buffer.from([0]), signature),
  );
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
