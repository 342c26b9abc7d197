/// <reference types="@tarojs/taro" />
/// <reference types="@mini-types/alipay" />

/** The origin the mini-programs call; the browser calls its own. */
declare const PLATFORM_ORIGIN: string;

declare namespace my {
  /** Not in the vendor's typings. Only after the driver's consent in a getAuthorize button. */
  function getPhoneNumber(options: {
    readonly success: (answer: { readonly response: string }) => void;
    readonly fail: () => void;
  }): void;
}

declare module "*.css";

declare namespace NodeJS {
  interface ProcessEnv {
    readonly TARO_ENV: "weapp" | "alipay" | "h5";
  }
}
declare const process: { readonly env: NodeJS.ProcessEnv; exitCode?: number };
