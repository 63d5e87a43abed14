/** `till catalog` from a shell: what a person with a spreadsheet and a typing error sees. Size: whole. */

import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { textWidth } from "../../src/domain/text/text-width.ts";
import { MIA, refused } from "../support/commands.ts";
import { shopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openTerminal } from "../support/terminal.ts";
import { tillHere as till } from "../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;
const HEAD = "sku,name,price,category,tax class";

describe("till catalog list", () => {
  test("finds goods by words, by code and by category", async () => {
    const store = await shopCopy();

    const byWords = await till(["catalog", "list", "oat", "milk", "--store", store]);
    const byCode = await till(["catalog", "list", "100", "--store", store]);
    const teas = await till(["catalog", "list", "--category", "tea", "--store", store]);
    const none = await till(["catalog", "list", "zebra", "--store", store]);

    expect(byWords.stdout).toMatch(/^703 {4}Oat milk 1 l +3\.20 .* shop +OAT-MILK-1-L\n$/u);
    expect(byCode.stdout).toMatch(/^100 {4}Coffee .*\n$/u);
    expect(teas.stdout.trimEnd().split("\n").length).toBeGreaterThan(2);
    expect(none).toEqual({
      code: 0,
      stdout: "",
      stderr: "No goods fit: say fewer words, or --inactive.\n",
    });
  });

  test("names the categories that there are", async () => {
    const store = await shopCopy();

    const { code, stderr } = await till(["catalog", "list", "--category", "tee", "--store", store]);

    expect(code).toBe(3);
    expect(stderr).toMatch(
      /^There is no category "tee": there are bakery, beer, .*, tea, .*\.\n$/u,
    );
  });
});

describe("till catalog export and import", () => {
  test("are each other's inverse; what was edited between is written once", async () => {
    const store = await shopCopy();
    const file = path.join(await temporaryFolder(), "goods.csv");
    const exported = await till(["catalog", "export", "--store", store, "--out", file]);
    const text = await readFile(file, "utf8");
    const printed = await till(["catalog", "export", "--store", store]);
    await writeFile(file, text.replace(",2.40,", ",2.50,"));

    const words = ["catalog", "import", file, "--store", store];
    const dry = await till([...words, "--dry-run"]);
    const first = await till(words, { env: RAVI });
    const second = await till(words);

    expect(exported).toEqual({ code: 0, stdout: "", stderr: `96 products in ${file}\n` });
    expect(printed.stdout).toBe(text);
    expect(dry.stdout).toBe("Would be: 0 added, 1 changed, 95 unchanged. Nothing was written.\n");
    expect(first).toMatchObject({
      code: 0,
      stdout: "Imported: 0 added, 1 changed, 95 unchanged.\n",
    });
    expect(first.stderr).toContain("the PLU 100 of Coffee equals a banknote");
    expect(second).toMatchObject({
      code: 0,
      stdout: "Nothing to write: 0 added, 0 changed, 96 unchanged.\n",
    });
    expect((await till(["verify", "--store", store])).code).toBe(0);
  });

  test("a dry run writes nothing at all, and nobody has to say who acts", async () => {
    const store = await shopCopy();
    const file = await sheet(`${HEAD}\nFIGS,Figs,4,shop,grocery\n`);
    const before = await eventsOf(store);

    const { code, stdout } = await till([
      "catalog",
      "import",
      file,
      "--dry-run",
      "--deactivate-missing",
      "--store",
      store,
    ]);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Would be: 1 added, 0 changed, 0 unchanged, \d+ not sold any more\./u);
    expect(await eventsOf(store)).toBe(before);
  });

  test("says what the file has not, and takes it off only when that is said", async () => {
    const store = await shopCopy();
    const file = await sheet("sku;price\nCOFFEE;2,90\n");
    const words = ["catalog", "import", file, "--store", store];

    const done = await till(words, { env: RAVI });
    const off = await till([...words, "--deactivate-missing"], { env: RAVI });

    expect(done.stdout).toMatch(
      /^Imported: 0 added, 1 changed, 0 unchanged\.\n\d+ products not in the file stay as they are\.\n$/u,
    );
    expect(off.stdout).toMatch(
      /^Imported: 0 added, 0 changed, 1 unchanged, \d+ not sold any more\.\n$/u,
    );
    const left = await till(["catalog", "list", "--store", store]);
    expect(left.stdout).toMatch(/^100 {4}Coffee +2\.90 .*\n$/u);
    const all = await till(["catalog", "list", "--inactive", "espresso", "--store", store]);
    expect(all.stdout).toContain("not sold");
  });
});

describe("a wrong file", () => {
  test("has each wrong cell named, and nothing of it is imported", async () => {
    const store = await shopCopy();
    const before = await eventsOf(store);
    const file = await sheet(
      `${HEAD},plu\nA,"two\nlines",x,tee,grocery,\nB,B,1,shop,grocery,77\nC,C,1,shop,grocery,77\n`,
    );

    const { code, stdout, stderr } = await till(["catalog", "import", file, "--store", store], {
      env: RAVI,
    });

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.split("\n")).toEqual([
      'line 2, price: "x" is no amount: digits, such as 2.50.',
      expect.stringMatching(
        /^line 2, category: "tee" is no category: there are bakery, .*tea.*\.$/u,
      ),
      'line 5, plu: "77" is in line 4 already.',
      `Nothing of ${file} was imported.`,
      "",
    ]);
    expect(await eventsOf(store)).toBe(before);
  });

  test("with hundreds of them shows 50, counts the others, and has all in JSON", async () => {
    const store = await shopCopy();
    const rows = Array.from({ length: 120 }, (_, at) => `S${at},x,no,shop,grocery`);
    const file = await sheet([HEAD, ...rows].join("\n"));
    const words = ["catalog", "import", file, "--store", store];

    const told = await till(words);
    const json = await till([...words, "--json"]);

    const lines = told.stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(52);
    expect(lines[50]).toBe("… and 70 more.");
    expect(json.code).toBe(2);
    const { problems } = JSON.parse(json.stdout) as { problems: ReadonlyArray<object> };
    expect(problems).toHaveLength(120);
    expect(problems[0]).toMatchObject({ line: 2, column: "price" });
  });

  test.for([
    [
      'sku,name\nA,5" pan\n',
      'has a quote inside of a field in the row of line 2: put the field in quotes and double it, as in "5"" pan"',
    ],
    [Buffer.from("sku,name\nA,Caf\u00e9\n", "latin1"), "is not UTF-8: save it as “CSV UTF-8”"],
  ] as const)("that is no CSV in UTF-8 is refused in a sentence", async ([text, what]) => {
    const store = await shopCopy();
    const file = await sheet(text);

    const told = await till(["catalog", "import", file, "--store", store]);

    expect(told).toEqual(refused(2, `${file} ${what}; nothing was imported.`));
  });

  test("or none, and a person who may not, are refused", async () => {
    const store = await shopCopy();
    const file = await sheet("sku,price\nCOFFEE,9\n");

    const none = await till(["catalog", "import", "/nowhere.csv", "--store", store]);
    const nobody = await till(["catalog", "import", file, "--store", store]);
    const mia = await till(["catalog", "import", file, "--store", store], { env: MIA });

    expect(none).toEqual(refused(2, "/nowhere.csv can't be read (ENOENT); nothing was imported."));
    expect(nobody).toEqual(refused(2, "Say who acts: --staff NUMBER, or TILL_STAFF and TILL_PIN."));
    expect(mia).toEqual(refused(4, "Mia may not change the catalogue: ask someone who may."));
  });

  test("never replaces one of the till's own", async () => {
    const store = await shopCopy();
    const before = await readdir(store);
    const ledger = await readFile(path.join(store, "ledger.db"));

    const told = await till([
      "catalog",
      "export",
      "--store",
      store,
      "--out",
      path.join(store, "ledger.db"),
    ]);

    expect(told.code).toBe(2);
    expect(told.stderr).toContain("is in the till's own folder: choose another.");
    // Whoever looks into the shop for its language leaves SQLite's own files beside it.
    const after = await readdir(store);
    expect(after.filter((name) => !/^ledger\.db-(?:shm|wal)$/u.test(name))).toEqual(before);
    expect(await readFile(path.join(store, "ledger.db"))).toEqual(ledger);
  });
});

test("a name can't give the terminal orders", async () => {
  const store = await shopCopy();
  const file = await sheet(`${HEAD}\nEVIL,"red \u001B[31m\nalert",1,shop,grocery\n`);
  await till(["catalog", "import", file, "--store", store], { env: RAVI });

  const { stdout } = await till(["catalog", "list", "alert", "--store", store]);

  expect(stdout).toMatch(/^ +red \[31m alert .*\n$/u);
});

test("prices stand below each other whatever script or picture a name is made of", async () => {
  const store = await shopCopy();
  const names = ["plain mocha", "☕ mocha", "🍺 mocha", "抹茶 mocha", "crème mocha"];
  const file = await sheet(
    [HEAD, ...names.map((name, at) => `M${at},${name},3,shop,grocery`)].join("\n"),
  );
  await till(["catalog", "import", file, "--store", store], { env: RAVI });

  const { stdout } = await till(["catalog", "list", "mocha", "--store", store]);

  const rows = stdout
    .trimEnd()
    .split("\n")
    .filter((row) => names.some((name) => row.includes(name)));
  const ends = rows.map((row) => textWidth(row.slice(0, row.indexOf("3.00"))));
  expect([ends.length, new Set(ends).size]).toEqual([names.length, 1]);
});

test("on a terminal a long import tells how far it is", async () => {
  const store = await shopCopy();
  const rows = Array.from({ length: 1200 }, (_, at) => `S${at},No ${at},1,shop,grocery`);
  const file = await sheet([HEAD, ...rows].join("\n"));

  const terminal = openTerminal(["catalog", "import", file, "--store", store], { env: RAVI });

  expect(await terminal.exit).toBe(0);
  expect(terminal.written()).toContain("Writing the products: 50 %");
  expect(await terminal.screen()).toMatch(
    /^Imported: 1200 added, .*\n\d+ products not in the file/u,
  );
});

async function sheet(text: string | Buffer): Promise<string> {
  const file = path.join(await temporaryFolder(), "goods.csv");
  await writeFile(file, text);
  return file;
}

async function eventsOf(store: string): Promise<number> {
  const { stdout } = await till(["verify", "--json", "--store", store]);
  return (JSON.parse(stdout) as { readonly events: number }).events;
}

test("till catalog add takes the day from which on a product is sold", async () => {
  const store = await shopCopy();
  const words = ["catalog", "add", "MULLED", "name=Mulled wine", "price=6.50", "--like", "COFFEE"];

  const far = await till([...words, "--from", "2099-01-01", "--store", store], { env: RAVI });
  const near = await till([...words, "--from", "tomorrow", "--store", store, "--json"], {
    env: RAVI,
  });
  const early = await till(["sell", "MULLED", "--cash", "10", "--store", store], { env: MIA });

  expect([far.code, far.stderr]).toEqual([
    2,
    expect.stringContaining("Nothing can be planned beyond"),
  ]);
  expect(JSON.parse(near.stdout)).toMatchObject({
    done: "added",
    entry: { active: false },
    coming: [{ price: 650 }],
  });
  expect(early.code).toBe(3);
});
