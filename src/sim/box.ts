/** One box of the simulated shop: a disk, a clock, a cable, and, while it runs, the program. */

import { type Random } from "../domain/ports.ts";
import { type StoreDeps } from "../ledger/open-ledger.ts";
import { type BoxClock, type ProcessClock } from "./box-clock.ts";
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
  let isPowered = false;
  let lives = 0;
  let freeBytes: number | undefined;

  function storeDeps(processClock: ProcessClock, random: Random): StoreDeps {
    const { board } = deps.facts;
    return {
      clock: processClock,
      random,
      offsetMinutes: () => ZONE_OFFSET,
      tuning: world.tuning,
      diskSpace: () => ({ freeBytes: freeBytes ?? TOTAL_BYTES, totalBytes: TOTAL_BYTES }),
      ...(board === undefined ? {} : { board: [["board", board]] }),
      onTrouble: (cause) => {
        world.trace.note(world.time.nowMs(), name, `trouble: ${String(cause)}`);
      },
    };
  }

  function setPower(isOn: boolean): void {
    isPowered = isOn;
    world.network.setPower(host, isOn);
  }

  /** From time to time, as long as it runs: multicast says things more than once. */
  function announceFrom(process: Process): void {
    if (running !== process) return;
    world.announce(box);
    world.time.after(ANNOUNCED_EVERY_MS, () => {
      announceFrom(process);
    });
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
      if (running !== undefined) return;
      lives += 1;
      setPower(true);
      const random = createSeededRandom(`${world.options.seed} ${name} life ${lives}`);
      running = createProcess({ ...deps, host, random, storeDeps });
      announceFrom(running);
    },
    stop: (how) => {
      running?.end(how);
      running = undefined;
      if (how === "power") setPower(false);
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
