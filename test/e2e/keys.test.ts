/** Who keeps the ledger's key, from the command line: chosen, brought along, changed. Size: whole, alone. */

import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type Finished, MIA, refused } from "../support/commands.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { answer, KEY, openTerminal } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = shopCopies();

const PASSPHRASE = "correct horse battery staple";
const OTHER = "four other words please";
const sealedCopy = sealedCopies(PASSPHRASE);
const NEW_KEY = "The ledger has a new key; the old one opens it no more.";
const WRONG = "That passphrase doesn't open this store: check how it is typed.";
const NEEDED =
  "A passphrase opens this store: --passphrase-file FILE, TILL_PASSPHRASE_FILE, or a terminal to ask on.";

describe("a shop under a passphrase", () => {
  test("is founded so, and opens with a file, a variable or a credential that holds it", async () => {
    const { store, file } = await sealedCopy();
    const credentials = await folderWith("tillmesh-passphrase", `${PASSPHRASE}\n`);

    expect((await sell(store, ["--passphrase-file", file])).code).toBe(0);
    expect((await sell(store, [], { TILL_PASSPHRASE_FILE: file })).code).toBe(0);
    expect((await sell(store, [], { CREDENTIALS_DIRECTORY: credentials })).code).toBe(0);
    expect(await receiptsOf(store, ["--passphrase-file", file])).toBe(3);
  });

  test("opens with nothing else, and sells nothing", async () => {
    const { store, file } = await sealedCopy();
    const wrong = await fileWith(OTHER);

    expect(await sell(store)).toEqual(refused(2, NEEDED));
    expect(await sell(store, ["--passphrase-file", wrong])).toEqual(refused(4, WRONG));
    expect(await sell(store, ["--passphrase-file", `${file}.gone`])).toEqual(
      refused(2, `The passphrase file ${file}.gone can't be read.`),
    );
    expect(await receiptsOf(store, ["--passphrase-file", file])).toBe(0);
  });

  test("has no key on the disk", async () => {
    const { store } = await sealedCopy();

    const kept = await readFile(path.join(store, "ledger.key"), "utf8");

    expect(JSON.parse(kept)).toMatchObject({ version: 1, provider: "passphrase" });
    expect(kept).not.toContain(PASSPHRASE);
  });

  test("asks on a terminal, thrice, and shows nothing of it", async () => {
    const { store } = await sealedCopy();
    const terminal = openTerminal(["order", "list", "--store", store]);

    await answer(terminal, "Passphrase:", "wrong");
    const again = /That passphrase doesn't open this store: try again\.\s+Passphrase:/u;
    await answer(terminal, again, PASSPHRASE);

    expect(await terminal.exit).toBe(0);
    expect(await terminal.screen()).not.toContain("horse");
  });

  test("understands letters that a slow line brings in halves", async () => {
    const { store } = await foundUnder("Käse, Brötchen und Öl", await temporaryFolder());
    const terminal = openTerminal(["order", "list", "--store", store]);

    await terminal.sees("Passphrase:");
    await terminal.typeSlowly("Käse, Brötchen und Öl");
    terminal.press(KEY.enter);

    expect(await terminal.exit).toBe(0);
  });

  test("gives up after the third wrong one", async () => {
    const { store } = await sealedCopy();
    const terminal = openTerminal(["order", "list", "--store", store]);

    for (const tried of [1, 2, 3]) {
      await answer(terminal, new RegExp(`(?:Passphrase:[^]*){${tried}}`, "u"), "wrong");
    }

    expect(await terminal.exit).toBe(4);
    expect(await terminal.screen()).toContain(WRONG);
  });

  test("opens its register once it was typed", async () => {
    const { store } = await sealedCopy();
    const register = openTerminal(["run", "--store", store]);

    await answer(register, "Passphrase:", PASSPHRASE);

    expect(await register.sees("staff number >")).not.toContain("Passphrase");
  });

  test("is left alone when whoever is asked walks away", async () => {
    const { store } = await sealedCopy();
    const terminal = openTerminal(["run", "--store", store]);

    await terminal.sees("Passphrase:");
    terminal.press(KEY.ctrlC);

    expect(await terminal.exit).toBe(130);
    expect(await terminal.screen()).toContain("Interrupted; nothing was done.");
  });

  test("is founded with one that is typed twice, and not when the two differ", async () => {
    const store = path.join(await temporaryFolder(), "shop");
    const again = [
      "init",
      "--fixture",
      "cafe",
      "--store",
      store,
      "--passphrase",
      "--skip-sheet-check",
    ];
    const slip = openTerminal(again);
    await answer(slip, "New passphrase:", PASSPHRASE);
    await answer(slip, "The same again:", OTHER);
    expect(await slip.exit).toBe(2);
    expect(existsSync(path.join(store, "ledger.db"))).toBe(false);

    const typed = openTerminal(again);
    await answer(typed, "New passphrase:", PASSPHRASE);
    await answer(typed, "The same again:", PASSPHRASE);
    expect(await typed.exit).toBe(0);

    const file = await fileWith(PASSPHRASE);
    expect((await sell(store, ["--passphrase-file", file])).code).toBe(0);
  });

  test("is not founded under one that is too short", async () => {
    const store = path.join(await temporaryFolder(), "shop");
    const file = await fileWith("kurz");

    const told = await till([
      "init",
      "--fixture",
      "cafe",
      "--store",
      store,
      "--passphrase-file",
      file,
    ]);

    expect(told.code).toBe(2);
    expect(told.stderr).toContain("A passphrase needs 12 signs or more");
    expect(existsSync(path.join(store, "ledger.db"))).toBe(false);
  });
});

describe("a shop whose key is a credential", () => {
  test("is founded with it, and opens where systemd hands it over", async () => {
    const store = path.join(await temporaryFolder(), "shop");
    const credentials = await folderWith("tillmesh-ledger", `${"7e".repeat(32)}\n`);
    const env = { CREDENTIALS_DIRECTORY: credentials };

    expect(
      (await till(["init", "--fixture", "cafe", "--store", store, "--credential"], { env })).code,
    ).toBe(0);

    expect(await sell(store)).toEqual(
      refused(
        7,
        "Systemd has not handed over the credential tillmesh-ledger: start this by a unit or systemd-run with LoadCredentialEncrypted=tillmesh-ledger.",
      ),
    );
    expect((await sell(store, [], env)).code).toBe(0);
    expect(await readFile(path.join(store, "ledger.key"), "utf8")).not.toContain("7e7e");
  });

  test("is not founded without it", async () => {
    const store = path.join(await temporaryFolder(), "shop");

    const told = await till(["init", "--fixture", "cafe", "--store", store, "--credential"]);

    expect(told.code).toBe(7);
    expect(existsSync(path.join(store, "ledger.db"))).toBe(false);
  });

  test("gets another key by another credential only", async () => {
    const store = await shopCopy();
    const credentials = await folderWith("tillmesh-ledger", "11".repeat(32));
    await writeFile(path.join(credentials, "tillmesh-ledger-2"), "22".repeat(32));
    const env = { CREDENTIALS_DIRECTORY: credentials };
    const protect = ["key", "protect", "--store", store, "--credential"];

    expect((await till(protect, { env })).code).toBe(0);
    expect(await till(["key", "rotate", "--store", store], { env })).toEqual(
      refused(
        2,
        "Systemd keeps this store's key: seal a new one under another name, then `till key protect --credential NAME`.",
      ),
    );
    expect((await till(protect, { env })).code).toBe(2);
    expect((await till([...protect, "../shop"], { env })).code).toBe(2);
    expect((await till([...protect, "tillmesh-ledger-2"], { env })).code).toBe(0);
    expect((await sell(store, [], env)).code).toBe(0);
  });
});

describe("another key", () => {
  test("is made at any time, and everything goes on", async () => {
    const store = await shopCopy();
    await sell(store);
    const before = await readFile(path.join(store, "ledger.key"), "utf8");

    const told = await till(["key", "rotate", "--store", store]);

    expect(told).toMatchObject({ code: 0, stderr: "" });
    expect(told.stdout).toContain(NEW_KEY);
    expect(await readFile(path.join(store, "ledger.key"), "utf8")).not.toBe(before);
    expect((await sell(store)).stdout).toContain("Receipt A-000002");
    expect((await till(["verify", "--store", store])).code).toBe(0);
    expect((await till(["reconcile", "--store", store])).code).toBe(0);
    expect(await readdir(store)).not.toContain("ledger.db.next");
  });

  test("comes with another way to keep it, there and back", async () => {
    const store = await shopCopy();
    const [one, other] = [await fileWith(PASSPHRASE), await fileWith(OTHER)];
    const protect = ["key", "protect", "--store", store];

    const locked = await till([...protect, "--passphrase", "--new-passphrase-file", one]);
    const both = ["--passphrase-file", one, "--new-passphrase-file", other];
    const changed = await till([...protect, "--passphrase", ...both]);

    expect([locked.code, changed.code]).toEqual([0, 0]);
    expect(await sell(store, ["--passphrase-file", one])).toEqual(refused(4, WRONG));
    const rotated = await till(["key", "rotate", "--store", store, "--passphrase-file", other]);
    expect(rotated.code).toBe(0);
    expect((await sell(store, ["--passphrase-file", other])).code).toBe(0);
    const back = await till([...protect, "--file", "--passphrase-file", other]);
    expect(back.stdout).toContain(`${NEW_KEY}\nThe key lies beside the ledger`);
    expect(await receiptsOf(store)).toBe(1);
  });

  test("is asked for on a terminal", async () => {
    const store = await shopCopy();
    const terminal = openTerminal(["key", "protect", "--store", store, "--passphrase"]);
    await answer(terminal, "New passphrase:", PASSPHRASE);
    await answer(terminal, "The same again:", PASSPHRASE);

    expect(await terminal.exit).toBe(0);
    expect((await sell(store, ["--passphrase-file", await fileWith(PASSPHRASE)])).code).toBe(0);
  });

  test("is refused while the register is open, which sells on", async () => {
    const store = await shopCopy();
    const register = openTerminal(["run", "--store", store]);
    await register.sees("staff number >");

    const told = await till(["key", "rotate", "--store", store]);

    expect(told).toEqual(
      refused(
        5,
        `Another program has the store ${store} open, and its key can't be changed: close the register first.`,
      ),
    );
    expect((await sell(store)).code).toBe(0);
  });

  test.each([
    [[], "Say one way to keep the key: --passphrase, --credential [NAME] or --file."],
    [
      ["--file", "--passphrase"],
      "Say one way to keep the key: --passphrase, --credential [NAME] or --file.",
    ],
    [["--passphrase"], "Say the new passphrase: --new-passphrase-file FILE."],
    [["--file", "--new-passphrase-file", "x"], "--new-passphrase-file goes with --passphrase."],
    [
      ["--passphrase", "--new-passphrase-file", "/dev/null"],
      "A passphrase needs 12 signs or more, such as four words that nobody would guess.",
    ],
  ])("is not made by %j", async (words, sentence) => {
    const store = await shopCopy();
    const before = await readFile(path.join(store, "ledger.key"), "utf8");

    const told = await till(["key", "protect", "--store", store, ...words]);

    expect(told).toEqual(refused(2, sentence));
    expect(await readFile(path.join(store, "ledger.key"), "utf8")).toBe(before);
  });

  test.each([["show"], ["rotate"], ["protect", "--file"]])(
    "is nothing that a folder without a shop has: %s",
    async (...words) => {
      const store = await temporaryFolder();

      const told = await till(["key", ...words, "--store", store]);

      expect(told).toEqual(refused(3, `There is no shop in ${store}: \`till init\` makes one.`));
      expect(await readdir(store)).toEqual([]);
    },
  );
});

describe("what a thief could read", () => {
  test("is shown without opening the store", async () => {
    const { store } = await sealedCopy();

    const shown = await till(["key", "show", "--store", store]);
    const json = await till(["key", "show", "--store", store, "--json"]);

    expect(shown.stdout).toBe(
      "A passphrase opens the ledger: whoever takes this box switched off can read nothing; as it runs, everything.\n",
    );
    expect(JSON.parse(json.stdout)).toMatchObject({
      provider: "passphrase",
      credential: null,
      interrupted: false,
      thief: { disk: false, off: false, running: true },
    });
  });

  test("is told by doctor", async () => {
    const store = await shopCopy();
    const { store: locked, file } = await sealedCopy();

    const open = await till(["doctor", "--store", store]);
    const closed = await till(["doctor", "--store", locked, "--passphrase-file", file]);
    const env = { CREDENTIALS_DIRECTORY: await folderWith("tillmesh-ledger", "11".repeat(32)) };
    await till(["key", "protect", "--store", store, "--credential"], { env });
    const sealed = await till(["doctor", "--store", store], { env });

    expect(open.stdout).toContain("The key lies beside the ledger, in ledger.key: whoever takes");
    expect(closed.stdout).toContain(`The passphrase lies on this box, in ${file}`);
    // What it says of the box that was stolen whole hangs on whether this one has a TPM.
    expect(sealed.stdout).toMatch(
      /^[ +] key +Systemd hands over the key, as tillmesh-ledger[:,] .*whoever takes/mu,
    );
    expect([open.code, closed.code, sealed.code]).toEqual([0, 0, 0]);
  });
});

/** Founded once; each test gets a copy of its own. */
function sealedCopies(passphrase: string) {
  const founded = { folder: "" };

  beforeAll(async () => {
    founded.folder = await mkdtemp(path.join(tmpdir(), "tillmesh-"));
    await foundUnder(passphrase, founded.folder);
  });

  afterAll(() => rm(founded.folder, { recursive: true, force: true }));

  return async () => {
    const folder = await temporaryFolder();
    await cp(founded.folder, folder, { recursive: true });
    return { store: path.join(folder, "shop"), file: path.join(folder, "passphrase") };
  };
}

async function foundUnder(passphrase: string, folder: string) {
  const store = path.join(folder, "shop");
  const file = path.join(folder, "passphrase");
  await writeFile(file, `${passphrase}\n`);
  const words = ["init", "--fixture", "cafe", "--store", store, "--passphrase-file", file];
  expect(await till(words)).toMatchObject({ code: 0, stderr: "" });
  return { store, file };
}

async function fileWith(passphrase: string): Promise<string> {
  return path.join(await folderWith("passphrase", `${passphrase}\n`), "passphrase");
}

async function folderWith(name: string, text: string): Promise<string> {
  const folder = path.join(await temporaryFolder(), "given");
  await mkdir(folder);
  await writeFile(path.join(folder, name), text);
  return folder;
}

function sell(
  store: string,
  words: ReadonlyArray<string> = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return till(["sell", "100", "--cash", "5", "--store", store, ...words], {
    env: { ...MIA, ...env },
  });
}

async function receiptsOf(store: string, words: ReadonlyArray<string> = []): Promise<number> {
  const listed = await till(["order", "list", "--json", "--store", store, ...words]);
  return (JSON.parse(listed.stdout) as { readonly orders: ReadonlyArray<unknown> }).orders.length;
}
