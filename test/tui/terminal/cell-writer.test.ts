import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";

import { textWidth } from "../../../src/domain/text/text-width.ts";
import {
  cutTo,
  drawable,
  padEnd,
  padStart,
  spread,
  rowIn,
} from "../../../src/tui/terminal/cell-text.ts";
import { type CellWriter, createCellWriter } from "../../../src/tui/terminal/cell-writer.ts";
import { type FakeTerminal, createFakeTerminal } from "../../support/fake-terminal.ts";

test("a frame stands on the screen as it was given", async () => {
  const { terminal, writer } = drawing();

  writer.paint(["one", "\u001b[1mtwo\u001b[22m", "Café 寿司 x"]);

  expect(await terminal.text()).toBe("one\ntwo\nCafé 寿司 x");
});

test.each([
  ["𠮷", 3],
  ["㐀", 3],
  ["\u2329", 3],
  ["⌚", 3],
  ["ำ", 2],
])("what follows %s is put where it was laid out, however wide a terminal draws it", (sign, at) => {
  const { terminal, writer } = drawing();

  writer.paint([`${sign}x`]);

  expect(terminal.written()).toContain(`${sign}\u001b[1;${at}Hx`);
});

test("a wide sign that is rare stays whole beside the next one", async () => {
  const { terminal, writer } = drawing();

  writer.paint(["𠮷野家 x"]);

  expect(await terminal.text()).toBe("𠮷野家 x");
});

test("what is dim or struck through ends where it was said to end", () => {
  const { terminal, writer } = drawing();

  writer.paint(["\u001b[2mdone\u001b[22m \u001b[1;9mvoid\u001b[29m!\u001b[22m."]);

  expect(terminal.written()).toContain(
    "\u001b[0;2mdone\u001b[0m \u001b[0;1;9mvoid\u001b[0;1m!\u001b[0m.",
  );
});

test("only the cells that changed are written", () => {
  const { terminal, writer } = drawing();
  writer.paint(["price  1.00", "name"]);
  const before = terminal.written().length;

  writer.paint(["price  1.50", "name"]);

  const bytes = terminal.written().slice(before);
  expect(bytes).toContain("5");
  expect(bytes).not.toContain("price");
  expect(bytes.length).toBeLessThan(20);
});

test("the same frame writes nothing", () => {
  const { terminal, writer } = drawing();
  writer.paint(["same"]);
  const before = terminal.written().length;

  writer.paint(["same"]);

  expect(terminal.written()).toHaveLength(before);
});

test("the row that is typed on is written before those above it", () => {
  const { terminal, writer } = drawing();
  writer.paint(["goods", " > o", "hits"], 1);
  const before = terminal.written().length;

  writer.paint(["oats", " > oa", "none"], 1);

  const bytes = terminal.written().slice(before);
  expect(bytes.indexOf("\u001b[2;5H")).toBe(0);
  expect(bytes).toContain("oats");
  expect(bytes).toContain("none");
});

test("looks that are said otherwise and are the same write nothing", () => {
  const { terminal, writer } = drawing();
  writer.paint(["\u001b[7mgoods\u001b[27m", " > o"]);
  const before = terminal.written().length;

  writer.paint(["\u001b[0m\u001b[7mgoods\u001b[0m", " > o"]);

  expect(terminal.written()).toHaveLength(before);
});

test("whoever waits for what was drawn is told once the terminal has taken it", async () => {
  const { terminal, writer } = drawing();
  const taken = vi.fn<() => void>();
  terminal.setSlow(true);
  writer.paint(["one"]);
  writer.onceTaken(taken);
  await Promise.resolve();
  expect(taken).not.toHaveBeenCalled();

  terminal.setSlow(false);
  terminal.drain();
  terminal.drain();
  await Promise.resolve();

  expect(taken).toHaveBeenCalledOnce();
});

test("nothing is painted while the terminal is slow", () => {
  const { terminal, writer } = drawing();
  terminal.setSlow(true);
  writer.paint(["one"]);
  const before = terminal.written().length;

  writer.paint(["two"]);

  expect(terminal.written()).toHaveLength(before);
});

test("any frame after any other leaves what it says", async () => {
  const cell = fc.constantFrom("a", "b", " ", "寿", "\u001b[7m", "\u001b[27m", "é");
  const line = fc.array(cell, { maxLength: 14 }).map((cells) => cells.join(""));
  const frame = fc.array(line, { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 4 }), async (frames) => {
      const one = drawing();
      for (const rows of frames) {
        one.writer.paint(rows);
        one.writer.paint(["typed first", rows[0] ?? ""], 1);
      }
      const other = drawing();
      other.writer.paint([".", "."]);
      for (const { writer } of [one, other]) writer.paint(frames.at(-1) ?? []);
      expect(await one.terminal.text()).toBe(await other.terminal.text());
    }),
    { numRuns: 50 },
  );
});

test("while the terminal is slow only the newest frame is drawn", async () => {
  const { terminal, writer } = drawing();
  terminal.setSlow(true);
  for (const text of ["one", "two", "three", "four"]) writer.paint([text]);
  terminal.setSlow(false);

  terminal.drain();

  expect(await terminal.text()).toBe("four");
  expect(terminal.written()).not.toContain("three");
});

test("a repaint draws all of it again", async () => {
  const { terminal, writer } = drawing();
  writer.paint(["order"]);
  terminal.write("\u001b[1;1Hshell");

  writer.repaint();

  expect(await terminal.text()).toBe("order");
});

describe("cells", () => {
  test("a text of narrow signs is as wide as sign by sign", () => {
    const sign = fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
      fc.integer({ min: 0x20, max: 0x25ff }).map((code) => String.fromCodePoint(code)),
      fc.constantFrom("│", "×", "−", "…", "寿", "\u00ad", "\u200b", "\u0301", "й"),
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 6 }), (signs) => {
        const text = signs.join("");

        // A mark has no width, and a text with one is counted sign by sign.
        expect(textWidth(text)).toBe(textWidth(`${text}\u0301`));
      }),
      { numRuns: 300 },
    );
  });

  test("width counts marks as nothing and CJK as two", () => {
    expect([textWidth("cafe\u0301"), textWidth("寿司"), textWidth("")]).toEqual([4, 4, 0]);
  });

  test("text is cut and padded to exactly its column", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(20), (text, width) => {
        const plain = drawable(text, "all");
        expect(textWidth(padEnd(plain, width))).toBe(width);
        expect(textWidth(padStart(plain, width))).toBe(width);
        expect(textWidth(cutTo(plain, width))).toBeLessThanOrEqual(width);
        expect(textWidth(spread(plain, "1.00", width))).toBe(width);
      }),
    );
  });

  test("a row keeps its columns where a sign takes more cells in ASCII", () => {
    expect(rowIn(" Fuß             Danke  ", "ascii")).toBe(" Fuss            Danke  ");
    expect(rowIn(" Größe heißt  3,60 ", "ascii")).toBe(" Grosse heisst 3,60");
    expect(rowIn("5 €   2…  x", "ascii")).toBe("5 EUR 2... x".slice(0, 11));
  });

  test("a row in ASCII is as wide as it was, and begins its columns where there is room for it", () => {
    const word = fc.stringMatching(/^[a-zäöüßæœ€]{1,8}$/u);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.nat(12), (words, gap) => {
        const cells = words.map((it) => it + " ".repeat(2 + gap + it.length * 2));
        const row = rowIn(cells.join(""), "ascii");

        expect(textWidth(row)).toBe(cells.join("").length);
        expect(row).toMatch(/^[ -~]*$/u);
        let at = 0;
        for (const [index, cell] of cells.entries()) {
          expect(row.slice(at).startsWith(drawable(words[index] ?? "", "ascii"))).toBe(true);
          at += cell.length;
        }
      }),
    );
  });

  test("emoji are not drawn, and an ASCII screen gets ASCII", () => {
    expect(drawable("☕ Coffee 👩‍🍳🇨🇭 big™", "all")).toBe("Coffee big™");
    expect(drawable("Crème brûlée × 2 − “Weißwurst” €", "ascii")).toBe(
      'Creme brulee x 2 - "Weisswurst" EUR',
    );
  });

  test("a console gets the letters that its font has, however they were typed", () => {
    const typed = "Cre\u0300me brûlée × 2 − “Weißwurst” ¿Œufs? Łódź 3\u202f600,00 € … 寿司";

    expect(drawable(typed, "western")).toBe(
      'Crème brûlée × 2 - "Weißwurst" ¿OEufs? Lódz 3 600,00 EUR ... ??',
    );
    expect(rowIn(" Größe         3,60 €  ", "western")).toBe(" Größe         3,60 EUR");
  });
});

function drawing(): { readonly terminal: FakeTerminal; readonly writer: CellWriter } {
  const terminal = createFakeTerminal({ columns: 12, rows: 5 });
  return { terminal, writer: createCellWriter(terminal, { columns: 12, rows: 5 }) };
}
