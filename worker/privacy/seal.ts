// Encrypts what is personal before it is stored: AES-256-GCM with a key from the environment, bound to
// its owner and field, so that one row's value cannot be read as another's. Nothing here is logged.
import type { Env } from "../env.ts";

/** Whose value it is, and which. */
type Owner = (
  | { readonly driverId: string }
  /** An operator's notice channel. */
  | { readonly channelId: string }
  /** A member's second factor. */
  | { readonly staffId: string }
) & { readonly field: string };

export type Sealer = {
  /** What the current key has sealed begins with it. */
  readonly prefix: string;
  readonly seal: (text: string, owner: Owner) => Promise<string>;
  /** Null for what no key of ours opens: it was altered, or its key is gone. */
  readonly open: (sealed: string, owner: Owner) => Promise<string | null>;
};

/** Written in front, so that another way of sealing can follow. */
const VERSION = "1";
const IV_BYTES = 12;
const KEY_BYTES = 32;

const known = new Map<string, Sealer>();

/**
 * `PERSONAL_DATA_KEYS` is `id:base64,id:base64`: the first key seals, all open, so that a new one is
 * set in front of the old. Null where it is not set; throws where it is set wrongly.
 */
export function sealerOf(env: Pick<Env, "PERSONAL_DATA_KEYS">): Sealer | null {
  const list = env.PERSONAL_DATA_KEYS ?? "";
  if (list === "") return null;
  const before = known.get(list);
  if (before !== undefined) return before;
  const sealer = makeSealer(keysOf(list));
  known.set(list, sealer);
  return sealer;
}

type Keys = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

function keysOf(list: string): Keys {
  const keys = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const entry of list.split(",")) {
    const [id = "", text = ""] = entry.trim().split(":");
    const bytes = Uint8Array.from(Buffer.from(text, "base64"));
    if (!/^[A-Za-z0-9_-]{1,16}$/.test(id) || bytes.length !== KEY_BYTES) {
      throw new Error("PERSONAL_DATA_KEYS must be id:base64 of 32 bytes, separated by commas");
    }
    keys.set(id, bytes);
  }
  return keys;
}

function makeSealer(keys: Keys): Sealer {
  const imported = new Map<string, Promise<CryptoKey>>();
  const keyOf = (id: string): Promise<CryptoKey> | undefined => {
    const bytes = keys.get(id);
    if (bytes === undefined) return undefined;
    const key =
      imported.get(id) ??
      crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    imported.set(id, key);
    return key;
  };
  const [current = ""] = keys.keys();
  return {
    prefix: `${VERSION}.${current}.`,
    seal: async (text, owner) => {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const key = await keyOf(current);
      if (key === undefined) throw new Error("no key to seal with");
      const bytes = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv, additionalData: boundTo(owner) },
        key,
        new TextEncoder().encode(text),
      );
      return [VERSION, current, base64(iv), base64(new Uint8Array(bytes))].join(".");
    },
    open: async (sealed, owner) => {
      const [version, id = "", iv = "", bytes = ""] = sealed.split(".");
      const key = await keyOf(id);
      if (version !== VERSION || key === undefined) return null;
      try {
        const text = await crypto.subtle.decrypt(
          { name: "AES-GCM", iv: bytesOf(iv), additionalData: boundTo(owner) },
          key,
          bytesOf(bytes),
        );
        return new TextDecoder().decode(text);
      } catch {
        return null;
      }
    },
  };
}

const boundTo = ({ field, ...owner }: Owner): Uint8Array<ArrayBuffer> => {
  const [ownerId] = Object.values(owner);
  return Uint8Array.from(new TextEncoder().encode(JSON.stringify([ownerId, field])));
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(text, "base64url"));
