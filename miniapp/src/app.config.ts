const isWeapp = process.env.TARO_ENV === "weapp";

export default defineAppConfig({
  pages: [
    "pages/stations/index",
    "pages/station/index",
    "pages/pile/index",
    "pages/order/index",
    "pages/orders/index",
    "pages/me/index",
    "pages/wallet/index",
  ],
  // What few drivers open, and seldom.
  subPackages: [
    {
      root: "pages/account",
      pages: [
        "withdraw/index",
        "refunds/index",
        "messages/index",
        "statistics/index",
        "vehicles/index",
        "phone/index",
        "privacy/index",
      ],
    },
    { root: "pages/legal", pages: ["document/index"] },
    { root: "pages/reserve", pages: ["slots/index", "mine/index"] },
    { root: "pages/voice", pages: ["reviews/index", "report/index", "favourites/index"] },
  ],
  window: {
    navigationBarTitleText: "桩",
    navigationBarBackgroundColor: isWeapp ? "@bar" : "#f3f6f4",
    navigationBarTextStyle: isWeapp ? "@barText" : "black",
    backgroundColor: isWeapp ? "@ground" : "#f3f6f4",
    backgroundTextStyle: isWeapp ? "@dots" : "dark",
  },
  // A page sliding in would move the browser's sticky footers with it.
  ...(process.env.TARO_ENV === "h5" ? { animation: false } : {}),
  ...(isWeapp
    ? {
        darkmode: true,
        themeLocation: "theme.json",
        lazyCodeLoading: "requiredComponents",
        permission: { "scope.userLocation": { desc: "用于按距离显示您附近的充电站" } },
        requiredPrivateInfos: ["getLocation"],
        __usePrivacyCheck__: true,
      }
    : {}),
});
