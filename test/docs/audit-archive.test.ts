/**
 * docs/audit/verify-archive.js, as an auditor runs it: on the archive of a played week, whole and tampered with.
 *
 * Size: whole.
 */

import { hash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { type ArchiveAsked, writeArchive } from "../../src/app/books/archive.ts";
import { closeOwnZ } from "../../src/app/day/close-day.ts";
import { dayReports } from "../../src/app/day/day-report.ts";
import { sellVoucher } from "../../src/app/orders/sell-voucher.ts";
import { sell } from "../../src/app/orders/sell.ts";
import { type Till } from "../../src/app/till/till.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { enrolBar } from "../support/cafe-bar.ts";
import { CAFE_DAY, cafeCopies } from "../support/cafe.ts";
import { type Finished, PROJECT } from "../support/commands.ts";
import { createDice } from "../support/dice.ts";
import { weekCafes, playWeek } from "../support/played-week.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";
import { setProduct } from "../support/stock-acts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { NODE, runProcess } from "../support/till-process.ts";

const newWeekCafe = weekCafes();
const newCafe = cafeCopies();
const DAY = CAFE_DAY as BusinessDay;
const RAVI = { number: "4", name: "Ravi" };
const VERIFIER = `${PROJECT}/docs/audit/verify-archive.js`;

test("the auditor's program is short, and imports nothing that an auditor would have to install", async () => {
  const source = await readFile(VERIFIER, "utf8");

  expect(source).not.toMatch(/\bimport\b|\brequire\(/u);
  const builtins = new Set(source.match(/"node:[a-z/]+"/gu));
  expect(builtins).toEqual(new Set(['"node:crypto"', '"node:fs/promises"']));
  expect(source.split("\n").length - 1).toBeLessThanOrEqual(100);
});

test("an archive of a week is in order, comes to the reports of its days, and can't be changed", async () => {
  const cafe = await newWeekCafe();
  const { till: a } = cafe.open();
  const { till: b } = await enrolBar(cafe, a);
  const days = playWeek(cafe, [a, b], { dice: createDice(2) });
  const week = await archived(a, days);

  const whole = await audit(week);

  expect(whole).toMatchObject({ code: 0, stderr: "" });
  expect(whole.stdout).toContain("All in order.\n");
  expect(whole.stdout).not.toMatch(/\.csv: 0$/mu);
  const modes = await Promise.all(
    (await readdir(week)).map(async (name) => (await stat(path.join(week, name))).mode),
  );
  expect(new Set(modes.map((mode) => mode & 0o777))).toEqual(new Set([0o600]));
  for (const day of days.slice(0, 3)) {
    expect(await audit(await archived(b, [day]))).toMatchObject({ code: 0, stderr: "" });
  }
  expect(await archivedSums(week)).toEqual(reportedSums(a, days));

  await replace(path.join(week, "lines.csv"), "Umsatz", "Umsotz");
  expect(await audit(week)).toEqual(wrong("lines.csv was changed."));
  await replace(path.join(week, "lines.csv"), "Umsotz", "Umsatz");
  await writeFile(path.join(week, "more.csv"), "");
  expect(await audit(week)).toEqual(wrong("more.csv is no file of this archive."));
  await rm(path.join(week, "more.csv"));
  await rename(path.join(week, "payment.csv"), path.join(week, "..", "payment.csv"));
  expect((await audit(week)).stderr).toMatch(/^ENOENT: .*payment\.csv/u);
  await replace(path.join(week, "manifest.json"), '"missing": []', '"missing": [ ]');
  expect(await audit(week)).toEqual(wrong("manifest.json was changed."));
});

test("an archive whose till signs sums that don't agree is found out", async () => {
  const { till } = (await newCafe()).open();
  const cash = { type: "cash", tendered: minor(1000) } as const;
  valueOf(sell(till, RAVI, { entries: ["2*croissant"], payment: cash, service: "counter" }));
  expect(closeOwnZ(till, DAY).length).toBe(1);
  async function lying(file: string, from: string, to: string): Promise<Finished> {
    const folder = await archived(till, [DAY]);
    await replace(path.join(folder, file), from, to);
    await signAgain(till, folder, file);
    return audit(folder);
  }

  expect(await lying("lines.csv", "5,20", "5,30")).toEqual(
    wrong("A-000001 is not what its lines come to."),
  );
  expect(await lying("datapayment.csv", "5,20", "5,30")).toEqual(
    wrong("A-000001 is not what was paid for it."),
  );
  expect(await lying("cashpointclosing.csv", "5,20", "5,30")).toEqual(
    wrong("Z A-1 is not what its papers come to."),
  );
  expect(await lying("vat.csv", ";included", ";included;")).toEqual(
    wrong("vat.csv: line 2 has other columns than the first."),
  );
});

test("an archive books as turnover only what is one", async () => {
  const { till } = (await newCafe()).open();
  const cash = { type: "cash", tendered: minor(10_000) } as const;
  const { category = "", taxClass = "" } = till.catalogue().productsBySku.get("CROISSANT") ?? {};
  setProduct(till, "CUP", { name: "Cup", price: "1.00", category, "tax class": taxClass });
  for (const sku of ["CUP", "CROISSANT"]) setProduct(till, sku, { deposit: "CUP" });
  sellGoods(till, ["croissant"], { cash: 10_000 });
  valueOf(sellVoucher(till, RAVI, { amount: minor(2000), payment: cash }));
  sellGoods(till, ["<<cup"], { cash: 0 });

  const folder = await archived(till, [DAY]);

  const rows = (await readFile(path.join(folder, "lines.csv"), "utf8")).trim().split("\r\n");
  const types = rows.slice(1).map((row) => row.split(";").at(2)?.replaceAll('"', ""));
  expect(types).toEqual(["Umsatz", "Pfand", "MehrzweckgutscheinKauf", "PfandRueckzahlung"]);
  expect(await audit(folder)).toMatchObject({ code: 0, stderr: "" });
});

test("an archive says which tills were not heard, and the audit ends with a code of its own", async () => {
  const { till } = (await newCafe()).open();

  const { code, stdout } = await audit(await archived(till, [DAY], ["B"]));

  expect(code).toBe(2);
  expect(stdout).toContain("Not all was heard of: B\n");
});

test("an archive is written to a new folder, in full or not at all", async () => {
  const { till } = (await newCafe()).open();
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, "mine"), "");
  await mkdir(path.join(folder, "empty"));
  const nowhere = path.join(folder, "nowhere", "week");

  expect(await archive(till, folder, { days: [DAY] })).toEqual({
    ok: false,
    fault: { type: "folder/not-empty", folder },
  });
  expect(await archive(till, nowhere, { days: [DAY] })).toEqual({
    ok: false,
    fault: { type: "file/unwritable", file: nowhere, code: "ENOENT" },
  });
  expect((await readdir(folder)).toSorted()).toEqual(["empty", "mine"]);
  expect(await archive(till, path.join(folder, "empty"), { days: [DAY] })).toMatchObject({
    ok: true,
  });
  expect((await readdir(folder)).toSorted()).toEqual(["empty", "mine"]);
});

function archive(
  till: Till,
  folder: string,
  asked: Pick<ArchiveAsked, "days"> & Partial<ArchiveAsked>,
): ReturnType<typeof writeArchive> {
  return writeArchive(till, folder, { missing: [], nowMs: 0, onDay: () => undefined, ...asked });
}

async function archived(
  till: Till,
  days: ReadonlyArray<BusinessDay>,
  missing: ReadonlyArray<string> = [],
): Promise<string> {
  const folder = path.join(await temporaryFolder(), "archive");
  expect(await archive(till, folder, { days, missing })).toEqual({ ok: true, value: undefined });
  return folder;
}

async function signAgain({ ledger }: Till, folder: string, file: string): Promise<void> {
  const content = await readFile(path.join(folder, file));
  const manifest = JSON.parse(await readFile(path.join(folder, "manifest.json"), "utf8")) as {
    readonly files: Array<{ name: string; bytes: number; sha256: string }>;
  };
  const entry = manifest.files.find(({ name }) => name === file);
  Object.assign(entry ?? {}, { bytes: content.length, sha256: hash("sha256", content) });
  const text = JSON.stringify(manifest);
  const { key } = ledger.identity;
  const signature = key.signStatement("tillmesh/archive/1\0", hash("sha256", text));
  await writeFile(path.join(folder, "manifest.json"), text);
  await writeFile(path.join(folder, "manifest.sig"), Buffer.from(signature).toString("hex"));
}

async function archivedSums(folder: string): Promise<object> {
  const papers = await tableOf(folder, "transactions.csv");
  const taxes = await tableOf(folder, "transactions_vat.csv");
  return {
    total: papers.reduce((sum, row) => sum + centsOf(row["UMS_BRUTTO"]), 0),
    tax: taxes.reduce((sum, row) => sum + centsOf(row["BON_UST"]), 0),
  };
}

function reportedSums(till: Till, days: ReadonlyArray<BusinessDay>): object {
  const reports = dayReports(till, days);
  return {
    total: reports.reduce(
      (sum, { sales, returned, refunds }) => sum + sales + returned.total + refunds.total,
      0,
    ),
    tax: reports.flatMap(({ taxes }) => taxes).reduce((sum, { tax }) => sum + tax, 0),
  };
}

function audit(folder: string): Promise<Finished> {
  return runProcess(NODE, [VERIFIER, folder]);
}

function wrong(sentence: string): Finished {
  return { code: 1, stdout: "", stderr: `${sentence}\n` };
}

async function replace(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, "utf8");
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
}

async function tableOf(
  folder: string,
  name: string,
): Promise<ReadonlyArray<Readonly<Record<string, string>>>> {
  const text = await readFile(path.join(folder, name), "utf8");
  const [columns = [], ...rows] = text
    .split("\r\n")
    .slice(0, -1)
    .map((line) => line.split(";"));
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ""])),
  );
}

function centsOf(text: string | undefined): number {
  return Math.round(Number((text ?? "").replace(",", ".")) * 100);
}
