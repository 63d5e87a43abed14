/**
 * A past that comes late: the box is told what today rests on, and takes nothing else for a while. Its cashier works by
 * that meanwhile, and everything has to be right in the end all the same.
 */

import { settlePresent } from "../../app/mesh/shop-past.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type MeshLedger } from "../../mesh/gossip/ports.ts";
import { type Dice } from "./dice.ts";
import { type Life } from "./life.ts";
import { type MeshProcess } from "./mesh-process.ts";
import { type World } from "./world.ts";

const LOOK_MS = 500;
const HOUR_MS = 3_600_000;
/** How long the past may wait, of the time that the shop is open. */
const LATE_SHARE = 0.6;

interface LatePast {
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

/** Looks now and then whether the past is here. */
export function keepPresent(
  { world, name, ledger }: LatePast,
  life: Life,
  mesh: MeshProcess,
): void {
  if (!world.options.hearsLate) return;
  let isTold = false;
  function note(isNow: boolean): void {
    isTold = isNow;
    const what = isNow ? "was told today, and lacks the past" : "has heard the past";
    world.trace.note(world.time.nowMs(), name, what);
  }

  function look(): void {
    if (life.isOver()) return;
    if (life.isAwake() && ledger.room.state() !== "none") {
      life.run(() => {
        settlePresent(ledger, mesh.node.status());
        const isNow = ledger.present.facts() !== undefined;
        if (isNow !== isTold) note(isNow);
      });
    }
    world.time.after(LOOK_MS, look);
  }

  world.time.after(LOOK_MS, look);
}
