// How the one source becomes three apps: the browser's under /app/, WeChat's and Alipay's.
import { resolve } from "node:path";
import { defineConfig, type UserConfigExport } from "@tarojs/cli";

const core = resolve(__dirname, "../../core");
const zod = resolve(__dirname, "../node_modules/zod");

/** `./pay.ts` means `./pay.weapp.ts` in WeChat, `./pay.mini.ts` in either mini-program. */
const suffixes = {
  h5: [".h5"],
  weapp: [".weapp", ".mini"],
  alipay: [".alipay", ".mini"],
} as const;

type ResolveChain = {
  readonly alias: { set(name: string, path: string): unknown };
  set(key: string, value: unknown): unknown;
};

type Chain = {
  readonly resolve: ResolveChain;
  readonly optimization: { merge(options: unknown): unknown };
};

const namesOf = (platform: keyof typeof suffixes, extension: string): readonly string[] => [
  ...suffixes[platform].map((suffix) => suffix + extension),
  extension,
];

const resolveFor =
  (platform: keyof typeof suffixes) =>
  (chain: Chain): void => {
    chain.resolve.set("extensionAlias", {
      ".ts": namesOf(platform, ".ts"),
      ".tsx": namesOf(platform, ".tsx"),
    });
    // The contract lies outside this package: it takes this package's zod.
    chain.resolve.alias.set("zod/mini", resolve(zod, "mini"));
  };

const emptyStyle = resolve(__dirname, "empty.css");

/** Dependencies newer than the oldest browsers of the phones in use. */
const tooNew = ["query-string", "decode-uri-component", "split-on-first", "filter-obj"].map(
  (name) => resolve(__dirname, "../node_modules", name),
);

const platform = process.env["TARO_ENV"] === "weapp" ? "weapp" : "alipay";
const isBrowser = process.env["TARO_ENV"] === "h5";
const pixels = { pxtransform: { enable: false, config: {} } };

export default defineConfig(async () => {
  const config: UserConfigExport = {
    projectName: "zhuang",
    date: "2026-11-22",
    designWidth: 375,
    deviceRatio: { 375: 1 },
    sourceRoot: "src",
    outputRoot: isBrowser ? "../dist/assets/app" : `dist/${process.env["TARO_ENV"] ?? ""}`,
    framework: "react",
    compiler: { type: "webpack5", prebundle: { enable: false } },
    cache: { enable: false },
    plugins: [resolve(__dirname, "ariaPlugin.ts")],
    // A mini-program has no origin of its own, so where its platform runs is built in.
    defineConstants: {
      PLATFORM_ORIGIN: JSON.stringify(process.env["ZHUANG_ORIGIN"] ?? "http://localhost:8787"),
    },
    copy: {
      // A picture that webpack takes becomes a data address, which a native map's marker does not take.
      patterns: isBrowser
        ? []
        : [{ from: "src/map/pins/", to: `dist/${process.env["TARO_ENV"] ?? ""}/pins/` }],
      options: {},
    },
    mini: {
      compile: { include: [core, zod, __dirname] },
      postcss: pixels,
      webpackChain: resolveFor(platform),
    },
    h5: {
      publicPath: "/app/",
      staticDirectory: "static",
      router: { mode: "hash" },
      useHtmlComponents: true,
      compile: { include: [core, zod, ...tooNew] },
      output: {
        filename: "js/[name].[contenthash:8].js",
        chunkFilename: "js/[name].[contenthash:8].js",
      },
      miniCssExtractPluginOption: {
        ignoreOrder: true,
        filename: "css/[name].[contenthash:8].css",
        chunkFilename: "css/[name].[contenthash:8].css",
      },
      postcss: { ...pixels, autoprefixer: { enable: true, config: {} } },
      webpackChain: (chain: Chain): void => {
        resolveFor("h5")(chain);
        // The looks of Taro's own elements, which this app does not use, and which load a picture
        // from a third party.
        chain.resolve.alias.set("@tarojs/components-react/dist/index.css", emptyStyle);
        // What two pages share is loaded once, with the first.
        chain.optimization.merge({
          splitChunks: {
            cacheGroups: { shared: { name: "shared", chunks: "async", minChunks: 2 } },
          },
        });
      },
    },
  };
  return config;
});
