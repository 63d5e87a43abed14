/**
 * The floor of a register in a terminal: the same goods, found by the same index, drawn line by line
 * with ANSI sequences and nothing between. Keys in, frames out; it sells nothing.
 *
 * `node bench/plain-register.ts` in a terminal. Enter empties the line, Ctrl-C ends it.
 */

import { loadFixture } from "../src/app/fixtures.ts";
import { type Product } from "../src/domain/catalogue.ts";
import { createGoodsIndex } from "../src/domain/entry-search.ts";
import { toCatalogue } from "../src/domain/shop-fixture.ts";

const fixture = loadFixture("grocery");
if (!fixture.ok) throw new Error(fixture.fault.sentence);
const index = createGoodsIndex(toCatalogue(fixture.value));
const { stdin, stdout } = process;
let shown: ReadonlyArray<string> = [];
let typed = "";

stdin.setRawMode(true);
stdin.setEncoding("utf8").on("data", (text: string) => {
  for (const sign of text) press(sign);
  draw();
});
stdout.write("\u001b[?1049h\u001b[2J");
draw();

function press(sign: string): void {
  if (sign === "\u0003") {
    stdout.write("\u001b[?1049l");
    process.exit(0);
  }
  if (sign === "\r" || sign === "\u001b") typed = "";
  else if (sign === "\u007f") typed = typed.slice(0, -1);
  else typed += sign;
}

/** Whole lines, those that differ. */
function draw(): void {
  const rows = frame();
  const changes = rows.flatMap((row, at) =>
    row === shown[at] ? [] : [`\u001b[${at + 1};1H\u001b[2K${row}`],
  );
  shown = rows;
  stdout.write(changes.join(""));
}

function frame(): ReadonlyArray<string> {
  const height = stdout.rows - 3;
  const hits = index.hits(typed).slice(0, height).map(hitRow);
  const pane = Array.from({ length: height }, (_, at) => `${" ".repeat(40)}| ${hits[at] ?? ""}`);
  return ["Order", ...pane, ` > ${typed}`, "F1 Help"];
}

function hitRow({ name, plu, price }: Product): string {
  return `${name.padEnd(24).slice(0, 24)} ${plu.padEnd(6)} ${(price / 100).toFixed(2)}`;
}
