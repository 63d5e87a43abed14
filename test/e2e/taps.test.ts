/** What the register asks a terminal for where fingers tap, and that it takes all of it back. Size: whole. */

import { expect, test } from "vitest";

import { openPseudoTerminal, type PseudoTerminal } from "../support/pseudo-terminal.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { tillHere as till } from "../support/till-here.ts";
import { NODE, TILL } from "../support/till-process.ts";

const shopCopy = shopCopies();
const QUESTION = "\u001b[?1006$p";
const ON = "\u001b[?1000h\u001b[?1006h";
const OFF = "\u001b[?1006l\u001b[?1000l";
const PHONE = { columns: 45, rows: 35 };

async function register(
  touch: ReadonlyArray<string>,
  { size = PHONE, store }: { readonly size?: typeof PHONE; readonly store?: string } = {},
): Promise<PseudoTerminal> {
  const words = ["run", ...touch, "--store", store ?? (await shopCopy())];
  const terminal = openPseudoTerminal([NODE, TILL, ...words], size);
  await terminal.sees("staff number >");
  return terminal;
}

/** The modes of pointers that were asked for. */
function modesOf(written: string): ReadonlyArray<string> {
  const all = Array.from(
    written.matchAll(/\[\?(?<modes>[\d;]+)h/gu),
    ({ groups }) => groups?.["modes"],
  );
  const modes = new Set(all.flatMap((some) => some?.split(";") ?? []));
  return [...modes].filter((mode) => /^(?:9|10[01]\d)$/u.test(mode)).toSorted();
}

test("a narrow window asks whether the terminal sends taps, takes them then, and gives all back", async () => {
  const terminal = await register([]);
  expect(terminal.written()).toContain(QUESTION);
  expect(terminal.written()).not.toContain(ON);

  terminal.burst("\u001b[?1006;2$y");
  // The pad stands there once taps count.
  const screen = await terminal.sees(/│ +Esc/u);
  const row = screen.split("\n").findIndex((text) => text.includes("1  ") && text.includes("Mia"));
  expect(modesOf(terminal.written())).toEqual(["1000", "1006"]);
  const place = `0;6;${row + 1}`;
  await expect
    .poll(
      async () => {
        terminal.burst(`\u001b[<${place}M`);
        terminal.burst(`\u001b[<${place}m`);
        return terminal.screen();
      },
      { timeout: 45_000, interval: 300 },
    )
    .toContain("PIN >");
  terminal.kill("SIGTERM");

  await terminal.exit;
  const end = terminal.written();
  expect(end.lastIndexOf(OFF)).toBeGreaterThan(end.lastIndexOf(ON));
});

test("with touch off nothing is asked for", async () => {
  const terminal = await register(["--touch", "off"]);
  terminal.kill("SIGTERM");
  await terminal.exit;

  expect(terminal.written()).not.toContain(QUESTION);
  expect(modesOf(terminal.written())).toEqual([]);
});

test("a till that the shop says takes taps asks for them in a wide window too", async () => {
  const store = await shopCopy();
  const env = { TILL_STAFF: "4", TILL_PIN: "4444" };
  await till(["settings", "set", "touch-tills", "A", "--store", store], { env });

  const terminal = await register([], { store, size: { columns: 80, rows: 24 } });
  const written = terminal.written();
  terminal.kill("SIGTERM");
  await terminal.exit;

  expect(written).toContain(ON);
});
