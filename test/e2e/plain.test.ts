/** The register as a line dialogue: the real build, from a pipe and in a terminal that can only write. Size: whole. */

import { describe, expect, test } from "vitest";

import { childOf } from "../support/process-tree.ts";
import { type Terminal } from "../support/pseudo-terminal.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { answer, KEY, openTerminal, openTerminalOf } from "../support/terminal.ts";
import { tillHere } from "../support/till-here.ts";
import { NODE, runProcess, TILL, till } from "../support/till-process.ts";

/** Longer than a held key takes to repeat itself. */
const SECOND_PRESS_MS = 300;
const shopCopy = shopCopies();

/** Ravi may do everything. */
const RAVI = ["4", "4444"];
const DUMB = { TERM: "dumb" };
const ANY_ESCAPE = /(?![\b\n\r])\p{Cc}/u;

describe("from a pipe", () => {
  test("a script sells, takes off, pays, prints again and takes back", async () => {
    const store = await shopCopy();

    const { code, stdout, stderr } = await till(["run", "--plain", "--store", store], {
      input: script(
        ...RAVI,
        "2*flat white/oat",
        "100",
        "-10%",
        ":show",
        ":pay 20",
        ":papers",
        "1",
        ":return 1",
        "1",
        ":pay",
        "1",
        ":quit",
        "4444",
      ),
    });

    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).not.toMatch(ANY_ESCAPE);
    const said = stdout.split("\n");
    expect(said[0]).toBe(
      "Café Kade, Front counter. Locked: staff number or name, then the PIN. ? helps.",
    );
    const told = said.slice(1, -1).map((line) => line.replace(/, (?:waits|printed)$/u, ""));
    expect(told).toEqual([
      "Ravi: now your PIN.",
      "Hello Ravi. Not clocked in: :clockin begins your shift.",
      "2 × Flat white + Oat milk. Line 1: 8.20. Order A1: 1 line, 8.20.",
      "1 × Coffee. Line 2: 2.80. Order A1: 2 lines, 11.00.",
      "Coffee: 10% off. Line 2: 1 × Coffee, Regular, 10% off, 2.52. Order A1: 2 lines, 10.72.",
      "Order A1, Takeaway.",
      "Line 1: 2 × Flat white, Oat milk, Regular, 8.20.",
      "Line 2: 1 × Coffee, Regular, 10% off, 2.52.",
      "VAT 9%: 0.89.",
      "Order A1: 2 lines, 10.72.",
      "Paid 10.72 in cash. Receipt A-000001. Change 9.28.",
      "Print once more",
      "1 Receipt A-000001",
      "2 Ticket A1 Bar",
      "3 a copy for the customer, A-000001",
      "A digit and Enter chooses, a word searches, :back leaves.",
      expect.stringMatching(/^(?:Receipt A-000001 is printed|Attention: Receipt A-000001 still)/u),
      "What comes back? A digit takes one; then :pay cash, :card card, + goods.",
      "Receipt A-000001: what comes back?",
      "paid: cash 10.72",
      "1 2 × Flat white",
      "2 1 × Coffee",
      "* all of it",
      "+ goods instead of money",
      "A digit and Enter chooses, a word searches, :back leaves.",
      "Back: 4.10 (1 × Flat white). :pay, :card, + goods?",
      "1 × Flat white = 4.10, money back in cash: why? :back leaves it.",
      "Back: why?",
      "1 not as it should be, thrown away",
      "2 wrong goods, thrown away",
      "3 changed their mind, thrown away",
      "4 charged by mistake, no goods back",
      "+ change what becomes of the goods",
      "A digit and Enter chooses, a word searches, :back leaves.",
      "Give back 4.10 in cash. Refund A-000002.",
      "PIN of Ravi, or number and PIN: the till stops. :back: it stays on.",
    ]);
    const order = JSON.parse(
      (await tillHere(["order", "show", "A-000001", "--store", store, "--json"])).stdout,
    ) as { readonly totals: object; readonly change: number };
    expect(order).toMatchObject({ totals: { total: 1072, paid: 1072, due: 0 }, change: 928 });
    expect((await tillHere(["verify", "--store", store])).code).toBe(0);
  });

  test("the end of the input locks, and the order is there for whoever comes", async () => {
    const store = await shopCopy();
    const words = ["run", "--plain", "--store", store];

    const first = await till(words, { input: script("1", "1111", "croissant") });
    const second = await till(words, { input: script("1111", ":pay 20") });

    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(
      /\nThe input has ended and the till is locked\. Order A1 stays open\.\n$/u,
    );
    expect(second.stdout).toContain(
      "Hello Mia. Not clocked in: :clockin begins your shift. Order A1: 1 line, 2.60.\n",
    );
    expect(second.stdout).toContain("Receipt A-000001. Change 17.40.\n");
  });

  test("the same in German, in a shop that speaks it; what is typed is the same", async () => {
    const store = await shopCopy();
    const german = ["settings", "set", "language", "de", "--store", store];
    const set = await tillHere(german, { env: { TILL_STAFF: "4", TILL_PIN: "4444" } });
    expect(set).toMatchObject({ code: 0, stderr: "" });

    const { code, stdout, stderr } = await till(["run", "--plain", "--store", store], {
      input: script(
        ...RAVI,
        "2*flat white/oat",
        "-10%",
        ":show",
        "lat",
        ":back",
        ":pay 20",
        "xyz",
        ":return 1",
        ":back",
        ":lock",
        "croissanz",
        ":nix",
      ),
    });

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n").slice(0, -1)).toEqual([
      "Café Kade, Front counter. Gesperrt: Personalnummer oder Name, dann die PIN. ? hilft.",
      "Ravi: jetzt die PIN.",
      "Hallo Ravi. Nicht gestempelt: :kommen beginnt die Schicht.",
      "2 × Flat white + Oat milk. Zeile 1: 8,20. Bestellung A1: 1 Zeile, 8,20.",
      "Flat white: 10 % Rabatt. Zeile 1: 2 × Flat white, Oat milk, Regular, 10 % Rabatt, 7,38. Bestellung A1: 1 Zeile, 7,38.",
      "Bestellung A1, Mitnehmen.",
      "Zeile 1: 2 × Flat white, Oat milk, Regular, 10 % Rabatt, 7,38.",
      "VAT 9%: 0,61.",
      "Bestellung A1: 1 Zeile, 7,38.",
      "Mehrere heißen so: Enter nimmt das Erste, :2 das Zweite; :back keins.",
      ":1 Latte, 3,40",
      ":2 Latte oat, 3,90",
      ":3 Chai latte, 3,90",
      ":4 Iced latte, 4,20",
      ":5 Matcha latte, 4,50",
      "Latte = 3,40: Enter macht das.",
      "7,38 bar bezahlt. Bon A-000001. Rückgeld 12,62.",
      "Achtung: Nichts heißt „xyz“. :back löscht, ? hilft.",
      "Was kommt zurück? Eine Ziffer nimmt eins; :pay bar, :card Karte, + Ware.",
      "Bon A-000001: was kommt zurück?",
      "bezahlt: bar 7,38",
      "1 2 × Flat white",
      "* alles",
      "+ Ware statt Geld",
      "Eine Ziffer und Enter wählt, ein Wort sucht, :back verlässt die Liste.",
      "Gesperrt.",
      "Achtung: Niemand heißt hier „croissanz“: Namen prüfen.",
      "Achtung: Hier geht nur :beenden, :schulung oder :hilfe.",
      "Die Eingabe ist zu Ende, und die Kasse ist gesperrt.",
    ]);
  });

  test("a wrong PIN sells nothing, and after some of them the till waits", async () => {
    const store = await shopCopy();
    const wrong = Array.from({ length: 6 }, () => "9999");

    const { code, stdout } = await till(["run", "--plain", "--store", store], {
      input: script("1", ...wrong, "1111"),
    });

    expect(code).toBe(0);
    expect(stdout).toContain("Attention: Wrong PIN for Mia: try again.\n");
    expect(stdout).toContain("Attention: Too many wrong PINs for Mia: wait 5 seconds.\n");
    expect(stdout).not.toContain("Hello");
  });

  test("a reader that has seen enough ends it, and the order is safe", async () => {
    const store = await shopCopy();
    const command = '{ "$0" "$1" run --plain --store "$2"; echo "$?" >&2; } | head -1';

    const { stdout, stderr } = await runProcess("/bin/sh", ["-c", command, NODE, TILL, store], {
      input: script("1", "1111", ...Array.from({ length: 50 }, () => "croissant")),
    });

    expect(stdout).toMatch(/^Café Kade, [^\n]+\n$/u);
    expect(stderr).toBe("0\n");
    expect((await tillHere(["verify", "--store", store])).code).toBe(0);
  });
});

describe("in a terminal that can only write", () => {
  test("a sale from the PIN to the change, and not one escape sequence", async () => {
    const store = await shopCopy();
    const register = openTerminal(["run", "--store", store], { env: DUMB });

    await answer(register, /staff number >$/u, "1");
    await answer(register, /PIN >$/u, "1111");
    await register.sees(/Hello Mia\. [^\n]+ begins your shift\.\nnew order >/u);
    register.type("lat");
    register.press(KEY.enter);
    await register.sees("Latte = 3.40: Enter does it.");
    register.type(":2");
    register.press(KEY.enter);
    await answer(register, /order A1, 1 line, 3\.90 >$/u, "croissanx");
    await register.sees("Attention: Nothing is called");
    register.type("croissanx");
    register.press("\u007f");
    register.type("t");
    register.press(KEY.enter);
    await register.sees(/order A1, 2 lines, 6\.50 >$/u);
    register.press(KEY.f9);
    await register.sees("cash 6.50: Enter takes it.");
    await answer(register, /pay A1, 6\.50 >$/u, "20");
    await register.sees("Change 13.50.");
    register.press(KEY.ctrlL);
    await answer(register, /Locked\.\nPIN >$/u, ":quit");
    await answer(
      register,
      /number and PIN: the till stops\. :back: it stays on\.\nPIN >$/u,
      "1111",
    );

    expect(await register.exit).toBe(0);
    expect(register.written()).not.toMatch(ANY_ESCAPE);
    expect(register.written()).not.toContain("1111");
    const { stdout } = await tillHere(["print", "show", "--last", "--store", store]);
    expect(stdout).toContain("A-000001");
  });

  test.each([
    { how: "Ctrl-C twice", keys: [KEY.ctrlC, KEY.ctrlC], code: 130 },
    { how: "Ctrl-D on an empty line", keys: ["\u0004"], code: 0 },
    { how: "SIGTERM", keys: [], code: 143 },
  ])("$how ends it with $code, and the terminal is as it was", async ({ keys, code }) => {
    const store = await shopCopy();
    const shell = 'stty -g; "$@"; echo "exit $?"; stty -g';
    const words = ["/bin/sh", "-c", shell, "sh", NODE, TILL, "run", "--store", store];
    const register = openTerminalOf(words, { columns: 160, env: DUMB });
    await register.sees("staff number >");

    if (keys.length === 0) process.kill(childOf(register.pid), "SIGTERM");
    for (const [at, key] of keys.entries()) {
      if (at > 0) {
        await register.sees("Ctrl-C again ends it");
        // A key that repeats itself counts once: a person presses it again.
        await new Promise((resolve) => setTimeout(resolve, SECOND_PRESS_MS));
      }
      register.press(key);
    }

    const screen = await register.sees(/exit \d+\n[\da-f:]+$/u);
    const [before, ...rest] = screen.split("\n");
    expect(rest.at(-2)).toBe(`exit ${code}`);
    expect(rest.at(-1)).toBe(before);
    await register.exit;
  });

  test("a till has one register, on a screen or in lines", async () => {
    const store = await shopCopy();
    const register = openTerminal(["run", "--store", store]);
    await register.sees("staff number >");

    const { code, stderr } = await till(["run", "--plain", "--store", store], { input: "" });

    expect(code).toBe(5);
    expect(stderr).toBe(
      "This till's register is open already: go to its window, or `till attach`.\n",
    );
  });

  test("a stop and a continue ask for the line again", async () => {
    const store = await shopCopy();
    const register = openTerminalOf(
      ["/bin/bash", "-i", "-c", 'set -m; "$@"; fg', "bash", NODE, TILL, "run", "--store", store],
      { env: { ...DUMB, PS1: "" } },
    );
    await logIn(register);
    register.type("crois");
    await register.sees(/> crois$/u);

    process.kill(childOf(register.pid), "SIGSTOP");

    await register.sees(/> crois[^]+> crois$/u);
    register.type("sant");
    register.press(KEY.enter);
    const screen = await register.sees("1 x Croissant. Line 1: 2.60.");
    expect(screen).toContain("> croissant");
  });

  test("--plain on any terminal is the same", async () => {
    const register = openTerminal(["run", "--plain", "--store", await shopCopy()], {
      env: { TERM: "xterm-256color", LC_ALL: "C" },
    });
    await logIn(register);
    register.type("2*weissbier");
    register.press(KEY.enter);

    await register.sees("2 x Weissbier. Line 1: 10.80.");
    expect(register.written()).toMatch(/^[\u0020-\u007e\r\n\b]+$/u);
  });
});

async function logIn(register: Terminal): Promise<void> {
  await answer(register, /staff number >$/u, "1");
  await answer(register, /PIN >$/u, "1111");
  await register.sees("Hello Mia.");
}

function script(...lines: ReadonlyArray<string>): string {
  return lines.map((line) => `${line}\n`).join("");
}
