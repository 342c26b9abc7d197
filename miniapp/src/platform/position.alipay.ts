// Where Alipay says the phone is, in the coordinates that its map draws.
import { err, ok } from "../../../core/result.ts";
import type { CoordinateSystem } from "../../../core/contract/common.ts";
import type { Locate } from "./types.ts";

export const coordinates: CoordinateSystem = "gcj02";

/** 11 is a refusal in the dialogue; 2001 to 2003 are refusals by a setting. */
const refusals = new Set([11, 2001, 2002, 2003]);

export const locate: Locate = () =>
  new Promise((resolve) => {
    my.getLocation({
      success: (answer) =>
        resolve(ok({ latitude: Number(answer.latitude), longitude: Number(answer.longitude) })),
      fail: (failure) =>
        resolve(err(refusals.has(Number(failure.error)) ? "refused" : "unavailable")),
    });
  });
