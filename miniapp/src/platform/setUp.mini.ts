// What a mini-program needs before the first page.
import * as z from "zod/mini";

// The mini-programs forbid code made at run time.
z.config({ jitless: true });
