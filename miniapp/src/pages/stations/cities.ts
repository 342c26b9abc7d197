// Where a driver who does not say where he is can look: large cities, by their middles (WGS-84; on a
// map of another system they lie some streets beside).
import type { Position } from "../../../../core/contract/common.ts";
import type { Catalogue } from "../../text/zh.ts";

export type City = keyof Catalogue["cities"];

export const cities: Readonly<Record<City, Position>> = {
  beijing: { latitude: 39.9042, longitude: 116.4074 },
  shanghai: { latitude: 31.2304, longitude: 121.4737 },
  guangzhou: { latitude: 23.1291, longitude: 113.2644 },
  shenzhen: { latitude: 22.5431, longitude: 114.0579 },
  hangzhou: { latitude: 30.2741, longitude: 120.1551 },
  nanjing: { latitude: 32.0603, longitude: 118.7969 },
  suzhou: { latitude: 31.2989, longitude: 120.5853 },
  chengdu: { latitude: 30.5728, longitude: 104.0668 },
  chongqing: { latitude: 29.563, longitude: 106.5516 },
  wuhan: { latitude: 30.5928, longitude: 114.3055 },
  xian: { latitude: 34.3416, longitude: 108.9398 },
  tianjin: { latitude: 39.3434, longitude: 117.3616 },
};
export const cityNames = Object.keys(cities).filter((name): name is City => name in cities);
