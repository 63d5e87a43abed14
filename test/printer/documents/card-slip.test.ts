import { expect, test } from "vitest";

import { cardSlipToDocument } from "../../../src/printer/documents/card-slip.ts";
import { encodeDocument } from "../../../src/printer/encoding/encoder.ts";
import { epson80, generic58 } from "../../../src/printer/encoding/profile.ts";
import { printOn } from "../../support/emulated-paper.ts";

const REAL = { demo: false, training: false };

test("lines are as the terminal has them, and one that is too long goes on below", () => {
  const long = "Ich ermächtige hiermit das umseitig genannte Unternehmen, den Betrag einzuziehen.";
  const document = cardSlipToDocument({ ...REAL, lines: ["   Händlerbeleg", "", long] });
  const texts = [epson80, generic58].map((profile) => {
    const { text } = printOn(profile.columns, encodeDocument(document, profile).bytes);
    return text.split("\n");
  });

  for (const [at, columns] of [48, 32].entries()) {
    const lines =
      texts[at]?.slice(
        0,
        texts[at].findIndex((line) => line.startsWith("- -")),
      ) ?? [];
    expect(lines.slice(0, 2)).toEqual(["   Händlerbeleg", ""]);
    expect(lines.slice(2).join(" ")).toBe(long);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns);
  }
});

test("a terminal that goes on and on does not empty the roll", () => {
  const lines = Array<string>(1000).fill("x");
  const { blocks } = cardSlipToDocument({ ...REAL, lines });

  expect(blocks.length).toBeLessThan(210);
  expect(blocks.at(-2)).toEqual({ type: "text", text: "…" });
});

test("a training's slip says so first, in the language of the shop", () => {
  const shop = { demo: true, training: true };
  const { blocks } = cardSlipToDocument({ ...shop, lines: ["Kundenbeleg"] }, { locale: "de" });

  expect(blocks[0]).toMatchObject({ text: expect.stringContaining("SCHULUNG") as string });
});
