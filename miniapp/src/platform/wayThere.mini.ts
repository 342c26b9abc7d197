// The way to a place by the platform's map, which offers the phone's map apps.
import Taro from "@tarojs/taro";
import type { Place } from "./types.ts";

export async function openWayThere({ position, name, address }: Place): Promise<boolean> {
  try {
    await Taro.openLocation({ ...position, name, address, scale: 16 });
    return true;
  } catch {
    return false;
  }
}
