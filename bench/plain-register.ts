/**
 * The floor of a register in a terminal: rows drawn one by one with ANSI sequences and nothing between.
 * Keys in, frames out; it sells nothing.
 *
 * `node bench/plain-register.ts` in a terminal. Enter empties the line, Ctrl-C ends it.
 */

import { createPlainRegister } from "./plain-goods.ts";

const { stdin, stdout } = process;
const register = createPlainRegister();
let shown: ReadonlyArray<string> = [];

stdin.setRawMode(true);
stdin.setEncoding("utf8").on("data", (text: string) => {
  for (const sign of text) {
    if (sign === "\u0003") end();
    register.press(sign);
  }
  draw();
});
stdout.write("\u001b[?1049h\u001b[2J");
draw();

function end(): never {
  stdout.write("\u001b[?1049l");
  process.exit(0);
}

/** Whole lines, those that differ. */
function draw(): void {
  const rows = [...register.pane(stdout.rows), register.line(), "F1 Help"];
  const changes = rows.flatMap((row, at) =>
    row === shown[at] ? [] : [`\u001b[${at + 1};1H\u001b[2K${row}`],
  );
  shown = rows;
  stdout.write(changes.join(""));
}
