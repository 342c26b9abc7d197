// Every bound of the platform, named, with its reason.
import { analysisLimits } from "./limits/analysis.ts";
import { bound } from "./limits/bound.ts";
import { maintenanceLimits } from "./limits/maintenance.ts";
import { businessLimits } from "./limits/business.ts";
import { pileLimits } from "./limits/pile.ts";
import { searchLimits } from "./limits/search.ts";
import { staffLimits } from "./limits/staff.ts";

export const limits = {
  ...maintenanceLimits,
  ...staffLimits,
  frameBytes: bound({
    most: 64 * 1024,
    why: "The largest 1.6 message in the field is a configuration of some 30 KB.",
  }),
  connectorsPerPile: bound({
    most: 16,
    why: "Piles have 1 to 4 connectors; a split cabinet has up to 12.",
  }),
  waitingCommands: bound({ most: 32, why: "A person sends a few at a time; more means a loop." }),
  keptCommands: bound({
    most: 50,
    why: "The admin shows the last ones; older ones are in the audit.",
  }),
  callTimeoutMs: bound({
    most: 30_000,
    why: "Chargers on poor mobile links answer within some seconds or not at all.",
  }),
  commandLifeMs: bound({
    most: 120_000,
    why: "An operator or a driver who waits has given up by then.",
  }),
  startTimeoutMs: bound({
    most: 90_000,
    why: "Chargers wait 60 s for the cable by default; then the money goes back.",
  }),
  stopTimeoutMs: bound({
    most: 180_000,
    why: "A charger that accepted a stop but never sends it is asked again, then closed by its last sample.",
  }),
  paymentHoldMs: bound({
    most: 180_000,
    why: "Long enough to pay, short enough not to block a connector for others.",
  }),
  driverSocketsPerPile: bound({
    most: 200,
    why: "A screen in front of a pile; more is an attack.",
  }),
  driverSocketsPerStation: bound({
    most: 2_000,
    why: "A large hub on a holiday; one text goes to all of them in a few milliseconds.",
  }),
  driverSocketsPerArea: bound({
    most: 5_000,
    why: "Everybody who looks at one cell of a city's centre; Cloudflare takes 32,768.",
  }),
  addressesToFillAnObject: bound({
    most: 4,
    why: "A mobile network's many phones share one address; still no single one shuts out all others.",
  }),
  areasPerClient: bound({ most: 9, why: "A phone's map shows three by three cells when near." }),
  messagesPerLiveSocket: bound({
    most: 100,
    why: "A client says hello once a token; each message wakes the object.",
  }),
  stationTickMs: bound({
    most: 100,
    why: "Changes that follow each other faster are joined; nobody sees a tenth of a second.",
  }),
  areaTickMs: bound({ most: 200, why: "The same for counts on a map." }),
  announceTimeoutMs: bound({
    most: 5_000,
    why: "An answer takes some hundred milliseconds; a lost parent is told again later.",
  }),
  areaWaitMs: bound({
    most: 2_000,
    why: "A Pile waits longer for its Station: an Area that is slow does not make the Station so.",
  }),
  alarmWorkMs: bound({
    most: 6_000,
    why: "An object's alarms do not overlap: one that waits for a call holds back the next.",
  }),
  callsAtOnce: bound({ most: 6, why: "Cloudflare's number of simultaneous outgoing connections." }),
  membersAskedAtATime: bound({
    most: 500,
    why: "Half of the 1,000 calls of one invocation; the others are asked in the next.",
  }),
  pilesPerStation: bound({ most: 500, why: "The largest hubs have some hundred piles." }),
  stationsPerArea: bound({
    most: 2_000,
    why: "A cell of 24 square kilometres in a city's centre has some hundred.",
  }),
  socketsPerDriver: bound({ most: 4, why: "A phone and a reconnect or two." }),
  samplesPerRow: bound({
    most: 120,
    why: "Rows are the bill: an hour's 240 samples are 2 rows. A crash may lose at most as many intermediate samples, never energy; each price boundary stores them, so the bill loses none.",
  }),
  changesRiding: bound({
    most: 4_000,
    why: "Characters of what changed since the pile's row: with 120 samples of 45 it stays within the 16,384 bytes of a socket's attachment.",
  }),
  factsWaitMs: bound({
    most: 1_000,
    why: "Facts nobody waits for travel together: a charge's start and its connector's states are one trip to the records.",
  }),
  samplesKept: bound({ most: 5_760, why: "24 hours at one sample each 15 s." }),
  readingsPerBill: bound({
    most: 300,
    why: "An hour's samples whole; a day's by the quarter hour, beside which prices change.",
  }),
  attachmentBytes: bound({
    most: 12_000,
    why: "Cloudflare takes 16,384 bytes; the rest is room to grow.",
  }),
  outboxFacts: bound({
    most: 2_000,
    why: "A pile that lost D1 for days; the state row stays under 2 MB.",
  }),
  factsPerBatch: bound({
    most: 20,
    why: "One D1 batch stays well under 1,000 statements and 30 s.",
  }),
  reservationsPerPile: bound({
    most: 200,
    why: "Quarter-hour slots of some days on a few connectors.",
  }),
  reservationAheadMs: bound({
    most: 24 * 3_600_000,
    why: "A driver plans his day; further ahead nobody knows whether he comes.",
  }),
  reservationMs: bound({
    most: 4 * 3_600_000,
    why: "The longest usual charge; more would keep a connector from many for one.",
  }),
  reservationConfirmMs: bound({
    most: 120_000,
    why: "The records take the fee in a second; what a crash leaves is freed soon.",
  }),
  reservationOfflineMs: bound({
    most: 300_000,
    why: "A charger that lost its link for a moment is back by then; a driver at the pile waits no longer.",
  }),
  cardsPerReservation: bound({ most: 8, why: "A person has one or two cards." }),
  keptBookings: bound({
    most: 50,
    why: "A client repeats a request within minutes, not after 50 other reservations.",
  }),
  waitingPerStation: bound({ most: 100, why: "Who would be the hundredth drives on." }),
  waitingsPerDriver: bound({ most: 5, why: "The stations around somebody who looks for a place." }),
  waitingMs: bound({
    most: 4 * 3_600_000,
    why: "Who has found no place by then has charged elsewhere.",
  }),
  offerMs: bound({
    most: 300_000,
    why: "Long enough to drive round the corner and plug in, short enough not to keep a place empty.",
  }),
  offerOfflineMs: bound({
    most: 30_000,
    why: "A charger that changes its link is back by then; after that another place is better.",
  }),
  offerUnheardMs: bound({
    most: 120_000,
    why: "A Pile tells of an offer's end at once; one that is out of reach no longer keeps anything.",
  }),
  offerAgainMs: bound({ most: 60_000, why: "What a Pile refused is asked for again then." }),
  keptOffers: bound({ most: 8, why: "A Station hears of an end within seconds." }),
  quarantinedMessages: bound({
    most: 200,
    why: "What cannot be matched waits for a person, not for ever.",
  }),
  heartbeatIntervalS: bound({
    most: 900,
    why: "Liveness comes from protocol pings; heartbeats only set the clock.",
  }),
  offlineAfterMs: bound({
    most: 1_980_000,
    why: "Two heartbeats and a tenth without any message.",
  }),
  orderAmountFen: {
    least: 100,
    most: 100_000,
    why: "One yuan to a thousand: a truck's full battery.",
  },
  topUpFen: { least: 100, most: 200_000, why: "What a wallet may take at a time." },
  withdrawalFen: { least: 1, most: 2_000_000, why: "The whole of a well-filled balance." },
  withdrawalParts: bound({
    most: 20,
    why: "Each is a refund at a gateway; who topped up more often withdraws again.",
  }),
  topUpsToWithdraw: bound({ most: 100, why: "The oldest that can still be paid back." }),
  refundableMs: {
    wechatpay: 360 * 86_400_000,
    alipay: 85 * 86_400_000,
    why: "WeChat Pay refunds for a year, Alipay until a trade is finished after three months; some days less, so that a refund that has to be repeated is still in time.",
  },
  topUpRefusedMs: bound({
    most: 30 * 86_400_000,
    why: "For a month after a gateway refused a withdrawal for good, who leaves may give that balance up without trying again.",
  }),
  messageLifeMs: bound({
    most: 180 * 86_400_000,
    why: "Who has not read it in half a year finds it among his orders.",
  }),
  messagesCounted: bound({ most: 100, why: "An app shows 99+ beyond it." }),
  reservationReminderMs: bound({
    most: 15 * 60_000,
    why: "Time to get there, or to cancel.",
  }),
  vehiclesPerDriver: bound({ most: 10, why: "A family or a small firm." }),
  exportedRows: bound({
    most: 20_000,
    why: "Of each list; one charge a day for fifty years.",
  }),
  orderEnergyWh: { least: 1_000, most: 400_000, why: "Up to the largest truck battery." },
  orderMinutes: { least: 5, most: 1_440, why: "A day." },
  cardHoldFen: bound({
    most: 20_000,
    why: "What a card charge may take from the balance before it is billed.",
  }),
  prepaidMarginFen: bound({
    most: 50,
    why: "Stops a prepaid charge this much early, as a stop takes some seconds.",
  }),
  favourites: bound({ most: 100, why: "More is no choice any more; a page of them is a search." }),
  reviewText: bound({ most: 500, why: "What others read on a phone; most write two sentences." }),
  reviewTags: bound({ most: 6, why: "More than half of them say nothing." }),
  ordersBeforeReview: bound({
    most: 500,
    why: "Who charges twice a day reviews within months; older charges are not looked through.",
  }),
  hidingReason: bound({ most: 200, why: "One sentence, which the author reads." }),
  picturesPerStation: bound({ most: 9, why: "What a person looks through on a phone." }),
  waitingPictures: bound({
    most: 12,
    why: "Three reports' pictures that a driver uploaded and did not send yet.",
  }),
  waitingPictureMs: bound({
    most: 86_400_000,
    why: "A report is written within minutes; what nothing names after a day is deleted.",
  }),
  picturesSwept: bound({ most: 40, why: "A minute's part: each is a deletion in R2." }),
  pictureBytes: bound({
    most: 5 * 1024 * 1024,
    why: "A phone's picture as it was taken; the apps send smaller ones.",
  }),
  formBytes: bound({ most: 16 * 1024, why: "What stands around a file in a form." }),
  picturePixels: bound({
    most: 100_000_000,
    why: "Twice a phone's largest; a small file can claim more than a screen's memory.",
  }),
  bodyBytes: bound({ most: 256 * 1024, why: "The largest request is a tariff." }),
  driverTokenMs: bound({
    most: 2 * 3_600_000,
    why: "Short-lived; the app renews it while in use.",
  }),
  driverRenewalMs: bound({ most: 30 * 86_400_000, why: "After a month away one signs in again." }),
  idempotencyMs: bound({ most: 86_400_000, why: "No client repeats a request after a day." }),
  notificationSkewMs: bound({ most: 300_000, why: "WeChat Pay's own rule." }),
  pendingPaymentQueryMs: bound({
    most: 60_000,
    why: "A notification that has not come by then is asked for.",
  }),
  passwordRotationMs: bound({
    most: 7 * 86_400_000,
    why: "An old charger password dies a week after the new one was made, used or not.",
  }),
  ...analysisLimits,
  ...businessLimits,
  ...pileLimits,
  ...searchLimits,
} as const;
