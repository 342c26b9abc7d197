// The bounds of maintenance and notices; a part of the platform's `limits`.

export const maintenanceLimits = {
  linkLossMs: {
    most: 300_000,
    why: "A reconnect, after a deploy too, is over by then; what is longer somebody has to look at.",
  },
  incidentSignals: {
    most: 500,
    why: "Of each source, the newest: nobody works through more before the page is read again.",
  },
  securityIncidentMs: {
    most: 48 * 3_600_000,
    why: "A security event has no end of its own; after two days it is the security page's alone.",
  },
  workOrderTitle: { most: 120, why: "One line of a list." },
  workOrderNote: { most: 1_000, why: "What was found and done, in some sentences." },
  workOrderEvents: { most: 300, why: "A repair with more steps than that is several." },
  workOrderPictures: { most: 20, why: "Before, during and after, from several sides." },
  partQuantity: { most: 1_000, why: "More is a delivery, not a repair." },
  openWorkOrders: { most: 500, why: "As many as incidents are ranked." },
  maintenanceRules: { most: 50, why: "Each is looked at with each fault." },
  ruleName: { most: 60, why: "It becomes the work order's title." },
  ruleCount: { most: 100, why: "A code that comes more often is there all the time." },
  ruleHours: { most: 7 * 24, why: "What is further apart is not one trouble." },
  ruleMinutes: { most: 24 * 60, why: "A pile that is away for a day is seen without a rule." },
  ruleDueHours: { most: 30 * 24, why: "A month; later is planned work." },
  ruleWaitsSwept: { most: 100, why: "A minute's part; each is a few statements." },
  maintenanceWindowMs: {
    most: 31 * 86_400_000,
    why: "What is closed for longer is taken off the map.",
  },
  maintenanceAheadMs: { most: 365 * 86_400_000, why: "The yearly inspection." },
  maintenanceReason: { most: 200, why: "A driver reads it on a phone." },
  windowsOfStation: { most: 20, why: "Planned ones that have not ended." },
  windowsSwept: { most: 10, why: "A minute's part; each asks up to a station's piles." },
  availabilityRetryMs: {
    most: 86_400_000,
    why: "A charger that was away when its window ended is told to work again for a day; then a person looks.",
  },
  uptimePeriodMs: { most: 93 * 86_400_000, why: "A quarter." },
  uptimeFaults: { most: 20_000, why: "What is read for one figure; a station's alone are fewer." },
  uptimePiles: { most: 5_000, why: "What is added up in one answer." },
  noticeChannels: { most: 20, why: "Each notice is sent to each of them." },
  channelsResealed: { most: 50, why: "A minute's part." },
  noticeText: { most: 2_000, why: "WeCom takes 4,096 bytes of markdown." },
  noticeAnswer: { most: 500, why: "What the receiver said, for a person to read." },
  noticeTimeoutMs: { most: 10_000, why: "A robot answers in a second or not at all." },
  noticeAttempts: {
    most: 7,
    why: "Nearly three hours: a receiver that is down for a night is told by hand.",
  },
  noticeOverdueMs: {
    most: 600_000,
    why: "A delivery that the queue has not brought by then is put into it again.",
  },
  noticesSwept: { most: 100, why: "A minute's part; the queue takes 100 at once." },
  deliveryLifeMs: {
    most: 30 * 86_400_000,
    why: "Who asks whether it was sent asks within a month.",
  },
  deliveriesForgotten: { most: 200, why: "A minute's part." },
  faultReportText: { most: 500, why: "What happened, in a few sentences." },
  faultReportsPerDay: {
    most: 20,
    why: "One driver meets a few faults a day; more is a machine.",
  },
  picturesPerReport: { most: 4, why: "The plug, the screen, the whole, one more." },
} as const;
