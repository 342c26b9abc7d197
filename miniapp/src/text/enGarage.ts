// What the app says of the driver's year and vehicles, in English.
import type { Catalogue } from "./zh.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const enGarage: Pick<Catalogue, "stats" | "garage"> = {
  stats: {
    title: "Statistics",
    yearLabel: "Year",
    year: (n) => String(n),
    month: (n) => months[n - 1] ?? String(n),
    measures: { energy: "Energy", money: "Cost", charges: "Charges" },
    times: (n) => (n === 1 ? "1 charge" : `${n} charges`),
    saved: "CO₂ saved",
    kilograms: (kg) => `${kg} kg`,
    savedHow: (grams) =>
      `About ${grams} g of CO₂ less for each kWh than a petrol car of its class, at the national grid's average.`,
    chartChoice: "Shown in the chart",
    chartLabel: (measure) => `Chart of each month: ${measure}; the figures are listed below`,
    none: (year) => `No charges in ${year}`,
    noneHint: "After a charge, energy and cost are added up here by month.",
  },
  garage: {
    title: "My vehicles",
    none: "No vehicles yet",
    noneHint:
      "Add one to remember its connector and battery. The plate can be left out; it is stored encrypted and only you see it.",
    add: "Add a vehicle",
    edit: "Change",
    remove: "Remove",
    removeSure: "Remove this vehicle?",
    removeHint: "What you told of it is deleted at once; your orders stay.",
    isDefault: "Default",
    makeDefault: "Make it the default",
    noPlate: "No plate given",
    plate: "Number plate (optional)",
    plateHint: "For example 沪A12345 or 沪AD12345",
    plateWrong: "Please check the plate: province, letter, then five or six letters or digits.",
    standard: "Connector",
    battery: "Battery, kWh (optional)",
    batteryHint: "For example 60",
    batteryWrong: "Enter a number from 1 to 1000.",
    batteryIs: (kwh) => `Battery ${kwh} kWh`,
    save: "Save",
    full: (most) => `There can be ${most} vehicles at most. Please remove some first.`,
    unknown: "No answer came, so it may or may not be saved. Tapping again is safe.",
  },
};
