import { alone, inWorkerd } from "./inWorkerd.ts";

export default inWorkerd({
  name: "workers",
  include: ["**/*.test.ts"],
  exclude: alone,
  setupFiles: [],
});
