import { alone, inWorkerd } from "./inWorkerd.ts";

export default inWorkerd({ name: "workers-alone", isolate: true, include: alone, exclude: [] });
