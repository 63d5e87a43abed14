/**
 * A printer that is talked with: one conversation after another over lines of a channel.
 *
 * A line is kept until the printer has confirmed the job, and for a moment longer, because the next
 * job may follow; then it is given back, for somebody else may want the printer. What became of a job
 * whose answer was lost is asked of the printer before anything else is printed on it.
 */

import * as z from "zod";

import { type Clock, type Random } from "../../domain/ports.ts";
import { type PrinterAbilities } from "../../domain/printer-abilities.ts";
import { type PrinterTrouble } from "../../domain/printer-trouble.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import {
  type Delivery,
  type PrinterFault,
  type Recollection,
  type Transport,
} from "../transport.ts";
import { type Channel } from "./channel.ts";
import {
  askPresence,
  askSerial,
  canBeAsked,
  deliver,
  greet,
  isProcessId,
  type PrinterAcquaintance,
  settle,
} from "./conversation.ts";
import { type Dialogue, openDialogue } from "./dialogue.ts";
import { drawerLevel } from "./printer-condition.ts";

export interface TalkingTransportOptions {
  readonly channel: Channel;
  readonly abilities: PrinterAbilities;
  /** Who it has to be, where that is known and it can say so. */
  readonly serial?: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
}

const noteSchema = z.object({
  id: z.string(),
  bytes: z.int().nonnegative(),
});
type JobNote = z.infer<typeof noteSchema>;

/** For the next paper of the same sale. */
const KEPT_MS = 1000;
/** The answer to a question may be heard before it is known to be needed, and others after it. */
const HEARD_IDS = 8;
/** Of four digits and letters. */
const IDS = 36 ** 4;

interface Conversing extends TalkingTransportOptions {
  readonly printer: PrinterAcquaintance;
  dialogue: Dialogue | undefined;
  /** What the printer has lately said it has printed: the last job, and questions without one. */
  heardIds: ReadonlyArray<string>;
  /** What was asked of the printer right before a job, for that one alone. */
  ready: { readonly job: Uint8Array; readonly note: JobNote } | undefined;
  cancelKeeping: (() => void) | undefined;
  isClosed: boolean;
  tellTrouble: (trouble: PrinterTrouble | undefined) => void;
  tellDrawer: (level: "high" | "low") => void;
}

export function createTalkingTransport(options: TalkingTransportOptions): Transport {
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
    dialogue: undefined,
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
  const dialogue = greeted.value;
  if (printer.owedBytes > 0 && (await dialogue.hold(settle(printer))) !== true) {
    return unreachable(conversing, "silent");
  }
  const note = { id: printer.nextId(), bytes: job.length };
  conversing.ready = { job, note };
  // The job may never come: somebody else has taken it over, or needs it no more.
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
  const { dialogue, ready, printer } = conversing;
  conversing.cancelKeeping?.();
  conversing.ready = undefined;
  if (dialogue?.isOpen() !== true || ready === undefined) return unreachable(conversing, "off");
  conversing.heardIds = [];
  const delivered = await dialogue.hold(deliver(printer, { job, id: ready.note.id }));
  if (delivered?.type === "printed") {
    keepForAMoment(conversing);
    return ok("printed");
  }
  const isTaken = await hangUp(conversing);
  if (delivered?.type === "sent" && isTaken) {
    printer.owedBytes = 0;
    return ok("sent");
  }
  const trouble = delivered?.type === "doubt" ? delivered.trouble : dialogue.fault();
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
  const dialogue = greeted.value;
  // Some keep the answer that nobody heard for whoever comes next.
  if (!wasNamed(conversing, note) && (await dialogue.hold(settle(printer, note.id))) !== true)
    return unreachable(conversing, "silent");
  keepForAMoment(conversing);
  // That it has cut since proves nothing: others may print on it, and a person may have it try itself.
  return ok(wasNamed(conversing, note) ? "printed" : "unknown");
}

/** Its line is closed at once: somebody else may want the printer. */
async function look(conversing: Conversing): Promise<Result<undefined, PrinterTrouble>> {
  const { channel, dialogue, printer } = conversing;
  // It was talked with a moment ago, or may be in the middle of a command that was broken off.
  if (dialogue?.isOpen() === true || printer.owedBytes > 0) return ok(undefined);
  if (channel.isThere !== undefined) {
    const trouble = await channel.isThere();
    return trouble === undefined ? ok(undefined) : err(trouble);
  }
  const met = await meet(conversing);
  await hangUp(conversing);
  return met.ok ? ok(undefined) : err(met.fault.trouble ?? "off");
}

/** One that says nothing of itself may not be there at all. */
async function openDrawer(conversing: Conversing, pulse: Uint8Array): Promise<boolean> {
  const { printer, isClosed } = conversing;
  if (!printer.abilities.status || isClosed) return false;
  // It has a job in hand, and waits for a person with it.
  if (conversing.dialogue?.interject(pulse) === true) return true;
  const isKept = conversing.dialogue?.isOpen() === true;
  if (!isKept && !(await openLine(conversing)).ok) return false;
  const isHeard = await conversing.dialogue?.hold(askPresence(pulse));
  if (!isKept) await hangUp(conversing);
  return isHeard === true;
}

function wasNamed({ heardIds }: Conversing, { id }: JobNote): boolean {
  return heardIds.includes(id);
}

/** A line to the right printer, which can print now. */
async function meet(conversing: Conversing): Promise<Result<Dialogue, PrinterFault>> {
  const { printer, serial } = conversing;
  conversing.cancelKeeping?.();
  if (conversing.isClosed) return unreachable(conversing, "off");
  const isNew = conversing.dialogue?.isOpen() !== true;
  const opened = isNew ? await openLine(conversing) : undefined;
  if (opened?.ok === false) return opened;
  const { dialogue } = conversing;
  if (dialogue === undefined) return unreachable(conversing, "off");
  const trouble = await dialogue.hold(greet(printer));
  if (trouble !== undefined) return unreachable(conversing, trouble);
  if (isNew && serial !== undefined && printer.abilities.status) {
    const named = await dialogue.hold(askSerial());
    if (named !== undefined && named !== serial) return unreachable(conversing, "other-printer");
  }
  return dialogue.isOpen() ? ok(dialogue) : unreachable(conversing, dialogue.fault());
}

async function openLine(conversing: Conversing): Promise<Result<undefined, PrinterFault>> {
  // A line that is over still holds its device.
  await hangUp(conversing);
  const opened = await openDialogue({
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
  conversing.dialogue = opened.value;
  // Somebody closed it all meanwhile.
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

/** False when the other side broke it off instead of taking what was on its way. */
async function hangUp(conversing: Conversing): Promise<boolean> {
  const { dialogue } = conversing;
  conversing.cancelKeeping?.();
  conversing.dialogue = undefined;
  conversing.ready = undefined;
  return dialogue === undefined || dialogue.close();
}

function readNote(text: string): JobNote | undefined {
  try {
    return noteSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Going on from anywhere: what a printer still has to say of earlier ones is no answer. */
function createIds(random: Random): (butNot?: string) => string {
  const [high = 0, middle = 0, low = 0] = random.bytes(3);
  let last = (high * 256 + middle) * 256 + low;
  return function nextId(butNot?: string): string {
    last += 1;
    const id = (last % IDS).toString(36).toUpperCase().padStart(4, "0");
    return id === butNot ? nextId(butNot) : id;
  };
}
