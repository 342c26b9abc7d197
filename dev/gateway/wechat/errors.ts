/** WeChat Pay's refusals: status, code and the Chinese text the real platform sends. */

type WechatError = { status: number; code: string; message: string };

export const wechatErrors = {
  authorizationMissing: {
    status: 401,
    code: "SIGN_ERROR",
    message: "Http头缺少Authorization签名信息",
  },
  authorizationMalformed: {
    status: 401,
    code: "SIGN_ERROR",
    message: "Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》",
  },
  merchantUnknown: { status: 401, code: "SIGN_ERROR", message: "商户号mchid与签名所用商户不一致" },
  serialUnknown: {
    status: 401,
    code: "SIGN_ERROR",
    message: "商户证书序列号有误，请使用签名私钥匹配的证书序列号",
  },
  timestampSkewed: {
    status: 401,
    code: "SIGN_ERROR",
    message: "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟",
  },
  signatureWrong: { status: 401, code: "SIGN_ERROR", message: "错误的签名，验签失败" },
  nonceReplayed: { status: 401, code: "SIGN_ERROR", message: "nonce_str已被使用，请求重放" },
  userAgentMissing: { status: 400, code: "PARAM_ERROR", message: "Http头缺少User-Agent" },
  acceptMissing: {
    status: 406,
    code: "PARAM_ERROR",
    message: "Http头Accept须包含application/json",
  },
  contentTypeWrong: {
    status: 415,
    code: "PARAM_ERROR",
    message: "Http头Content-Type须为application/json",
  },
  platformSerialUnknown: {
    status: 400,
    code: "PARAM_ERROR",
    message: "Http头Wechatpay-Serial不是有效的平台证书序列号或微信支付公钥ID",
  },
  paramError: { status: 400, code: "PARAM_ERROR", message: "参数错误" },
  appIdMismatch: {
    status: 400,
    code: "APPID_MCHID_NOT_MATCH",
    message: "appid和mch_id不匹配，请检查后再试",
  },
  merchantMissing: { status: 400, code: "MCH_NOT_EXISTS", message: "商户号不存在" },
  orderPaid: { status: 400, code: "ORDERPAID", message: "该订单已支付" },
  orderClosed: { status: 400, code: "ORDERCLOSED", message: "该订单已关闭" },
  outTradeNoUsed: { status: 403, code: "OUT_TRADE_NO_USED", message: "商户订单号重复" },
  orderMissing: { status: 404, code: "ORDER_NOT_EXIST", message: "订单不存在" },
  refundOrderMissing: { status: 404, code: "RESOURCE_NOT_EXISTS", message: "订单号不存在" },
  refundMissing: { status: 404, code: "RESOURCE_NOT_EXISTS", message: "退款单不存在" },
  orderNotPaid: {
    status: 400,
    code: "INVALID_REQUEST",
    message: "订单状态错误，未支付的订单不能退款",
  },
  refundDiffers: {
    status: 400,
    code: "INVALID_REQUEST",
    message: "订单金额或退款金额与之前请求不一致，请核实后再试",
  },
  refundExceeds: {
    status: 400,
    code: "INVALID_REQUEST",
    message: "申请退款金额超过订单可退金额",
  },
  refundTooMany: { status: 400, code: "INVALID_REQUEST", message: "部分退款次数超限" },
  notEnough: {
    status: 403,
    code: "NOT_ENOUGH",
    message: "基本账户余额不足，请充值后重新发起",
  },
  systemError: { status: 500, code: "SYSTEM_ERROR", message: "系统异常，请用相同参数重新调用" },
  pathUnknown: { status: 404, code: "RESOURCE_NOT_EXISTS", message: "请求的资源不存在" },
} as const satisfies Record<string, WechatError>;

export type WechatErrorName = keyof typeof wechatErrors;

export type WechatAnswer = { status: number; body?: Record<string, unknown> };

export function wechatError(name: WechatErrorName, detail?: Record<string, unknown>): WechatAnswer {
  const { status, code, message } = wechatErrors[name];
  return { status, body: { code, message, ...(detail ? { detail } : {}) } };
}
