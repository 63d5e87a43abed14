/**
 * A printer of the simulated shop, as a box sees it over its wire: it takes a job whole, prints it in its
 * time, and may have no power, no paper, no cable and no voice. It outlives every process.
 *
 * What the bytes are on paper the printer in software says; conversations over real wires are tested
 * where those are.
 */

import { createEmulator } from "../../src/printer/emulator.ts";
import { rollToText } from "../../src/printer/roll.ts";
import { type VirtualTime } from "./virtual-time.ts";

export interface SimPaper {
  readonly atMs: number;
  /** The whole text of the document. */
  readonly wish: string;
  /** The text that was printed. */
  readonly text: string;
}

export interface SimPrinter {
  readonly id: string;
  /** The box that its wire leads to; undefined: it is on the network. */
  readonly box: string | undefined;
  /** Whether it names its jobs; a printer that can't only takes bytes. */
  readonly canTell: boolean;
  readonly set: (change: Partial<PrinterFaults>) => void;
  /**
   * Makes the change in the midst of its next document, when that share of it is out, from 0 to 1;
   * `set` calls it off.
   */
  readonly setWithin: (share: number, change: Partial<PrinterFaults>) => void;
  readonly faults: () => PrinterFaults;
  readonly papers: ReadonlyArray<SimPaper>;
  /** Takes the line: its holder prints, and the others wait. The lines of processes that are gone are free. */
  readonly hold: (line: PrinterLine) => boolean;
  readonly letGo: (line: PrinterLine) => void;
  readonly begin: (line: PrinterLine, job: SimJob) => void;
  readonly isPrinting: () => boolean;
  /** Nothing is in hand, and nobody waits for a word of what was. */
  readonly isFree: () => boolean;
  /** A job that ended when nobody was there to hear of it: the newest one. */
  readonly unsentId: () => string | undefined;
}

export interface PrinterFaults {
  readonly isOn: boolean;
  readonly isPlugged: boolean;
  readonly hasPaper: boolean;
  readonly isSilent: boolean;
  readonly slower: number;
}

export interface PrinterLine {
  readonly isOver: () => boolean;
  /** The job in hand has come to an end: it is on paper, or the line is dead. */
  readonly onEnd: (end: "printed" | "lost") => void;
}

export interface SimJob {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly columns: number;
}

export interface SimPrinterOptions {
  readonly time: VirtualTime;
  readonly id: string;
  readonly box: string | undefined;
  readonly canTell: boolean;
  /** Something came out: what it is called. */
  readonly onPaper: (name: string) => void;
}

interface InHand {
  readonly line: PrinterLine;
  readonly job: SimJob;
  /** How much of it is on paper at `sinceMs`, from 0 to 1; undefined while it can't print. */
  done: number;
  sinceMs: number;
  cancel: () => void;
}

export const WELL: PrinterFaults = {
  isOn: true,
  isPlugged: true,
  hasPaper: true,
  isSilent: false,
  slower: 1,
};
const PAPER_NUMBER = /^(?:Ticket|Receipt|Refund) [\w-]+/mu;
const MARKS = /REROUTED|DUPLICATE|LATE/gu;
const BEGIN_MS = 150;
const MS_PER_BYTE = 1.5;

interface Machine {
  readonly options: SimPrinterOptions;
  readonly papers: SimPaper[];
  faults: PrinterFaults;
  within: { readonly share: number; readonly change: Partial<PrinterFaults> } | undefined;
  holder: PrinterLine | undefined;
  inHand: InHand | undefined;
  unsentId: string | undefined;
}

export function createSimPrinter(options: SimPrinterOptions): SimPrinter {
  const { time, id, box, canTell } = options;
  const machine: Machine = {
    options,
    papers: [],
    faults: WELL,
    within: undefined,
    holder: undefined,
    inHand: undefined,
    unsentId: undefined,
  };
  return {
    id,
    box,
    canTell,
    papers: machine.papers,
    faults: () => machine.faults,
    unsentId: () => machine.unsentId,
    isPrinting: () => machine.inHand !== undefined,
    isFree: () => {
      const isHeld = machine.holder?.isOver() === false;
      return machine.inHand === undefined && machine.unsentId === undefined && !isHeld;
    },
    hold: (line) => {
      if (machine.holder?.isOver() === true) machine.holder = undefined;
      machine.holder ??= line;
      return machine.holder === line;
    },
    letGo: (line) => {
      if (machine.holder === line) machine.holder = undefined;
    },
    begin: (line, job) => {
      machine.inHand = { line, job, done: 0, sinceMs: time.nowMs(), cancel: () => undefined };
      goOn(machine);
      failWithin(machine);
    },
    set: (change) => {
      machine.within = undefined;
      alter(machine, change);
    },
    setWithin: (share, change) => {
      machine.within = { share, change };
    },
  };
}

function alter(machine: Machine, change: Partial<PrinterFaults>): void {
  stop(machine);
  machine.faults = { ...machine.faults, ...change };
  if (change.isOn === false) losePower(machine);
  goOn(machine);
}

function failWithin(machine: Machine): void {
  const { within, inHand, options } = machine;
  if (within === undefined || inHand === undefined) return;
  options.time.after(Math.floor(within.share * msOf(machine, inHand.job)), () => {
    // The printer may be well again, or have printed that far already.
    if (machine.within !== within) return;
    machine.within = undefined;
    alter(machine, within.change);
  });
}

function goOn(machine: Machine): void {
  const { inHand, faults, options } = machine;
  if (inHand === undefined) return;
  inHand.cancel();
  inHand.sinceMs = options.time.nowMs();
  if (!faults.hasPaper) return;
  const leftMs = Math.ceil((1 - inHand.done) * msOf(machine, inHand.job));
  inHand.cancel = options.time.after(leftMs, () => {
    end(machine, inHand);
  });
}

function msOf({ faults }: Machine, { bytes }: SimJob): number {
  return (BEGIN_MS + bytes.length * MS_PER_BYTE) * faults.slower;
}

/** How far it has come by now; before anything changes. */
function stop(machine: Machine): void {
  const { inHand, faults, options } = machine;
  if (inHand === undefined) return;
  inHand.cancel();
  if (!faults.hasPaper) return;
  const passedMs = options.time.nowMs() - inHand.sinceMs;
  inHand.done = Math.min(1, inHand.done + passedMs / msOf(machine, inHand.job));
}

function put({ papers, options }: Machine, { bytes, columns }: SimJob, part: number): void {
  const text = paperOf(bytes.subarray(0, Math.floor(bytes.length * part)), columns);
  const wish = paperOf(bytes, columns);
  if (text === "") return;
  papers.push({ atMs: options.time.nowMs(), wish, text });
  options.onPaper(`${paperName(wish)}${text === wish ? "" : ", in part"}`);
}

function end(machine: Machine, { job, line }: InHand): void {
  const { faults, holder } = machine;
  machine.inHand = undefined;
  put(machine, job, 1);
  const isHeard = faults.isPlugged && !faults.isSilent && !line.isOver() && holder === line;
  machine.unsentId = isHeard ? undefined : job.id;
  if (isHeard) line.onEnd("printed");
}

/** Both buffers are empty then, and every line is dead. */
function losePower(machine: Machine): void {
  const { inHand, holder } = machine;
  Object.assign(machine, { inHand: undefined, unsentId: undefined, holder: undefined });
  if (inHand !== undefined) put(machine, inHand.job, inHand.done);
  holder?.onEnd("lost");
}

/** `Ticket 184-880bc25f REROUTED DUPLICATE`, `Receipt A-000012`; empty for a paper without a number. */
export function paperName(wish: string): string {
  return [PAPER_NUMBER.exec(wish)?.[0] ?? "", ...(wish.match(MARKS) ?? [])].join(" ");
}

function paperOf(bytes: Uint8Array, columns: number): string {
  const emulator = createEmulator({ columns });
  emulator.write(bytes);
  return rollToText(emulator.takeRoll(), columns);
}
