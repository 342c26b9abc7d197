import { alone, inWorkerd } from "./inWorkerd.ts";

export default inWorkerd({
  name: "workers",
  isolate: false,
  include: ["**/*.test.ts"],
  exclude: alone,
});
