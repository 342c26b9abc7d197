// Before each file: no database, object, bucket or queue has anything in it.
import { reset } from "cloudflare:test";

await reset();
