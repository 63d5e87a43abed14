/**
 * The printing of a box's program: the real desk of tickets, the real spool on the real store and the
 * real rules of who looks when; wires and time are simulated.
 *
 * The program waits for promises and the simulator's time for nobody: after what may resolve one, time
 * stands still until all that follows from it has happened.
 */

import { type GlanceView } from "../app/mesh-view.ts";
import { ticketPapers } from "../app/printing/papers.ts";
import { createDrive } from "../app/printing/printer-drive.ts";
import {
  createResidentPrinting,
  type ResidentPrinting,
} from "../app/printing/resident-printing.ts";
import { createTicketDesk, type TicketDesk } from "../app/printing/ticket-desk.ts";
import { asStoreError } from "../app/store-errors.ts";
import { type Clock, type Random } from "../domain/ports.ts";
import { type Printer } from "../domain/printers.ts";
import { type Life } from "./life.ts";
import { createSimTransport } from "./printer-wire.ts";
import { type OpenDesk, type World } from "./world.ts";

export interface PrintingProcess {
  /** As when the program is told to end: printers are handed over, and the paper in hand is waited for. */
  readonly leave: () => Promise<void>;
  /** As when a person wants what waits: every printer is tried. */
  readonly tryNow: () => void;
}

export interface PrintingProcessDeps {
  readonly world: World;
  readonly box: string;
  readonly open: OpenDesk;
  readonly life: Life;
  readonly random: Random;
  readonly mesh: () => GlanceView;
}

/** A process that hangs does it when it goes on. */
const AWAKE_EVERY_MS = 100;
/** More promises than hang on each other in one step of the queue. */
const TURNS = 60;

export function createPrintingProcess(deps: PrintingProcessDeps): PrintingProcess {
  const { world, box, open, random, mesh, life } = deps;
  const { dir, till, jobs } = open;
  const clock = createTurningClock(deps);
  const { ledger } = till;
  // Nobody in the box asks whoever drives its printers.
  const shared = { dir, ledger, store: jobs, clock, random, mesh: () => undefined };
  const tickets: TicketDesk = createTicketDesk({
    ...shared,
    mesh,
    steadyMs: world.time.nowMs,
    papers: ticketPapers(till, jobs, clock),
  });

  function onFault(cause: unknown): void {
    // What a process that was killed would have done next.
    if (life.isOver()) return;
    if (asStoreError(cause) === undefined) world.problem(`${box} can't print`, cause);
  }

  const machine = machineOf(deps, clock);
  const drive = createDrive({ ...shared, tickets, machine }, { onChange: nobodyLooks, onFault });
  const printing: ResidentPrinting = createResidentPrinting({ ...shared, tickets }, drive, {
    onChange: nobodyLooks,
    attempt: (work) => {
      try {
        return work();
      } catch (cause) {
        onFault(cause);
        return undefined;
      }
    },
  });
  printing.begin();
  return {
    leave: async () => {
      await tickets.leave();
      await printing.close();
    },
    tryNow: () => {
      clock.after(0, () => {
        printing.wakeAll();
      });
    },
  };
}

function nobodyLooks(): void {}

function machineOf({ world, box, life, random }: PrintingProcessDeps, clock: Clock) {
  return {
    holdDuties: () => ({
      serve: () => ({ stopListening: () => undefined, hangUp: () => undefined }),
      release: () => undefined,
    }),
    transportOf: ({ id, columns }: Printer) => {
      const printer = world.kitchen.printers.get(id);
      if (printer === undefined) throw new Error(`There is no printer ${id}.`);
      const transport = createSimTransport({
        printer,
        columns,
        box,
        isOver: life.isOver,
        nextId: () => Buffer.from(random.bytes(6)).toString("hex"),
        later: clock.after,
      });
      return world.wrap.transport(transport);
    },
  };
}

/** Timers of one life; what each of them resolves goes on before time does. */
function createTurningClock({ world, life, open }: PrintingProcessDeps): Clock {
  function after(delayMs: number, action: () => void): () => void {
    let cancel = world.time.after(delayMs, act);
    function act(): void | Promise<void> {
      if (life.isOver()) return undefined;
      if (!life.isAwake()) {
        cancel = world.time.after(AWAKE_EVERY_MS, act);
        return undefined;
      }
      life.run(action);
      return turns(TURNS);
    }

    return () => {
      cancel();
    };
  }

  return { nowMs: open.clock.nowMs, after };
}

async function turns(count: number): Promise<void> {
  if (count > 0) await Promise.resolve().then(() => turns(count - 1));
}
