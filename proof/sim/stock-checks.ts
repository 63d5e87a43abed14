/**
 * What must hold of stock. At every moment: where nobody sold anyway, took rights back, counted, was shut out or
 * spoke out of two boxes, no guarded article is short at any till, and no more is sold than there is. In a shop
 * that is whole again: levels, accounts and what counts found are the book's, what is short is covered as far as
 * somebody has any, and what is not is named with its number.
 */

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { itemId } from "../../src/app/attention/item-id.ts";
import { standingHere } from "../../src/app/till/standing-here.ts";
import { type Product } from "../../src/domain/goods/catalogue.ts";
import { amountText } from "../../src/domain/goods/stock-text.ts";
import { type Standing } from "../../src/domain/stock/rights.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { countingActs, isCalm, type Member } from "./checks.ts";
import { type SimOptions } from "./options.ts";
import { type BookedAccount, type BookedArticle, bookedStock } from "./stock-books.ts";
import { hasStock, keepingIn } from "./stock-shop.ts";
import { type OpenDesk, type World } from "./world.ts";

const NAMED_MAX = 3;

/** Checks cheaply, at any moment, what holds of guarded goods with which nobody did anything out of the way. */
export function checkStockMoment(world: World): void {
  if (!hasStock(world.options)) return;
  const calm = calmArticles(world);
  for (const [sku, total] of world.books.shelf.sunk) {
    if (calm.has(sku)) world.problem(`of ${sku} ${0 - total} more was sold than there was`);
  }
  for (const { name, process } of world.boxes) {
    const desk = process()?.open();
    if (desk !== undefined) checkStockAt(world, name, desk);
  }
}

/** Checks whether the till says of such an article that it is short. */
export function checkStockAt(world: World, name: string, { till }: OpenDesk): void {
  const short = till.ledger.read(till.stockShort);
  if (short.length === 0) return;
  const calm = calmArticles(world);
  for (const { sku, level } of short) {
    if (!calm.has(sku)) continue;
    world.problem(`${name} says that ${sku} is short, at ${level}, and nobody did anything`);
  }
}

function calmArticles(world: World): ReadonlySet<string> {
  return isCalm(world)
    ? guardedFrom(world.options).difference(world.books.shelf.disturbed)
    : new Set();
}

/** Those that are guarded from the first moment on. */
function guardedFrom(options: SimOptions): ReadonlySet<string> {
  return new Set(
    [...keepingIn(options)].flatMap(([sku, { stock }]) => (stock === "guarded" ? [sku] : [])),
  );
}

/** Whether all that somebody knows to be short is covered, as far as a till that is there has any. */
export function isCovered(members: ReadonlyArray<Member>): boolean {
  return members.every(({ process }) => {
    const desk = process.open();
    return desk !== undefined && uncoveredAt(desk, members).length === 0;
  });
}

function uncoveredAt(
  { till: { ledger, catalogue } }: OpenDesk,
  members: ReadonlyArray<Member>,
): ReadonlyArray<string> {
  const there = new Set(members.map(({ process }) => process.ledger.identity.origin));
  const guarded = [...catalogue().productsBySku.values()].filter(
    ({ stock }) => stock === "guarded",
  );
  return guarded.flatMap(({ sku }) => {
    const { accounts } = ledger.read((view) => standingHere(ledger, view, sku));
    const isRich = accounts.some(({ origin, balance }) => there.has(origin) && balance > 0);
    const short = accounts.filter(
      ({ balance, waits, beyond, taken, missed }) =>
        balance < 0 && !waits && beyond + taken + missed > 0,
    );
    return isRich && short.length > 0 ? [sku] : [];
  });
}

export function checkStock(world: World, members: ReadonlyArray<Member>): void {
  const [first] = members;
  if (first === undefined || !hasStock(world.options)) return;
  checkStockMoment(world);
  const book = bookedStock(countingActs(world, first.process.ledger));
  const wrong = members.flatMap(({ box, process }) => {
    const desk = process.open();
    const said =
      desk === undefined
        ? []
        : [
            ...book.flatMap((article) => wrongArticle(world.options, desk, article)),
            ...wrongItems(desk, book),
            ...uncoveredAt(desk, members).map((sku) => `does not cover what is short of ${sku}`),
          ];
    return said.map((what) => `${box.name}: ${what}`);
  });
  for (const sentence of wrong.slice(0, NAMED_MAX)) world.problem(sentence);
}

function wrongArticle(
  options: SimOptions,
  { till: { ledger } }: OpenDesk,
  { sku, level, levelInTime, accounts, pool }: BookedArticle,
): ReadonlyArray<string> {
  const standing = ledger.read((view) => standingHere(ledger, view, sku));
  const own = standing.accounts.reduce((sum, { balance }) => sum + balance, 0);
  return [
    ...differing(`the level of ${sku}`, standing.level, level),
    ...differing(`the sum of all accounts of ${sku}`, own + standing.pool, standing.level),
    ...differing(`what counts of ${sku} found`, standing.pool, pool),
    ...wrongAccounts(sku, standing, accounts),
    ...(areClocksRight(options) && levelInTime !== undefined
      ? differing(`what lies there of ${sku}`, standing.level, levelInTime)
      : []),
  ];
}

function wrongAccounts(
  sku: string,
  standing: Standing,
  booked: ReadonlyArray<BookedAccount>,
): ReadonlyArray<string> {
  const said = new Map(standing.accounts.map(({ origin, balance }) => [origin, balance]));
  const expected = new Map(booked.map(({ origin, balance }) => [origin, balance]));
  return [...new Set([...said.keys(), ...expected.keys()])].flatMap((origin) =>
    differing(
      `the account of ${origin} of ${sku}`,
      said.get(origin) ?? 0,
      expected.get(origin) ?? 0,
    ),
  );
}

function differing(what: string, said: number, booked: number): ReadonlyArray<string> {
  return said === booked ? [] : [`${what} is ${said}, and by the books ${booked}`];
}

function areClocksRight({ clockSkewMsMax, clockDriftPpmMax, without }: SimOptions): boolean {
  return clockSkewMsMax === 0 && clockDriftPpmMax === 0 && without.has("clocks");
}

/** Each article that is below zero, or short somewhere, is one item that says by how much; no other is. */
function wrongItems(desk: OpenDesk, book: ReadonlyArray<BookedArticle>): ReadonlyArray<string> {
  const { till } = desk;
  const items = listAttentionItems(desk, "en").filter(({ kind }) => kind.startsWith("stock/"));
  const bySku = new Map(book.map((article) => [article.sku, article]));
  const due = [...till.catalogue().productsBySku.values()].flatMap((product) => {
    const article = bySku.get(product.sku);
    const item = article && dueItem(till.ledger, product, article);
    return item === undefined ? [] : [item];
  });
  const ids = new Set(due.map(({ id }) => id));
  return [
    ...items.filter(({ id }) => !ids.has(id)).map(({ text }) => `asks without a reason: ${text}`),
    ...due.flatMap(({ id, amounts, sku }) => {
      const text = items.find((item) => item.id === id)?.text;
      const isNamed = text !== undefined && amounts.every((amount) => text.includes(amount));
      return isNamed
        ? []
        : [`should name ${amounts.join(" and ")} of ${sku}, and says ${text ?? "nothing"}`];
    }),
  ];
}

interface DueItem {
  readonly id: string;
  readonly sku: string;
  readonly amounts: ReadonlyArray<string>;
}

function dueItem(
  ledger: Ledger,
  { sku, stock, unit }: Product,
  { level, accounts }: BookedArticle,
): DueItem | undefined {
  if (stock === "none") return undefined;
  const below = accounts.filter(({ balance }) => balance < 0);
  const waiting = below.filter((account) => isWaiting(ledger, account));
  const short = stock === "guarded" ? below.filter((account) => !waiting.includes(account)) : [];
  // What came to an account that waits is not here, and nobody is asked about it.
  const known = waiting.reduce((sum, { balance }) => sum - balance, level);
  const amounts = short.map(({ balance }) => amountText(0 - balance, unit, "en"));
  if (known < 0) {
    const all = [amountText(0 - known, unit, "en"), ...amounts];
    return { id: itemId(["stock/below-zero", sku]), sku, amounts: all };
  }
  return short.length === 0 ? undefined : { id: itemId(["stock/short", sku]), sku, amounts };
}

function isWaiting(ledger: Ledger, { after }: BookedAccount): boolean {
  return [...after].some(([origin, seq]) => (ledger.heads().get(origin)?.seq ?? 0) < seq);
}
