// The bounds of every exchange with a payment gateway, each with its reason.

/** WeChat Pay and Alipay answer within 1–2 s; a driver who waits longer presses again. */
export const callTimeoutMs = 8_000;

/** The largest genuine answer or notification is below 10 KB; more is not read. */
export const maxAnswerBytes = 256 * 1024;
export const maxNotificationChars = 64 * 1024;

/** WeChat Pay APIv3, "verify signatures": a skew of five minutes or more is refused. */
export const maxSkewMs = 5 * 60_000;

/**
 * Alipay repeats a notification for 24 h 22 min (4m, 10m, 10m, 1h, 2h, 6h, 15h) under one
 * `notify_id`, and does not promise to renew `notify_time`; anything older is no retry of its.
 */
export const alipayNotificationLifeMs = 25 * 3_600_000 + maxSkewMs;

/** The gateways' own bounds on texts, in characters; a longer one is cut rather than refused. */
export const maxWechatDescriptionChars = 127;
export const maxWechatRefundReasonChars = 80;
export const maxAlipaySubjectChars = 256;
