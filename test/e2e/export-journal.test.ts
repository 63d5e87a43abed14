/** `till export journal` at the command line: what is written where, for whom, and what is refused. Size: whole. */

import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { MIA, PROJECT, refused } from "../support/commands.ts";
import { readDatev } from "../support/datev-reader.ts";
import { joinStore } from "../support/joined-stores.ts";
import { ownShopCopies } from "../support/shop-copies.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tillHere as till } from "../support/till-here.ts";
import { NODE, runProcess } from "../support/till-process.ts";

const shopCopy = ownShopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

describe("a journal for a bookkeeper", () => {
  test("is for hledger what reconcile writes, on stdout or in a file for its owner alone", async () => {
    const [store, folder] = [await shopCopy(), await temporaryFolder()];
    const out = path.join(folder, "day.journal");
    await till(["sell", "2*croissant", "--cash", "20", "--store", store], { env: MIA });

    const printed = await till(["export", "journal", "--store", store]);
    const written = await till(["export", "journal", "--out", out, "--store", store]);

    expect(printed).toMatchObject({ code: 0, stderr: "" });
    expect(printed.stdout).toBe((await till(["reconcile", "--journal", "--store", store])).stdout);
    expect(written).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await readFile(out, "utf8")).toBe(printed.stdout);
    expect((await stat(out)).mode & 0o777).toBe(0o600);
  });

  test("is DATEV's once the shop has said its numbers and its chart of accounts", async () => {
    const [store, folder] = [await shopCopy(), await temporaryFolder()];
    const out = path.join(folder, "EXTF_day.csv");
    await till(["sell", "2*croissant", "--card", "--store", store], { env: MIA });
    function datev() {
      return till(["export", "journal", "--datev", "--out", out, "--store", store]);
    }
    function set(...words: ReadonlyArray<string>) {
      return till(["settings", "set", ...words, "--store", store], { env: RAVI });
    }

    expect(await datev()).toEqual(
      refused(2, "Say DATEV's numbers first: `till settings set datev ADVISER/CLIENT`."),
    );
    expect((await set("datev", "29098")).stderr).toContain('"29098" is none of DATEV\'s numbers');
    expect((await set("datev", "29098/55003")).code).toBe(0);
    const wordy = await datev();
    expect(wordy).toMatchObject({ code: 2, stdout: "" });
    expect(wordy.stderr).toMatch(
      /^[\w:]+ has no number: `till settings set chart skr03`, or a rule\.\n$/u,
    );
    expect(await readdir(folder)).toEqual([]);
    expect((await set("chart", "skr04")).code).toBe(0);
    expect(await datev()).toEqual({ code: 0, stdout: "", stderr: "" });
    const { head, bookings } = readDatev(await readFile(out));

    expect(head.slice(10, 12)).toEqual(["29098", "55003"]);
    expect(head[26]).toBe("04");
    const accounts = bookings.map(({ debit, credit, cents }) => [debit, credit, cents]);
    expect(accounts).toEqual([
      ["1460", "4200", 520],
      ["4200", "3800", 43],
    ]);
  });

  test("is a table by a mapping that is shipped", async () => {
    const store = await shopCopy();
    await till(["sell", "2*croissant", "--card", "--store", store], { env: MIA });

    const words = ["export", "journal", "--mapping", "quickbooks", "--store", store];
    const { code, stdout } = await till(words);

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Journal No,Journal Date,Account Name,Debits,Credits,Description\r\n/u);
    expect(stdout).toContain(",assets:clearing:card:A,5.20,,");
  });

  test("is Xero's once the shop has said what it calls no tax, and names each receipt where that is asked", async () => {
    const [store, folder] = [await shopCopy(), await temporaryFolder()];
    await till(["sell", "2*croissant", "--card", "--store", store], { env: MIA });
    function set(...words: ReadonlyArray<string>) {
      return till(["settings", "set", ...words, "--store", store], { env: RAVI });
    }
    function xero(...words: ReadonlyArray<string>) {
      return till(["export", "journal", "--mapping", "xero", ...words, "--store", store]);
    }
    await set("accounts", "card=610", "sales=200", "tax=820");

    expect(await xero("--out", path.join(folder, "xero.csv"))).toEqual(
      refused(2, "Say Xero's word for no tax first: `till settings set xero-tax WORD`."),
    );
    expect(await readdir(folder)).toEqual([]);
    expect((await set("xero-tax", "No VAT")).code).toBe(0);
    const { code, stdout } = await xero("--receipts");

    expect(code).toBe(0);
    expect(stdout).toMatch(/, A-000001 \(A-open\)",[\d/]+,610,610,No VAT,5\.20\r\n/u);
  });

  test.for([
    [["--datev", "--mapping", "xero"], "Say --datev or --mapping, not both."],
    [
      ["--mapping", "nowhere.json"],
      "nowhere.json can't be read: --mapping takes quickbooks, xero or a file.",
    ],
    [
      ["--mapping", "package.json"],
      "package.json is no mapping: docs/books.md has one to begin with.",
    ],
    [
      ["--mapping", "constructor"],
      "constructor can't be read: --mapping takes quickbooks, xero or a file.",
    ],
    [["--to", "soon"], '--to "soon" is no day: today, or such as 2026-11-19.'],
    [["--day", "2099-01-01"], /^2099-01-01 is yet to come: give a day until [\d-]{10}\.$/u],
    [
      ["--day", "2001-01-01", "--to", "2001-01-31"],
      /^The shop begins on [\d-]{10}: there is nothing before\.$/u,
    ],
    [
      ["--datev", "--out", "day.csv"],
      "DATEV takes files called EXTF_….csv: such as --out EXTF_november.csv.",
    ],
  ] as const)(
    "of %j is refused in a sentence, and nothing is written",
    async ([words, sentence]) => {
      const [store, folder] = [await shopCopy(), await temporaryFolder()];
      const out = path.join(folder, "out.journal");
      await writeFile(out, "old\n");
      const where = (words as ReadonlyArray<string>).includes("--out") ? [] : ["--out", out];

      const { code, stdout, stderr } = await till([
        "export",
        "journal",
        ...words,
        ...where,
        "--store",
        store,
      ]);

      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr.trimEnd()).toMatch(sentence);
      expect(await readdir(folder)).toEqual(["out.journal"]);
      expect(await readFile(out, "utf8")).toBe("old\n");
    },
  );

  test("is refused in a sentence where a mapping says an account that there is not", async () => {
    const [store, folder] = [await shopCopy(), await temporaryFolder()];
    const [file, out] = [path.join(folder, "mapping.json"), path.join(folder, "day.csv")];
    const columns = [{ name: "Account", value: "{account}" }];
    await writeFile(file, JSON.stringify({ columns, accounts: ["cash=1000", "cards=1360"] }));

    const words = ["export", "journal", "--mapping", file, "--out", out, "--store", store];

    expect(await till(words)).toEqual(
      refused(2, "cards=1360 names no account of the journal: write it as card=1360."),
    );
    expect(await readdir(folder)).toEqual(["mapping.json"]);
  });

  test("is for who may see reports as long as a drawer is not counted", async () => {
    const store = await shopCopy();
    expect((await till(["drawer", "open", "100", "--store", store], { env: RAVI })).code).toBe(0);

    const blind = await till(["export", "journal", "--store", store]);

    expect(blind).toMatchObject({ code: 4, stdout: "" });
    expect(blind.stderr).toMatch(
      /^A drawer of [\d-]{10} is not counted yet: .*\(--staff NUMBER\)\.\n$/u,
    );
    const seen = await till(["export", "journal", "--store", store], { env: RAVI });
    expect(seen.stdout).toMatch(/^ +assets:float:A:1 +EUR -100\.00/mu);
    // The drawer is still to be counted.
    expect(seen.code).toBe(1);
    expect(seen.stderr).toMatch(
      /^Not all is well with [\d-]{10}: `till reconcile --day [\d-]{10}` says what\.\n$/u,
    );
  });
});

test("an archive is a folder that the auditor's program finds in order", async () => {
  const [store, folder] = [await shopCopy(), await temporaryFolder()];
  const out = path.join(folder, "today");
  await till(["sell", "2*croissant", "--cash", "20", "--store", store], { env: MIA });

  const written = await till(["export", "archive", "--out", out, "--store", store]);

  expect(written).toEqual({ code: 0, stdout: "", stderr: `The archive is in ${out}\n` });
  const audited = await runProcess(NODE, [`${PROJECT}/docs/audit/verify-archive.js`, out]);
  expect(audited).toMatchObject({ code: 0, stderr: "" });
  const events = await runProcess(NODE, [`${PROJECT}/docs/audit/verify.js`, `${out}/events.jsonl`]);
  expect(events).toMatchObject({ code: 0, stderr: "" });
  const again = await till(["export", "archive", "--out", out, "--store", store]);
  expect(again).toEqual(refused(2, `${out} is not empty: name a new folder after --out.`));
  const early = ["export", "archive", "--day", "2099-01-01", "--out", `${out}2`, "--store", store];
  expect(await till(early)).toMatchObject({ code: 2, stdout: "" });
  expect(await readdir(folder)).toEqual(["today"]);
});

test("what is exported says which tills were not heard, ends with 8, and is written all the same", async () => {
  const [store, folder] = [await shopCopy(), await temporaryFolder()];
  const out = path.join(folder, "archive");
  await joinStore(store, "B", "Bar");
  await till(["sell", "2*croissant", "--cash", "20", "--store", store], { env: MIA });

  const journal = await till(["export", "journal", "--store", store]);
  const archive = await till(["export", "archive", "--out", out, "--store", store]);

  expect(journal.code).toBe(8);
  expect(journal.stdout).toContain("EUR 5.20");
  const notHeard = "B: not all of these days was heard here yet, more may come.\n";
  expect(journal.stderr.endsWith(notHeard)).toBe(true);
  expect(archive.code).toBe(8);
  expect(archive.stderr.endsWith(notHeard)).toBe(true);
  const audited = await runProcess(NODE, [`${PROJECT}/docs/audit/verify-archive.js`, out]);
  expect(audited.code).toBe(2);
  expect(audited.stdout).toContain("Not all was heard of: B\n");
});
