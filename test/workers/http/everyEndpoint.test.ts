import { beforeAll, describe, expect, test } from "vitest";
import type { StaffRole } from "../../../core/contract/admin/staff.ts";
import { pathParameters, type Endpoint } from "../../../core/contract/endpoint.ts";
import { endpoints } from "../../../core/contract/index.ts";
import { rolesOf } from "../../../worker/http/auth/roles.ts";
import { aDriver, anOperator } from "../../support/builders.ts";
import { asDriver, ask, asStaff, db, migrate } from "./support.ts";

beforeAll(migrate);

/** A value for each parameter of a path that the contract takes. */
const inPath: Readonly<Record<string, string>> = {
  stationId: "station-x",
  pileId: "PILE-X",
  orderId: "01KA0000000000000000000000",
  commandId: "c1",
  reservationId: "01KA0000000000000000000000",
  reportId: "01KA0000000000000000000000",
  reviewId: "01KA0000000000000000000000",
  pictureId: "AAAAAAAAAAAAAAAAAAAAAA",
  workOrderId: "01KA0000000000000000000000",
  windowId: "01KA0000000000000000000000",
  ruleId: "01KA0000000000000000000000",
  channelId: "01KA0000000000000000000000",
  deliveryId: "01KA0000000000000000000000",
  vehicleId: "01KA0000000000000000000000",
  paymentId: "01KA0000000000000000000000",
  staffId: "nobody",
  keyId: "01KA0000000000000000000000",
  sessionId: "nobody",
  kind: "week",
  fromDay: "2026-11-16",
  withdrawalId: "01KA0000000000000000000000",
  firmwareId: "01KA0000000000000000000000",
  campaignId: "01KA0000000000000000000000",
};

const onlyPath = ({ path }: Endpoint) =>
  Object.fromEntries(pathParameters(path).map((name) => [name, inPath[name]]));

const all = Object.entries<Endpoint>(endpoints);

/** What an endpoint that nobody mounted, or that does not know its caller, would answer. */
const notServed: readonly (string | null)[] = ["not_found", "method_not_allowed", "unauthorized"];

const byName: Readonly<Record<string, readonly StaffRole[]>> = rolesOf;

const named = (access: readonly Endpoint["access"][]) =>
  all.filter(([, endpoint]) => access.includes(endpoint.access));

describe.each(named(["public"]))("%s, which anybody may call,", (_, endpoint) => {
  test("is mounted and never fails on an empty input", async () => {
    const answer = await ask(endpoint, onlyPath(endpoint));
    expect(answer.status).toBeLessThan(500);
    expect(notServed).not.toContain(answer.code);
  });
});

describe.each(named(["driver", "staff"]))("%s", (_, endpoint) => {
  test("is refused without a token", async () => {
    const answer = await ask(endpoint, onlyPath(endpoint));
    expect([answer.status, answer.code]).toEqual([401, "unauthorized"]);
  });

  test("is refused with a token that is not ours", async () => {
    const answer = await ask(endpoint, onlyPath(endpoint), {
      authorization: "Bearer a.b.c",
      cookie: "__Host-zhuang_staff=nobody",
    });
    expect(answer.status).toBe(401);
  });
});

describe.each(named(["driver"]))("%s", (_, endpoint) => {
  test("never fails on an empty input of a driver, and is refused to staff", async () => {
    const { driverId } = await aDriver(db);
    const answer = await ask(endpoint, onlyPath(endpoint), await asDriver(driverId));
    expect(answer.status).toBeLessThan(500);
    expect(notServed).not.toContain(answer.code);
    const { operatorId } = await anOperator(db);
    const staff = await ask(endpoint, onlyPath(endpoint), await asStaff(operatorId));
    expect(staff.status).toBe(401);
  });
});

describe.each(named(["staff"]))("%s", (name, endpoint) => {
  test("is refused to drivers, and open to the roles of the table alone", async () => {
    const { driverId } = await aDriver(db);
    const driver = await ask(endpoint, onlyPath(endpoint), await asDriver(driverId));
    expect(driver.status).toBe(401);
    const { operatorId } = await anOperator(db);
    const allowed = byName[name] ?? [];
    for (const role of ["owner", "operations", "finance", "maintenance", "readOnly"] as const) {
      const answer = await ask(endpoint, onlyPath(endpoint), await asStaff(operatorId, role));
      expect(answer.status).toBeLessThan(500);
      const isForbidden = answer.code === "forbidden";
      expect([role, isForbidden]).toEqual([role, !allowed.includes(role)]);
    }
  });
});

test("the role table names every staff endpoint and no other", () => {
  const ofStaff = all.filter(([, { access }]) => access === "staff").map(([name]) => name);
  expect(Object.keys(rolesOf).toSorted()).toEqual(ofStaff.toSorted());
});
