/**
 * The printing of a box's program: the real desk of tickets, the real spool on the real store and the
 * real rules of who looks when; wires and time are simulated.
 */

import { type GlanceView } from "../../src/app/membership/mesh-view.ts";
import { ticketPapers } from "../../src/app/printing/papers.ts";
import { createDrive } from "../../src/app/printing/printer-drive.ts";
import {
  createResidentPrinting,
  type ResidentPrinting,
} from "../../src/app/printing/resident-printing.ts";
import { createTicketDesk, type TicketDesk } from "../../src/app/printing/ticket-desk.ts";
import { asStoreError } from "../../src/app/store-errors.ts";
import { err, ok, type Result } from "../../src/domain/base/result.ts";
import { type Clock, type Random } from "../../src/domain/ports.ts";
import { type Printer } from "../../src/domain/printers/printers.ts";
import { type Delivery, type PrinterFault, type Transport } from "../../src/printer/transport.ts";
import { type Life } from "./life.ts";
import { type PrinterLine, type SimPrinter } from "./printer.ts";
import { createTurningClock } from "./turning-clock.ts";
import { type OpenDesk, type World } from "./world.ts";

export interface PrintingProcess {
  /**
   * Ends it as a program that is told to end: printers are handed over, and the document in hand is
   * waited for.
   */
  readonly leave: () => Promise<void>;
  /** Tries every printer, as when a person asks for it. */
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

export function createPrintingProcess(deps: PrintingProcessDeps): PrintingProcess {
  const { world, box, open, random, mesh, life } = deps;
  const { dir, till, jobs } = open;
  const clock = createTurningClock({ time: world.time, life, nowMs: open.clock.nowMs });
  const { ledger } = till;
  // Nobody in the box asks whoever drives its printers.
  const shared = {
    dir,
    ledger,
    store: jobs,
    clock,
    random,
    mesh: () => undefined,
    glance: world.wrap.links(mesh),
  };
  const tickets: TicketDesk = createTicketDesk({
    ...shared,
    mesh,
    steadyMs: world.time.nowMs,
    papers: ticketPapers(till, jobs, clock),
  });

  function onFault(cause: unknown): void {
    // A process that was killed does nothing of this any more.
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
        isOutOfRadio: () => world.tablets.outOfRadio.has(box),
        nextId: () => Buffer.from(random.bytes(6)).toString("hex"),
        later: clock.after,
      });
      return world.wrap.transport(transport);
    },
    otherWork: () =>
      new Promise<void>((resolve) => {
        clock.after(0, resolve);
      }),
  };
}

interface WireDeps {
  readonly printer: SimPrinter;
  readonly columns: number;
  readonly box: string;
  readonly isOver: () => boolean;
  readonly isOutOfRadio: () => boolean;
  readonly nextId: () => string;
  /** Runs the action later in the process's name: never, when the process is over by then. */
  readonly later: (delayMs: number, action: () => void) => void;
}

const WORD_MS = 10;
const LOOK_MS = 250;
const KEPT_MS = 1000;
/** The time for which another process may print; then it is tried again. */
const TURN_MS_MAX = 3000;
/** A printer that says nothing for so long is in doubt. */
const ANSWER_MS_MAX = 30_000;

const OFF: Result<never, PrinterFault> = err({ type: "printer/unreachable", trouble: "off" });
const DOUBT: Result<never, PrinterFault> = err({ type: "printer/unacknowledged" });

/** The wire between a process and a printer: what the real ones say of a printer, in virtual time. */
function createSimTransport(deps: WireDeps): Transport {
  const { printer, columns, later, nextId } = deps;
  let ready: string | undefined;

  function prepare(): Promise<Result<string, PrinterFault>> {
    return meet(deps, line).then((isMet) => {
      if (!isMet) return OFF;
      const id = nextId();
      ready = id;
      // A process that doesn't go on leaves the line to others.
      later(KEPT_MS, () => {
        if (ready === id) printer.letGo(line);
      });
      return ok(JSON.stringify({ id }));
    });
  }

  let waiting: ((end: "printed" | "lost" | "silent") => void) | undefined;
  const line: PrinterLine = {
    isOver: deps.isOver,
    onEnd: (end) => {
      // What the printer says of a paper does not reach a tablet that has left meanwhile.
      later(WORD_MS, () => waiting?.(deps.isOutOfRadio() ? "lost" : end));
    },
  };

  async function send(bytes: Uint8Array): Promise<Result<Delivery, PrinterFault>> {
    const id = ready ?? nextId();
    ready = undefined;
    if (!reaches(deps) || !printer.hold(line)) return OFF;
    printer.begin(line, { id, bytes, columns });
    if (!printer.canTell) {
      await new Promise<void>((resolve) => {
        later(WORD_MS, resolve);
      });
      printer.letGo(line);
      return ok("sent");
    }
    const end = await ending(deps, (resolve) => (waiting = resolve));
    waiting = undefined;
    printer.letGo(line);
    return end === "printed" ? ok("printed") : DOUBT;
  }

  return {
    prepare,
    send,
    recall: async (text) => {
      if (!printer.canTell) return ok("unknown");
      if (!(await meet(deps, line))) return OFF;
      const note = JSON.parse(text) as { readonly id: string };
      const isNamed = printer.unsentId() === note.id;
      printer.letGo(line);
      return ok(isNamed ? "printed" : "unknown");
    },
    close: async () => {
      printer.letGo(line);
    },
  };
}

/** While it can't print with a job in hand no time passes: it goes on by itself. */
function ending(
  { printer, later }: WireDeps,
  listen: (resolve: (end: "printed" | "lost" | "silent") => void) => void,
): Promise<"printed" | "lost" | "silent"> {
  return new Promise((resolve) => {
    let silentMs = 0;
    let isOver = false;
    function look(): void {
      if (isOver) return;
      const { hasPaper, isSilent, isPlugged } = printer.faults();
      const isHeldUp = (!hasPaper && !isSilent && isPlugged) || printer.isPrinting();
      silentMs = isHeldUp ? 0 : silentMs + LOOK_MS;
      if (silentMs >= ANSWER_MS_MAX) end("silent");
      else later(LOOK_MS, look);
    }

    function end(how: "printed" | "lost" | "silent"): void {
      isOver = true;
      resolve(how);
    }

    listen(end);
    later(LOOK_MS, look);
  });
}

function reaches({ printer, box, isOutOfRadio }: WireDeps): boolean {
  const { isOn, isPlugged } = printer.faults();
  const isThere = printer.box === undefined ? !isOutOfRadio() : printer.box === box;
  return isOn && isPlugged && isThere;
}

/** True when it is there, can print, has nothing in hand and is ours to talk to. */
function meet(deps: WireDeps, line: PrinterLine): Promise<boolean> {
  const { printer, later } = deps;
  return new Promise((resolve) => {
    let waitedMs = 0;
    function look(): void {
      const { hasPaper, isSilent } = printer.faults();
      if (!reaches(deps) || !hasPaper || isSilent) resolve(false);
      else if (printer.isPrinting() || !printer.hold(line)) {
        waitedMs += LOOK_MS;
        if (waitedMs >= TURN_MS_MAX) resolve(false);
        else later(LOOK_MS, look);
      } else resolve(true);
    }

    later(WORD_MS, look);
  });
}
