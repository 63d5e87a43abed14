import xterm from "@xterm/headless";
import { describe, expect, onTestFinished, test } from "vitest";

import { screenRuns } from "./screen-cells.ts";
import { screenToSvg } from "./screen-svg.ts";
import { xmlFault } from "./xml-fault.ts";

const PAPER = "#1b1d21";
const INK = "#d8dade";

describe("the picture of a screen", () => {
  test("is well-formed whatever is written, and says it as text", async () => {
    const svg = await pictureOf(`<b> & "c" 'd' ]]>`, { title: `A & B <"C">` });

    expect(xmlFault(svg)).toBeUndefined();
    expect(svg).toContain(">&lt;b&gt; &amp; &quot;c&quot; 'd' ]]&gt;</text>");
    expect(svg).toContain("<title>A &amp; B &lt;&quot;C&quot;&gt;</title>");
  });

  test("gives a wide character two cells, and what follows its own place", async () => {
    const svg = await pictureOf("日本x\u001b[1my\u001b[0m");

    expect(textsOf(svg)).toEqual([
      { x: "10", y: "24", textLength: "45", text: "日本x" },
      { x: "55", y: "24", textLength: "9", "font-weight": "bold", text: "y" },
    ]);
  });

  test("has the eight colours, bold, underlined and reverse", async () => {
    const svg = await pictureOf(
      "\u001b[31mred\u001b[0m \u001b[1;32mok\u001b[0m \u001b[4mu\u001b[0m \u001b[7m on \u001b[0m\u001b[30;43my",
    );

    expect(textsOf(svg)).toMatchObject([
      { text: "red", fill: "#f2777a" },
      { text: "ok", fill: "#99cc99", "font-weight": "bold" },
      { text: "u", "text-decoration": "underline" },
      { text: "on", fill: PAPER, x: "100" },
      { text: "y", fill: "#000000" },
    ]);
    expect(rectsOf(svg)).toMatchObject([
      { fill: PAPER },
      { fill: INK, x: "91", width: "36" },
      { fill: "#ffcc66", x: "127", width: "9" },
    ]);
  });

  test("keeps blanks between words and drops those around them", async () => {
    const svg = await pictureOf("   a   b   ");

    expect(textsOf(svg)).toEqual([{ x: "37", y: "24", textLength: "45", text: "a   b" }]);
  });

  test("puts each row below the one before", async () => {
    const svg = await pictureOf("a\r\n\r\nb");

    expect(textsOf(svg).map(({ y }) => y)).toEqual(["24", "62"]);
    expect(svg).toContain('viewBox="0 0 200 96"');
  });
});

test.each([
  ["<a>", "Never closed: a"],
  ["<a></b>", "Closed too early: b"],
  ["<a/><b/>", "2 roots instead of one"],
  ["<a>&nbsp;</a>", "Not XML: &nbsp;</a>"],
  ['<a b="1" b="2"/>', 'An attribute twice: <a b="1" b="2"/>'],
  ["<a/>x", "Text outside: x"],
  ["<a b=1/>", "Not XML: <a b=1/>"],
])("%s is not well-formed", (text, fault) => {
  expect(xmlFault(text)).toBe(fault);
});

/** What a terminal of 20 by 4 shows after these bytes. */
async function pictureOf(bytes: string, { title = "" } = {}): Promise<string> {
  const terminal = new xterm.Terminal({ cols: 20, rows: 4, allowProposedApi: true });
  onTestFinished(() => terminal.dispose());
  await new Promise<void>((resolve) => terminal.write(bytes, resolve));
  return screenToSvg({ title, columns: 20, rows: screenRuns(terminal) });
}

function textsOf(svg: string): ReadonlyArray<Readonly<Record<string, string>>> {
  return [...svg.matchAll(/<text (?<attributes>[^>]*)>(?<text>[^<]*)<\/text>/gu)].map(
    ({ groups = {} }) => {
      const { lengthAdjust: _, ...attributes } = attributesOf(groups["attributes"] ?? "");
      return Object.assign(attributes, { text: groups["text"] ?? "" });
    },
  );
}

function rectsOf(svg: string): ReadonlyArray<Readonly<Record<string, string>>> {
  return [...svg.matchAll(/<rect (?<attributes>[^>]*)\/>/gu)].map(({ groups = {} }) =>
    attributesOf(groups["attributes"] ?? ""),
  );
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([\w-]+)="([^"]*)"/gu)].map(([, name = "", value = ""]) => [name, value]),
  );
}
