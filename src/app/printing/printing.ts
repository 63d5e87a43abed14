/**
 * The printers of a till: its spool over the ledger's queue, driven by whoever has the duties.
 *
 * A resident process has them for as long as it can, and prints for all. A command without a resident
 * process beside it has them for a moment, and prints its own papers. Anybody else leaves its papers in
 * the queue, and tells the holder so.
 */

import { pause } from "../../domain/base/pause.ts";
import { mayBeInUse } from "../../domain/printers/printer-trouble.ts";
import { type SpoolStatus } from "../../printer/spool/spool-status.ts";
import {
  ASKING,
  type SpoolJob,
  type SpoolStore,
  WAITING,
} from "../../printer/spool/spool-store.ts";
import { type Spool } from "../../printer/spool/spool.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { memoByVersion } from "../memo-by-version.ts";
import { throttled } from "../system/throttled.ts";
import { holderPid } from "./duties-address.ts";
import {
  askHolder,
  findHolder,
  type HolderAnswer,
  PATIENCE_MS,
  RETRY_MS,
  tellHolder,
} from "./duties-holder.ts";
import { type DutiesQuestion } from "./duties-lines.ts";
import { type OwnPapers } from "./own-papers.ts";
import { createDrive, type Drive, type DriveDeps, drivenPrinters } from "./printer-drive.ts";
import { opensDrawerOf, type PrinterState, printerStates } from "./printer-states.ts";
import { createResidentPrinting, type ResidentPrinting } from "./resident-printing.ts";

export interface Printing {
  readonly printers: () => ReadonlyArray<PrinterState>;
  /** Whether this process drives the store's devices. */
  readonly hasDuties: () => boolean;
  /**
   * Prints what waits, as far as it can be done now, whatever a printer's back-off; or has it printed
   * by the resident process that has the duties.
   */
  readonly settle: () => Promise<Settled>;
  /** Settles only the jobs that this process has queued, and the document `also`. */
  readonly settleOwn: (also?: string) => Promise<Settled>;
  /** Returns the jobs of this process that no printer has printed yet. */
  readonly ownOpen: () => ReadonlyArray<SpoolJob>;
  /**
   * Prints what waits for a person, marked where it may be on paper already; says how many. Of one
   * printer, where it is named.
   */
  readonly printAsking: (printer?: string) => number;
  /** Something may have been queued: looks now. */
  readonly wake: () => void;
  /** A person wants what waits, whatever a printer's back-off: has every printer tried now. */
  readonly tryNow: () => void;
  /**
   * Makes this a resident process: from now on and until it is closed it has the duties, or asks for
   * them, and looks at the queue from time to time.
   */
  readonly keepDriving: (onChange: () => void) => void;
  /** Finds the process that prints at the moment; `printers` has its view of them from then on. */
  readonly askHolder: () => Promise<HolderAnswer>;
  /** Says something to the resident process that has the duties; nothing happens where none has. */
  readonly tellHolder: (question: DutiesQuestion) => void;
  /** Returns the process that has the duties and doesn't answer. For a resident process. */
  readonly silence: () => { readonly pid: number | undefined } | undefined;
  /** The other tills as this process sees them, or whoever has the duties. For a resident process. */
  readonly mesh: () => MeshView | undefined;
  /** A fault below: it is tried again by itself, and no sale is in danger. For the log. */
  readonly onFault: (listener: (error: unknown) => void) => void;
  readonly close: () => Promise<void>;
}

/** `handed-over`: a resident process prints it. */
export type Settled =
  | { readonly type: "printed" }
  | { readonly type: "handed-over"; readonly pid: number }
  | { readonly type: "silent"; readonly pid: number | undefined }
  /** The listener for faults has heard why. */
  | { readonly type: "failed" };

export interface PrintingDeps extends DriveDeps {
  readonly own: OwnPapers;
}

const SECOND_MS = 1000;
const RELEASED_AT_ONCE = 1000;
/** The most jobs of one command. */
const OWN_MAX = 200;
/** The time within which a process that asked for the duties takes them. */
const LEFT_TO_ASKER_MS = 1000;

export function createPrinting(deps: PrintingDeps): Printing {
  const { store, own } = deps;
  const sight = createSight();
  let onChange: (() => void) | undefined;
  let onFault: ((error: unknown) => void) | undefined;
  const tellFault = throttled(deps.clock, (error) => onFault?.(error));
  const drive = createDrive(deps, { onChange: tellChange, onFault: tellFault });
  const resident = createResidentPrinting(deps, drive, { onChange: tellChange, attempt });

  function tellChange(): void {
    sight.change();
    onChange?.();
  }

  /** A printer or a queue that can't be used now must not end a sale, nor the register. */
  function attempt<Value>(work: () => Value): Value | undefined {
    try {
      return work();
    } catch (error) {
      tellFault(error);
      return undefined;
    }
  }

  async function settle(queue: SpoolStore, isHasty = false): Promise<Settled> {
    try {
      if (!resident.isBegun()) {
        return await printOnce(deps, drive, {
          queue,
          isHasty,
          onFault: tellFault,
          onDone: sight.see,
        });
      }
      await resident.printNow();
      return { type: "printed" };
    } catch (error) {
      tellFault(error);
      return { type: "failed" };
    }
  }

  return {
    printers: memoByVersion(
      // Some of it goes by the minute.
      () => `${store.version()} ${sight.changes()} ${Math.floor(deps.clock.nowMs() / SECOND_MS)}`,
      () => {
        const seen = resident.isBegun() ? resident.seenPrinters() : sight.seen();
        return printerStates(deps, drive.spool()?.status() ?? seen);
      },
    ),
    askHolder: async () => {
      const holder = await holderOf(deps, tellFault);
      if (holder.type === "answered") sight.see(holder.printers);
      return holder;
    },
    tellHolder: (question) => {
      tellHolder(deps, question);
    },
    ownOpen: () => own.own().find({ states: [...WAITING, ...ASKING], limit: OWN_MAX }),
    hasDuties: () => drive.spool() !== undefined,
    settle: () => settle(store),
    settleOwn: (also) => settle(own.own(also), also === undefined),
    printAsking: (printer) => attempt(() => printAsked(deps, resident, printer)) ?? 0,
    wake: resident.wake,
    tryNow: () => {
      attempt(resident.wakeAll);
    },
    keepDriving: (listener) => {
      onChange = listener;
      own.stopNoting();
      resident.begin();
    },
    silence: resident.silence,
    mesh: () => deps.mesh() ?? resident.seenMesh(),
    onFault: (listener) => {
      onFault = listener;
    },
    close: resident.close,
  };
}

/** How the printers were seen, by this process or by whoever drives them: no file knows it. */
function createSight() {
  let printers: ReadonlyArray<SpoolStatus> = [];
  let changes = 0;
  return {
    seen: () => printers,
    see: (seen: ReadonlyArray<SpoolStatus>) => {
      printers = seen;
      changes += 1;
    },
    change: () => {
      changes += 1;
    },
    changes: () => changes,
  };
}

async function holderOf(
  deps: PrintingDeps,
  onFault: (error: unknown) => void,
): Promise<HolderAnswer> {
  try {
    return await findHolder(deps);
  } catch (error) {
    onFault(error);
    return { type: "absent" };
  }
}

interface CommandRole {
  readonly queue: SpoolStore;
  readonly isHasty: boolean;
  readonly onFault: (error: unknown) => void;
  /** Called with the last seen states of the printers. */
  readonly onDone: (printers: ReadonlyArray<SpoolStatus>) => void;
}

/** Prints as a command does: it has the duties for as long as there is something to print. */
async function printOnce(deps: PrintingDeps, drive: Drive, role: CommandRole): Promise<Settled> {
  const { dir, clock, store } = deps;
  const { queue } = role;
  if (queue !== store && queue.printersWith(WAITING).length === 0) return { type: "printed" };
  const question =
    queue === store
      ? ({ type: "print-now" } as const)
      : ({ type: "committed", job: store.latest(1)[0]?.id ?? 0 } as const);
  let isAsked = false;
  for (let absentMs = 0; absentMs < PATIENCE_MS; absentMs += RETRY_MS) {
    if (!isAsked || absentMs >= LEFT_TO_ASKER_MS) {
      const driven = await driveOnce(deps, drive, role);
      if (driven === "done") return { type: "printed" };
      isAsked ||= driven === "asked";
    }
    const answer = await askHolder(deps, question);
    if (answer.type === "silent") return answer;
    if (answer.type === "answered") return { type: "handed-over", pid: answer.pid };
    if (answer.type === "gone") absentMs = 0;
    else await pause(clock, RETRY_MS);
  }
  return { type: "silent", pid: holderPid(dir) };
}

/** `asked`: a resident process wanted the duties, and prints the rest. `busy`: another has them. */
async function driveOnce(
  deps: PrintingDeps,
  drive: Drive,
  { queue, isHasty, onFault, onDone }: CommandRole,
): Promise<"done" | "asked" | "busy"> {
  let isAsked = false;
  const duties = {
    isResident: false,
    // The jobs wait until the duties are free.
    onCommitted: () => undefined,
    onPrintNow: () => undefined,
    onAskRights: () => undefined,
    onLetGo: () => {
      isAsked = true;
      drive.letGo().catch(onFault);
    },
  };
  const spool = drive.take({ queue, isHasty, duties });
  if (spool === undefined) return "busy";
  try {
    const startMs = deps.clock.nowMs();
    spool.wake();
    await spool.idle();
    // A printer that is silent takes as long to be asked once more.
    const tookMs = deps.clock.nowMs() - startMs;
    await untilTurn(deps, spool, { queue, endMs: startMs + TURN_MS_MAX - tookMs });
    onDone(spool.status());
  } finally {
    await drive.letGo();
  }
  return isAsked ? "asked" : "done";
}

const TURN_EVERY_MS = 100;
/** Whoever has sold something at a shell waits no longer for it. */
const TURN_MS_MAX = 3000;

/** A printer that another till uses is free in a moment: who is to open the drawer waits for that. */
async function untilTurn(
  { clock }: PrintingDeps,
  spool: Spool,
  { queue, endMs }: { readonly queue: SpoolStore; readonly endMs: number },
): Promise<void> {
  while (clock.nowMs() < endMs && isForDrawer(spool, queue)) {
    await pause(clock, TURN_EVERY_MS);
    await spool.idle();
  }
}

function isForDrawer(spool: Spool, queue: SpoolStore): boolean {
  return spool.status().some(({ printer, trouble }) => {
    if (!mayBeInUse(trouble)) return false;
    const jobs = queue.find({ printer, states: ["queued"], limit: OWN_MAX });
    return jobs.some(opensDrawerOf);
  });
}

function printAsked(
  deps: PrintingDeps,
  resident: ResidentPrinting,
  printer: string | undefined,
): number {
  const count = releaseAsking(deps, printer);
  if (count > 0) resident.wakeAll();
  return count;
}

/** Releases waiting jobs that have a printer. The process with the duties prints them. */
function releaseAsking({ ledger, store, clock }: PrintingDeps, meant: string | undefined): number {
  const driven = drivenPrinters(ledger).filter(({ id }) => meant === undefined || id === meant);
  const setUp = new Set(driven.map(({ id }) => id));
  const of = meant === undefined ? {} : { printer: meant };
  const asking = store.find({ ...of, states: ASKING, limit: RELEASED_AT_ONCE });
  const released = asking
    .filter(({ printer }) => setUp.has(printer))
    .filter((job) =>
      store.save({ ...job, state: "queued", note: "", freshFromMs: clock.nowMs() }, job.state),
    );
  return released.length;
}
