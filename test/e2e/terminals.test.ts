/** The register on every kind of terminal: the real build in a real pseudo-terminal of that name. Size: whole. */

import { expect, test } from "vitest";

import { childOf } from "../support/process-tree.ts";
import { type Terminal } from "../support/pseudo-terminal.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { TERMINALS, type TerminalKeys } from "../support/terminal-keys.ts";
import { answer, KEY, openTerminal, openTerminalOf } from "../support/terminal.ts";
import { NODE, TILL } from "../support/till-process.ts";

const shopCopy = shopCopies();

const ESC = "\u001b";
const COLOUR = /\p{Cc}\[(?:\d+;)*3[0-7](?:;\d+)*m/u;

test.each(TERMINALS)("a sale by the keys of $term, in a locale without UTF-8", async (kind) => {
  const env = { TERM: kind.term, LC_ALL: "C" };
  const register = openTerminal(["run", "--store", await shopCopy()], { env });
  await logIn(register);

  register.type("2*weissbier");
  register.press(KEY.enter);
  await register.sees(/TOTAL +10\.80/u);
  register.press(keyOf(kind, "f3", "\u0017"));
  await register.sees("The order is now Counter.");
  register.type("croissant");
  register.press(KEY.enter);
  await register.sees(/TOTAL +13\.40/u);
  register.press(keyOf(kind, "up", ""));
  await register.sees("> croissant");
  register.press(KEY.escape);
  await register.sees(/^ > *$/mu);
  register.type("20");
  register.press(keyOf(kind, "f9", "\u0019"));

  const screen = await register.sees(/given +20\.00/u);
  expect(screen).toMatch(/^[\u0020-\u007e\n]+$/u);
  expect(COLOUR.test(register.written())).toBe(!kind.term.startsWith("vt"));
});

test("NO_COLOR takes the colours away and leaves the words", async () => {
  const env = { NO_COLOR: "1" };
  const register = openTerminal(["run", "--store", await shopCopy()], { env });
  await logIn(register);

  register.type("nothing like it");
  register.press(KEY.enter);
  await register.sees("! Nothing is called");

  expect(register.written()).not.toMatch(COLOUR);
});

test("a line that says that it has no size is 80 by 24", async () => {
  const shell = 'stty rows 0 cols 0; exec "$@"';
  const words = ["/bin/sh", "-c", shell, "sh", NODE, TILL, "run", "--store", await shopCopy()];
  const register = openTerminalOf(words);
  await logIn(register);

  register.type("2*weissbier");
  register.press(KEY.enter);

  const screen = await register.sees(/TOTAL +10\.80/u);
  expect(screen.split("\n")).toHaveLength(24);
});

test("a window that changes its size at any moment shows what it would have shown anyway", async () => {
  const store = await shopCopy();
  const register = openTerminal(["run", "--store", store]);
  await logIn(register);

  const sizes = [100, 83, 140, 96, 80, 132, 81];
  for (const [at, sign] of Array.from("croissant").entries()) {
    register.press(sign);
    register.resize(sizes[at % sizes.length] ?? 80, 24 + (at % 4) * 5);
  }
  register.press(KEY.enter);
  await register.sees(/TOTAL +2\.60/u);
  register.resize(80, 24);

  // Everything at its place, at last: frames of the sizes before may still be on their way.
  const screen = await register.sees(
    /^ Order A1, Takeaway +Café Kade, Front counter\n(?:.{40}│.*\n){17}─{80}\n >\n\n \+ 1 × Croissant\.\n F1 Help F2 .+\n Front counter .+ \d\d:\d\d$/u,
  );
  expect(screen).toMatch(/^> +1 +1 Croissant +2\.60 │ Coffee/mu);
  expect(screen).toMatch(/^ +TOTAL +2\.60 │/mu);
});

test("stopped and continued in another size, the screen is whole and the line still there", async () => {
  const register = openTerminalOf(
    [
      "/bin/bash",
      "-i",
      "-c",
      'set -m; "$@"; read -r _; fg',
      "bash",
      NODE,
      TILL,
      "run",
      "--store",
    ].concat(await shopCopy()),
    { env: { PS1: "" } },
  );
  await logIn(register);
  register.type("crois");
  // The frame, and not only the echo: what is drawn later would cover the shell's word.
  await register.sees("= Croissant");

  process.kill(childOf(register.pid), "SIGSTOP");
  await register.sees("Stopped");
  register.resize(100, 30);
  register.press(KEY.enter);

  const screen = await register.sees(/(?:.*\n){29}.+ \d\d:\d\d$/u);
  expect(screen).toContain("> crois");
  expect(screen).not.toContain("Stopped");
  register.type("sant");
  register.press(KEY.enter);
  await register.sees(/TOTAL +2\.60/u);
});

async function logIn(register: Terminal): Promise<void> {
  await answer(register, "staff number >", "1");
  await answer(register, "PIN >", "1111");
  await register.sees("Hello Mia.");
}

/** Where the terminal has no such key, the Ctrl-letter of the same verb. */
function keyOf({ keys }: TerminalKeys, wanted: string, otherwise: string): string {
  const sequence = keys.find(([, key]) => key === wanted)?.[0];
  return sequence === undefined ? otherwise : ESC + sequence;
}
