import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { NO_ABILITIES } from "../../../src/domain/printers/printer-abilities.ts";
import { byteInPage } from "../../../src/printer/encoding/code-pages.ts";
import {
  careful,
  documentedAbilities,
  epson80,
  generic58,
  profileNamed,
  PROFILES,
} from "../../../src/printer/encoding/profile.ts";

test("profiles are found by the name that a shop's settings give", () => {
  expect(profileNamed("epson-80")).toBe(epson80);
  expect(profileNamed("generic-58")).toBe(generic58);
  expect(profileNamed("generic")?.columns).toBe(48);
  expect(profileNamed("dot-matrix")).toBeUndefined();
});

test("no two models share a name, and each can print western Europe's letters", () => {
  expect(new Set(PROFILES.map(({ name }) => name)).size).toBe(PROFILES.length);
  for (const { name, codePages } of PROFILES) {
    const missing = Array.from("äöüßéèñçå€").filter((letter) =>
      codePages.every(({ page }) => byteInPage(page, letter) === undefined),
    );
    // The one page that all have has no euro: its line is a picture.
    expect([name, missing]).toEqual([name, name.startsWith("careful") ? ["€"] : []]);
  }
});

test("a line of text in font A fits on the dots of each model", () => {
  expect(PROFILES.filter(({ columns, dotsPerLine }) => columns * 12 > dotsPerLine)).toEqual([]);
});

test("an unknown clone is asked for nothing that some of them take for text", () => {
  const { barcodes, qrCodes, buzzer, codePages } = careful;

  expect({ barcodes, qrCodes, buzzer }).toEqual({
    barcodes: false,
    qrCodes: false,
    buzzer: undefined,
  });
  expect(codePages.map(({ page }) => page)).toEqual(["cp437"]);
});

test("what a maker says is gone by until the printer is asked, and nothing else is tried", () => {
  const [epson, impact, clone] = ["epson-tm-t88iv", "epson-tm-u220", "generic"].map((name) =>
    documentedAbilities(profileNamed(name) ?? generic58),
  );

  expect(epson).toEqual({ processId: true, fence: true, status: true, asb: true, counter: true });
  expect(impact).toMatchObject({ processId: false, fence: true, status: true, counter: false });
  expect(clone).toEqual(NO_ABILITIES);
});

test("the page on printing names each model's profile", () => {
  const page = readFileSync("docs/printing.md", "utf8");

  for (const { name, models, columns } of PROFILES) {
    const row = page.split("\n").find((line) => line.startsWith(`| \`${name}\``)) ?? "";
    const cells = row.split("|").map((cell) => cell.trim());
    expect([name, cells[2], cells[3]]).toEqual([name, models, String(columns)]);
  }
});
