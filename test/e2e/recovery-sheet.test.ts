/** The recovery sheet: how it gets to its owner, and whether it works before it is needed. Size: whole. */

import { existsSync, globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { type Terminal } from "../support/pseudo-terminal.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { KEY, openTerminal, openTerminalOf } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";
import { NODE, TILL } from "../support/till-process.ts";

/** As the screen and the sheet show it: two groups on a line, and the check character. */
const ROWS = /(?:[0-9A-Z]{4} [0-9A-Z]{4}\s+){4}[0-9A-Z]\b/u;
/** The question after the wipe: one that was asked before may stand above the code that is shown again. */
const ASKS_ALONE = /^(?!.*Enter wipes).*Code:$/su;

describe("a founding on a terminal", () => {
  test("shows the code once, wipes it, and takes it back from the paper", async () => {
    const store = path.join(await temporaryFolder(), "shop");
    const terminal = openTerminal(["init", "--fixture", "cafe", "--store", store]);
    const code = await copiedCode(terminal);

    expect(await terminal.screen()).not.toContain(code.slice(0, 4));
    terminal.press(KEY.enter);
    expect(await copiedCode(terminal)).toBe(code);
    terminal.type(`${swapped(code)}\r`);
    await terminal.sees("The code doesn't check: a character is wrong, or two are swapped.");
    terminal.burst(`${code.toLowerCase()}\r`);
    await terminal.sees("The code is right: the sheet works.");

    expect(await terminal.exit).toBe(0);
    const screen = await terminal.screen();
    expect(screen).toContain("is ready in");
    expect(screen).not.toContain("Recovery code");
    expect(screen.toUpperCase()).not.toContain(code.slice(0, 4));
    const { state, sentence } = await sheetFinding(store);
    expect(state).toBe("ok");
    expect(sentence).toMatch(/^Read back on \d{4}-\d\d-\d\d\.$/u);
  });

  test("shows the code to the terminal alone, not to a log of what it says", async () => {
    const folder = await temporaryFolder();
    const log = path.join(folder, "log");
    const words = [NODE, TILL, "init", "--fixture", "cafe", "--store", path.join(folder, "shop")];
    const shell = ["/bin/sh", "-c", `log=$1; shift; exec "$@" 2>"$log"`, "sh", log, ...words];
    const terminal = openTerminalOf(shell);
    const code = await copiedCode(terminal);
    terminal.type(`${code}\r`);

    expect(await terminal.exit).toBe(0);
    expect(filesWith(code, folder)).toEqual([]);
  });

  test("that is interrupted before the sheet works leaves no shop", async () => {
    const store = path.join(await temporaryFolder(), "shop");
    const terminal = openTerminal(["init", "--fixture", "cafe", "--store", store]);
    await copiedCode(terminal);
    terminal.press(KEY.ctrlC);

    expect(await terminal.exit).toBe(130);
    expect(await terminal.screen()).toContain("no shop was made");
    expect(readdirSync(store)).toEqual(["duties.lock"]);
    expect((await till(["init", "--fixture", "cafe", "--store", store])).code).toBe(0);
  });

  test("asks nothing when told to skip the check, and the doctor says so", async () => {
    const store = path.join(await temporaryFolder(), "shop");
    const terminal = openTerminal([
      "init",
      "--fixture",
      "cafe",
      "--store",
      store,
      "--skip-sheet-check",
    ]);

    expect(await terminal.exit).toBe(0);
    expect(await terminal.screen()).toContain("Recovery code, shown this once");
    const { state, sentence } = await sheetFinding(store);
    expect(state).toBe("note");
    expect(sentence).toContain("till recovery check");
  });

  test("of a demo shop asks nothing", async () => {
    const store = path.join(await temporaryFolder(), "shop");
    const terminal = openTerminal(["init", "--store", store, "--demo"]);

    expect(await terminal.exit).toBe(0);
    expect((await terminal.screen()).replaceAll("\n", " ")).toContain(
      `is on virtual paper, in the clear: ${store}.paper/receipt.txt`,
    );
    expect(await readFile(`${store}.paper/receipt.txt`, "utf8")).toMatch(ROWS);
  });
});

describe("a founding by a script", () => {
  test("leaves the code in no file, though the shop has a virtual printer", async () => {
    const folder = await temporaryFolder();
    const { code } = await foundByScript(path.join(folder, "shop"));

    expect(filesWith(code, folder)).toEqual([]);
  });

  test("writes the sheet to a file for its owner's eyes only, when it is asked for", async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, "sheet.txt");

    const { code, stderr } = await foundByScript(path.join(folder, "shop"), "--sheet", file);

    expect(stderr).toBe(`The recovery sheet is in ${file}: print it, then delete the file.\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(codeIn(await readFile(file, "utf8"))).toBe(code.replaceAll("-", ""));
    expect(filesWith(code, folder)).toEqual([file]);
  });

  test("makes no shop when the sheet can't be written", async () => {
    const folder = await temporaryFolder();
    const store = path.join(folder, "shop");

    const nowhere = path.join(folder, "none", "sheet.txt");
    const failed = await till(["init", "--fixture", "cafe", "--store", store, "--sheet", nowhere]);
    const inside = path.join(store, "sheet.txt");
    const refused = await till(["init", "--fixture", "cafe", "--store", store, "--sheet", inside]);

    expect(failed).toEqual({
      code: 2,
      stdout: "",
      stderr: `${nowhere} can't be written (ENOENT); nothing was.\n`,
    });
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(existsSync(path.join(store, "ledger.db"))).toBe(false);
  });
});

describe("till recovery check", () => {
  test("takes the code from a file, and the doctor has the day", async () => {
    const folder = await temporaryFolder();
    const store = path.join(folder, "shop");
    const { code } = await foundByScript(store);

    const checked = await checkCode(store, `${code.toLowerCase()}\n`, "--json");

    expect(checked).toMatchObject({ code: 0, stderr: "" });
    const { readBack } = z.object({ readBack: z.string() }).parse(JSON.parse(checked.stdout));
    expect(await sheetFinding(store)).toEqual({
      check: "recovery sheet",
      state: "ok",
      sentence: `Read back on ${readBack}.`,
    });
    expect(filesWith(code, store)).toEqual([]);
  });

  test("says what is wrong with a code, and notes nothing", async () => {
    const folder = await temporaryFolder();
    const store = path.join(folder, "shop");
    const { code } = await foundByScript(store);
    const other = await foundByScript(path.join(folder, "other"));

    const outcomes = await Promise.all(
      [code.slice(1), swapped(code), `${code.slice(0, -1)}é`, other.code].map((text) =>
        checkCode(store, text),
      ),
    );
    const noFile = await till(["recovery", "check", "--store", store, "--code-file", "/none"]);
    const nothing = await till(["recovery", "check", "--store", store]);

    expect(outcomes.map(({ code, stderr }) => [code, stderr])).toEqual([
      [2, "The code has 33 characters, 32 were read: look for one too many or too few.\n"],
      [2, "The code doesn't check: a character is wrong, or two are swapped.\n"],
      [2, 'No code has the character "É": read that place again.\n'],
      [1, "This is the code of another sheet: it doesn't open this shop.\n"],
    ]);
    expect([noFile, nothing].map(({ code, stderr }) => [code, stderr])).toEqual([
      [2, "The file /none can't be read.\n"],
      [2, "Say the code: --code-file FILE, or type it on a terminal.\n"],
    ]);
    expect(await sheetFinding(store)).toMatchObject({ state: "note" });
  });

  test("asks on a terminal until the code is right", async () => {
    const store = path.join(await temporaryFolder(), "shop");
    const { code } = await foundByScript(store);
    const terminal = openTerminal(["recovery", "check", "--store", store]);

    await terminal.sees("Code from the paper:");
    terminal.type(`${swapped(code)}\r`);
    await terminal.sees("The code doesn't check");
    terminal.type(`${code.replaceAll("-", " ")}\b${code.at(-1)}\r`);

    expect(await terminal.exit).toBe(0);
    const screen = await terminal.screen();
    expect(screen).toContain("The code is right");
    expect(screen).not.toContain(code.slice(0, 4));
  });
});

describe("till staff rescue", () => {
  test("gives the right to change staff by the code, and only by this shop's", async () => {
    const folder = await temporaryFolder();
    const store = path.join(folder, "shop");
    const { code } = await foundByScript(store);
    const other = await foundByScript(path.join(folder, "other"));
    const pin = path.join(folder, "pin");
    await writeFile(pin, "739182");
    async function rescue(text: string, number = "1") {
      const file = path.join(folder, "code");
      await writeFile(file, text);
      const words = ["staff", "rescue", number, "--code-file", file, "--new-pin-file", pin];
      return till([...words, "--store", store]);
    }

    expect((await rescue(other.code)).code).toBe(4);
    expect((await rescue(swapped(code))).code).toBe(2);
    expect((await rescue(code, "77")).code).toBe(3);
    expect(await rescue(code)).toMatchObject({
      code: 0,
      stdout: "Mia may change staff, with the new PIN.\n",
    });

    const env = { TILL_STAFF: "1", TILL_PIN: "739182" };
    const listed = await till(["staff", "list", "--store", store], { env });
    expect(listed.stdout).toMatch(/Mia +manager/u);
  });

  test("asks for the code and the PIN on a terminal", async () => {
    const store = path.join(await temporaryFolder(), "shop");
    const { code } = await foundByScript(store);
    const terminal = openTerminal(["staff", "rescue", "4", "--store", store]);

    await terminal.sees("Code from the paper:");
    terminal.type(`${code}\r`);
    await terminal.sees("New PIN for Ravi, 6 to");
    terminal.type("739182\r");
    await terminal.sees("The same again");
    terminal.type("739182\r");

    expect(await terminal.exit).toBe(0);
    expect(await terminal.screen()).toContain("Ravi may change staff, with the new PIN.");
  });
});

/** Waits for the code on the screen, copies it and says so. */
async function copiedCode(terminal: Terminal): Promise<string> {
  const code = codeIn(await terminal.sees(/Enter wipes the screen/u));
  terminal.press(KEY.enter);
  await terminal.sees(ASKS_ALONE);
  return code;
}

function codeIn(text: string): string {
  return (ROWS.exec(text)?.[0] ?? "").replaceAll(/\s/gu, "");
}

/** Its first two different neighbours, the other way round. */
function swapped(code: string): string {
  return code.replace(/(?<one>[0-9A-Z])(?!\k<one>)(?<other>[0-9A-Z])/u, "$<other>$<one>");
}

async function foundByScript(store: string, ...words: ReadonlyArray<string>) {
  const made = await till(["init", "--fixture", "cafe", "--store", store, "--json", ...words]);
  expect(made.code).toBe(0);
  const { recoveryCode } = z.object({ recoveryCode: z.string() }).parse(JSON.parse(made.stdout));
  return { code: recoveryCode, stderr: made.stderr };
}

async function checkCode(store: string, text: string, ...words: ReadonlyArray<string>) {
  const file = path.join(await temporaryFolder(), "code.txt");
  await writeFile(file, text);
  return till(["recovery", "check", "--store", store, "--code-file", file, ...words]);
}

async function sheetFinding(store: string) {
  const { stdout } = await till(["doctor", "--store", store, "--json"]);
  const finding = z.object({ check: z.string(), state: z.string(), sentence: z.string() });
  const { findings } = z.object({ findings: z.array(finding) }).parse(JSON.parse(stdout));
  return finding.parse(findings.find(({ check }) => check === "recovery sheet"));
}

/** Files below a folder in which the code can be read, however it is spaced. */
function filesWith(code: string, folder: string): ReadonlyArray<string> {
  const plain = code.replaceAll("-", "");
  return globSync("**/*", { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file, "latin1").replaceAll(/[\s-]/gu, "").includes(plain));
}
