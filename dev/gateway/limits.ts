/** Bounds of the local gateway, each with its reason; the gateway is a tool on one person's machine. */
export const limits = {
  /** A prepay request is under 2 KB; the real gateways refuse bodies far above this. */
  requestBodyBytes: 64 * 1024,
  /** A merchant's answer to a notification is a word or a short JSON; what follows is not read. */
  notificationAnswerBytes: 4 * 1024,
  /** What of that answer is kept to be shown. */
  notificationAnswerShown: 200,
  /** The demonstration's past is some 12,000, and days are added; the oldest go first. */
  trades: 25_000,
  refunds: 25_000,
  /** As the others, held in memory. */
  notifications: 5_000,
  /** 16 rounds on the longest schedule, with duplicates and some resends by hand. */
  attemptsPerNotification: 64,
  /** WeChat Pay allows 50 partial refunds of one order. */
  refundsPerTrade: 50,
  /** Orders of faults waiting to be used, and how many events one order may cover. */
  faults: 50,
  faultNext: 1_000,
  /** Requests that were refused for their signature, kept to be shown. */
  refusals: 200,
  /** Nonces of five minutes; beyond this the oldest may be replayed, on loopback. */
  nonces: 20_000,
  /** Login codes that may be used once only. */
  usedCodes: 5_000,
  /** Notifications sent at the same time. */
  deliveriesAtOnce: 16,
  /** WeChat Pay waits 5 s for an answer to a notification. */
  notificationTimeoutMs: 5_000,
  /** WeChat Pay and this platform refuse a clock that is off by five minutes or more. */
  clockSkewMs: 5 * 60_000,
  /** How long the "timeout" fault keeps a connection without an answer. */
  silentCallMs: 60_000,
  /** Node's timers overflow above 2^31 ms and would fire at once. */
  longestTimerMs: 2 ** 31 - 1,
  /** Rows of each table on the index page. */
  rowsShown: 50,
} as const;
