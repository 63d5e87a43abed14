/** The countries of docs/first-start.md are those of the program, to the word. */

import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import {
  type Country,
  countriesByCode,
  percentText,
  OTHER_COUNTRY,
} from "../../src/domain/founding/countries.ts";

test("the table has every country with its facts, and no other row", async () => {
  const document = await readFile("docs/first-start.md", "utf8");
  const rows = document.split("\n").filter((line) => /^\| [A-Z]{2} /u.test(line));
  const countries = [...countriesByCode.values()].filter(({ code }) => code !== OTHER_COUNTRY);

  expect(rows.map(cellsOf)).toEqual(countries.map(rowOf));
});

function cellsOf(row: string): ReadonlyArray<string> {
  return row
    .replaceAll("\\*", "*")
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function rowOf(country: Country): ReadonlyArray<string> {
  const { code, name, currency, cashStep, taxLabel, prices, taxSource, taxDate, check } = country;
  const { sentence, source, date } = country.duty;
  const taxes = country.taxes.flatMap(({ name: called, inHouse, away }) => {
    if (inHouse === undefined || away === undefined) return [];
    const rates = inHouse === away ? [inHouse] : [inHouse, away];
    return [`${called} ${rates.map((rate) => percentText(rate)).join("/")}`];
  });
  return [
    `${code} ${name}`,
    `${currency}${cashStep === 0 ? "" : `, cash to ${cashStep}`}`,
    `${taxLabel}, ${prices}: ${taxes.length === 0 ? "typed" : taxes.join("; ")}`,
    `${taxSource} (${taxDate})${check === "" ? "" : `; check: ${check}`}`,
    `${sentence} (${source}; ${date})`,
  ];
}
