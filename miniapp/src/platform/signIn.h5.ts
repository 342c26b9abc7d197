// The browser has no account of a platform to sign in with.
import type { PlatformSignIn } from "./types.ts";

export const platformSignIn: PlatformSignIn = null;
