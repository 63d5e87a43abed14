import { expect, test } from "vitest";

import { firstStartWords } from "../../src/cli/first-start/words/words.ts";
import { spelt } from "../../src/domain/swiss-spelling.ts";

test("Switzerland's words have no sharp s, in whatever they stand, and patterns stay patterns", () => {
  const german = {
    street: "Straße",
    says: (goods: string) => `Süßes: ${goods}`,
    signs: ["weiß"],
    inside: { loud: "GROẞ" },
    taken: /^ja?$/u,
    byName: new Map([["a", 1]]),
  };

  const swiss = spelt(german, "de-CH");

  expect([swiss.street, swiss.says("Spaß"), swiss.signs, swiss.inside]).toEqual([
    "Strasse",
    "Süsses: Spass",
    ["weiss"],
    { loud: "GROSS" },
  ]);
  expect(swiss.taken.test("ja")).toBe(true);
  expect(swiss.byName.get("a")).toBe(1);
  expect(spelt(german, "de")).toBe(german);
});

test("a first start in Swiss German understands its yes", () => {
  const { yes } = firstStartWords("de-CH");

  expect(["", "j", "ja", "yes", "nein"].map((answer) => yes.taken.test(answer))).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
});
