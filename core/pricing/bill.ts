// A bill: what a session costs under a pinned tariff, from register samples. The same function
// estimates, bills and bills again.
import type { Revenue } from "../money/orderEntries.ts";
import { assertNotNegative, roundHalfUp, sumFen, type Fen } from "../money/fen.ts";
import { addSample, startEnergy, type EnergyPart } from "./energyParts.ts";
import { normaliseMeter, type MeterAnomaly, type MeterSample } from "./normaliseMeter.ts";
import { wholeWh } from "./wholeWh.ts";
import type { PeriodKind, Tariff, UnitPrice } from "./tariff.ts";

/** Energy taken at one price without interruption. */
export type BillLine = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly periodKind: PeriodKind;
  readonly energyWh: number;
  readonly electricityPrice: UnitPrice;
  readonly servicePrice: UnitPrice;
  readonly electricityFen: Fen;
  readonly serviceFen: Fen;
};

export type IdleTime = { readonly fromMs: number; readonly toMs: number };

export type Bill = {
  /** The sum over the lines; meterStop − meterStart where the meter had no anomaly. */
  readonly energyWh: number;
  /** Ascending in time; a stretch without energy has no line. */
  readonly lines: readonly BillLine[];
  /** Before discounts. */
  readonly electricityFen: Fen;
  readonly serviceFen: Fen;
  readonly idleFen: Fen;
  readonly startFen: Fen;
  readonly reservationFen: Fen;
  readonly noShowFen: Fen;
  readonly electricityDiscountFen: Fen;
  readonly serviceDiscountFen: Fen;
  /** The sum of both discounts, not below zero; it is taken off the total. */
  readonly discountFen: Fen;
  readonly totalFen: Fen;
  readonly anomalies: readonly MeterAnomaly[];
};

/** What a bill depends on beside the energy. */
export type BillTerms = {
  readonly tariff: Tariff;
  readonly timeZone: string;
  /** The driver's membership, null for none; one that the tariff does not name gets no discount. */
  readonly membership: string | null;
  readonly idle: IdleTime | null;
  /** The fee agreed when the connector was reserved, which need not be this tariff's. */
  readonly reservationFeeFen?: Fen;
  /** True charges the tariff's no-show fee. */
  readonly noShow?: boolean;
};

export type BillInput = BillTerms & {
  readonly meter: readonly MeterSample[];
  /** The connector's rating, where it is known: finds spikes that DEFAULT_MAX_POWER_W lets pass. */
  readonly maxPowerW?: number;
};

/**
 * The bill of a session. Each line's Wh come by largest remainder, each amount is rounded half up
 * by line and component and then summed; discounts are rounded half up on each component's sum.
 * The start fee is due only with energy. Never throws for what a meter says: see `normaliseMeter`;
 * throws for a tariff that `checkTariff` refuses and for an unknown zone.
 */
export function bill(input: BillInput): Bill {
  const { points, anomalies } = normaliseMeter(input.meter, input.maxPowerW);
  const [first, ...rest] = points;
  if (first === undefined) return billOfParts(input, [], anomalies);
  let state = startEnergy(input, first);
  for (const point of rest) state = addSample(input, state, point);
  return billOfParts(input, state.parts, anomalies);
}

/** The bill of energy that is split by price already. */
export function billOfParts(
  terms: BillTerms,
  parts: readonly EnergyPart[],
  anomalies: readonly MeterAnomaly[],
): Bill {
  const lines = linesOf(parts);
  const energyWh = lines.reduce((sum, line) => sum + line.energyWh, 0);
  const electricityFen = sumFen(lines.map((line) => line.electricityFen));
  const serviceFen = sumFen(lines.map((line) => line.serviceFen));
  const discount = terms.tariff.discounts.find(({ membership }) => membership === terms.membership);
  const electricityDiscountFen = discountOf(electricityFen, discount?.electricityBasisPoints);
  const serviceDiscountFen = discountOf(serviceFen, discount?.serviceBasisPoints);
  const discountFen = electricityDiscountFen + serviceDiscountFen;
  const idleFen = idleFee(terms.tariff, terms.idle);
  const startFen = energyWh > 0 ? terms.tariff.startFeeFen : 0;
  const reservationFen = assertNotNegative(terms.reservationFeeFen ?? 0);
  const noShowFen = terms.noShow === true ? (terms.tariff.reservation?.noShowFeeFen ?? 0) : 0;
  const feesFen = sumFen([idleFen, startFen, reservationFen, noShowFen]);
  return {
    energyWh,
    lines,
    electricityFen,
    serviceFen,
    idleFen,
    startFen,
    reservationFen,
    noShowFen,
    electricityDiscountFen,
    serviceDiscountFen,
    discountFen,
    totalFen: assertNotNegative(electricityFen + serviceFen + feesFen - discountFen),
    anomalies,
  };
}

function discountOf(fen: Fen, basisPoints = 0): Fen {
  return roundHalfUp(fen * basisPoints, 10_000);
}

function linesOf(parts: readonly EnergyPart[]): BillLine[] {
  const shares = wholeWh(parts.map((part) => part.energyMilliWh));
  return parts.flatMap((part, index): BillLine[] => {
    const energyWh = shares[index] ?? 0;
    if (energyWh === 0) return [];
    const { fromMs, toMs, kind, electricityPrice, servicePrice } = part;
    return [
      {
        fromMs,
        toMs,
        periodKind: kind,
        energyWh,
        electricityPrice,
        servicePrice,
        electricityFen: energyFen(energyWh, electricityPrice),
        serviceFen: energyFen(energyWh, servicePrice),
      },
    ];
  });
}

/** Wh × (1/10,000 yuan per kWh) is 1/100,000 fen; rounded half up to fen. */
export function energyFen(energyWh: number, price: UnitPrice): Fen {
  return roundHalfUp(energyWh * price, 100_000);
}

/** The fee for a car that stayed: whole minutes beyond the grace, up to the cap. */
export function idleFee(tariff: Tariff, idle: IdleTime | null): Fen {
  if (tariff.idle === null || idle === null) return 0;
  const { graceMinutes, fenPerMinute, capFen } = tariff.idle;
  const minutes = Math.floor((idle.toMs - idle.fromMs) / 60_000) - graceMinutes;
  return Math.min(Math.max(0, minutes) * fenPerMinute, capFen);
}

/** A bill's revenue by component, net of discounts, as the ledger takes it; sums to `totalFen`. */
export function revenueOf(bill: Bill): Revenue {
  return {
    electricity: bill.electricityFen - bill.electricityDiscountFen,
    service: bill.serviceFen - bill.serviceDiscountFen,
    idle: bill.idleFen,
    start: bill.startFen,
    reservation: bill.reservationFen,
    noShow: bill.noShowFen,
  };
}
