import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Block, type BlockStyle } from "../../../src/printer/document.ts";
import { type LaidOutLine, layOut } from "../../../src/printer/encoding/layout.ts";

describe("an amount stays in sight", () => {
  test("beside the first line of a long name, at the right edge", () => {
    const lines = textsOf([row("1 x Spaghetti alle vongole veraci", "12.50")], 32);

    expect(lines).toEqual(["1 x Spaghetti alle         12.50", "  vongole veraci"]);
  });

  test("on a line of its own when it leaves no room for the name", () => {
    const lines = textsOf([row("TOTAL EUR", "1,234,567,890.00", { doubleWidth: true })], 24);

    expect(lines).toEqual(["TOTAL EUR", "1,234,567,89", "        0.00"]);
  });

  test("with one column before it, where that is all that is left", () => {
    const wide = { doubleWidth: true };

    expect(textsOf([row("TOTAL EUR", "125.23", wide)], 32)).toEqual(["TOTAL EUR 125.23"]);
    expect(textsOf([row("Latte macchiato, large cup", "12.50")], 32)).toEqual([
      "Latte macchiato, large cup 12.50",
    ]);
  });

  test("on the line of its name, in single width where double width has no room for both", () => {
    const [line, ...more] = layOut(
      {
        kind: "receipt",
        blocks: [row("TOTAL EUR", "12,345.00", { doubleWidth: true, bold: true })],
      },
      { columns: 32 },
    );

    expect(more).toEqual([]);
    expect(line).toMatchObject({
      segments: [
        { text: "TOTAL EUR              12,345.00", style: { doubleWidth: false, bold: true } },
      ],
    });
  });

  test("also with a name that is one endless word", () => {
    const lines = textsOf([row("x".repeat(40), "1.00")], 32);

    expect(lines).toEqual([`${"x".repeat(26)}  1.00`, `  ${"x".repeat(14)}`]);
  });
});

test("text wraps by words and keeps its indent", () => {
  const lines = textsOf([{ type: "text", text: "no onion, no egg, no nuts", indent: 1 }], 18);

  expect(lines).toEqual(["  no onion, no", "  egg, no nuts"]);
});

test("text that hangs stands further in from its second line on", () => {
  const block: Block = { type: "text", text: "2 x Crème brûlée with fruit", hangs: true };
  const wide: Block = { ...block, style: { doubleWidth: true } };

  expect(textsOf([block], 18)).toEqual(["2 x Crème brûlée", "  with fruit"]);
  expect(textsOf([wide], 32)).toEqual(["2 x Crème brûlée", "    with fruit"]);
});

test("double width counts double", () => {
  const block: Block = {
    type: "text",
    text: "Caffè latte",
    align: "center",
    style: { doubleWidth: true },
  };

  expect(textsOf([block], 32)).toEqual(["     Caffè latte"]);
  expect(textsOf([block], 20)).toEqual(["     Caffè", "     latte"]);
});

test("a table on narrow paper keeps names whole where one column between does it", () => {
  const table: Block = {
    type: "table",
    aligns: ["left", "right", "right", "right"],
    rows: [
      ["Steuer", "Netto", "Steuer", "Brutto"],
      ["A MwSt 21%", "4,63", "0,97", "5,60"],
      ["B MwSt 9%", "34,82", "3,13", "37,95"],
    ],
  };

  expect(textsOf([table], 32)).toEqual([
    "Steuer       Netto Steuer Brutto",
    "A MwSt 21%    4,63   0,97   5,60",
    "B MwSt 9%    34,82   3,13  37,95",
  ]);
});

test("a table's columns line up, and a paper too narrow for it loses nothing", () => {
  const table: Block = {
    type: "table",
    aligns: ["left", "right", "right"],
    rows: [
      ["Tax", "Net", "Gross"],
      ["VAT 9%", "100.00", "109.00"],
    ],
  };

  expect(textsOf([table], 32)).toEqual([
    "Tax                  Net   Gross",
    "VAT 9%            100.00  109.00",
  ]);
  expect(textsOf([table], 16).join("|")).toBe(
    "Tax|             Net|           Gross|VAT 9%|          100.00|          109.00",
  );
});

test("paper too narrow for a table says beside each figure what it is", () => {
  const table: Block = {
    type: "table",
    aligns: ["left", "right", "right", "right"],
    rows: [
      ["Tax", "Net", "Tax", "Gross"],
      ["A VAT 19%", "1,000.00", "190.00", "1,190.00"],
      ["B VAT 7%", "10.00", "0.70", "10.70"],
    ],
    hasHead: true,
  };

  expect(textsOf([table], 32)).toEqual([
    "Tax",
    "A VAT 19%",
    "  Net                   1,000.00",
    "  Tax                     190.00",
    "  Gross                 1,190.00",
    "B VAT 7%",
    "  Net                      10.00",
    "  Tax                       0.70",
    "  Gross                    10.70",
  ]);
});

test("no line is wider than the paper, and no visible character is lost", () => {
  fc.assert(
    fc.property(blocks(), fc.constantFrom(24, 32, 42, 48), (document, columns) => {
      const lines = layOut({ kind: "report", blocks: document }, { columns });

      expect(Math.max(0, ...lines.map(columnsOf))).toBeLessThanOrEqual(columns);
      expect(sorted(lines.map(textOf).join(""))).toBe(sorted(document.map(textIn).join("")));
    }),
    { numRuns: 1000 },
  );
});

test("text alone keeps its order of characters", () => {
  fc.assert(
    fc.property(words(), fc.integer({ min: 1, max: 50 }), (text, columns) => {
      const lines = textsOf([{ type: "text", text }], columns);

      expect(lines.join("").replaceAll(/\s/gu, "")).toBe(text.replaceAll(/\s/gu, ""));
    }),
  );
});

test("a sign of two columns takes two, a mark none, and Chinese breaks without spaces", () => {
  const document = {
    kind: "report",
    blocks: [
      { type: "text", text: "2 x 宫保鸡丁盖饭" },
      { type: "row", left: "宫保鸡丁", right: "9.50" },
      { type: "text", text: "ก\u{E49}า", align: "right" },
    ],
  } as const;

  const lines = layOut(document, { columns: 18, columnsOf: characterColumns }).map(textOf);

  expect(lines).toEqual(["2 x 宫保鸡丁盖饭", "宫保鸡丁      9.50", `${" ".repeat(16)}ก\u{E49}า`]);
  expect(
    layOut(document, { columns: 10, columnsOf: characterColumns }).map(textOf).slice(0, 2),
  ).toEqual(["2 x 宫保鸡", "丁盖饭"]);
});

function characterColumns(character: string): number {
  if (/\p{Mark}/u.test(character)) return 0;
  return character >= "\u{4E00}" ? 2 : 1;
}

function row(left: string, right: string, style: BlockStyle = {}): Block {
  return { type: "row", left, right, style };
}

function textsOf(document: ReadonlyArray<Block>, columns: number): ReadonlyArray<string> {
  return layOut({ kind: "report", blocks: document }, { columns }).map(textOf);
}

function textOf(line: LaidOutLine): string {
  return line.type === "text" ? line.segments.map((segment) => segment.text).join("") : "";
}

function columnsOf(line: LaidOutLine): number {
  if (line.type !== "text") return 0;
  return line.segments.reduce(
    (sum, { text, style }) => sum + text.length * (style.doubleWidth ? 2 : 1),
    0,
  );
}

function textIn(block: Block): string {
  if (block.type === "text") return block.text;
  if (block.type === "row") return block.left + block.right;
  return block.type === "table" ? block.rows.flat().join("") : "";
}

function sorted(text: string): string {
  return Array.from(text.replaceAll(/\s/gu, "")).toSorted().join("");
}

function words(): fc.Arbitrary<string> {
  const word = fc.string({ unit: fc.constantFrom("a", "W", "é", ".", "7"), maxLength: 30 });
  return fc.array(word, { maxLength: 8 }).map((parts) => parts.join(" "));
}

function blocks(): fc.Arbitrary<ReadonlyArray<Block>> {
  const style = fc.record({
    bold: fc.boolean(),
    doubleWidth: fc.boolean(),
    inverse: fc.boolean(),
  });
  const indent = fc.integer({ min: 0, max: 4 });
  const align = fc.constantFrom("left" as const, "center" as const, "right" as const);
  const type = { text: fc.constant("text" as const), row: fc.constant("row" as const) };
  const amount = fc.string({ unit: fc.constantFrom("1", ".", "0"), maxLength: 14 });
  return fc.array(
    fc.oneof(
      fc.record({ type: type.text, text: words(), style, indent, align }),
      fc.record({ type: type.row, left: words(), right: fc.oneof(amount, words()), style, indent }),
      fc.record({
        type: fc.constant("table" as const),
        aligns: fc.constant(["left" as const, "right" as const]),
        rows: fc.array(fc.array(fc.oneof(amount, words()), { maxLength: 5 }), { maxLength: 4 }),
      }),
    ),
    { maxLength: 6 },
  );
}
