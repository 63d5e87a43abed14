/**
 * What must hold of points. At every moment: where nobody spent by the limit or took goods back, nobody spends more
 * than was earned. In a shop that is whole again: what customers earned, spent and have, and whose right that is, are
 * the book's; no till is further below zero than the limit allows; and a till that asks has all that is left.
 */

import { customerPoints } from "../../src/app/people/customer-points.ts";
import { askForPurse, customerPurse } from "../../src/app/vouchers/purse-rights.ts";
import { pointsPurse } from "../../src/domain/vouchers/points-rights.ts";
import { countingActs, isCalm, type Member } from "./checks.ts";
import { type BookedPoints, bookedPoints } from "./points-books.ts";
import { hasPoints, pointsLimit } from "./points-shop.ts";
import { askableOf } from "./voucher-checks.ts";
import { type OpenDesk, type World } from "./world.ts";

const NAMED_MAX = 3;

/** Checks cheaply, at any moment, what holds of points with which nobody did anything out of the way. */
export function checkPointsMoment(world: World): void {
  if (!hasPoints(world.options) || !isCalm(world)) return;
  for (const [customer, left] of world.books.points.sunk) {
    world.problem(`${customer} spent ${0 - left} points more than were earned`);
  }
}

function bookIn(world: World, [first]: ReadonlyArray<Member>): ReadonlyArray<BookedPoints> {
  if (first === undefined) return [];
  return bookedPoints(countingActs(world, first.process.ledger).flatMap(({ events }) => events));
}

export function checkPoints(world: World, members: ReadonlyArray<Member>): void {
  if (!hasPoints(world.options)) return;
  checkPointsMoment(world);
  const book = bookIn(world, members);
  const wrong = members.flatMap(({ box, process }) => {
    const desk = process.open();
    const said = desk === undefined ? [] : book.flatMap((points) => wrongPoints(desk, points));
    return said.map((what) => `${box.name}: ${what}`);
  });
  const beyond = isCalm(world) ? book.flatMap((points) => wrongLoss(world, points)) : [];
  for (const sentence of [...wrong, ...beyond].slice(0, NAMED_MAX)) world.problem(sentence);
}

function wrongPoints({ till }: OpenDesk, booked: BookedPoints): ReadonlyArray<string> {
  const { customer, earned, spent, accounts } = booked;
  const said = customerPoints(till, customer);
  const balances = till.ledger.read((view) => pointsPurse(view, customer)).accounts;
  const kept = new Map<string, number>(Object.entries<number>(balances));
  const origins = new Set([...kept.keys(), ...accounts.keys()]);
  return [
    ...differing(`what ${customer} earned`, said.earned, earned),
    ...differing(`what ${customer} spent`, said.spent, spent),
    ...differing(`what ${customer} has`, said.left, earned - spent),
    ...[...origins].flatMap((origin) =>
      differing(
        `the account of ${origin} of ${customer}`,
        kept.get(origin) ?? 0,
        accounts.get(origin) ?? 0,
      ),
    ),
  ];
}

function differing(what: string, said: number, booked: number): ReadonlyArray<string> {
  return said === booked ? [] : [`${what} is ${said} points, and by the books ${booked}`];
}

/** No till is further below zero than the limit, and what goods took back there. */
function wrongLoss(
  { options }: World,
  { customer, accounts, tookBack }: BookedPoints,
): ReadonlyArray<string> {
  return [...accounts].flatMap(([origin, balance]) => {
    const most = pointsLimit(options) + (tookBack.get(origin) ?? 0);
    return 0 - balance > most
      ? [`${origin} is ${0 - balance} points of ${customer} short, and may be ${most}`]
      : [];
  });
}

/** Each customer asks at one till for all points: where no till is short, it may spend all that others have. */
export async function gatherPoints(
  world: World,
  members: () => ReadonlyArray<Member>,
  settle: () => Promise<unknown>,
): Promise<void> {
  if (!hasPoints(world.options)) return;
  const askable = askableOf(members());
  if (askable.length === 0) return;
  const dice = world.dice.fork("last points");
  const asked = bookIn(world, members()).flatMap(({ customer, accounts }) => {
    if ([...accounts.values()].some((balance) => balance < 0)) return [];
    const points = askable.reduce(
      (sum, { process }) => sum + (accounts.get(process.ledger.identity.origin) ?? 0),
      0,
    );
    return [{ customer, points, at: dice.pick(askable) }];
  });
  for (const { customer, at } of asked) {
    const till = at.process.open()?.till;
    if (till !== undefined) askForPurse(till, customerPurse(customer), at.process.mesh.node.ask);
  }
  await settle();
  for (const { customer, points, at } of asked) {
    const till = at.process.open()?.till;
    const here = till === undefined ? points : customerPoints(till, customer).here;
    // Of two boxes with one key either may have given something, too.
    if (here >= points) continue;
    world.problem(`${at.box.name} may spend ${here} of the ${points} points that ${customer} has`);
  }
}
