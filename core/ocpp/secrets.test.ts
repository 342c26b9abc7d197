import { expect, test } from "vitest";
import { hidden, isSecretKey, withoutSecrets } from "./secrets.ts";

test("a password on its way to a charger is not kept", () => {
  const text = JSON.stringify([
    2,
    "1",
    "ChangeConfiguration",
    { key: "AuthorizationKey", value: "s3" },
  ]);
  expect(JSON.parse(withoutSecrets(text))).toEqual([
    2,
    "1",
    "ChangeConfiguration",
    { key: "AuthorizationKey", value: hidden },
  ]);
});

test("nor one that a charger tells, while all else stays", () => {
  const configurationKey = [
    { key: "HeartbeatInterval", readonly: false, value: "60" },
    { key: "AuthorizationKey", readonly: false, value: "s3" },
  ];
  const kept = withoutSecrets(JSON.stringify([3, "1", { configurationKey, unknownKey: ["x"] }]));
  expect(kept).not.toContain("s3");
  expect(JSON.parse(kept)).toMatchObject([3, "1", { unknownKey: ["x"] }]);
  expect(kept).toContain('"60"');
});

test("other messages are kept letter by letter, even those that are none", () => {
  for (const text of [
    '[2, "1", "Heartbeat", {}]',
    "{",
    '[2,"1","StartTransaction",{"idTag":"A"}]',
    '[4,"1","GenericError","ChangeConfiguration",{}]',
  ]) {
    expect(withoutSecrets(text)).toBe(text);
  }
});

test("what might hold a secret and cannot be read is not kept", () => {
  expect(
    withoutSecrets('[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"s3"'),
  ).toBe(hidden);
});

test("settings that are no secret are none", () => {
  expect(["HeartbeatInterval", "ConnectorPhaseRotation"].some(isSecretKey)).toBe(false);
});
