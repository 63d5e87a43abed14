/**
 * A printer that answers: one exchange after another over lines of a channel. A line is kept until
 * the printer has confirmed the job and a moment longer, for the next job; then another till may
 * have it. The printer is asked about a job whose answer was lost before it prints anything else.
 */

import * as z from "zod";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type Clock, type Random } from "../../domain/ports.ts";
import { type PrinterAbilities } from "../../domain/printers/printer-abilities.ts";
import { type PrinterTrouble } from "../../domain/printers/printer-trouble.ts";
import {
  type Delivery,
  type PrinterFault,
  type Recollection,
  type Transport,
} from "../transport.ts";
import { type Channel } from "./channel.ts";
import { type ExchangeLine, openExchangeLine } from "./exchange-line.ts";
import { drawerLevel } from "./printer-condition.ts";
import {
  askPresence,
  askSerial,
  canBeAsked,
  deliver,
  greet,
  isProcessId,
  type PrinterAcquaintance,
  settle,
} from "./printer-queries.ts";

export interface TwoWayTransportOptions {
  readonly channel: Channel;
  readonly abilities: PrinterAbilities;
  /** The serial number that the printer must have, where it is known and the printer can say it. */
  readonly serial?: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
}

const noteSchema = z.object({
  id: z.string(),
  bytes: z.int().nonnegative(),
});
type JobNote = z.infer<typeof noteSchema>;

/** The time that a line is kept for the next paper of the same sale. */
const KEPT_MS = 1000;
/** The heard ids that are kept: an answer may come before it is known to be needed, and others after it. */
const HEARD_IDS = 8;
/** The number of ids of four digits and letters. */
const IDS = 36 ** 4;

interface Conversing extends TwoWayTransportOptions {
  readonly printer: PrinterAcquaintance;
  line: ExchangeLine | undefined;
  /**
   * The ids that the printer has lately reported as printed: those of the last job, and of
   * questions without one.
   */
  heardIds: ReadonlyArray<string>;
  /** The answers from right before a job, for that job alone. */
  ready: { readonly job: Uint8Array; readonly note: JobNote } | undefined;
  cancelKeeping: (() => void) | undefined;
  isClosed: boolean;
  tellTrouble: (trouble: PrinterTrouble | undefined) => void;
  tellDrawer: (level: "high" | "low") => void;
}

export function createTwoWayTransport(options: TwoWayTransportOptions): Transport {
  const conversing: Conversing = {
    ...options,
    printer: {
      abilities: options.abilities,
      missedByQuestion: new Map(),
      nextId: createIds(options.random),
      owedBytes: 0,
      onDrawer: (level) => {
        conversing.tellDrawer(level);
      },
    },
    line: undefined,
    heardIds: [],
    ready: undefined,
    cancelKeeping: undefined,
    isClosed: false,
    tellTrouble: () => undefined,
    tellDrawer: () => undefined,
  };
  return {
    prepare: async (job) => {
      const prepared = await prepare(conversing, job);
      return prepared.ok ? ok(JSON.stringify(prepared.value)) : prepared;
    },
    send: (job) => send(conversing, job),
    recall: (note) => recall(conversing, note),
    look: () => look(conversing),
    openDrawer: (pulse) => openDrawer(conversing, Uint8Array.from(pulse)),
    onTrouble: (listener) => {
      conversing.tellTrouble = listener;
    },
    onDrawer: (listener) => {
      conversing.tellDrawer = listener;
    },
    onBack: (listener) => options.channel.onBack?.(listener),
    close: async () => {
      conversing.isClosed = true;
      await hangUp(conversing);
      await options.channel.close();
    },
  };
}

async function prepare(
  conversing: Conversing,
  job: Uint8Array,
): Promise<Result<JobNote, PrinterFault>> {
  const { printer } = conversing;
  conversing.ready = undefined;
  const greeted = await meet(conversing);
  if (!greeted.ok) return greeted;
  const line = greeted.value;
  if (printer.owedBytes > 0 && (await line.hold(settle(printer))) !== true) {
    return unreachable(conversing, "silent");
  }
  const note = { id: printer.nextId(), bytes: job.length };
  conversing.ready = { job, note };
  // The job may never come: another process may have taken it, or it is not needed any more.
  keepForAMoment(conversing);
  return ok(note);
}

async function send(
  conversing: Conversing,
  job: Uint8Array,
): Promise<Result<Delivery, PrinterFault>> {
  if (conversing.ready?.job !== job) {
    const prepared = await prepare(conversing, job);
    if (!prepared.ok) return prepared;
  }
  const { line, ready, printer } = conversing;
  conversing.cancelKeeping?.();
  conversing.ready = undefined;
  if (line?.isOpen() !== true || ready === undefined) return unreachable(conversing, "off");
  conversing.heardIds = [];
  const delivered = await line.hold(deliver(printer, { job, id: ready.note.id }));
  if (delivered?.type === "printed") {
    keepForAMoment(conversing);
    return ok("printed");
  }
  const isTaken = await hangUp(conversing);
  if (delivered?.type === "sent" && isTaken) {
    printer.owedBytes = 0;
    return ok("sent");
  }
  const trouble = delivered?.type === "doubt" ? delivered.trouble : line.fault();
  return err({ type: "printer/unacknowledged", trouble });
}

async function recall(
  conversing: Conversing,
  noteText: string,
): Promise<Result<Recollection, PrinterFault>> {
  const { printer } = conversing;
  const note = readNote(noteText);
  if (note === undefined) return ok("unknown");
  printer.owedBytes = Math.max(printer.owedBytes, note.bytes);
  if (!canBeAsked(printer)) return ok("unknown");
  const greeted = await meet(conversing);
  if (!greeted.ok) return greeted;
  const line = greeted.value;
  // Some printers keep an answer that nobody heard for the next caller.
  if (!wasNamed(conversing, note) && (await line.hold(settle(printer, note.id))) !== true)
    return unreachable(conversing, "silent");
  keepForAMoment(conversing);
  // A cut since then proves nothing: another till may print there, or a person may have tested it.
  return ok(wasNamed(conversing, note) ? "printed" : "unknown");
}

/** Looks at the printer and closes its line at once, which somebody else may want. */
async function look(conversing: Conversing): Promise<Result<undefined, PrinterTrouble>> {
  const { channel, line, printer } = conversing;
  // The printer was spoken to a moment ago, or may be in the middle of a command that was broken
  // off.
  if (line?.isOpen() === true || printer.owedBytes > 0) return ok(undefined);
  if (channel.isThere !== undefined) {
    const trouble = await channel.isThere();
    return trouble === undefined ? ok(undefined) : err(trouble);
  }
  const met = await meet(conversing);
  await hangUp(conversing);
  return met.ok ? ok(undefined) : err(met.fault.trouble ?? "off");
}

/** Opens the drawer; a printer that never answers may not be there at all. */
async function openDrawer(conversing: Conversing, pulse: Uint8Array): Promise<boolean> {
  const { printer, isClosed } = conversing;
  if (!printer.abilities.status || isClosed) return false;
  // The printer has a job in hand, and waits for a person with it.
  if (conversing.line?.interject(pulse) === true) return true;
  const isKept = conversing.line?.isOpen() === true;
  if (!isKept && !(await openLine(conversing)).ok) return false;
  const isHeard = await conversing.line?.hold(askPresence(pulse));
  if (!isKept) await hangUp(conversing);
  return isHeard === true;
}

function wasNamed({ heardIds }: Conversing, { id }: JobNote): boolean {
  return heardIds.includes(id);
}

/** Returns a line to the right printer, which can print now. */
async function meet(
  conversing: Conversing,
  canBeElsewhere = true,
): Promise<Result<ExchangeLine, PrinterFault>> {
  const { printer, serial } = conversing;
  conversing.cancelKeeping?.();
  if (conversing.isClosed) return unreachable(conversing, "off");
  const isNew = conversing.line?.isOpen() !== true;
  const opened = isNew ? await openLine(conversing) : undefined;
  if (opened?.ok === false) return opened;
  const { line } = conversing;
  if (line === undefined) return unreachable(conversing, "off");
  const trouble = await line.hold(greet(printer));
  if (trouble !== undefined) return unreachable(conversing, trouble);
  if (isNew && serial !== undefined && printer.abilities.status) {
    const named = await line.hold(askSerial());
    if (named !== undefined && named !== serial) {
      const other = await unreachable(conversing, "other-printer");
      const isElsewhere = canBeElsewhere && (await conversing.channel.lookElsewhere?.()) === true;
      return isElsewhere ? meet(conversing, false) : other;
    }
  }
  return line.isOpen() ? ok(line) : unreachable(conversing, line.fault());
}

async function openLine(conversing: Conversing): Promise<Result<undefined, PrinterFault>> {
  // A line that is over still holds its device.
  await hangUp(conversing);
  const opened = await openExchangeLine({
    ...conversing,
    onTrouble: (trouble) => {
      conversing.tellTrouble(trouble);
    },
    onReply: (reply) => {
      if (reply.type === "automatic") conversing.tellDrawer(drawerLevel(reply.bytes[0] ?? 0));
      if (!isProcessId(reply)) return;
      conversing.heardIds = [...conversing.heardIds, reply.text].slice(-HEARD_IDS);
    },
  });
  if (!opened.ok) return unreachable(conversing, opened.fault);
  conversing.line = opened.value;
  // Somebody closed the transport meanwhile.
  return conversing.isClosed ? unreachable(conversing, "off") : ok(undefined);
}

async function unreachable(
  conversing: Conversing,
  trouble: PrinterTrouble,
): Promise<Result<never, PrinterFault>> {
  await hangUp(conversing);
  return err({ type: "printer/unreachable", trouble });
}

function keepForAMoment(conversing: Conversing): void {
  conversing.cancelKeeping?.();
  conversing.cancelKeeping = conversing.clock.after(KEPT_MS, () => {
    hangUp(conversing).catch(() => undefined);
  });
}

/** Closes the line; false when the other side broke it off before it took everything. */
async function hangUp(conversing: Conversing): Promise<boolean> {
  const { line } = conversing;
  conversing.cancelKeeping?.();
  conversing.line = undefined;
  conversing.ready = undefined;
  return line === undefined || line.close();
}

function readNote(text: string): JobNote | undefined {
  try {
    return noteSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Makes ids from a random start, since an answer to an earlier id must not count. */
function createIds(random: Random): (butNot?: string) => string {
  const [high = 0, middle = 0, low = 0] = random.bytes(3);
  let last = (high * 256 + middle) * 256 + low;
  return function nextId(butNot?: string): string {
    last += 1;
    const id = (last % IDS).toString(36).toUpperCase().padStart(4, "0");
    return id === butNot ? nextId(butNot) : id;
  };
}
