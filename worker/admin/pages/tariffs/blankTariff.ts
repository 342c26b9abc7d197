// What a new tariff begins with: one price all year.
import type { TariffContent } from "../../../../core/contract/admin/tariffs.ts";

export const blankTariff: TariffContent = {
  seasons: [
    {
      name: "全年",
      from: { month: 1, day: 1 },
      to: { month: 12, day: 31 },
      days: [
        {
          dayTypes: ["weekday", "weekend", "holiday"],
          periods: [
            {
              kind: "flat",
              fromMinute: 0,
              toMinute: 1440,
              electricityPrice: 8_000,
              servicePrice: 4_000,
            },
          ],
        },
      ],
    },
  ],
  holidays: [],
  workdays: [],
  startFeeFen: 0,
  idle: null,
  reservation: null,
  discounts: [],
};
