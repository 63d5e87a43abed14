/** A shop of the fixtures in virtual time: tills that people work at by its use cases. */

import { areEqual, membersOf } from "../../proof/sim/checks.ts";
import { createWorld } from "../../proof/sim/create-world.ts";
import { createSeededRandom } from "../../proof/sim/dice.ts";
import { completeOptions, TROUBLES } from "../../proof/sim/options.ts";
import { found, joinAll } from "../../proof/sim/shop.ts";
import { type Box, type OpenDesk, type Process, type World } from "../../proof/sim/world.ts";
import { setUpShop } from "../../proof/stories/play-story.ts";
import { loadFixture } from "../../src/app/catalogue/fixtures.ts";
import { closeDay, type DayToClose, type DayWasClosed } from "../../src/app/day/close-evening.ts";
import { type MeshView, toMeshView } from "../../src/app/membership/mesh-view.ts";
import { orderView } from "../../src/app/orders/orders.ts";
import { stagePepper } from "../../src/app/till/person-secrets.ts";
import { type Actor, type Till } from "../../src/app/till/till.ts";
import { type Result } from "../../src/domain/base/result.ts";
import { isOfRights } from "../../src/domain/commands/approval.ts";
import { type Decision, type DecisionContext } from "../../src/domain/commands/decision.ts";
import { type Refusal } from "../../src/domain/commands/refusal.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { type OrderView } from "../../src/domain/views.ts";
import { commitBatch } from "../../src/ledger/commit-batch.ts";
import { type Committed, type Ledger } from "../../src/ledger/ledger.ts";
import { stageSecrets } from "../../src/ledger/staged-secrets.ts";
import { valueOf } from "./shop.ts";

const MINUTE_MS = 60_000;
const LOOK_MS = 250;
const PATIENCE_MS = 120_000;
/** After the tills have come to hold the same, for what they write and tell of themselves then. */
const SETTLES_MS = 3000;
/** Between the end of a time that was left out and the next act: clocks have heard of each other again. */
const WAKES_MS = 2000;

/** Minutes after the plan's own beginning. */
type Minute = number;

export interface VirtualShop extends Disposable {
  /** Lets everything happen up to then; a time in which nothing happens is left out. */
  readonly until: (minute: Minute) => Promise<void>;
  readonly untilEqual: () => Promise<void>;
  readonly desk: (till: string) => OpenDesk;
  /** What somebody does at a till, as one act; with the manager's word where it takes that. */
  readonly act: (till: string, staff: string, act: Act) => Committed;
  readonly knows: (till: string, id: EventId) => boolean;
  readonly order: (till: string, id: EventId) => OrderView;
  /** The power is gone: nothing of it tells anybody anything. */
  readonly dies: (till: string) => void;
  readonly isBack: (till: string) => void;
  /** The till's cable is pulled: it sells on, and hears nobody. */
  readonly isCutOff: (till: string) => void;
  /** All cables are in again. */
  readonly heals: () => void;
  readonly told: (till: string) => void;
  /** The mesh as the till's box sees it now. */
  readonly view: (till: string) => MeshView;
  /** Closes the day of a till for all that it hears of, as `till close` does. */
  readonly closes: (till: string, toClose: DayToClose) => Promise<DayWasClosed>;
  readonly problems: () => ReadonlyArray<string>;
}

export interface Act {
  readonly name: string;
  readonly decide: (context: DecisionContext) => Decision;
}

export interface Opening {
  readonly fixture: string;
  readonly tills: number;
  /** What passes before people come to work, from eight in the morning of a Friday. */
  readonly beforeMs: number;
  /** The minute of the plan in which they come. */
  readonly begins: Minute;
  /** Their word counts for what others may not do alone. */
  readonly manager: string;
}

export async function openVirtualShop({
  fixture: name,
  tills,
  beforeMs,
  begins,
  manager,
}: Opening): Promise<VirtualShop> {
  const options = completeOptions({ seed: 2, tills, without: new Set(TROUBLES) });
  const world = createWorld({ ...options, clockSkewMsMax: 0, clockDriftPpmMax: 0 }, {});
  const fixture = valueOf(loadFixture(name));
  const founder = found(world, [], fixture.shop);
  setUpShop(processOf(founder).ledger, fixture);
  keepsVouchers(processOf(founder).ledger);
  await joinAll(world, tills);
  await untilEqual(world);
  world.passNight(beforeMs);
  const until = createWait(world, begins);
  return {
    until,
    untilEqual: () => untilEqual(world),
    desk: (till) => deskOf(world, till),
    act: (till, staff, act) => perform(world, { till, staff, manager }, act),
    knows: (till, id) =>
      deskOf(world, till).till.ledger.read((view) => orderView(view, id)) !== undefined,
    order: (till, id) => {
      const order = deskOf(world, till).till.ledger.read((view) => orderView(view, id));
      if (order === undefined) throw new Error(`Till ${till} does not know the order.`);
      return order;
    },
    dies: (till) => {
      boxOf(world, till).stop("power");
    },
    isBack: (till) => {
      boxOf(world, till).start();
    },
    isCutOff: (till) => {
      const own = boxOf(world, till).host();
      for (const other of world.boxes.map((box) => box.host()).filter((host) => host !== own)) {
        world.network.cut(own, other);
        world.network.cut(other, own);
      }
    },
    heals: () => {
      world.network.healAll();
    },
    told: (till) => {
      processOf(boxOf(world, till)).mesh.committed();
    },
    view: (till) => viewOf(world, till),
    closes: (till, toClose) => closes(world, till, toClose),
    problems: () => world.problems().map(({ sentence }) => sentence),
    [Symbol.dispose]: () => {
      world[Symbol.dispose]();
    },
  };
}

/**
 * Nobody does anything between two acts, and tills that hold the same have nothing to tell each other but
 * that they are there: that would be most of the work of a night. So the clocks on the walls go on by
 * themselves, as they do in a night in which all boxes sleep.
 */
function createWait(world: World, begins: Minute): VirtualShop["until"] {
  const { time } = world;
  let startMs = time.nowMs() - begins * MINUTE_MS;

  function leftMs(minute: Minute): number {
    return startMs + minute * MINUTE_MS - time.nowMs();
  }

  return async (minute) => {
    let restMs = leftMs(minute);
    for (; restMs > LOOK_MS && !areEqual(membersOf(world)); restMs = leftMs(minute)) {
      await time.runUntil(time.nowMs() + LOOK_MS);
    }
    if (restMs > SETTLES_MS + WAKES_MS) {
      await time.runUntil(time.nowMs() + SETTLES_MS);
      restMs = leftMs(minute) - WAKES_MS;
      world.passNight(restMs);
      startMs -= restMs;
    }
    await time.runUntil(startMs + minute * MINUTE_MS);
  };
}

async function untilEqual(world: World): Promise<void> {
  const endMs = world.time.nowMs() + PATIENCE_MS;
  while (!isEqual(world)) {
    if (world.time.nowMs() >= endMs) throw new Error("The tills never held the same.");
    await world.time.runUntil(world.time.nowMs() + LOOK_MS);
  }
}

function isEqual(world: World): boolean {
  const members = membersOf(world);
  const isWhole = members.every(({ process }) => process.open() !== undefined);
  return isWhole && members.length === world.boxes.length && areEqual(members);
}

function viewOf(world: World, till: string): MeshView {
  const { node } = processOf(boxOf(world, till)).mesh;
  const steadyMs = world.time.nowMs();
  return toMeshView(node.status(), {
    port: 7777,
    openedAtMs: 0,
    awaits: null,
    candidates: [],
    steadyMs,
  });
}

async function closes(world: World, name: string, toClose: DayToClose): Promise<DayWasClosed> {
  const { till, clock } = deskOf(world, name);
  const process = processOf(boxOf(world, name));
  const closing: { done?: Awaited<ReturnType<typeof closeDay>> } = {};

  function mesh(): MeshView {
    process.mesh.committed();
    return viewOf(world, name);
  }

  async function close(): Promise<void> {
    closing.done = await closeDay({ till, clock, mesh }, toClose);
  }

  const closed = close();
  const untilMs = world.time.nowMs() + PATIENCE_MS;
  while (closing.done === undefined && world.time.nowMs() < untilMs) {
    await world.time.runUntil(world.time.nowMs() + LOOK_MS);
  }
  await closed;
  process.mesh.committed();
  if (closing.done === undefined) throw new Error("The day was never closed.");
  return valueOf(closing.done);
}

function boxOf({ boxes }: World, name: string): Box {
  const box = boxes.find((it) => it.name === name);
  if (box === undefined) throw new Error(`There is no till ${name}.`);
  return box;
}

function processOf(box: Box): Process {
  const process = box.process();
  if (process === undefined) throw new Error(`Till ${box.name} is off.`);
  return process;
}

function deskOf(world: World, till: string): OpenDesk {
  const desk = processOf(boxOf(world, till)).open();
  if (desk === undefined) throw new Error(`Till ${till} has not heard of its shop.`);
  return desk;
}

/** Codes of vouchers are kept by the pepper of the PINs, which nobody has in a shop without them. */
function keepsVouchers(ledger: Ledger): void {
  const random = createSeededRandom("pepper");
  const secrets = stageSecrets(ledger.secrets);
  stagePepper(secrets, random);
  secrets.keep();
  commitBatch(ledger, { by: "", name: "pepper", events: secrets.written() }, random);
}

export interface Someone {
  readonly till: string;
  readonly staff: string;
}

function perform(
  world: World,
  { till: name, staff, manager }: Someone & { readonly manager: string },
  { name: act, decide }: Act,
): Committed {
  const { till } = deskOf(world, name);
  const actor = actorAt(till, staff);
  const done = vouched(manager, actor, (who) => till.act(who, act, decide));
  processOf(boxOf(world, name)).mesh.committed();
  return done;
}

export function actorAt(till: Till, staff: string): Actor {
  return { number: staff, name: till.staffName(staff) };
}

/** With the manager's word where the person may not do it alone. */
export function vouched<Value, Fault>(
  manager: string,
  actor: Actor,
  work: (actor: Actor) => Result<Value, Refusal | Fault>,
): Value {
  const alone = work(actor);
  if (alone.ok) return alone.value;
  const fault = alone.fault as Refusal;
  const act = isOfRights(fault) ? fault.act : undefined;
  if (act === undefined) throw new Error(`${actor.name} is refused: ${JSON.stringify(fault)}`);
  return valueOf(work({ ...actor, approval: { by: manager, act } }));
}
