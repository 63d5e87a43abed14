import { expect, test } from "vitest";

import { firstStartWords, isAnswer } from "../../../src/cli/first-start/words.ts";
import { respell } from "../../../src/domain/text/swiss-spelling.ts";
import { wordsFor } from "../../../src/words/screen-words.ts";

test("Switzerland's words have no sharp s, in whatever they stand, and patterns stay patterns", () => {
  const german = {
    street: "Straße",
    says: (goods: string) => `Süßes: ${goods}, etwa 2,50`,
    signs: ["weiß"],
    inside: { loud: "GROẞ" },
    taken: /^ja?$/u,
    byName: new Map([["a", 1]]),
  };

  const swiss = respell(german, "de-CH");

  expect([swiss.street, swiss.says("Spaß 0,5 l"), swiss.signs, swiss.inside]).toEqual([
    "Strasse",
    "Süsses: Spaß 0,5 l, etwa 2.50",
    ["weiss"],
    { loud: "GROSS" },
  ]);
  expect(swiss.taken.test("ja")).toBe(true);
  expect(swiss.byName.get("a")).toBe(1);
  expect(respell(german, "de")).toBe(german);
});

test("what a person typed stays as it was typed, wherever it stands among the facts", () => {
  const german = {
    guest: ({ names, told }: { names: ReadonlyArray<string>; told: (staff: string) => string }) => [
      `Grüße an ${names.join(" und ")}`,
      { by: `bloß ${told("2")}` },
    ],
  };

  expect(
    respell(german, "de-CH").guest({
      names: ["Café Süß", "GROẞ"],
      told: (staff) => `Weiß ${staff}`,
    }),
  ).toEqual(["Grüsse an Café Süß und GROẞ", { by: "bloss Weiß 2" }]);
});

test.each(["de-CH", "fr-CH"] as const)("amounts that are examples have a point in %s", (locale) => {
  const { entry, how } = wordsFor({ locale });

  expect(entry["no-amount"]({ typed: "2,x", code: "cap" })).toContain("cap=2.50");
  expect(how["="]).toContain("=2.80");
});

test("a first start in Swiss German understands its yes", () => {
  const { yes } = firstStartWords("de-CH");

  expect(["j", "ja", "yes", "nein", ""].map((answer) => isAnswer(answer, yes))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
