/** Times, amounts and ids as the two platforms write them. Both platforms live in UTC+8. */
import { createHash, randomBytes, randomInt } from "node:crypto";

const CHINA_OFFSET_MS = 8 * 3_600_000;

function chinaIso(atMs: number): string {
  return new Date(atMs + CHINA_OFFSET_MS).toISOString();
}

/** WeChat's form: 2026-11-22T20:00:00+08:00. */
export function wechatTime(atMs: number): string {
  return `${chinaIso(atMs).slice(0, 19)}+08:00`;
}

/** Alipay's form: 2026-11-22 20:00:00. */
export function alipayTime(atMs: number): string {
  return chinaIso(atMs).slice(0, 19).replace("T", " ");
}

export function parseAlipayTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined;
  const atMs = Date.parse(`${text.replace(" ", "T")}+08:00`);
  return Number.isNaN(atMs) ? undefined : atMs;
}

export function yuanOf(fen: number): string {
  return `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;
}

/** Reads "12", "12.3" and "12.34"; anything else is undefined. No floating point on the way. */
export function fenOf(yuan: string): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(yuan);
  if (!match) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join("");
}

function chinaDate(atMs: number): string {
  return chinaIso(atMs).slice(0, 10).replaceAll("-", "");
}

/** 28 digits, as transaction_id is. */
export const newTransactionId = (atMs: number) =>
  `420000${digits(4)}${chinaDate(atMs)}${digits(10)}`;

/** 36 characters, as prepay_id is. */
export const newPrepayId = (atMs: number) =>
  `wx${chinaIso(atMs).slice(0, 19).replaceAll(/\D/g, "")}${randomBytes(10).toString("hex")}`;

export const newWechatRefundId = (atMs: number) =>
  `503000${digits(4)}${chinaDate(atMs)}${digits(11)}`;

/** 28 digits, as trade_no is. */
export const newAlipayTradeNo = (atMs: number) => `${chinaDate(atMs)}22001${digits(15)}`;

export const newAlipayNotifyId = (atMs: number) => `${chinaDate(atMs)}00222${digits(21)}`;

/** The same person always gets the same 28-character openid. */
export function openidOf(name: string): string {
  return `o${createHash("sha256").update(`wechat openid ${name}`).digest("base64url").slice(0, 27)}`;
}

/** The same person always has the same phone number, of a block that nobody is given. */
export function phoneOf(name: string): string {
  const hash = createHash("sha256").update(`phone ${name}`).digest();
  return `1990000${String(hash.readUInt16BE(0) % 10_000).padStart(4, "0")}`;
}

export function unionidOf(name: string): string {
  return `u${createHash("sha256").update(`wechat unionid ${name}`).digest("base64url").slice(0, 27)}`;
}

/** The same person always gets the same buyer id: 16 digits that begin with 2088. */
export function buyerIdOf(name: string): string {
  const hash = createHash("sha256").update(`alipay buyer ${name}`).digest();
  return `2088${String(hash.readUIntBE(0, 6) % 10 ** 12).padStart(12, "0")}`;
}

/** As notify_url and the pages' return addresses must be. */
export function parseWebUrl(text: string): URL | undefined {
  const url = URL.parse(text);
  return url && (url.protocol === "http:" || url.protocol === "https:") ? url : undefined;
}

/** The gateway moves no money, so it also tells nobody outside this machine that it did. */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}
