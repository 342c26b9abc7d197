// What a Pile tells, held against its operator's rules. Only faults, losses of link and security
// events are looked at, so that a charge costs nothing here.
import type { Fact } from "../../core/charging/facts.ts";
import type { Happening } from "../../core/maintenance/happening.ts";
import { findingIdOf, insertFinding } from "../db/findings.ts";
import { logError } from "../http/errors.ts";
import type { Post } from "../notices/notices.ts";
import { linkFaultId, securityFindingOf, statusFaultId } from "../records/pileFacts.ts";
import { placeQuery, type PlaceOfPile } from "../records/place.ts";
import { applyRules } from "./applyRules.ts";

/**
 * After the facts were written; again is harmless. A rule that cannot be applied is kept for a
 * person and holds up nothing; rejects when the database is out of reach, and the Pile tells again.
 */
export async function heedFacts(
  post: Post,
  {
    pileId,
    facts,
    nowMs,
  }: { readonly pileId: string; readonly facts: readonly Fact[]; readonly nowMs: number },
): Promise<void> {
  const heeded = facts.filter(isHeeded);
  if (heeded.length === 0) return;
  const place = await placeQuery(post.db, pileId).get();
  if (place === undefined) return;
  const happenings = heeded.map((fact) => happeningOf(place, fact));
  const { operatorId, ...names } = place;
  try {
    await applyRules(post, { operatorId, happenings, names, nowMs });
  } catch (error) {
    logError("rules not applied", error, { pileId });
    await insertFinding(post.db, {
      operatorId,
      kind: "rules_not_applied",
      subject: pileId,
      detail: happenings.map(({ id }) => id).join(" "),
      atMs: happenings[0]?.atMs ?? nowMs,
    });
  }
}

type Heeded = Extract<Fact, { kind: "faultOpened" | "linkLost" | "securityEvent" }>;

const isHeeded = (fact: Fact): fact is Heeded =>
  fact.kind === "faultOpened" || fact.kind === "linkLost" || fact.kind === "securityEvent";

function happeningOf(place: PlaceOfPile, fact: Heeded): Happening {
  const { pileId, stationId } = place;
  const at = { pileId, stationId, connectorId: null };
  switch (fact.kind) {
    case "faultOpened": {
      const { connectorId, errorCode: code, atMs } = fact;
      return { ...at, kind: "fault", id: statusFaultId(pileId, fact), connectorId, code, atMs };
    }
    case "linkLost": {
      const { sinceMs: atMs } = fact;
      return { ...at, kind: "offline", id: linkFaultId(pileId, atMs), code: "Offline", atMs };
    }
    case "securityEvent": {
      const id = findingIdOf(securityFindingOf(place, fact));
      return { ...at, kind: "security", id, code: fact.event, atMs: fact.atMs };
    }
  }
}
