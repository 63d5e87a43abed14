/** The composition root of one till: its store, its use cases and its printers, joined. */

import { type Refusal } from "../domain/commands/refusal.ts";
import { type DeviceId, streamType } from "../domain/identity.ts";
import { type Clock } from "../domain/ports.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { hasLedger, openLedger, type StoreDeps } from "../ledger/open-ledger.ts";
import { StoreError } from "../ledger/store-error.ts";
import { type AskedRights } from "../mesh/gossip/asking.ts";
import { type WorkMeter } from "../mesh/gossip/work.ts";
import { type Backups, createBackups } from "./backup/backups.ts";
import { type CardDesk, createCardDesk } from "./cards/card-desk.ts";
import { createOwnZs } from "./day/own-zs.ts";
import { noteKeyOpening } from "./drawers/drawers.ts";
import { heardAtMs, isApart, type MeshView } from "./membership/mesh-view.ts";
import { canSell } from "./mesh/joining-shop.ts";
import { enrolJoiner } from "./mesh/mesh-invitation.ts";
import { createResidentMesh, type ResidentMesh } from "./mesh/resident-mesh.ts";
import { createNoticeDesk, type NoticeDesk } from "./notify/notice-desk.ts";
import { wallToWords } from "./orders/order-json.ts";
import { forgetErased, eraseAfterDays, leaveNoTrace } from "./people/erased-customers.ts";
import { createOwnPapers, type OwnPapers } from "./printing/own-papers.ts";
import { queuePapers, ticketPapers } from "./printing/papers.ts";
import { createPrintJobStore, type PrintJobStore } from "./printing/print-job-store.ts";
import { type PaperHome } from "./printing/printer-drive.ts";
import { createPrinting, type Printing } from "./printing/printing.ts";
import { createTicketDesk, type TicketDesk } from "./printing/ticket-desk.ts";
import { isInQueue, putAsideCancelled } from "./printing/withdrawn-tickets.ts";
import { askForRights, giveAsked } from "./stock/asked-rights.ts";
import { createRightsSharer } from "./stock/rights-sharer.ts";
import { asStoreError } from "./store-errors.ts";
import { systemSteadyMs } from "./system/clock.ts";
import { readMeshHost } from "./system/environment.ts";
import { systemRun } from "./system/run.ts";
import {
  createSetClock,
  type MachineRun,
  type SetClock,
  type ClockSetting,
} from "./system/set-clock.ts";
import { systemStoreDeps } from "./system/store-deps.ts";
import { throttled } from "./system/throttled.ts";
import { createTill, type Till, type TillDeps, type TillHere } from "./till/till.ts";
import { createUpkeep, type Upkeep, type UpkeepDeps } from "./upkeep/upkeep.ts";
import {
  askForPurse,
  type AskRights,
  createVoucherCovers,
  customerPurse,
  givePurse,
  voucherPurse,
} from "./vouchers/purse-rights.ts";

/** A till that is open with all that it does for its box. */
export interface OpenTill extends TillHere {
  /** Asks another till for rights to what a sale lacks; nothing happens where it can't be reached. */
  readonly askRights: AskRights;
  readonly jobs: PrintJobStore;
  readonly printing: Printing;
  readonly mesh: ResidentMesh;
  readonly cards: CardDesk;
  readonly upkeep: Upkeep;
  readonly backups: Backups;
  readonly notices: NoticeDesk;
  readonly clockSetting: ClockSetting;
  /**
   * Writes the folded state down and lets go of everything. Never fails for the disk's sake: what was
   * committed has happened, and what else there is to write the next opening makes up for.
   */
  readonly close: () => Promise<void>;
}

export interface TillOptions {
  readonly paperHome?: PaperHome | undefined;
  /** The run of the machine; missing for the one that this program is in. */
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
    // A damaged store that stays open would hold up whoever copies it.
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
    isQueued: (ticket) => isInQueue(jobs, ticket),
    heardAtMs: (device) => heardAtMs(mesh.glance(), device, clock.nowMs()),
    isApart: () => isApart(ledger, mesh.glance()),
    random,
    onRefused: (refusal) => askForLacking({ ledger }, refusal, askRights),
    queuePapers: queueOwn({ jobs, own, clock }),
  });
  function askRights(...[device, asked]: Parameters<AskRights>): void {
    askLinked({ mesh, printing }, { device, asked });
  }

  const onFault = throttled(clock, (error) => onTrouble?.(error));
  const shared = { dir, ledger, clock, random };
  const driving = {
    ...shared,
    store: jobs,
    mesh: () => mesh.view(),
    glance: () => mesh.glance(),
    onKeyOpening: noteKeyOpening.bind(undefined, till),
    onAskRights: (...asked: Parameters<AskRights>) => {
      mesh.ask(...asked);
    },
  };
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
    onAsked: giveRights.bind(undefined, till),
    onFault,
  });
  const cards = createCardDesk({
    dir,
    clock,
    random,
    till,
    jobs: own.noting,
    hasDuties,
    steadyMs: systemSteadyMs,
    mesh: () => viewOfHolder({ hasDuties, mesh, printing }),
    onFault,
  });
  const upkeep = upkeepOf({ ...shared, till, cards, mesh, hasDuties, onFault });
  forgetErased({ till, jobs });
  const backups = createBackups({ ...shared, timeText: timeTextOf(till) });
  const notices = createNoticeDesk({ dir, till, clock, hasDuties, mesh: mesh.view, onFault });

  return {
    dir,
    till,
    askRights,
    jobs,
    printing,
    mesh,
    cards,
    upkeep,
    backups,
    notices,
    clock,
    clockSetting: clock,
    random,
    close: () =>
      closeTill(ledger, {
        parts: [
          notices,
          cards,
          farewellOf({ till, upkeep, tickets, hasDuties }),
          mesh,
          upkeep,
          backups,
          printing,
        ],
        clock,
        upkeep,
        hasCommitted,
      }),
  };
}

/** Returns what this box does by itself from time to time. */
function upkeepOf({
  till,
  cards,
  mesh,
  ...deps
}: Pick<OpenTill, "till" | "cards" | "mesh"> &
  Pick<UpkeepDeps, "dir" | "ledger" | "clock" | "random" | "hasDuties" | "onFault">): Upkeep {
  const { clock, hasDuties, onFault } = deps;
  return createUpkeep({
    ...deps,
    recoverCards: cards.recover,
    ...till.customers,
    lookAtRefusals: () => till.refusals.look(),
    destroyHidden: createDestroyer({ till, clock, hasDuties, mesh: () => mesh.view() }),
    ownZs: createOwnZs({ till, clock, hasDuties, onFault }),
    shareRights: createRightsSharer({ till, hasDuties, mesh: () => mesh.glance() }),
    coverVouchers: createVoucherCovers({
      till,
      hasDuties,
      heard: () =>
        (mesh.glance()?.peers ?? []).flatMap(({ device, isConnected }) =>
          isConnected ? [device] : [],
        ),
    }),
  });
}

/** Queues the papers of what was decided. */
function queueOwn({
  jobs,
  own,
  clock,
}: {
  readonly jobs: PrintJobStore;
  readonly own: OwnPapers;
  readonly clock: Clock;
}): TillDeps["queuePapers"] {
  return (till, committed) => {
    // In the same transaction, because nobody would miss a paper that is put aside without a note.
    putAsideCancelled(jobs, committed);
    queuePapers(till, committed, { store: own.noting, nowMs: clock.nowMs() });
  };
}

/** Asks for what a refused sale lacked, be it goods, a voucher's money or a customer's points. */
function askForLacking(here: Pick<Till, "ledger">, refusal: Refusal, ask: AskRights): void {
  askForRights(here, refusal, ask);
  if (refusal.type === "voucher/none-here") askForPurse(here, voucherPurse(refusal.id), ask);
  if (refusal.type === "points/none-here") askForPurse(here, customerPurse(refusal.customer), ask);
}

/** Asks by this process where it has the links, else by the one that has them. */
function askLinked(
  { mesh, printing }: Pick<OpenTill, "mesh" | "printing">,
  { device, asked }: { readonly device: DeviceId; readonly asked: AskedRights },
): void {
  if (printing.hasDuties()) mesh.ask(device, asked);
  else printing.tellHolder({ type: "ask-rights", device, asked });
}

function giveRights(till: Till, device: DeviceId, asked: AskedRights): void {
  const give = streamType(asked.of) === "stock" ? giveAsked : givePurse;
  give(till, device, asked);
}

/** Returns what whoever has the duties sees of the other tills: this process, or another one on the store. */
async function viewOfHolder({
  hasDuties,
  mesh,
  printing,
}: Pick<OpenTill, "mesh"> & {
  readonly hasDuties: () => boolean;
  readonly printing: Pick<Printing, "askHolder">;
}): Promise<MeshView | undefined> {
  if (hasDuties()) return mesh.view();
  const holder = await printing.askHolder();
  return holder.type === "answered" ? holder.mesh : undefined;
}

/** Sends the till's last messages while other tills can still hear them. */
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
      // The refusals of this command are added to the others, until a process that stays writes
      // them.
      till.refusals.look(upkeep.isKeptUp() ? "all" : "due");
      if (hasDuties()) await tickets.leave();
    },
  };
}

interface Closing {
  /** The parts are closed one after the other. */
  readonly parts: ReadonlyArray<{ readonly close: () => Promise<void> }>;
  readonly clock: SetClock;
  readonly upkeep: Upkeep;
  readonly hasCommitted: () => boolean;
}

/** Closes the till; what a full or failing disk prevents is done at the next opening. */
async function closeTill(
  ledger: Ledger,
  { parts, clock, upkeep, hasCommitted }: Closing,
): Promise<void> {
  try {
    for (const part of parts) await part.close();
    // A process that only read writes nothing.
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
  return (wallMs) => wallToWords({ wallMs, offsetMinutes: till.offsetMinutes(wallMs) });
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

/** Returns a function to be called every few seconds; it looks once a minute. */
function createDestroyer({ till, clock, hasDuties, mesh }: Deps): () => void {
  const { ledger } = till;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    const nowMs = clock.nowMs();
    if (!hasDuties() || Math.abs(nowMs - lookedAtMs) < DUTY_LOOK_EVERY_MS) return;
    lookedAtMs = nowMs;
    const isHeard = isAlone(till) || isInStep(mesh());
    const days = eraseAfterDays(till);
    const destroyed = ledger.secrets.waits.look({ nowMs, isHeard, days });
    if (destroyed.length > 0) leaveNoTrace({ till });
  };
}

const DUTY_LOOK_EVERY_MS = 60_000;

function isAlone({ ledger }: Till): boolean {
  const { device: self } = ledger.identity.key;
  return [...ledger.admission().values()].every(
    ({ device, revoked }) => revoked || device === self,
  );
}

/** Whether a connected till has nothing more to tell this one. */
function isInStep(view: MeshView | undefined): boolean {
  const connected = view?.peers.filter(({ isConnected }) => isConnected) ?? [];
  return view?.catchUp === null && connected.length > 0 && connected.every((it) => it.isHeardOut);
}

const MICROSECONDS = 1000;
/** The longest work that is believed: a process that was stopped meanwhile has not worked. */
const HELD_MS_MAX = 1000;

/**
 * Measures work by the clock, since nothing else has a turn meanwhile, and by the processor, since
 * a slow disk or a closed lid says nothing of the peer that asked for it.
 */
const processorMeter: WorkMeter = {
  measure: (work) => {
    const [beganMs, usedBeforeUs] = [systemSteadyMs(), usedUs()];
    work();
    const heldMs = Math.min(systemSteadyMs() - beganMs, HELD_MS_MAX);
    return { heldMs, usedMs: (usedUs() - usedBeforeUs) / MICROSECONDS };
  },
};

/** Returns the processor time of this thread; older runtimes know only the process's. */
function usedUs(): number {
  const { user, system } =
    "threadCpuUsage" in process ? process.threadCpuUsage() : (process as NodeJS.Process).cpuUsage();
  return user + system;
}
