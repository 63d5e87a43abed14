/** A journal as a bookkeeper sees it: Debian's hledger, which knows nothing of us, checks it and adds it up. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { journalLines, journalOf } from "../../src/app/day/day-journal.ts";
import { type DayReport } from "../../src/app/day/day-report-parts.ts";
import { dayReports } from "../../src/app/day/day-report.ts";
import { type Till } from "../../src/app/till/till.ts";
import { exemptName, rateName } from "../../src/domain/figures/facts.ts";
import { accountPart } from "../../src/domain/figures/journal-accounts.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { formatMoney } from "../../src/domain/money/currency.ts";
import { readSetting } from "../../src/domain/settings/settings.ts";

/** Why a test that needs it can't run here; undefined where it can. */
export function whyNoHledger(): string | undefined {
  const tried = spawnSync("hledger", ["--version"], { stdio: "ignore" });
  return tried.error === undefined ? undefined : "hledger is missing: apt-get install hledger";
}

/** What hledger says, with its exit code; words such as `-s check`. */
export function hledger(
  journal: string,
  words: ReadonlyArray<string>,
): { readonly code: number | null; readonly out: string } {
  const folder = mkdtempSync(path.join(tmpdir(), "tillmesh-journal-"));
  const file = path.join(folder, "day.journal");
  writeFileSync(file, journal);
  const env = { PATH: process.env["PATH"] ?? "", LC_ALL: "C.UTF-8", HOME: folder };
  const done = spawnSync("hledger", ["-f", file, ...words], { encoding: "utf8", env });
  rmSync(folder, { recursive: true });
  return { code: done.status, out: done.stdout + done.stderr };
}

/** Balances by account, each as `EUR -12.00`, several of an account parted by commas; nought is none. */
export function balances(
  journal: string,
  ...words: ReadonlyArray<string>
): Readonly<Record<string, string>> {
  return sumsIn(hledger(journal, [...AS_ROWS, ...words]).out);
}

const AS_ROWS = ["balance", "-N", "-O", "csv", "--layout=bare"];

function sumsIn(out: string): Readonly<Record<string, string>> {
  const rows = [...out.matchAll(/^"(?<account>[^"]*)","(?<code>[A-Z]*)","(?<sum>-?[\d.]+)"$/gmu)];
  const byAccount = Map.groupBy(rows, (row) => row.groups?.["account"] ?? "");
  return Object.fromEntries(
    [...byAccount].flatMap(([account, own]) => {
      const sums = own
        .filter((row) => Number(row.groups?.["sum"]) !== 0)
        .map((row) => `${row.groups?.["code"]} ${row.groups?.["sum"]}`);
      return sums.length === 0 ? [] : [[account, sums.join(", ")]];
    }),
  );
}

export function journalText(
  till: Pick<Till, "ledger" | "currency">,
  days: ReadonlyArray<BusinessDay>,
): string {
  return `${journalLines(journalOf(till, days)).join("\n")}\n`;
}

/** What hledger sees otherwise than the till's own reports of these days; empty where they agree. */
export function wrongInJournal(
  till: Till,
  days: ReadonlyArray<BusinessDay>,
): ReadonlyArray<string> {
  const journal = journalText(till, days);
  const strict = hledger(journal, ["-s", ...AS_ROWS]);
  if (strict.code !== 0) return [`hledger -s balance: ${strict.out}`];
  const reports = dayReports(till, days);
  const money = { till, journal, reports, byAccount: sumsIn(strict.out) };
  const unsound = journalOf(till, days).entries.filter(({ isSound }) => !isSound);
  return [
    ...unsound.map(({ day, code }) => `${code} of ${day}: its receipts come to other sums`),
    ...wrongTenders(money),
    ...wrongTaxes(money),
    ...wrongRevenue(money),
    ...wrongCategories(money),
  ];
}

interface Compared {
  readonly till: Pick<Till, "currency" | "ledger">;
  readonly journal: string;
  /** As hledger adds them up. */
  readonly byAccount: Readonly<Record<string, string>>;
  readonly reports: ReadonlyArray<DayReport>;
}

function wrongTenders({ till, journal, reports }: Compared): ReadonlyArray<string> {
  const expected = new Map<string, number>();
  for (const { tenders, foreign, ownCash } of reports) {
    for (const { method, kept } of tenders) {
      const name = method.replace(/^own-/u, "").replaceAll("-", " ");
      add(expected, name, method === "cash" ? ownCash : kept);
    }
    for (const { currency, amount } of foreign) add(expected, `cash ${currency}`, amount);
  }
  const found = balances(journal, "--pivot", "tender", "tag:tender");
  const own = till.currency.code;
  const seen = new Map(
    Object.entries(found).flatMap(([name, sums]) =>
      sums.split(", ").map((sum): [string, string] => {
        const [code] = sum.split(" ");
        return [code === own ? name : `${name} ${code}`, sum];
      }),
    ),
  );
  return compared("tender", { expected, seen }, (name, amount) => {
    const code = /^cash (?<code>[A-Z]{3})$/u.exec(name)?.groups?.["code"];
    return sumText(amount, code ?? own, till);
  });
}

function wrongTaxes({ till, byAccount, reports }: Compared): ReadonlyArray<string> {
  const expected = new Map<string, number>();
  for (const { taxes } of reports) {
    for (const tax of taxes) add(expected, `liabilities:tax:${rateName(tax)}`, 0 - tax.tax);
  }
  const seen = new Map(below("liabilities:tax", byAccount));
  return compared("tax", { expected, seen }, (_, amount) =>
    sumText(amount, till.currency.code, till),
  );
}

/** An account with all below it. */
function below(
  account: string,
  byAccount: Readonly<Record<string, string>>,
): ReadonlyArray<[account: string, sum: string]> {
  return Object.entries(byAccount).filter(
    ([name]) => name === account || name.startsWith(`${account}:`),
  );
}

function amountIn(sum: string): number {
  return Number(sum.replaceAll(/[^-\d]/gu, ""));
}

/** By rate as the report's sums without the tax, and in all. */
function wrongRevenue({ till, byAccount, reports }: Compared): ReadonlyArray<string> {
  const code = till.currency.code;
  const expected = new Map<string, number>();
  for (const { sales, returned, refunds, taxes, bottleDeposits } of reports) {
    const deposits = bottleDeposits.reduce((sum, { amount }) => sum + amount, 0);
    const all = sales + returned.total + refunds.total + deposits;
    add(expected, "income", taxes.reduce((sum, { tax }) => sum + tax, 0) - all);
    for (const tax of taxes) {
      const rate = tax.exempt === undefined ? rateName(tax) : exemptName(rateName(tax));
      add(expected, `income:sales:${rate}`, 0 - tax.net);
    }
  }
  const sums = new Map<string, number>();
  for (const [account, sum] of below("income", byAccount)) {
    const byRate = account.split(":").slice(0, 3).join(":");
    add(sums, "income", amountIn(sum));
    // The report's taxes have deposits on bottles among the goods of their rate.
    add(sums, byRate.replace("income:bottle deposits:", "income:sales:"), amountIn(sum));
  }
  const texts = [...sums].map(([name, sum]): [string, string] => [name, sumText(sum, code, till)]);
  const seen = new Map(texts);
  // The report has no line for what bears no tax: it is in the sum alone.
  seen.delete("income:sales:no tax");
  return compared("revenue", { expected, seen }, (_, amount) => sumText(amount, code, till));
}

/**
 * As long as no goods went into another category: a Z keeps the one of then. Charges stand among the categories
 * of the journal by their names, and in the report as one sum.
 */
function wrongCategories({ till, byAccount, reports }: Compared): ReadonlyArray<string> {
  const expected = new Map<string, number>();
  for (const { category, gross, net } of reports.flatMap(({ goods }) => goods)) {
    add(expected, accountPart(category), 0 - gross - net);
  }
  const rules = till.ledger.read((view) => readSetting(view, "charges"));
  const charged = new Set(rules.map(({ name }) => accountPart(name)));
  for (const { charges, forfeited } of reports) {
    add(expected, CHARGED, 0 - charges.total);
    for (const { amount } of forfeited) add(expected, "deposits kept", 0 - amount);
  }
  const seen = new Map<string, number>();
  for (const [account, sum] of below("income", byAccount)) {
    const [, , , category = ""] = account.split(":");
    const amount = amountIn(sum);
    if (category === "included tax" || account.startsWith("income:bottle deposits")) continue;
    add(seen, charged.has(category) ? CHARGED : category, amount);
  }
  const code = till.currency.code;
  const texts = [...seen].map(([name, sum]): [string, string] => [name, sumText(sum, code, till)]);
  const sides = {
    expected,
    seen: new Map(texts.filter(([, sum]) => !/ -?0(?:\.0+)?$/u.test(sum))),
  };
  return compared("category", sides, (_, amount) => sumText(amount, code, till));
}

const CHARGED = "charges";

/** By name: the report's in minor units, and what hledger says. */
interface Sides {
  readonly expected: ReadonlyMap<string, number>;
  readonly seen: ReadonlyMap<string, string>;
}

function add(sums: Map<string, number>, name: string, amount: number): void {
  sums.set(name, (sums.get(name) ?? 0) + amount);
}

function sumText(amount: number, code: string, { currency }: Pick<Till, "currency">): string {
  return `${code} ${formatMoney(minor(amount), currency)}`;
}

function compared(
  what: string,
  { expected, seen }: Sides,
  text: (name: string, amount: number) => string,
): ReadonlyArray<string> {
  const names = new Set([...expected.keys(), ...seen.keys()]);
  return [...names].flatMap((name) => {
    const amount = expected.get(name) ?? 0;
    const should = amount === 0 ? "nothing" : text(name, amount);
    const is = seen.get(name) ?? "nothing";
    return should === is ? [] : [`${what} ${name}: hledger ${is}, the report ${should}`];
  });
}
