// A Taro plugin: the templates of both mini-programs pass the attributes for screen readers on.
import { resolve } from "node:path";
import { ariaAttributes } from "./ariaAttributes.ts";

type Platform = {
  runtimePath: string | string[];
  readonly template: { mergeComponents(context: unknown, patch: object): void };
};

type Context = {
  registerMethod(method: { name: string; fn: (platform: Platform) => void }): void;
};

const runtime = resolve(__dirname, "../src/platform/ariaRuntime");

export default (context: Context): void => {
  context.registerMethod({
    name: "onSetupClose",
    fn: (platform) => {
      if (process.env["TARO_ENV"] === "h5") return;
      platform.template.mergeComponents(context, ariaAttributes);
      platform.runtimePath = [platform.runtimePath, runtime].flat();
    },
  });
};
