// Firmware and logs over HTTP: stored whole, fetched by a charger's token alone, kept from others.
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import * as contract from "../../../core/contract/admin/firmware.ts";
import {
  adminGetPileTemplate,
  adminListTemplates,
  adminPutTemplate,
} from "../../../core/contract/admin/templates.ts";
import { limits } from "../../../core/limits.ts";
import { err, ok } from "../../../core/result.ts";
import { diagnostics, firmwareUpdates } from "../../../worker/db/tables/firmware.ts";
import { piles } from "../../../worker/db/tables/stations.ts";
import { carryCampaignsOn } from "../../../worker/firmware/campaigns.ts";
import { sweepFiles } from "../../../worker/firmware/files.ts";
import { aPile } from "../../support/builders.ts";
import { aBusiness } from "./aBusiness.ts";
import { aBinding, ask, asStaff, db, env, migrate, send, type Headers } from "./support.ts";

beforeAll(migrate);

const bytes = new Uint8Array(40_000).map((_, at) => at % 251);

async function anImage(owner: Headers, change: object = {}): Promise<string> {
  const about = { vendor: "", model: "", version: "2.0", fileName: "hf-2.0.bin", ...change };
  const added = (await ask(contract.adminAddFirmware, about, owner)).output();
  expect(added.sizeBytes).toBeNull();
  const { firmwareId } = added;
  const sent = await send(`/api/v1/admin/firmware/${firmwareId}/file`, {
    method: "PUT",
    headers: { ...owner, "content-length": String(bytes.length) },
    body: bytes,
  });
  expect(sent.status).toBe(200);
  return firmwareId;
}

type Command = { readonly kind: string; readonly location?: string };

/** Piles that take every command, or refuse all with a code; they remember what they were asked. */
function pilesThat(answer: "take" | "pile_busy" | "pile_offline") {
  const asked: Command[] = [];
  const command = async ({ commandId, request }: { commandId: string; request: Command }) => {
    asked.push(request);
    return answer === "take" ? ok({ commandId, state: "sent" }) : err({ code: answer });
  };
  const PILE = aBinding<typeof env.PILE>({
    idFromName: () => ({}),
    get: () => ({ command, getCommand: async () => ({ state: "answered" }) }),
  });
  return { PILE, asked };
}

describe("an image", () => {
  test("is stored whole with its checksum, and never another", async () => {
    const { owner } = await aBusiness();
    const firmwareId = await anImage(owner);
    const { items } = (await ask(contract.adminListFirmware, {}, owner)).output();
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    const sha256 = Buffer.from(digest).toString("hex");
    expect(items).toMatchObject([{ firmwareId, sizeBytes: bytes.length, sha256 }]);
    const again = await send(`/api/v1/admin/firmware/${firmwareId}/file`, {
      method: "PUT",
      headers: owner,
      body: "other",
    });
    expect(await again.json()).toMatchObject({ code: "firmware_has_file" });
  });

  test("is fetched by the token of an update alone, whole or from where it broke off", async () => {
    const { operatorId, pileId, owner } = await aBusiness();
    const firmwareId = await anImage(owner);
    const { PILE, asked } = pilesThat("take");
    const wanted = { firmwareId, name: "x", pileId, first: 1, sharePercent: 100, mostFailures: 0 };
    const begun = await ask(contract.adminStartCampaign, wanted, owner, { PILE });
    const { campaignId } = begun.output();
    const location = asked[0]?.location ?? "";
    expect(location).toMatch(
      /^https:\/\/charging\.test\/files\/firmware\/[\w-]{22}\/hf-2\.0\.bin$/,
    );
    const { pathname } = new URL(location);
    const whole = await send(pathname);
    expect(whole.headers.get("content-length")).toBe(String(bytes.length));
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(bytes);
    const rest = await send(pathname, { headers: { range: "bytes=39990-" } });
    expect([rest.status, rest.headers.get("content-range")]).toEqual([
      206,
      "bytes 39990-39999/40000",
    ]);
    expect(new Uint8Array(await rest.arrayBuffer())).toEqual(bytes.slice(39_990));
    const another = pathname.replace(/[\w-]{22}/, "A".repeat(22));
    expect((await send(another)).status).toBe(404);
    const removal = await ask(contract.adminRemoveFirmware, { firmwareId }, owner);
    expect(removal.code).toBe("firmware_in_use");
    const cancel = { campaignId, action: "cancel" };
    const other = await asStaff(operatorId, "maintenance");
    expect((await ask(contract.adminSteerCampaign, cancel, other)).code).toBe("forbidden");
    expect((await ask(contract.adminSteerCampaign, cancel, owner, { PILE })).status).toBe(200);
    expect((await ask(contract.adminSteerCampaign, cancel, owner)).code).toBe("campaign_over");
    await db
      .update(firmwareUpdates)
      .set({ tokenUntilMs: 1 })
      .where(eq(firmwareUpdates.campaignId, campaignId));
    expect((await send(pathname)).status).toBe(404);
  });
});

describe("a campaign", () => {
  test("takes the piles that need it, asks its first stage, and waits where one is in use", async () => {
    const { operatorId, stationId, pileId, owner } = await aBusiness();
    const more = [
      await aPile(db, { operatorId, stationId }),
      await aPile(db, { operatorId, stationId }),
    ];
    const kind = { vendor: "Hongfa", model: "HF" };
    await db.update(piles).set(kind).where(eq(piles.operatorId, operatorId));
    const last = more[1]?.pileId ?? "";
    await db.update(piles).set({ firmwareVersion: "2.0" }).where(eq(piles.pileId, last));
    const firmwareId = await anImage(owner, kind);
    const found = (await ask(contract.adminFirmwarePiles, { firmwareId }, owner)).output();
    expect(found.piles).toHaveLength(2);
    const busy = pilesThat("pile_busy");
    const wanted = { firmwareId, name: "x", first: 1, sharePercent: 100, mostFailures: 0 };
    const begun = await ask(contract.adminStartCampaign, wanted, owner, busy);
    const { campaignId } = begun.output();
    expect(busy.asked.map(({ kind: asked }) => asked)).toEqual(["updateFirmware"]);
    const held = (await ask(contract.adminGetCampaign, { campaignId }, owner)).output();
    const [first] = held.piles;
    expect(first).toMatchObject({ state: "waiting", heldUpBy: "pile_busy", attempts: 0, stage: 0 });
    const free = pilesThat("take");
    await carryCampaignsOn({ ...env, ...free }, Date.now());
    await carryCampaignsOn({ ...env, ...free }, Date.now());
    // The second stage waits for the first to end, however often one looks.
    expect(free.asked).toHaveLength(1);
    const after = (await ask(contract.adminGetCampaign, { campaignId }, owner)).output();
    expect(after.piles.map(({ state }) => state)).toEqual(["loading", "waiting"]);
    expect(after.campaign.counts).toEqual({ loading: 1, waiting: 1 });
    expect([pileId, more[0]?.pileId]).toContain(first?.pileId);
  });

  test("of one pile leaves it to the other that has it already", async () => {
    const { pileId, owner } = await aBusiness();
    const wanted = { name: "x", pileId, first: 1, sharePercent: 100, mostFailures: 0 };
    const taking = pilesThat("take");
    for (const version of ["2.0", "3.0"]) {
      const firmwareId = await anImage(owner, { version });
      await ask(contract.adminStartCampaign, { ...wanted, firmwareId }, owner, taking);
    }
    expect(taking.asked).toHaveLength(1);
  });

  test("without a file, or without a pile that needs it, does not begin", async () => {
    const { owner } = await aBusiness();
    const about = { vendor: "Nobody", model: "", version: "1", fileName: "a.bin" };
    const { firmwareId } = (await ask(contract.adminAddFirmware, about, owner)).output();
    const wanted = { firmwareId, name: "x", first: 1, sharePercent: 100, mostFailures: 0 };
    const empty = await ask(contract.adminStartCampaign, wanted, owner);
    expect(empty.code).toBe("firmware_without_file");
    const other = await anImage(owner, { vendor: "Nobody" });
    const none = await ask(contract.adminStartCampaign, { ...wanted, firmwareId: other }, owner);
    expect(none.code).toBe("campaign_empty");
  });
});

async function asked(owner: Headers, pileId: string) {
  const taking = pilesThat("take");
  const requested = await ask(contract.adminRequestDiagnostics, { pileId }, owner, taking);
  const { pathname } = new URL(taking.asked[0]?.location ?? "");
  return { ...requested.output(), pathname };
}

describe("a pile's logs", () => {
  test.each([
    ["put under their name", "PUT", "/a%20b.log", {}],
    ["posted to the folder", "POST", "", {}],
  ])("%s are kept for staff of its operator", async (_, method, name, headers) => {
    const [{ pileId, operatorId, owner }, other] = [await aBusiness(), await aBusiness()];
    const { pathname } = await asked(owner, pileId);
    const sent = await send(`${pathname}${name}`, { method, headers, body: "line 1\n" });
    expect(sent.status).toBe(201);
    const [first] = (await ask(contract.adminListDiagnostics, { pileId }, owner)).output().items;
    expect(first).toMatchObject({ sizeBytes: 7 });
    const file = await send(first?.url ?? "", { headers: owner });
    expect(await file.text()).toBe("line 1\n");
    expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w.]+"$/);
    expect((await send(first?.url ?? "", { headers: other.owner })).status).toBe(404);
    expect((await send(first?.url ?? "")).status).toBe(401);
    const finance = await asStaff(operatorId, "finance");
    expect((await send(first?.url ?? "", { headers: finance })).status).toBe(403);
    // One address takes one file.
    expect((await send(`${pathname}${name}`, { method, body: "again" })).status).toBe(404);
  });

  test("sent as a form are kept under the form's name", async () => {
    const { pileId, owner } = await aBusiness();
    const { pathname } = await asked(owner, pileId);
    const form = new FormData();
    form.set("file", new File(["hello"], "box.zip"));
    expect((await send(pathname, { method: "POST", body: form })).status).toBe(201);
    const [first] = (await ask(contract.adminListDiagnostics, { pileId }, owner)).output().items;
    expect(first).toMatchObject({ fileName: "box.zip", sizeBytes: 5 });
  });

  test("are not asked for when the pile is away, and are gone after their time", async () => {
    const { pileId, owner } = await aBusiness();
    const away = await ask(
      contract.adminRequestDiagnostics,
      { pileId },
      owner,
      pilesThat("pile_offline"),
    );
    expect(away.code).toBe("pile_offline");
    expect((await ask(contract.adminListDiagnostics, { pileId }, owner)).body).toMatchObject({
      items: [],
    });
    const { diagnosticsId, pathname } = await asked(owner, pileId);
    await send(pathname, { method: "PUT", body: "x" });
    await sweepFiles(env, Date.now() + limits.diagnosticsKeptMs.most);
    expect(await env.FILES.get(`diagnostics/${diagnosticsId}`)).toBeNull();
    expect(
      await db.select().from(diagnostics).where(eq(diagnostics.diagnosticsId, diagnosticsId)),
    ).toEqual([]);
  });
});

describe("a configuration template", () => {
  test("of a model goes before the one of all piles", async () => {
    const { pileId, owner } = await aBusiness();
    await db.update(piles).set({ vendor: "Hongfa", model: "HF" }).where(eq(piles.pileId, pileId));
    const put = (vendor: string, model: string, keys: object[]) =>
      ask(adminPutTemplate, { vendor, model, keys }, owner);
    await put("", "", [
      { key: "HeartbeatInterval", value: "900" },
      { key: "Light", value: "on" },
    ]);
    await put("Hongfa", "HF", [{ key: "HeartbeatInterval", value: "300" }]);
    await put("Other", "X", [{ key: "Light", value: "off" }]);
    const own = (await ask(adminGetPileTemplate, { pileId }, owner)).output();
    expect(own.keys).toEqual([
      { key: "HeartbeatInterval", value: "300" },
      { key: "Light", value: "on" },
    ]);
    await put("Hongfa", "HF", []);
    const { items } = (await ask(adminListTemplates, {}, owner)).output();
    expect(items.map(({ vendor }) => vendor)).toEqual(["", "Other"]);
    const secret = await put("", "", [{ key: "AuthorizationKey", value: "x" }]);
    expect(secret.code).toBe("key_is_secret");
  });
});
