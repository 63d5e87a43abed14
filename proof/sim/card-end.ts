/**
 * The end of card payments when all is healed: each is asked for, terminals of tills that are gone are taken
 * over, people say what stands in a terminal where no till can tell, and each terminal is used once more, so
 * that what it did for a till that is gone is found.
 */

import { changeTerminal } from "../../src/app/cards/terminal-changes.ts";
import { readTerminals } from "../../src/domain/terminals/terminals.ts";
import { payAt, sayTruth, takeOver, unknownPayments } from "./card-work.ts";
import { type Member } from "./checks.ts";
import { staffNumber } from "./shop-set-up.ts";
import { type World } from "./world.ts";

/** A terminal says nothing for four minutes before its till hangs up, and is asked after that. */
const SETTLED_MS_MAX = 600_000;
/** What one has written, all have heard. */
const TOLD_MS = 5000;
const LOOK_MS = 500;

export async function settleCards(
  world: World,
  members: () => ReadonlyArray<Member>,
): Promise<void> {
  await untilQuiet(world, members);
  takeOrphans(world, members());
  await untilQuiet(world, members);
  answerAll(world, members());
  await untilQuiet(world, members);
  for (const member of members()) payOnce(world, member);
  await untilQuiet(world, members);
}

/** Waits until nobody is at a terminal, and no till asks one. */
async function untilQuiet(world: World, members: () => ReadonlyArray<Member>): Promise<void> {
  const { time, terminals } = world;
  const untilMs = time.nowMs() + SETTLED_MS_MAX;
  // What begins by itself begins within a second.
  await time.runUntil(time.nowMs() + TOLD_MS);
  while (time.nowMs() < untilMs && world.problems().length === 0) {
    const isAsked = members().some(({ process }) => process.cards()?.desk.running().length !== 0);
    if (!isAsked && [...terminals.values()].every((terminal) => terminal.isQuiet())) break;
    await time.runUntil(time.nowMs() + LOOK_MS);
  }
  await time.runUntil(time.nowMs() + TOLD_MS);
}

function handsOf(world: World, { box, process }: Member) {
  const cards = process.cards();
  const till = process.open()?.till;
  if (cards === undefined || till === undefined) return undefined;
  const number = staffNumber(box.facts.person);
  function note(what: string): void {
    world.trace.note(world.time.nowMs(), box.name, what);
  }

  const actor = { number, name: `Person ${number}` };
  return { process: cards, till, actor, note, terminals: world.terminals };
}

/** Some member drives what a till that is gone drove. */
function takeOrphans(world: World, members: ReadonlyArray<Member>): void {
  const [first] = members;
  const hands = first && handsOf(world, first);
  if (hands === undefined) return;
  const here = new Set(members.map(({ process }) => process.ledger.identity.key.device));
  const { till, actor } = hands;
  for (const { id, driver, isBound } of till.ledger.read(readTerminals)) {
    if (here.has(driver)) continue;
    if (isBound) changeTerminal(till, actor, { id, isNew: false, said: { isBound: false } });
    hands.note(`is to take ${takeOver(hands, id)}`);
  }
}

function answerAll(world: World, [first]: ReadonlyArray<Member>): void {
  const hands = first && handsOf(world, first);
  if (hands === undefined) return;
  for (const payment of unknownPayments(hands.till)) {
    hands.note(`of ${payment.id}: ${sayTruth(hands, payment)}`);
  }
}

/** One payment at each terminal that the till drives. */
function payOnce(world: World, member: Member): void {
  const hands = handsOf(world, member);
  if (hands === undefined) return;
  for (const { id } of hands.process.desk.terminals()) {
    const order = member.process.orderOne();
    if (order !== undefined) hands.note(`pays ${payAt(hands, { ...order, terminal: id })}`);
  }
}
