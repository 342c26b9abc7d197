// A charger's password: made once, shown once, kept as a hash.

/** Crockford's: none that a technician could take for another; 32, so that five bits choose evenly. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
/** The longest that every OCPP 1.6 charger takes as its AuthorizationKey. */
const PASSWORD_LENGTH = 20;
const SALT_BYTES = 12;

export type Credential = { readonly password: string; readonly credentialHash: string };

/** 20 characters of 32 are 100 random bits, so a fast hash keeps them well. */
export async function newCredential(): Promise<Credential> {
  const bytes = crypto.getRandomValues(new Uint8Array(PASSWORD_LENGTH));
  const password = Array.from(bytes, (byte) => ALPHABET.charAt(byte & 31)).join("");
  return { password, credentialHash: await credentialHashOf(password) };
}

/** `salt$sha256(salt + password)`, both base64url: what a Pile compares a charger's password with. */
async function credentialHashOf(password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const salted = Buffer.concat([salt, Buffer.from(password)]);
  const digest = await crypto.subtle.digest("SHA-256", salted);
  return `${base64url(salt)}$${base64url(new Uint8Array(digest))}`;
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
