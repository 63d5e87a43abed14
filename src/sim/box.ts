/** One box of the simulated shop: a disk, a clock, a cable, and, while it runs, the program. */

import { type StoreDeps } from "../ledger/open-ledger.ts";
import { type BoxClock } from "./box-clock.ts";
import { createSeededRandom, type Dice } from "./dice.ts";
import { createProcess, type RunningProcess } from "./process.ts";
import { ZONE_OFFSET } from "./shop-set-up.ts";
import { type Host } from "./ways.ts";
import { type Box, type BoxFacts, type Process, type World } from "./world.ts";

export interface BoxDeps {
  readonly world: World;
  readonly name: string;
  readonly dir: string;
  readonly linkKey: string;
  readonly clock: BoxClock;
  readonly host: Host;
  readonly facts: BoxFacts;
  readonly dice: Dice;
}

const TOTAL_BYTES = 16 * 1024 ** 3;
const ANNOUNCED_EVERY_MS = 20_000;

export function createBox(deps: BoxDeps): Box {
  const { world, name, dir, clock } = deps;
  let { host } = deps;
  let running: RunningProcess | undefined;
  let [isPowered, isGone] = [false, false];
  let lives = 0;
  /** It says farewell; and somebody has switched it on again meanwhile. */
  let [isLeaving, isWanted] = [false, false];
  let freeBytes: number | undefined;

  function setPower(isOn: boolean): void {
    isPowered = isOn;
    world.network.setPower(host, isOn);
  }

  const box: Box = {
    name,
    dir,
    linkKey: deps.linkKey,
    clock,
    facts: deps.facts,
    host: () => host,
    process: () => running,
    hasPower: () => isPowered,
    start: () => {
      if (running !== undefined || isGone) {
        isWanted ||= isLeaving;
        return;
      }
      isWanted = false;
      lives += 1;
      setPower(true);
      running = createProcess({
        ...deps,
        host,
        random: createSeededRandom(`${world.options.seed} ${name} life ${lives}`),
        storeDeps: (ownClock, ownRandom) =>
          storeDepsOf(deps, { clock: ownClock, random: ownRandom, freeBytes: () => freeBytes }),
      });
      announce(world, box, running);
    },
    stop: (how) => {
      running?.end(how);
      running = undefined;
      isLeaving = false;
      if (how === "power") setPower(false);
    },
    goForGood: () => {
      isGone = true;
      box.stop("power");
    },
    shutDown: () => {
      isLeaving = shutDown(world, box, () => {
        const isWantedBack = isWanted;
        box.stop("stopped");
        if (isWantedBack) box.start();
      });
    },
    freeze: (forMs) => running?.freeze(forMs),
    move: (to) => {
      world.network.setPower(host, false);
      host = to;
      world.network.setPower(host, isPowered);
      running?.mesh.move(to);
      world.announce(box);
    },
    setRoom: (bytes) => {
      freeBytes = bytes;
      running?.ledger.room.lookAgain();
    },
  };
  return box;
}

interface OwnStoreDeps extends Pick<StoreDeps, "clock" | "random"> {
  readonly freeBytes: () => number | undefined;
}

function storeDepsOf(
  { world, name, facts: { board } }: BoxDeps,
  { clock, random, freeBytes }: OwnStoreDeps,
): StoreDeps {
  return {
    clock,
    random,
    offsetMinutes: () => ZONE_OFFSET,
    tuning: world.tuning,
    diskSpace: () => ({ freeBytes: freeBytes() ?? TOTAL_BYTES, totalBytes: TOTAL_BYTES }),
    ...(board === undefined ? {} : { board: [["board", board]] }),
    onTrouble: (cause) => {
      world.trace.note(world.time.nowMs(), name, `trouble: ${String(cause)}`);
    },
  };
}

/** Says whether it takes its time: then `end` is called when it is over, unless something else ended it. */
function shutDown(world: World, box: Box, end: () => void): boolean {
  const leaving = box.process();
  const left = leaving?.leave();
  if (left === undefined) {
    box.stop("stopped");
    return false;
  }
  left
    .then(() => (box.process() === leaving ? end() : undefined))
    .catch((cause: unknown) => {
      world.problem(`${box.name} can't leave`, cause);
    });
  return true;
}

/** From time to time, as long as it runs: multicast says things more than once. */
function announce(world: World, box: Box, process: Process): void {
  if (box.process() !== process) return;
  world.announce(box);
  world.time.after(ANNOUNCED_EVERY_MS, () => {
    announce(world, box, process);
  });
}
