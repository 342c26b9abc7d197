import { alone, inWorkerd } from "./inWorkerd.ts";

export default inWorkerd({
  name: "workers-alone",
  include: alone,
  exclude: [],
  setupFiles: ["./emptied.ts"],
});
