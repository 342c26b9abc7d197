/// <reference types="@tarojs/taro" />
/// <reference types="@mini-types/alipay" />

/** The origin the mini-programs call; the browser calls its own. */
declare const PLATFORM_ORIGIN: string;

declare module "*.css";

declare namespace NodeJS {
  interface ProcessEnv {
    readonly TARO_ENV: "weapp" | "alipay" | "h5";
  }
}
declare const process: { readonly env: NodeJS.ProcessEnv; exitCode?: number };
