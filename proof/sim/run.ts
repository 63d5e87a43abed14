/**
 * One day of a simulated shop: it is founded and set up, people work in it while everything goes wrong,
 * then all is healed, and what must hold is looked at. The same options are the same day, each time.
 */

import { type Till } from "../../src/app/till/till.ts";
import { askForPurse, voucherPurse } from "../../src/app/vouchers/purse-rights.ts";
import { type Kind } from "../../src/domain/events/kinds.ts";
import { voucherNumber } from "../../src/domain/vouchers/voucher-code.ts";
import { checkApart } from "./apart-checks.ts";
import { planApart } from "./apart-halves.ts";
import { checkBottles } from "./bottle-checks.ts";
import { checkCards } from "./card-checks.ts";
import { settleCards } from "./card-end.ts";
import { hangTerminals, hasTerminals, healTerminals } from "./card-shop.ts";
import {
  areEqual,
  checkEnd,
  checkMoment,
  countingOf,
  type Member,
  membersOf,
  outcastsOf,
  isRobbed,
  isSettledWith,
  isUndisputed,
  straysOf,
  unlinkedTo,
  vectorOf,
} from "./checks.ts";
import { createWorld, type WorldDeps } from "./create-world.ts";
import {
  checkDays,
  checkSupplements,
  checkZs,
  checkDrawers,
  checkReceipts,
  receiptPapers,
} from "./day-checks.ts";
import { checkDestinations } from "./destination-checks.ts";
import { checkFloor, checkKitchen } from "./floor-checks.ts";
import { isKeptOut } from "./kept-out.ts";
import { hangPrinters, healPrinters } from "./kitchen.ts";
import { endLiar } from "./liar-end.ts";
import { planLiar } from "./liar.ts";
import { closeDays, closeTills, planLulls, planNight } from "./night.ts";
import { type SimOptions } from "./options.ts";
import { checkPapers, settlePapers } from "./paper-checks.ts";
import { staff } from "./people.ts";
import { checkPoints, checkPointsMoment, gatherPoints } from "./points-checks.ts";
import { checkPresent } from "./present-checks.ts";
import { checkPromotionMoment, checkPromotions } from "./promotion-checks.ts";
import { checkQuestions } from "./question-checks.ts";
import { checkReports } from "./report-checks.ts";
import { checkReturns } from "./return-checks.ts";
import { checkShifts } from "./shift-checks.ts";
import { found, joinAll } from "./shop.ts";
import { checkSilence } from "./silence.ts";
import { checkStock, checkStockMoment, isCovered } from "./stock-checks.ts";
import { hasStock } from "./stock-shop.ts";
import { carryTablets, checkTablets, planTablets, revokeLost } from "./tablets.ts";
import { checkTips } from "./tip-checks.ts";
import { planTroubles } from "./troubles.ts";
import {
  areVouchersCovered,
  askableOf,
  checkVoucherMoment,
  checkVouchers,
  redeemableIn,
} from "./voucher-checks.ts";
import { hasVouchers } from "./voucher-shop.ts";
import { type Box, type Problem, type World } from "./world.ts";

export interface SimResult {
  readonly options: SimOptions;
  /** The digest of everything that happened: two runs with one digest are the same run. */
  readonly digest: string;
  readonly problems: ReadonlyArray<Problem>;
  readonly figures: SimFigures;
  /** The kinds of the events that people wrote, or their tills for them. */
  readonly kinds: ReadonlySet<Kind>;
  /** The last lines of the trace. */
  readonly last: ReadonlyArray<string>;
}

export interface SimFigures {
  readonly boxes: number;
  readonly acts: number;
  readonly links: number;
  readonly bytes: number;
  readonly messages: number;
  /** The receipts on paper. */
  readonly receipts: number;
  /** The receipts with the mark that there may be another print. */
  readonly markedReceipts: number;
  /** The time from the end of all troubles until all tills held the same. */
  readonly healedAfterMs: number;
  readonly virtualMs: number;
}

const HOUR_MS = 3_600_000;
/** New boxes have to hear of each other, and of the shop. */
const SET_UP_MS_MAX = 30_000;
/** A till looks for another one at least so often, and waits so long after its disk had no room. */
const HEAL_MS_MAX = 120_000;
const LOOK_MS = 250;
const CHECK_EVERY_MS = 5000;
/** So many vouchers are redeemed in the end. */
const REDEEMED_MAX = 4;
/** Long enough that whoever repeats itself without end is caught at it. */
const QUIET_MS = 4000;
/** Longer than stand-ins wait, one after another, and their papers take. */
const QUIET_LOOKS_MAX = 30;
/** Pings, their answers, and what is told from time to time. */
const QUIET_BYTES_PER_LINK_SECOND = 4000;

export interface SimDeps extends WorldDeps {
  /** Called from time to time, while the shop is open. */
  readonly onMoment?: ((moment: SimMoment) => void) | undefined;
  /** When all is healed and closed, and was found right. */
  readonly onHealed?: ((shop: HealedShop) => void) | undefined;
}

export interface HealedShop {
  readonly tills: ReadonlyArray<Till>;
  /** Nothing was lost, shut out or set aside: what was sold stands in its Zs, once. */
  readonly isUndisputed: boolean;
}

export interface SimMoment {
  readonly openForMs: number;
  readonly acts: number;
}

export async function simulate(options: SimOptions, deps: SimDeps = {}): Promise<SimResult> {
  if (!options.isTwice) return play(options, deps);
  const lines: string[] = [];
  const first = await play(options, {
    ...deps,
    onLine: (line) => {
      lines.push(line);
      deps.onLine?.(line);
    },
  });
  return first.problems.length > 0 ? first : playAgain(first, lines, deps);
}

/** Whatever a run asks of anything but its options shows in another line sooner or later. */
async function playAgain(
  first: SimResult,
  lines: ReadonlyArray<string>,
  deps: SimDeps,
): Promise<SimResult> {
  let count = 0;
  let other: string | undefined;
  const again = await play(first.options, {
    ...deps,
    onLine: (line) => {
      if (line !== lines[count]) other ??= line;
      count += 1;
    },
  });
  if (again.digest === first.digest) return first;
  const where = other ?? lines[count] ?? "";
  const sentence = `played again it is another run, digest ${again.digest}, and was the same until: ${where}`;
  const problem = { atMs: first.figures.virtualMs, sentence, stack: undefined };
  return { ...first, problems: [problem] };
}

async function play(options: SimOptions, deps: SimDeps): Promise<SimResult> {
  using world = createWorld(options, deps);
  try {
    const healedAfterMs = await live(world, deps);
    return resultOf(world, healedAfterMs);
  } catch (cause) {
    world.problem("the run broke off", cause);
    return resultOf(world, 0);
  }
}

async function live(world: World, { onMoment, onHealed }: SimDeps): Promise<number> {
  const { options, time } = world;
  await setUp(world);
  const openedAtMs = time.nowMs();
  const untilMs = openedAtMs + options.hours * HOUR_MS;
  for (const box of world.boxes) staff(world, box);
  planTroubles(world, untilMs);
  planTablets(world, untilMs);
  planNight(world, untilMs);
  planLulls(world, untilMs);
  planLiar(world, untilMs);
  planApart(world, untilMs);
  while (time.nowMs() < untilMs && world.problems().length === 0) {
    await time.runUntil(Math.min(untilMs, time.nowMs() + CHECK_EVERY_MS));
    checkMoment(world);
    checkZs(world);
    checkStockMoment(world);
    checkVoucherMoment(world);
    checkPromotionMoment(world);
    checkPointsMoment(world);
    onMoment?.({ openForMs: time.nowMs() - openedAtMs, acts: world.books.all().length });
  }
  if (world.problems().length > 0) return 0;
  const healedAfterMs = await heal(world);
  if (world.problems().length > 0) return healedAfterMs;
  await endCards(world);
  if (world.problems().length > 0) return healedAfterMs;
  await endLiar(world, {
    until: async (isHeard) => {
      if (!(await waitFor(world, HEAL_MS_MAX, isHeard))) world.problem(notSettled(world));
    },
    settle: async (isHeard = () => true) => {
      const isWhole = await waitFor(world, HEAL_MS_MAX, () => isHeard() && isSettled(world));
      if (!isWhole) world.problem(notSettled(world));
    },
  });
  if (world.problems().length > 0) return healedAfterMs;
  await sellOnce(world);
  if (world.problems().length > 0) return healedAfterMs;
  await cover(world);
  if (world.problems().length > 0) return healedAfterMs;
  await redeemSome(world);
  await gatherPoints(
    world,
    () => membersOf(world),
    () => settle(world, HEAL_MS_MAX),
  );
  if (world.problems().length > 0) return healedAfterMs;
  checkSupplements(world, membersOf(world));
  await closeNight(world);
  if (world.problems().length > 0) return healedAfterMs;
  const members = membersOf(world);
  checkEnd(world, members);
  checkPresent(world, members);
  checkQuestions(world, members);
  checkFloor(world, members);
  checkDrawers(world, members);
  checkDays(world, members);
  checkPapers(world, members);
  checkKitchen(world, members);
  checkDestinations(world, members);
  checkCards(world, members);
  checkReceipts(world, members);
  checkShifts(world, members);
  checkTips(world, members);
  checkStock(world, members);
  checkVouchers(world, members);
  checkPromotions(world, members);
  checkReturns(world, members);
  checkPoints(world, members);
  checkBottles(world, members);
  checkApart(world, members);
  checkTablets(world);
  checkReports(world, members);
  if (options.manners === "silence") checkSilence(world, members);
  if (world.problems().length === 0) onHealed?.(healedShop(world, members));
  await checkQuiet(world, members);
  return healedAfterMs;
}

async function endCards(world: World): Promise<void> {
  if (world.terminals.size === 0) return;
  await settleCards(world, () => membersOf(world));
  if (!(await settle(world, HEAL_MS_MAX))) world.problem(notSettled(world));
}

function healedShop(world: World, members: ReadonlyArray<Member>): HealedShop {
  return {
    tills: members.flatMap(({ process }) => process.open()?.till ?? []),
    isUndisputed: members.every(({ process }) => isUndisputed(world, process.ledger)),
  };
}

async function setUp(world: World): Promise<void> {
  const { options } = world;
  found(world);
  await joinAll(world, options.tills);
  if (!(await settle(world, SET_UP_MS_MAX))) {
    world.problem("the boxes of the shop never came to know each other");
  }
  carryTablets(world);
  if (world.tablets.cashless.size > 0 && !(await settle(world, SET_UP_MS_MAX))) {
    world.problem("the boxes of the shop never came to know who takes no cash");
  }
  if (hasTerminals(world) && world.problems().length === 0) hangTerminals(world);
  if (options.without.has("printers") || world.problems().length > 0) return;
  hangPrinters(world);
  if (!(await settle(world, SET_UP_MS_MAX))) {
    world.problem("the boxes of the shop never came to know of their printers");
  }
}

/** Everything works again: what must come now comes by itself. */
async function heal(world: World): Promise<number> {
  const { time, trace, network, boxes } = world;
  world.close();
  network.healAll();
  world.tablets.outOfRadio.clear();
  world.tellers.bad.clear();
  healPrinters(world);
  healTerminals(world);
  for (const box of boxes) {
    box.setRoom(undefined);
    box.start();
  }
  const sinceMs = time.nowMs();
  trace.note(sinceMs, "~", "all is well again");
  const isWhole = await waitFor(world, HEAL_MS_MAX, () => isSettled(world, isKeptOut));
  if (!isWhole) world.problem(notSettled(world));
  const healedAfterMs = time.nowMs() - sinceMs;
  await settlePapers(world);
  if (world.tablets.lost.length > 0) {
    revokeLost(world);
    if (!(await settle(world, HEAL_MS_MAX))) world.problem(notSettled(world));
  }
  return healedAfterMs;
}

/** Sells once at each till of the shop, because each may sell, whatever has been. */
async function sellOnce(world: World): Promise<void> {
  for (const { box, process } of membersOf(world)) {
    const fault = process.sellOne();
    if (fault !== undefined) world.problem(`${box.name} can't sell: ${fault}`);
  }
  if (!(await settle(world, HEAL_MS_MAX))) world.problem(notSettled(world));
  await settlePapers(world);
  // The last paper may have come out just now, and nobody else has heard of that.
  if (!(await settle(world, HEAL_MS_MAX))) world.problem(notSettled(world));
}

/** Waits until tills have covered what is short of guarded goods and of vouchers, and all have heard of it. */
async function cover(world: World): Promise<void> {
  if (hasStock(world.options)) {
    const isDone = await waitFor(
      world,
      HEAL_MS_MAX,
      () => isCovered(membersOf(world)) && isSettled(world),
    );
    if (!isDone) world.problem("what is short of guarded goods was never covered");
  }
  if (!hasVouchers(world.options)) return;
  const isDone = await waitFor(
    world,
    HEAL_MS_MAX,
    () => areVouchersCovered(membersOf(world)) && isSettled(world),
  );
  if (!isDone) world.problem("what is short of vouchers was never covered");
}

/** Redeems some vouchers, each wholly at one till: what others have of it comes there when it is asked for. */
async function redeemSome(world: World): Promise<void> {
  if (!hasVouchers(world.options)) return;
  const members = membersOf(world);
  const askable = askableOf(members);
  if (askable.length === 0) return;
  const dice = world.dice.fork("last vouchers");
  const shown = dice
    .shuffle(redeemableIn(world, members))
    .slice(0, REDEEMED_MAX)
    .map((voucher) => ({ voucher, at: dice.pick(askable) }));
  for (const { voucher, at } of shown) {
    const desk = at.process.open();
    if (desk !== undefined)
      askForPurse(desk.till, voucherPurse(voucher.id), at.process.mesh.node.ask);
  }
  if (!(await settle(world, HEAL_MS_MAX))) world.problem(notSettled(world));
  for (const { voucher, at } of shown) {
    const fault = at.process.redeem(voucher);
    if (fault === undefined) continue;
    const number = voucherNumber(voucher.id);
    world.problem(`${at.box.name} refuses ${voucher.amount} that voucher ${number} has: ${fault}`);
  }
  if (!(await settle(world, HEAL_MS_MAX))) world.problem(notSettled(world));
  await settlePapers(world);
  if (!(await settle(world, HEAL_MS_MAX))) world.problem(notSettled(world));
}

/** Every till closes, and one of them the shop's days: then each sum has to be where it belongs. */
async function closeNight(world: World): Promise<void> {
  closeTills(membersOf(world));
  if (!(await settle(world, HEAL_MS_MAX))) world.problem(notSettled(world));
  const [closer] = membersOf(world);
  if (closer !== undefined) closeDays(closer);
  if (!(await settle(world, HEAL_MS_MAX))) world.problem(notSettled(world));
}

function settle(world: World, withinMs: number): Promise<boolean> {
  return waitFor(world, withinMs, () => isSettled(world));
}

async function waitFor(world: World, withinMs: number, isDone: () => boolean): Promise<boolean> {
  const { time } = world;
  const untilMs = time.nowMs() + withinMs;
  while (time.nowMs() < untilMs) {
    await time.runUntil(time.nowMs() + LOOK_MS);
    if (world.problems().length > 0) return true;
    if (isDone()) return true;
  }
  return false;
}

/** `mayBeOut`: boxes that somebody else has to let in first. */
function isSettled(
  world: World,
  mayBeOut: (world: World, box: Box) => boolean = () => false,
): boolean {
  const members = membersOf(world);
  const isWhole = members.every(({ process }) => process.open() !== undefined);
  // The cheapest check comes first, because all checks but the last say no.
  return (
    isWhole &&
    members.every((member) => unlinkedTo(member, members).length === 0) &&
    straysOf(world, members).every((box) => mayBeOut(world, box)) &&
    outcastsOf(world, members).every(
      (outcast) => mayBeOut(world, outcast.box) || isSettledWith(members, outcast),
    ) &&
    areEqual(members, chainsOf(world))
  );
}

function chainsOf({ liars }: World): typeof vectorOf {
  return liars.length === 0 ? vectorOf : countingOf;
}

function notSettled(world: World): string {
  const members = membersOf(world);
  const ends = members.map(({ box, process }) => {
    const { ledger, mesh } = process;
    const count = [...ledger.heads().values()].reduce((sum, { seq }) => sum + seq, 0);
    const peers = mesh.node.connections().length;
    return `${box.name}: ${count} events, ${peers} links, ${ledger.secrets.rows().length} secrets`;
  });
  const strays = [
    ...straysOf(world, members).map(({ name }) => `; ${name} is not in`),
    ...outcastsOf(world, members)
      .filter((outcast) => !isSettledWith(members, outcast))
      .map(
        ({ box }) => `; ${box.name} is shut out, and doesn't know it or was not heard to its end`,
      ),
  ];
  return `after all was healed the tills never came to hold the same (${ends.join("; ")}${strays.join("")})`;
}

/** Counts the work of boxes by themselves: printed documents, and stored events. */
function doneIn({ kitchen }: World, members: ReadonlyArray<Member>): number {
  const papers = [...kitchen.printers.values()].map((printer) => printer.papers.length);
  const events = members.flatMap(({ process }) =>
    [...process.ledger.heads().values()].map(({ seq }) => seq),
  );
  return [...papers, ...events].reduce((sum, count) => sum + count, 0);
}

/**
 * A ticket may have waited for its stand-in longer than anybody looked: that one has just claimed it,
 * and the others are about to hear of it. Then all is looked at once more.
 */
async function checkQuiet(
  world: World,
  members: ReadonlyArray<Member>,
  looksLeft = QUIET_LOOKS_MAX,
): Promise<void> {
  const { time, network, boxes } = world;
  // Who was robbed dials every ten minutes, tells all that it has, and hears that it is revoked.
  const hosts = boxes.filter((box) => !isRobbed(world, box)).map(({ host }) => host());
  const before = network.bytesAmong(hosts);
  const done = doneIn(world, members);
  await time.runUntil(time.nowMs() + QUIET_MS);
  if (doneIn(world, members) !== done) {
    if (looksLeft > 0) return checkQuiet(world, members, looksLeft - 1);
    world.problem("with nothing to do, tills go on doing it");
  }
  // Who is shut out dials the members, too, and tells what it has.
  const ways = members.length * (hosts.length - 1);
  const bytes = (network.bytesAmong(hosts) - before) / (QUIET_MS / 1000);
  if (ways > 0 && bytes / ways > QUIET_BYTES_PER_LINK_SECOND) {
    world.problem(`with nothing to tell, ${Math.round(bytes)} bytes a second are told`);
  }
  if (!areEqual(members, chainsOf(world)))
    world.problem("what was equal has become different by itself");
}

function resultOf(world: World, healedAfterMs: number): SimResult {
  const { options, trace, boxes, books, network, time } = world;
  const { links, bytes, payloads } = network.figures();
  const receipts = receiptPapers(world);
  const figures: SimFigures = {
    boxes: boxes.length,
    acts: books.all().length,
    links,
    bytes,
    messages: payloads,
    receipts: receipts.all,
    markedReceipts: receipts.marked,
    healedAfterMs,
    virtualMs: time.nowMs(),
  };
  trace.note(time.nowMs(), "=", JSON.stringify(figures));
  const vectors = membersOf(world).map(({ process }) => vectorOf(process.ledger));
  trace.note(time.nowMs(), "=", vectors.join("\n"));
  return {
    options,
    digest: trace.digest(),
    kinds: new Set(books.all().flatMap((act) => act.events.map(({ kind }) => kind))),
    problems: world.problems(),
    figures,
    last: trace.last(),
  };
}
