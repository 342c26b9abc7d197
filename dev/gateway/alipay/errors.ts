/** Alipay's refusals: public code, sub_code and the Chinese text the real platform sends. */

type AlipayError = { code: string; msg: string; sub_code: string; sub_msg: string };

const missing = (sub_code: string, sub_msg: string) =>
  ({ code: "40001", msg: "Missing Required Arguments", sub_code, sub_msg }) as const;
const invalid = (sub_code: string, sub_msg: string) =>
  ({ code: "40002", msg: "Invalid Arguments", sub_code, sub_msg }) as const;
const failed = (sub_code: string, sub_msg: string) =>
  ({ code: "40004", msg: "Business Failed", sub_code, sub_msg }) as const;

export const alipayErrors = {
  appIdMissing: missing("isv.missing-app-id", "缺少应用ID参数"),
  methodMissing: missing("isv.missing-method", "缺少方法名参数"),
  signatureMissing: missing("isv.missing-signature", "缺少签名参数"),
  appIdInvalid: invalid("isv.invalid-app-id", "无效的AppID参数"),
  methodInvalid: invalid("isv.invalid-method", "不存在的方法名"),
  signTypeInvalid: invalid("isv.invalid-signature-type", "无效的签名类型"),
  versionInvalid: invalid("isv.invalid-version", "非法的版本参数"),
  charsetInvalid: invalid("isv.invalid-charset", "字符集错误"),
  timestampInvalid: invalid("isv.invalid-timestamp", "非法的时间戳参数"),
  signatureInvalid: invalid(
    "isv.invalid-signature",
    "验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配",
  ),
  encryptionUnsupported: invalid("isv.invalid-encrypt-type", "无效的加密类型"),
  bizContentInvalid: invalid("isv.invalid-parameter", "参数无效"),
  codeInvalid: invalid("isv.code-invalid", "授权码code无效"),
  parameterInvalid: failed("ACQ.INVALID_PARAMETER", "参数无效"),
  tradeMissing: failed("ACQ.TRADE_NOT_EXIST", "交易不存在"),
  tradeHasSuccess: failed("ACQ.TRADE_HAS_SUCCESS", "交易已被支付"),
  tradeHasClosed: failed("ACQ.TRADE_HAS_CLOSE", "交易已经关闭"),
  tradeHasFinished: failed("ACQ.TRADE_HAS_FINISHED", "交易已结束"),
  tradeDiffers: failed("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改"),
  tradeStatusWrong: failed("ACQ.TRADE_STATUS_ERROR", "交易状态不合法"),
  refundExceeds: failed("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额超限"),
  refundDiffers: failed("ACQ.DISCORDANT_REPEAT_REQUEST", "请求信息不一致"),
  refundTooMany: failed("ACQ.TRADE_NOT_ALLOW_REFUND", "当前交易不允许退款"),
  sellerBalanceShort: failed("ACQ.SELLER_BALANCE_NOT_ENOUGH", "卖家余额不足"),
} as const satisfies Record<string, AlipayError>;

export type AlipayErrorName = keyof typeof alipayErrors;

/** The node of an answer; `error_response` is how the token method refuses. */
export type AlipayAnswer = { node: "method" | "error"; content: Record<string, unknown> };

export function alipayOk(content: Record<string, unknown>): AlipayAnswer {
  return { node: "method", content: { code: "10000", msg: "Success", ...content } };
}

export function alipayError(name: AlipayErrorName): AlipayAnswer {
  return { node: "method", content: { ...alipayErrors[name] } };
}
