/**
 * A past that comes late: the box is told what today rests on, and takes nothing else for a while. Its cashier works by
 * that meanwhile, and everything has to be right in the end all the same. So it has where a liar claims to hold more
 * than there is: then a till asks for today that has its past.
 */

import { createPastWatch, createPresentWatch } from "../../src/app/membership/shop-past.ts";
import { type ChainEnd } from "../../src/domain/identity.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { type MeshLedger } from "../../src/mesh/gossip/ports.ts";
import { type Dice } from "./dice.ts";
import { dieAt } from "./late-deaths.ts";
import { type Life } from "./life.ts";
import { type MeshProcess } from "./mesh-process.ts";
import { type World } from "./world.ts";

const LASTING_TAGS = ["cat", "staff", "set"] as const;
const LOOK_MS = 500;
const HOUR_MS = 3_600_000;
/** How long the past may wait, of the time that the shop is open. */
const LATE_SHARE = 0.6;
/** A box that is to die while it sells by the present does so at one of so many looks. */
const DYING_LOOKS = 4;

export interface LatePast {
  readonly world: World;
  readonly name: string;
  readonly ledger: Ledger;
  readonly dice: Dice;
}

/** The ledger as the mesh uses it, which finds no place for the past of others for a while. */
export function hearingLate({ world, ledger, dice }: LatePast, mesh: MeshLedger): MeshLedger {
  if (!world.options.hearsLate || !ledger.present.isWanted()) return mesh;
  const lateMs = Math.floor(world.options.hours * HOUR_MS * LATE_SHARE);
  const untilMs = world.time.nowMs() + dice.fork("late past").nat(lateMs);
  return {
    ...mesh,
    receive: (pieces) =>
      world.time.nowMs() < untilMs && !world.isClosed()
        ? pieces.map(() => ({ type: "gap" }))
        : mesh.receive(pieces),
  };
}

/** The same ledger, which must not claim what it was only told. */
export function claimingNothing({ world, name, ledger }: LatePast, mesh: MeshLedger): MeshLedger {
  if (!world.options.hearsLate) return mesh;

  function held(ends: ReadonlyArray<ChainEnd>): ReadonlyArray<ChainEnd> {
    if (ledger.present.facts() === undefined) return ends;
    const other = ends.find((end) => ledger.read(() => ledger.store.withEnd(end) === undefined));
    if (other !== undefined) {
      world.problem(`${name} says that it holds ${other.origin} ${other.seq}, and was only told`);
    }
    return ends;
  }

  return {
    ...mesh,
    ends: () => held(mesh.ends()),
    endsOf: (origin) => held(mesh.endsOf(origin)),
  };
}

/** Looks now and then whether the past is here. */
export function keepPresent(
  { world, name, ledger, dice }: LatePast,
  life: Life,
  mesh: MeshProcess,
): void {
  const { hearsLate, hasLiar } = world.options;
  if (!hearsLate && !hasLiar) return;
  const dying = dice.fork("sells by today");
  const watchPast = createPastWatch(ledger);
  const watchPresent = createPresentWatch(ledger, world.time.nowMs);
  let isTold = false;
  let goods = 0;

  /** Goods, people and settings are taken off no list: who tells of today makes a till show no fewer. */
  function checkNeverLess(): void {
    const isOverPast = ledger.present.facts()?.lacked === "the newest";
    const now = ledger.read((view) => LASTING_TAGS.flatMap(view.tagged).length);
    if (isOverPast && now < goods)
      world.problem(`${name} shows ${now} of ${goods} goods, people and settings`);
    goods = now;
  }

  function note(isNow: boolean): void {
    isTold = isNow;
    const what = isNow ? "was told today, and lacks the past" : "has heard the past";
    world.trace.note(world.time.nowMs(), name, what);
  }

  function look(): void {
    if (life.isOver()) return;
    if (life.isAwake() && ledger.room.state() !== "none") {
      life.run(() => {
        const status = mesh.node.status();
        watchPast(status);
        watchPresent(status);
        const isNow = ledger.present.facts() !== undefined;
        if (isNow !== isTold) note(isNow);
        if (isNow && ledger.present.tell({ since: 0, receipts: [] }) !== undefined) {
          world.problem(`${name} tells today on, and has not heard the past itself`);
        }
        checkNeverLess();
        if (hearsLate && isNow && dying.nat(DYING_LOOKS) === 0)
          dieAt(world, name, "sells by today");
      });
    }
    world.time.after(LOOK_MS, look);
  }

  world.time.after(LOOK_MS, look);
}
