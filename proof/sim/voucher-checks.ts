/**
 * What must hold of vouchers. At every moment: where nobody redeemed by the limit, took back or replaced, was shut
 * out or spoke out of two boxes, nothing is redeemed twice, and no till is short. In a shop that is whole again:
 * accounts and what is left are the book's, no till is further below zero than the limit allows, what is short is
 * covered as far as somebody has any, what is not is named with its sum, and the shop owes what the book says.
 */

import { listAttentionItems } from "../../src/app/attention/attention-items.ts";
import { itemId } from "../../src/app/attention/item-id.ts";
import { dayReport } from "../../src/app/day/day-report.ts";
import { storedHere } from "../../src/app/till/standing-here.ts";
import { voucherView } from "../../src/app/vouchers/vouchers.ts";
import { VOUCHER_SHORT_TAG } from "../../src/domain/folds/voucher-fold.ts";
import { type Origin, streamName } from "../../src/domain/identity.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { coverableOf } from "../../src/domain/stock/rights.ts";
import { localMoney } from "../../src/domain/text/locale.ts";
import { purseStanding } from "../../src/domain/vouchers/purse-rights.ts";
import { voucherNumber } from "../../src/domain/vouchers/voucher-code.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { openByYear } from "../../src/report/day-vouchers.ts";
import { countingActs, isCalm, type Member } from "./checks.ts";
import { type BookedVoucher, bookedVouchers } from "./voucher-books.ts";
import { type DueVoucher, hasVouchers, voucherLimit } from "./voucher-shop.ts";
import { type OpenDesk, type World } from "./world.ts";

const NAMED_MAX = 3;

/** Checks cheaply, at any moment, what holds of vouchers with which nobody did anything out of the way. */
export function checkVoucherMoment(world: World): void {
  if (!hasVouchers(world.options) || !isCalm(world)) return;
  const { disturbed, sunk } = world.books.purse;
  for (const [id, left] of sunk) {
    world.problem(`of voucher ${voucherNumber(id)} ${0 - left} more was redeemed than was paid`);
  }
  for (const { name, process } of world.boxes) {
    const desk = process()?.open();
    const short = desk === undefined ? [] : shortAt(desk.till.ledger);
    for (const { id, amount } of short) {
      if (disturbed.has(id)) continue;
      const number = voucherNumber(id);
      world.problem(
        `${name} says that ${amount} is short on voucher ${number}, and nobody did anything`,
      );
    }
  }
}

function shortAt(ledger: Ledger): ReadonlyArray<{ readonly id: string; readonly amount: number }> {
  return ledger.read((view) =>
    view.tagged(VOUCHER_SHORT_TAG).flatMap((stream) => {
      const id = streamName(stream);
      const { accounts } = purseStanding(view.state("voucher", id), storedHere(ledger));
      const short = accounts.find(({ balance, waits }) => balance < 0 && !waits);
      return short === undefined ? [] : [{ id, amount: 0 - short.balance }];
    }),
  );
}

/** Whether all that somebody knows to be short is covered, as far as a till that is there has any. */
export function areVouchersCovered(members: ReadonlyArray<Member>): boolean {
  return members.every(({ process }) => {
    const desk = process.open();
    return desk !== undefined && uncoveredAt(desk, members).length === 0;
  });
}

function uncoveredAt(
  { till: { ledger } }: OpenDesk,
  members: ReadonlyArray<Member>,
): ReadonlyArray<string> {
  const there = originsOf(members);
  return ledger.read((view) =>
    view.tagged(VOUCHER_SHORT_TAG).flatMap((stream) => {
      const id = streamName(stream);
      const { accounts } = purseStanding(view.state("voucher", id), storedHere(ledger));
      const isRich = accounts.some(({ origin, balance }) => there.has(origin) && balance > 0);
      return isRich && accounts.some((account) => coverableOf(account) > 0) ? [id] : [];
    }),
  );
}

/** The incarnations that are there. */
function originsOf(members: ReadonlyArray<Member>): ReadonlySet<string> {
  return new Set(members.map(({ process }) => process.ledger.identity.origin));
}

/** Tills that can be asked, and ask: of two boxes with one key a message reaches either. */
export function askableOf(members: ReadonlyArray<Member>): ReadonlyArray<Member> {
  return members.filter(({ box, process }) => {
    const { device } = process.ledger.identity.key;
    return members.every(
      (other) => other.box === box || other.process.ledger.identity.key.device !== device,
    );
  });
}

/** Returns the vouchers of which tills that can be asked have something, and nobody is short, with all that they have. */
export function redeemableIn(
  world: World,
  members: ReadonlyArray<Member>,
): ReadonlyArray<DueVoucher> {
  const there = originsOf(askableOf(members));
  return bookIn(world, members).flatMap(({ id, accounts, isBlocked }) => {
    const balances = [...accounts.values()];
    if (isBlocked || balances.some((balance) => balance < 0)) return [];
    const amount = [...accounts].reduce(
      (sum, [origin, balance]) => sum + (there.has(origin) ? balance : 0),
      0,
    );
    return amount > 0 ? [{ id, amount }] : [];
  });
}

function bookIn(world: World, members: ReadonlyArray<Member>): ReadonlyArray<BookedVoucher> {
  const [first] = members;
  if (first === undefined) return [];
  return bookedVouchers(countingActs(world, first.process.ledger).flatMap(({ events }) => events));
}

export function checkVouchers(world: World, members: ReadonlyArray<Member>): void {
  if (!hasVouchers(world.options)) return;
  checkVoucherMoment(world);
  const book = bookIn(world, members);
  const wrong = members.flatMap(({ box, process }) => {
    const desk = process.open();
    const said =
      desk === undefined
        ? []
        : [
            ...book.flatMap((voucher) => wrongVoucher(desk, voucher)),
            ...wrongItems(desk, book),
            ...wrongDebts(desk, book),
            ...uncoveredAt(desk, members).map(
              (id) => `does not cover what is short of voucher ${voucherNumber(id)}`,
            ),
          ];
    return said.map((what) => `${box.name}: ${what}`);
  });
  const beyond = isCalm(world) ? book.flatMap((voucher) => wrongLoss(world, voucher)) : [];
  for (const sentence of [...wrong, ...beyond].slice(0, NAMED_MAX)) world.problem(sentence);
}

function wrongVoucher({ till }: OpenDesk, voucher: BookedVoucher): ReadonlyArray<string> {
  const { id, level, accounts } = voucher;
  const number = voucherNumber(id);
  const { state, left } = voucherView(till, id);
  const said = new Map<string, number>(Object.entries<number>(state.accounts));
  return [
    ...differing(`what is left of voucher ${number}`, left, level),
    ...[...new Set([...said.keys(), ...accounts.keys()])].flatMap((origin) =>
      differing(
        `the account of ${origin} of voucher ${number}`,
        said.get(origin) ?? 0,
        accounts.get(origin) ?? 0,
      ),
    ),
  ];
}

function differing(what: string, said: number, booked: number): ReadonlyArray<string> {
  return said === booked ? [] : [`${what} is ${said}, and by the books ${booked}`];
}

/** No till is further below zero than the limit, and what others took of it without asking. */
function wrongLoss(
  { options }: World,
  { id, accounts, bereft }: BookedVoucher,
): ReadonlyArray<string> {
  const limit = voucherLimit(options);
  return [...accounts].flatMap(([origin, balance]) => {
    const most = limit + (bereft.get(origin) ?? 0);
    return 0 - balance > most
      ? [`${origin} is ${0 - balance} short on voucher ${voucherNumber(id)}, and may be ${most}`]
      : [];
  });
}

/** What the shop owes is what is left of all vouchers, by the year of their sale, and in the day's report. */
function wrongDebts({ till }: OpenDesk, book: ReadonlyArray<BookedVoucher>): ReadonlyArray<string> {
  const { now } = till.days();
  const last = till.ledger
    .read((view) => view.tagged("day"))
    .map(streamName)
    .reduce((one, other) => (one > other ? one : other), now) as typeof now;
  const said = new Map(
    till.ledger
      .read((view) => openByYear(view, last))
      .map(({ year, amount }) => [year, Number(amount)]),
  );
  const owed = new Map<number, number>();
  for (const { year, level } of book) {
    if (year !== undefined) owed.set(year, (owed.get(year) ?? 0) + level);
  }
  const total = book.reduce((sum, { level }) => sum + level, 0);
  const report = dayReport(till, last);
  return [
    ...[...new Set([...said.keys(), ...owed.keys()])].flatMap((year) =>
      differing(`what is owed for vouchers of ${year}`, said.get(year) ?? 0, owed.get(year) ?? 0),
    ),
    ...differing(`what ${last} owes for vouchers`, report.vouchersOpen.total, total),
  ];
}

/**
 * Each voucher that is below zero, or that a till is short of beyond what it redeemed knowingly, is one item that says
 * by how much; no other is.
 */
function wrongItems(desk: OpenDesk, book: ReadonlyArray<BookedVoucher>): ReadonlyArray<string> {
  const items = listAttentionItems(desk, "en").filter(({ kind }) => kind.startsWith("voucher/"));
  const due = book.flatMap((voucher) => dueItem(desk, voucher));
  const ids = new Set(due.map(({ id }) => id));
  return [
    ...items.filter(({ id }) => !ids.has(id)).map(({ text }) => `asks without a reason: ${text}`),
    ...due.flatMap(({ id, number, amounts }) => {
      const text = items.find((item) => item.id === id)?.text;
      return text !== undefined && amounts.every((amount) => text.includes(amount))
        ? []
        : [
            `should name ${amounts.join(" and ")} of voucher ${number}, and says ${text ?? "nothing"}`,
          ];
    }),
  ];
}

interface DueItem {
  readonly id: string;
  readonly number: string;
  readonly amounts: ReadonlyArray<string>;
}

function dueItem(
  { till: { ledger, currency } }: OpenDesk,
  { id, level, accounts, beyond, after, settled }: BookedVoucher,
): ReadonlyArray<DueItem> {
  function moneyOf(amount: number): string {
    return localMoney(minor(0 - amount), currency, "en");
  }

  const short = [...accounts].filter(
    ([origin, balance]) => balance < 0 && !isWaiting(ledger, after.get(origin)),
  );
  const number = voucherNumber(id);
  if (level >= 0) {
    const unexplained = short.filter(
      ([origin, balance]) => 0 - balance > (beyond.get(origin) ?? 0),
    );
    if (unexplained.length === 0) return [];
    const amounts = unexplained.map(([, balance]) => moneyOf(balance));
    return [{ id: itemId(["voucher/short", id]), number, amounts }];
  }
  if (short.length === 0 || level >= settled) return [];
  const amounts = short.map(([, balance]) => moneyOf(balance));
  return [{ id: itemId(["voucher/overspent", id]), number, amounts: [moneyOf(level), ...amounts] }];
}

function isWaiting(ledger: Ledger, after: ReadonlyMap<Origin, number> = new Map()): boolean {
  return [...after].some(([origin, seq]) => (ledger.heads().get(origin)?.seq ?? 0) < seq);
}
