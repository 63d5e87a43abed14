/** The composition root of one till: its store, its use cases and its printers, joined. */

import { tmpdir } from "node:os";

import { type Clock, type Random } from "../domain/ports.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { hasLedger, openLedger, type StoreDeps } from "../ledger/open-ledger.ts";
import { StoreError } from "../ledger/store-error.ts";
import { type WorkMeter } from "../mesh/gossip/work.ts";
import { type Backups, createBackups } from "./backup/backups.ts";
import { createOwnZs } from "./day/own-zs.ts";
import { noteKeyOpening } from "./drawers/drawers.ts";
import { type MeshView } from "./mesh-view.ts";
import { canSell } from "./mesh/joining-shop.ts";
import { enrolJoiner } from "./mesh/mesh-invitation.ts";
import { createResidentMesh, type ResidentMesh } from "./mesh/resident-mesh.ts";
import { wallToText } from "./orders/order-json.ts";
import { forgetErased, eraseAfterDays, leaveNoTrace } from "./people/erased-customers.ts";
import { createOwnPapers } from "./printing/own-papers.ts";
import { queuePapers, ticketPapers } from "./printing/papers.ts";
import { createPrintJobStore, type PrintJobStore } from "./printing/print-job-store.ts";
import { type PaperHome } from "./printing/printer-drive.ts";
import { createPrinting, type Printing } from "./printing/printing.ts";
import { createTicketDesk, type TicketDesk } from "./printing/ticket-desk.ts";
import { seldom } from "./seldom.ts";
import { createSetClock, type MachineRun, type SetClock, type ClockSetting } from "./set-clock.ts";
import { asStoreError } from "./store-errors.ts";
import { readBoardNames } from "./system-board.ts";
import { systemCalendar } from "./system-calendar.ts";
import { systemClock, systemSteadyMs } from "./system-clock.ts";
import { readMeshHost } from "./system-environment.ts";
import { systemRandom } from "./system-random.ts";
import { systemRun } from "./system-run.ts";
import { createTill, type Till } from "./till.ts";
import { createUpkeep, type Upkeep } from "./upkeep.ts";

export interface OpenTill {
  readonly dir: string;
  readonly till: Till;
  readonly jobs: PrintJobStore;
  readonly printing: Printing;
  readonly mesh: ResidentMesh;
  readonly upkeep: Upkeep;
  readonly backups: Backups;
  readonly clock: Clock;
  readonly clockSetting: ClockSetting;
  readonly random: Random;
  /**
   * Writes the folded state down and lets go of everything. Never fails for the disk's sake: what was
   * committed has happened, and what else there is to write the next opening makes up for.
   */
  readonly close: () => Promise<void>;
}

export const systemStoreDeps: StoreDeps = {
  clock: systemClock,
  random: systemRandom,
  offsetMinutes: systemCalendar.offsetMinutes,
  board: readBoardNames(),
  copyDir: tmpdir(),
};

export interface TillOptions {
  readonly paperHome?: PaperHome | undefined;
  /** Else the one that this program is in. */
  readonly run?: MachineRun | undefined;
}

/** Throws StoreError when the store can't be opened. */
export function openTill(
  dir: string,
  deps: StoreDeps = systemStoreDeps,
  options: TillOptions = {},
): OpenTill {
  const clock = createSetClock(deps.clock, options.run ?? systemRun);
  const ledger = openLedger(dir, { ...deps, clock });
  try {
    clock.keepIn(ledger.store);
    if (!canSell(ledger)) throw unheard();
    return joinTill(ledger, { dir, ...options }, { ...deps, clock });
  } catch (cause) {
    // Who holds a damaged store open would hold up whoever copies it.
    ledger.close();
    throw cause;
  }
}

function unheard(): StoreError {
  return new StoreError(
    "store/unheard",
    "This box has joined its shop and has not heard it yet: connect it, then run `till join --resume`.",
  );
}

export function hasStore(dir: string): boolean {
  return hasLedger(dir);
}

function joinTill(
  ledger: Ledger,
  { dir, paperHome }: TillOptions & { readonly dir: string },
  deps: StoreDeps & { readonly clock: SetClock },
): OpenTill {
  const { clock, random, offsetMinutes, onTrouble } = deps;
  const hasCommitted = noteCommits(ledger);
  const jobs = createPrintJobStore(ledger.db);
  const own = createOwnPapers(jobs);
  const till = createTill({
    dir,
    ledger,
    clock,
    offsetMinutes,
    queuePapers: (self, committed) => {
      queuePapers(self, committed, { store: own.noting, nowMs: clock.nowMs() });
    },
  });
  const onFault = seldom(clock, (error) => onTrouble?.(error));
  const shared = { dir, ledger, clock, random };
  const onKeyOpening = noteKeyOpening.bind(undefined, till);
  const driving = { ...shared, store: jobs, mesh: () => mesh.view(), onKeyOpening };
  const tickets = createTicketDesk({
    ...driving,
    mesh: () => mesh.glance(),
    steadyMs: systemSteadyMs,
    papers: ticketPapers(till, jobs, clock),
  });
  const printing = createPrinting({ ...driving, tickets, own, paperHome });
  const { hasDuties } = printing;
  const mesh = createResidentMesh({
    ...shared,
    steadyMs: systemSteadyMs,
    meter: processorMeter,
    host: readMeshHost(),
    hasDuties,
    enrol: (request, port) => enrolJoiner(till, request, { random, port }),
    onFault,
  });
  const upkeep = createUpkeep({
    ...shared,
    ...till.customers,
    lookAtRefusals: () => till.refusals.look(),
    destroyHidden: createDestroyer({ till, clock, hasDuties, mesh: () => mesh.view() }),
    ownZs: createOwnZs({ till, clock, hasDuties, onFault }),
    hasDuties,
    onFault,
  });
  forgetErased({ till, jobs });
  const backups = createBackups({ ...shared, timeText: timeTextOf(till) });

  return {
    dir,
    till,
    jobs,
    printing,
    mesh,
    upkeep,
    backups,
    clock,
    clockSetting: clock,
    random,
    close: () =>
      closeTill(ledger, {
        parts: [farewellOf({ till, upkeep, tickets, hasDuties }), mesh, upkeep, backups, printing],
        clock,
        upkeep,
        hasCommitted,
      }),
  };
}

/** What is said while others can hear of it. */
function farewellOf({
  till,
  upkeep,
  tickets,
  hasDuties,
}: Pick<OpenTill, "till" | "upkeep"> &
  Pick<Printing, "hasDuties"> & {
    readonly tickets: Pick<TicketDesk, "leave">;
  }): Closing["parts"][number] {
  return {
    close: async () => {
      // What a command was refused is added up with what others are, until somebody writes it who stays.
      till.refusals.look(upkeep.isKeptUp() ? "all" : "due");
      if (hasDuties()) await tickets.leave();
    },
  };
}

interface Closing {
  /** One after the other. */
  readonly parts: ReadonlyArray<{ readonly close: () => Promise<void> }>;
  readonly clock: SetClock;
  readonly upkeep: Upkeep;
  readonly hasCommitted: () => boolean;
}

/** What the disk has against it is made up for at the next opening. */
async function closeTill(
  ledger: Ledger,
  { parts, clock, upkeep, hasCommitted }: Closing,
): Promise<void> {
  try {
    for (const part of parts) await part.close();
    // Who only looked writes nothing.
    if (hasCommitted()) {
      ledger.flush();
      await upkeep.tidyUp();
    }
  } catch (cause) {
    if (asStoreError(cause) === undefined) throw cause;
  } finally {
    clock.letGo();
    ledger.close();
  }
}

function noteCommits(ledger: Ledger): () => boolean {
  let hasCommitted = false;
  ledger.onChange(() => {
    hasCommitted = true;
  });
  return () => hasCommitted;
}

function timeTextOf(till: Till): (wallMs: number) => string {
  return (wallMs) => wallToText({ wallMs, offsetMinutes: till.offsetMinutes(wallMs) });
}

/*
 * Destroys on this till what was to be destroyed for long enough (secrets.ts). A till that has heard
 * nobody waits: it wouldn't have heard either that the one who said so was shut out.
 */

interface Deps {
  readonly till: Till;
  readonly clock: Clock;
  readonly hasDuties: () => boolean;
  readonly mesh: () => MeshView | undefined;
}

/** To be called every few seconds; it looks once in a minute. */
function createDestroyer({ till, clock, hasDuties, mesh }: Deps): () => void {
  const { ledger } = till;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    const nowMs = clock.nowMs();
    if (!hasDuties() || Math.abs(nowMs - lookedAtMs) < LOOK_EVERY_MS) return;
    lookedAtMs = nowMs;
    const isHeard = isAlone(till) || isInStep(mesh());
    const days = eraseAfterDays(till);
    const destroyed = ledger.secrets.waits.look({ nowMs, isHeard, days });
    if (destroyed.length > 0) leaveNoTrace({ till });
  };
}

const LOOK_EVERY_MS = 60_000;

function isAlone({ ledger }: Till): boolean {
  const { device: self } = ledger.identity.key;
  return [...ledger.admission().values()].every(
    ({ device, revoked }) => revoked || device === self,
  );
}

/** Somebody is there, and has nothing to tell that isn't here. */
function isInStep(view: MeshView | undefined): boolean {
  const connected = view?.peers.filter(({ isConnected }) => isConnected) ?? [];
  return view?.catchUp === null && connected.length > 0 && connected.every((it) => it.isHeardOut);
}

const MICROSECONDS = 1000;
/** A process that was stopped meanwhile has not worked. */
const HELD_MS_MAX = 1000;

/**
 * How long work takes: by the clock, because nobody else has a turn meanwhile, and by the processor, because
 * what else the machine does, a disk that is slow, or a lid that is closed says nothing of whoever has
 * asked for it.
 */
const processorMeter: WorkMeter = {
  measure: (work) => {
    const [beganMs, usedBeforeUs] = [systemSteadyMs(), usedUs()];
    work();
    const heldMs = Math.min(systemSteadyMs() - beganMs, HELD_MS_MAX);
    return { heldMs, usedMs: (usedUs() - usedBeforeUs) / MICROSECONDS };
  },
};

/** Of this thread where the runtime can tell; older ones know the process alone. */
function usedUs(): number {
  const { user, system } =
    "threadCpuUsage" in process ? process.threadCpuUsage() : (process as NodeJS.Process).cpuUsage();
  return user + system;
}
