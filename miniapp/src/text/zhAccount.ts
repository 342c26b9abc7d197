// What the app says of the driver's own account, in Chinese.
export const zhAccount = {
  consent: {
    title: "先看看我们怎么用您的信息",
    changed: "隐私政策和用户协议有更新，请重新确认。",
    intro: "登录和充电需要处理下面这些信息，都只用于您自己的充电服务：",
    login: "登录：微信或支付宝给出的用户标识，用来认出您、收款和退款。不要手机号也能充电。",
    charge: "充电：您的订单、电量、费用和退款记录，用来出账单和对账。",
    position: "位置：只在查附近充电站的那一次使用，不保存。拒绝定位也能用。",
    optional: "您自愿填写的：手机号、车牌（加密保存）、评价和故障照片，都可以不填、随时删除。",
    rights: "您可以随时导出自己的数据、注销账户、撤回同意，都在“我的—隐私与数据”里。",
    policy: "《隐私政策》全文",
    agreement: "《用户协议》全文",
    agree: "同意并继续",
    disagree: "暂不同意，先看看",
  },
  legal: {
    policy: "隐私政策",
    agreement: "用户协议",
    version: (version: string) => `版本 ${version}`,
  },
};
