/** Makes a simulated shop's world: empty, at the first moment of its time. */

import { createMeshNode } from "../../src/mesh/gossip/node.ts";
import { createBooks } from "./books.ts";
import { createDice } from "./dice.ts";
import { createShopFolder } from "./disk.ts";
import { createBadTellers } from "./late-troubles.ts";
import { createNetwork } from "./network.ts";
import { type SimOptions } from "./options.ts";
import { OPENING_MS } from "./shop-set-up.ts";
import { createTrace } from "./trace.ts";
import { createVirtualTime } from "./virtual-time.ts";
import { type Box, type Problem, type World, type Wrap } from "./world.ts";

const UNWRAPPED: Wrap = {
  ledger: (ledger) => ledger,
  meshLedger: (ledger) => ledger,
  createNode: createMeshNode,
  transport: (transport) => transport,
  links: (glance) => glance,
};

export interface WorldDeps {
  readonly wrap?: Partial<Wrap> | undefined;
  readonly onLine?: ((line: string) => void) | undefined;
}

const MULTICAST_MS = 5;
/** The most problems: of a run that goes wrong everywhere the first few are enough. */
const PROBLEMS_MAX = 20;
/** In every other run chains are cut so often that whole segments travel. */
const SHORT_CUT = { events: 12, bytes: 12_000 };

export function createWorld(options: SimOptions, { wrap, onLine }: WorldDeps): World {
  const dice = createDice(`run ${options.seed}`);
  const time = createVirtualTime();
  const network = createNetwork(time, dice.fork("network"), options.network);
  const trace = createTrace(onLine);
  const folder = createShopFolder();
  const boxes: Box[] = [];
  const problems: Problem[] = [];
  let isClosed = false;
  let nightsMs = 0;
  return {
    options,
    time,
    network,
    trace,
    dice,
    dir: folder.dir,
    boxes,
    liars: [],
    zs: new Map(),
    rightMs: () => OPENING_MS + nightsMs + time.nowMs(),
    passNight: (forMs) => {
      nightsMs += forMs;
      for (const { clock } of boxes) clock.jump(forMs);
    },
    isClosed: () => isClosed,
    close: () => {
      isClosed = true;
    },
    books: createBooks(),
    tuning: options.seed % 2 === 0 ? { cut: SHORT_CUT } : {},
    wrap: { ...UNWRAPPED, ...wrap },
    kitchen: { printers: new Map(), forgetful: new Set(), bare: new Set() },
    terminals: new Map(),
    tellers: createBadTellers(),
    deaths: new Map(),
    tablets: { carried: [], cashless: new Set(), outOfRadio: new Set(), lost: [] },
    announce: (from) => {
      time.after(MULTICAST_MS, () => {
        const said = from.process()?.mesh.announcement();
        for (const box of boxes) {
          if (box === from || said === undefined) continue;
          // A box that hears the announcement answers, and asks by that as well.
          if (network.reaches(from.host(), box.host())) box.process()?.mesh.hear(said);
          const answer = box.process()?.mesh.announcement();
          if (answer !== undefined && network.reaches(box.host(), from.host())) {
            from.process()?.mesh.hear(answer);
          }
        }
      });
    },
    problem: (sentence, cause) => {
      if (problems.length >= PROBLEMS_MAX) return;
      const { message = "", stack } = cause instanceof Error ? cause : {};
      const whole = message === "" ? sentence : `${sentence}: ${message}`;
      problems.push({ atMs: time.nowMs(), sentence: whole, stack });
      trace.note(time.nowMs(), "!", whole);
    },
    problems: () => problems,
    [Symbol.dispose]: () => {
      // The files are closed in this order, so that SQLite does no work in files that nobody will
      // open again.
      folder[Symbol.dispose]();
      for (const box of boxes) box.stop("killed");
    },
  };
}
