/**
 * The keys and ids of the demonstration merchant and of both platforms: made once, kept in the
 * data folder, and handed to the Worker as the same variables a real merchant would set.
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  randomBytes,
  type KeyObject,
} from "node:crypto";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import * as z from "zod";
import { selfSignedCertificate } from "./certificate.ts";

/** How the WeChat platform signs: with the key of a PUB_KEY_ID, or of its certificate's serial. */
export type PlatformKeyMode = "publicKey" | "certificate";

const newAesKey = (): string => randomBytes(16).toString("base64");

const StoredKeys = z.object({
  wechat: z.object({
    appId: z.string(),
    appSecret: z.string(),
    merchantId: z.string(),
    merchantSerial: z.string(),
    merchantPrivateKey: z.string(),
    apiV3Key: z.string().length(32),
    platformPublicKeyId: z.string(),
    platformPrivateKey: z.string(),
    platformCertificateSerial: z.string(),
    platformCertificatePrivateKey: z.string(),
    platformCertificate: z.string(),
  }),
  alipay: z.object({
    appId: z.string(),
    sellerId: z.string(),
    appPrivateKey: z.string(),
    platformPrivateKey: z.string(),
    /** Data of an older version has none; it lasts as long as the process then. */
    aesKey: z.string().default(() => newAesKey()),
  }),
});
export type GatewayKeys = z.infer<typeof StoredKeys>;

const newKeyPair = promisify(generateKeyPair);

async function newPrivateKey(): Promise<KeyObject> {
  return (await newKeyPair("rsa", { modulusLength: 2048 })).privateKey;
}

const pkcs8 = (key: KeyObject) => key.export({ type: "pkcs8", format: "pem" }).toString();
const pkcs1 = (key: KeyObject) => key.export({ type: "pkcs1", format: "pem" }).toString();

function publicPem(privatePem: string): string {
  return createPublicKey(createPrivateKey(privatePem))
    .export({ type: "spki", format: "pem" })
    .toString();
}

const FIVE_YEARS_MS = 5 * 365 * 24 * 3_600_000;

const hex = (bytes: number) => randomBytes(bytes).toString("hex").toUpperCase();

async function makeKeys(nowMs: number): Promise<GatewayKeys> {
  const [merchant, platform, certified, alipayApp, alipayPlatform] = await Promise.all([
    newPrivateKey(),
    newPrivateKey(),
    newPrivateKey(),
    newPrivateKey(),
    newPrivateKey(),
  ]);
  const certificateSerial = `5${hex(20).slice(1)}`;
  return {
    wechat: {
      appId: "wx8888888888888888",
      appSecret: hex(16).toLowerCase(),
      merchantId: "1900000109",
      merchantSerial: `3${hex(20).slice(1)}`,
      merchantPrivateKey: pkcs8(merchant),
      apiV3Key: hex(16),
      platformPublicKeyId: "PUB_KEY_ID_0119000001092026000000000000000001",
      platformPrivateKey: pkcs8(platform),
      platformCertificateSerial: certificateSerial,
      platformCertificatePrivateKey: pkcs8(certified),
      platformCertificate: selfSignedCertificate({
        commonName: "Zhuang local test gateway",
        serialHex: certificateSerial,
        privateKey: certified,
        notBeforeMs: nowMs - 24 * 3_600_000,
        notAfterMs: nowMs + FIVE_YEARS_MS,
      }),
    },
    alipay: {
      appId: "2021000000000001",
      sellerId: "2088000000000001",
      appPrivateKey: pkcs1(alipayApp),
      platformPrivateKey: pkcs8(alipayPlatform),
      aesKey: newAesKey(),
    },
  };
}

/** Reads the kept keys, or makes them; without a folder they last as long as the process. */
export async function loadKeys(dataDir: string | undefined): Promise<GatewayKeys> {
  if (dataDir === undefined) return makeKeys(Date.now());
  const path = join(dataDir, "keys.json");
  const kept = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (kept !== undefined) return StoredKeys.parse(JSON.parse(kept));
  const keys = await makeKeys(Date.now());
  await mkdir(dataDir, { recursive: true });
  // Written aside and renamed: a kill in between must not leave half a key behind.
  await writeFile(`${path}.new`, JSON.stringify(keys, null, 2), { mode: 0o600 });
  await chmod(`${path}.new`, 0o600);
  await rename(`${path}.new`, path);
  return keys;
}

export type GatewayVars = {
  PUBLIC_ORIGIN: string;
  WECHATPAY_BASE_URL: string;
  WECHATPAY_APP_ID: string;
  WECHATPAY_MERCHANT_ID: string;
  WECHATPAY_MERCHANT_SERIAL: string;
  WECHATPAY_MERCHANT_PRIVATE_KEY: string;
  WECHATPAY_API_V3_KEY: string;
  WECHATPAY_PLATFORM_KEYS: string;
  WECHATPAY_PUBLIC_KEY_ID?: string;
  WECHAT_LOGIN_BASE_URL: string;
  WECHAT_APP_SECRET: string;
  ALIPAY_GATEWAY_URL: string;
  ALIPAY_APP_ID: string;
  ALIPAY_SELLER_ID: string;
  ALIPAY_APP_PRIVATE_KEY: string;
  ALIPAY_PUBLIC_KEY: string;
  ALIPAY_AES_KEY: string;
};

export type GatewayAddresses = { gatewayUrl: string; publicOrigin: string; mode?: PlatformKeyMode };

/** The Worker's variables, as PEM and text; WECHATPAY_PLATFORM_KEYS maps a key's id to its PEM. */
export function gatewayVars(keys: GatewayKeys, addresses: GatewayAddresses): GatewayVars {
  const { wechat, alipay } = keys;
  const certificateMode = addresses.mode === "certificate";
  const platformKeys = certificateMode
    ? { [wechat.platformCertificateSerial]: wechat.platformCertificate }
    : { [wechat.platformPublicKeyId]: publicPem(wechat.platformPrivateKey) };
  return {
    PUBLIC_ORIGIN: addresses.publicOrigin,
    WECHATPAY_BASE_URL: addresses.gatewayUrl,
    WECHATPAY_APP_ID: wechat.appId,
    WECHATPAY_MERCHANT_ID: wechat.merchantId,
    WECHATPAY_MERCHANT_SERIAL: wechat.merchantSerial,
    WECHATPAY_MERCHANT_PRIVATE_KEY: wechat.merchantPrivateKey,
    WECHATPAY_API_V3_KEY: wechat.apiV3Key,
    WECHATPAY_PLATFORM_KEYS: JSON.stringify(platformKeys),
    ...(certificateMode ? {} : { WECHATPAY_PUBLIC_KEY_ID: wechat.platformPublicKeyId }),
    WECHAT_LOGIN_BASE_URL: addresses.gatewayUrl,
    WECHAT_APP_SECRET: wechat.appSecret,
    ALIPAY_GATEWAY_URL: `${addresses.gatewayUrl}/gateway.do`,
    ALIPAY_APP_ID: alipay.appId,
    ALIPAY_SELLER_ID: alipay.sellerId,
    ALIPAY_APP_PRIVATE_KEY: alipay.appPrivateKey,
    ALIPAY_PUBLIC_KEY: publicPem(alipay.platformPrivateKey),
    ALIPAY_AES_KEY: alipay.aesKey,
  };
}
