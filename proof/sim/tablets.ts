/**
 * Tills that are carried about: they leave the reach of the radio, sleep, lose their battery, and one of them may
 * be lost. Several may be tills on one box, which come and go with it. Some take no cash.
 */

import { revokeDevice } from "../../src/app/mesh/devices.ts";
import { ok } from "../../src/domain/base/result.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { type SpoolJob, WAITING } from "../../src/printer/spool/spool-store.ts";
import { type Dice } from "./dice.ts";
import { type SimOptions } from "./options.ts";
import { WELL } from "./printer.ts";
import { staffNumber } from "./shop-set-up.ts";
import { clockText } from "./trace.ts";
import { type Box, type Tablet, type World } from "./world.ts";

type Trip = "hole" | "sleeps" | "battery" | "until morning" | "lost";

const TRIPS: Readonly<Record<Trip, number>> = {
  hole: 12,
  sleeps: 4,
  battery: 4,
  "until morning": 1,
  lost: 1,
};
/** Seconds out of reach, as of a patio and of a cellar. */
const AWAY_MS = { least: 5000, most: 300_000 };
/** Trips of each tablet in a run, and the share of them that are short whatever the run is. */
const TRIPS_OF_A_RUN = 5;
const SHORT_SHARE = 0.5;
const SHORT_MS_MAX = 15_000;
const ONE_BOX_SHARE = 0.4;
const CASHLESS_SHARE = 0.5;
const LOOK_MS = 50;
const JOBS_MAX = 1000;
/** Paper is there so long after a link is back, where the printer has nothing else in hand. */
const PAPER_MS_MAX = 3000;
const LINK_MS_MAX = 60_000;
/** One is left that knows what the lost one did, and one that lets others in. */
const LOST_FROM = 3;

export function hasTablets({ without, manners, hasLiar }: SimOptions): boolean {
  return !without.has("tablets") && manners === "rough" && !hasLiar;
}

/** The founder stays at the counter; some of the others are carried, and some of these take no cash. */
export function carryTablets(world: World): void {
  if (!hasTablets(world.options)) return;
  const dice = world.dice.fork("tablets");
  const [founder, ...others] = world.boxes;
  const count = others.length === 0 ? 0 : dice.between(1, others.length);
  const carried = dice.shuffle(others).slice(0, count);
  const onOneBox = carried.length > 1 && dice.chance(ONE_BOX_SHARE) ? 2 : 1;
  const { tablets } = world;
  if (carried.length > 0) tablets.carried.push({ boxes: carried.slice(0, onOneBox) });
  for (const box of carried.slice(onOneBox)) tablets.carried.push({ boxes: [box] });
  for (const { name } of carried) {
    if (dice.chance(CASHLESS_SHARE)) tablets.cashless.add(name);
  }
  const process = founder?.process();
  if (process === undefined || tablets.cashless.size === 0) return;
  const streams = [toStreamId("set", "cashless-tills")];
  const body = { value: [...tablets.cashless], over: [] };
  process.ledger.commit({
    by: "",
    name: "cashless tills",
    decide: () => ok({ events: [{ kind: "setting/set", streams, body }] }),
  });
  process.mesh.committed();
}

/** Whether the box has nothing but the radio: no printer hangs at a port of it. */
export function isCarried({ tablets }: World, box: Box | undefined): boolean {
  return tablets.carried.some(({ boxes }) => boxes.some((own) => own === box));
}

/** Lets tablets come and go until `untilMs`. */
export function planTablets(world: World, untilMs: number): void {
  const { time, tablets } = world;
  const openMs = untilMs - time.nowMs();
  for (const [at, tablet] of tablets.carried.entries()) {
    const dice = world.dice.fork(`tablet ${at}`);
    planTrip(world, tablet, { dice, untilMs, meanMs: openMs / TRIPS_OF_A_RUN });
  }
}

interface Journey {
  readonly dice: Dice;
  readonly untilMs: number;
  readonly meanMs: number;
}

function planTrip(world: World, tablet: Tablet, journey: Journey): void {
  const { time, trace } = world;
  const { dice, untilMs, meanMs } = journey;
  const waitMs = dice.nat(2 * meanMs);
  if (time.nowMs() + waitMs >= untilMs) return;
  time.after(waitMs, () => {
    const mostMs = dice.chance(SHORT_SHARE) ? SHORT_MS_MAX : AWAY_MS.most;
    const wishedMs = dice.between(AWAY_MS.least, mostMs);
    const forMs = Math.min(wishedMs, untilMs - time.nowMs());
    const trip = tripOf(world, tablet, dice.weighed(TRIPS));
    const names = tablet.boxes.map(({ name }) => name).join("");
    trace.note(time.nowMs(), "~", `tablet ${names}: ${trip}, for ${clockText(forMs)}`);
    const isBack = go(world, tablet, { trip, forMs });
    if (!isBack) return;
    time.after(forMs, () => {
      if (!world.isClosed()) planTrip(world, tablet, journey);
    });
  });
}

/** A box with several tills is not lost, nor is a second tablet. */
function tripOf({ tablets, boxes }: World, tablet: Tablet, wished: Trip): Trip {
  const mayBeLost =
    tablets.lost.length === 0 && tablet.boxes.length === 1 && boxes.length >= LOST_FROM;
  return wished === "lost" && !mayBeLost ? "battery" : wished;
}

/** Returns whether it comes back before the shop is closed. */
function go(
  world: World,
  tablet: Tablet,
  { trip, forMs }: { readonly trip: Trip; readonly forMs: number },
): boolean {
  const { time } = world;
  switch (trip) {
    case "hole":
      leaveRadio(world, tablet, forMs);
      return true;
    case "sleeps":
      // Its program stands still, and so does its radio.
      leaveRadio(world, tablet, forMs);
      for (const box of tablet.boxes) box.freeze(forMs);
      return true;
    case "battery":
      for (const box of tablet.boxes) {
        box.stop("power");
        time.after(forMs, box.start);
      }
      return true;
    case "until morning":
      // Whoever opens the shop again switches it on.
      for (const box of tablet.boxes) box.stop("power");
      return false;
    default: {
      const [box] = tablet.boxes;
      const device = box?.process()?.ledger.identity.key.device;
      if (device === undefined) return true;
      world.tablets.lost.push(device);
      box?.goForGood();
      return false;
    }
  }
}

function leaveRadio(world: World, { boxes }: Tablet, forMs: number): void {
  const { network, time, tablets } = world;
  const others = world.boxes.filter((box) => !boxes.includes(box));
  const joins = boxes.flatMap((box) =>
    others.flatMap((other) => [
      network.cut(box.host(), other.host()),
      network.cut(other.host(), box.host()),
    ]),
  );
  for (const { name } of boxes) tablets.outOfRadio.add(name);
  time.after(forMs, () => {
    for (const { name } of boxes) tablets.outOfRadio.delete(name);
    for (const join of joins) join();
    for (const box of boxes) watchReturn(world, box);
  });
}

/**
 * Looks whether the printers of a till whose links had all ended print within three seconds once it has one
 * again. A printer that was in trouble, or has something else in hand, has its own time.
 */
function watchReturn(world: World, box: Box): void {
  const { time } = world;
  const process = box.process();
  if (process === undefined || process.mesh.node.connections().length > 0) return;
  const waiting = waitingAt(box);
  if (waiting.length === 0) return;
  const untilMs = time.nowMs() + LINK_MS_MAX;

  function look(): void {
    if (!isStillThere(world, box, process) || time.nowMs() > untilMs) return;
    if (process?.mesh.node.connections().length === 0) {
      time.after(LOOK_MS, look);
      return;
    }
    const linkedMs = time.nowMs();
    watchPaper(linkedMs);
  }

  function watchPaper(linkedMs: number): void {
    if (!isStillThere(world, box, process)) return;
    const still = new Set(waitingAt(box).map(({ id }) => id));
    const idle = waiting.filter(({ id, printer }) => still.has(id) && isIdle(world, printer));
    if (idle.length === 0) return;
    if (time.nowMs() - linkedMs <= PAPER_MS_MAX) {
      time.after(LOOK_MS, () => {
        watchPaper(linkedMs);
      });
      return;
    }
    world.problem(
      `${box.name} has a link again, and ${idle.map(({ printer }) => printer).join(", ")} still waits to print`,
    );
  }

  look();
}

function isStillThere(
  { isClosed, tablets }: World,
  box: Box,
  process: ReturnType<Box["process"]>,
): boolean {
  return !isClosed() && box.process() === process && !tablets.outOfRadio.has(box.name);
}

/** The printer has nothing in hand, nobody talks to it, and nothing is wrong with it. */
function isIdle({ kitchen }: World, id: string): boolean {
  const printer = kitchen.printers.get(id);
  if (printer === undefined || !printer.isFree()) return false;
  return JSON.stringify(printer.faults()) === JSON.stringify(WELL);
}

function waitingAt(box: Box): ReadonlyArray<Pick<SpoolJob, "id" | "printer">> {
  return box.process()?.open()?.jobs.find({ states: WAITING, limit: JOBS_MAX }) ?? [];
}

/** Nobody finds it any more: it is shut out, and what was heard of it goes on counting. */
export function revokeLost(world: World): void {
  const [founder] = world.boxes;
  const process = founder?.process();
  const till = process?.open()?.till;
  if (founder === undefined || process === undefined || till === undefined) return;
  for (const device of world.tablets.lost) {
    const actor = { number: staffNumber(founder.facts.person), name: "" };
    const done = revokeDevice(till, actor, { device, reason: "lost" });
    if (!done.ok) world.problem(`a lost tablet can't be revoked: ${JSON.stringify(done.fault)}`);
  }
  process.run(process.mesh.committed);
}

/** A till without cash has neither taken any nor handed any out. */
export function checkTablets(world: World): void {
  for (const { box, events } of world.books.all()) {
    if (!world.tablets.cashless.has(box)) continue;
    for (const event of events) {
      const isTaken =
        event.kind === "payment/started" && event.body.method === "cash" && event.body.amount !== 0;
      const isChange = event.kind === "payment/captured" && event.body.change !== 0;
      const isGiven =
        event.kind === "refund/issued" && event.body.out.some(({ method }) => method === "cash");
      if (isTaken || isChange || isGiven) {
        world.problem(`${box} takes no cash, and moved some: ${event.kind}`);
        return;
      }
    }
  }
}
