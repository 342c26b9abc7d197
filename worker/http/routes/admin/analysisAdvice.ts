// Advice from the figures, and past charges at other prices.
import { dayOf } from "../../../../core/analysis/civilHours.ts";
import { simulate, type PastCharge } from "../../../../core/analysis/simulate.ts";
import {
  adminAnalysisAdvice,
  adminAnalysisSimulation,
} from "../../../../core/contract/admin/analysisAdvice.ts";
import { limits } from "../../../../core/limits.ts";
import { err, ok } from "../../../../core/result.ts";
import { advise } from "../../../analysis/advise.ts";
import {
  chargesToSimulateQuery,
  pastChargesQuery,
  tariffVersionsQuery,
} from "../../../db/analysis/advice.ts";
import { stationZoneQuery } from "../../../db/analysis/rollups.ts";
import { dbOf, type Database } from "../../../db/database.ts";
import type { App } from "../../context.ts";
import { serveStaff, type ByStaff, type Call } from "../../serve.ts";

export function adminAnalysisAdviceRoutes(app: App): void {
  serveStaff(app, adminAnalysisAdvice, async ({ env, input, staff, nowMs }) =>
    ok(await advise(dbOf(env), staff.operatorId, { ...input, nowMs })),
  );
  serveStaff(app, adminAnalysisSimulation, simulation);
}

async function simulation({ env, input, staff }: Call<typeof adminAnalysisSimulation, ByStaff>) {
  const db = dbOf(env);
  const { operatorId } = staff;
  const { from, to, stationId, elasticity, sharp, peak, flat, valley } = input;
  const station = await stationZoneQuery(db, { operatorId, stationId }).get();
  if (station === undefined) return err({ code: "station_not_found" });
  const { timeZone } = station;
  const span = { fromMs: dayOf(from, timeZone).fromMs, toMs: dayOf(to, timeZone).toMs };
  const of = { operatorId, stationId, ...span };
  const charges = (await chargesToSimulateQuery(db, of).get())?.count ?? 0;
  const step = Math.max(1, Math.ceil(charges / limits.simulatedSessions.most));
  const past = await pastCharges(db, { ...of, step, timeZone });
  const weight = past.length === 0 ? 1 : charges / past.length;
  const change = { sharp, peak, flat, valley };
  return ok({
    charges,
    simulated: past.length,
    elasticity,
    ...simulate(past, { change, elasticity, weight }),
  });
}

type Of = Parameters<typeof pastChargesQuery>[1] & { readonly timeZone: string };

/** Each at the version that it was billed by. */
async function pastCharges(db: Database, of: Of): Promise<PastCharge[]> {
  const rows = await pastChargesQuery(db, of);
  const keys = new Set(rows.map((row) => JSON.stringify([row.tariffId, row.tariffVersion])));
  const versions = await tariffVersionsQuery(db, [...keys]);
  const contents = new Map(
    versions.map(({ tariffId, version, content }) => [
      JSON.stringify([tariffId, version]),
      content,
    ]),
  );
  return rows.flatMap(({ tariffId, tariffVersion, membership, readings }) => {
    const tariff = contents.get(JSON.stringify([tariffId, tariffVersion]));
    return tariff === undefined ? [] : [{ tariff, timeZone: of.timeZone, membership, readings }];
  });
}
