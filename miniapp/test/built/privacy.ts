// What WeChat's review asks of an app that takes something of a person: each such call declared, the
// reason given, and the person asked first.
import { namesIn, type Json } from "./app.ts";
import { type BuiltFile, withExtension } from "./files.ts";

/** The calls that have to be declared in `requiredPrivateInfos`. */
const declaredCalls = [
  "getFuzzyLocation",
  "getLocation",
  "onLocationChange",
  "startLocationUpdate",
  "startLocationUpdateBackground",
  "chooseLocation",
  "choosePoi",
  "chooseAddress",
];

/** These too wait until the person has agreed to the privacy guide. */
const guardedCalls = [
  ...declaredCalls,
  "chooseImage",
  "chooseMedia",
  "chooseVideo",
  "chooseMessageFile",
  "saveImageToPhotosAlbum",
  "saveVideoToPhotosAlbum",
  "startRecord",
  "getClipboardData",
  "setClipboardData",
  "addPhoneContact",
  "addPhoneCalendar",
  "chooseLicensePlate",
  "chooseInvoiceTitle",
  "getUserProfile",
  "getWeRunData",
];

const guardedButtons = /"?open-?[tT]ype"?\s*[:=]\s*"(?:getPhoneNumber|getUserInfo|chooseAvatar)"/;

/** Longer ones are cut off in the dialogue. */
const longestReason = 30;

export function privacyFindings(app: Json, files: readonly BuiltFile[]): readonly string[] {
  const source = withExtension(files, ".js")
    .map((file) => file.text())
    .join("\n");
  const isCalled = (name: string): boolean => new RegExp(`\\.${name}\\)?\\(`).test(source);
  const called = declaredCalls.filter(isCalled);
  const declared = namesIn(app["requiredPrivateInfos"]);
  const isGuarded = guardedCalls.some(isCalled) || guardedButtons.test(source);
  return [
    ...called.filter((name) => !declared.includes(name)).map((name) => `${name} is not declared`),
    ...declared.filter((name) => !called.includes(name)).map((name) => `${name} is never called`),
    ...(called.includes("getLocation") ? reasonFindings(app) : []),
    ...(isGuarded && app["__usePrivacyCheck__"] !== true
      ? ["takes something of a person without __usePrivacyCheck__"]
      : []),
  ];
}

function reasonFindings(app: Json): readonly string[] {
  const permission: Json = Object(app["permission"]);
  const { desc }: Json = Object(permission["scope.userLocation"]);
  if (typeof desc !== "string" || desc === "") return ["gives no reason for asking the position"];
  return desc.length > longestReason ? ["gives too long a reason for asking the position"] : [];
}
