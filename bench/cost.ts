// What a pile costs a month at Cloudflare's list prices, from the counted rows and messages; the
// account's base fee and what it includes are left aside. The prices are in docs/operations.md.
import type { RowCount } from "./rows.ts";

const sessionsADay = 5;
/** Of a connector outside of sessions: plugged, unplugged, blocked by a car. */
const statesADay = 20;
const connectionsADay = 1;
const days = 30;
/** With all its rows in D1. */
const bytesOfSession = 4_096;
/** Of CPU for a message, an object that wakes up for it. */
const awakeS = 0.005;
const objectGb = 0.128;

const usd = {
  row: 1 / 1e6,
  objectRequest: 0.15 / 1e6,
  workerRequest: 0.3 / 1e6,
  gbSecond: 12.5 / 1e6,
  d1Gb: 0.75,
} as const;
/** So many incoming messages of a socket are charged as one request. */
const messagesARequest = 20;
/** Of the driver's app, the gateway's webhook and the calls between objects, for a session. */
const requestsOfSession = 40;

const budgetUsd = 0.02;

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, rows) => all + rows, 0);

export function pileMonthUsd(rows: RowCount): number {
  const state = rows.events.find(({ event }) => event.startsWith("a connector's state"));
  if (state === undefined) throw new Error("a connector's state was not counted");
  const rowsADay =
    rows.total * sessionsADay + sum(state.written) * statesADay + sum(rows.start) * connectionsADay;
  const messagesADay = rows.messages * sessionsADay + statesADay;
  const requestsADay = requestsOfSession * sessionsADay;
  const aDay =
    rowsADay * usd.row +
    (messagesADay / messagesARequest) * usd.objectRequest +
    requestsADay * (usd.objectRequest + usd.workerRequest) +
    messagesADay * awakeS * objectGb * usd.gbSecond;
  const storedGb = (bytesOfSession * sessionsADay * days) / 1e9;
  return aDay * days + storedGb * usd.d1Gb;
}

/** A line of the table of budgets. */
export function pileMonthLine(rows: RowCount) {
  const cost = pileMonthUsd(rows);
  return {
    what: `a pile with ${sessionsADay} sessions and ${statesADay} changes of state a day, a month at list prices, from the counts below`,
    budget: `≤ ${budgetUsd} USD`,
    measured: `${cost.toFixed(4)} USD`,
    isMet: cost <= budgetUsd,
  };
}
