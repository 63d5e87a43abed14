/**
 * A printer in software that behaves as a device: it has power, a small receive buffer, paper, a
 * cover, a cutter, a drawer, and faults. Written from the printer's side of the manual; it knows
 * nothing of our encoder.
 *
 * How to use it: `createPrinterDevice({ clock, columns: 48 })`, then `createConnector(device).connect()`,
 * a Duplex that is one connection in this process, or `createPrinterServer`, which puts it on a TCP port
 * (both in `proof/emulator/printer-server.ts`). Turn it with `set`, for example
 * `device.set({ paper: { lines: 12 } })`, `device.set({ cover: "open" })`,
 * `device.set({ power: { lostAfterBytes: 100 } })`, `device.set({ power: "on" })`. Look at it with
 * `roll()` (all that is on paper, whatever happened since), `received()` and `status()`, and hear of
 * each change with `onChange`.
 *
 * All that it does, it does at once: printing takes time only where `lineMs` says so, and a stall
 * ends by the injected clock. What it receives goes through three places, as in the iron: the
 * *receive buffer* (when it is full, no more is taken off the wire; real-time commands still are,
 * where the next byte is one), the *line buffer*, and the *paper*. Power-off empties the first two.
 */

import { type Clock } from "../../domain/ports.ts";
import { type RollEntry } from "../roll.ts";
import { type AnswerKind, type Answers, createAnswers, type Listener } from "./answers.ts";
import { commandLength } from "./commands.ts";
import {
  createMechanism,
  type Mechanism,
  type MechanismOptions,
  createInterpreter,
  type Interpreter,
} from "./mechanism.ts";
import { type DeviceStatus, type DrawerSwitch, isOffline } from "./status-bytes.ts";

export interface PrinterDeviceOptions {
  readonly clock: Clock;
  /** Characters of font A on a line: 48 on 80 mm, 32 on 58 mm. */
  readonly columns: number;
  readonly receiveBufferBytes?: number;
  /** How long a line of paper takes; none unless said otherwise. */
  readonly lineMs?: number;
  /** Closed is high unless said otherwise. */
  readonly drawerSwitch?: DrawerSwitch;
  /** All unless said otherwise; `[]` is a clone that never says a thing. */
  readonly answers?: ReadonlyArray<AnswerKind>;
  readonly maker?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly pagesByNumber?: ReadonlyMap<number, string>;
  readonly startsInKanjiMode?: boolean;
  /** A network board that asks for automatic status by itself at each power-on. */
  readonly tellsStatusAtPowerOn?: boolean;
  /** A process id that no connection was there for is told to the next one. As Epson says; else lost. */
  readonly keepsUnsentIds?: boolean;
}

/** Whatever is left out stays as it is. */
export interface PrinterChange {
  /** `lostAfterBytes` counts from now: the last of them is received, and never answered. */
  readonly power?: "on" | "off" | { readonly lostAfterBytes: number };
  /** `lines`: so many are left. Fresh paper is endless. */
  readonly paper?: "there" | "near-end" | "out" | { readonly lines: number };
  readonly cover?: "closed" | "open";
  /** A jammed cutter stops at the next cut. Freed, it goes on when the host says so (DLE ENQ). */
  readonly cutter?: "free" | "jammed";
  readonly drawer?: "closed" | "open";
  /** Stalled, it takes what its buffer holds and prints nothing. Swallowing, it takes all. */
  readonly printing?: "normal" | "stalled" | "swallows" | { readonly stalledForMs: number };
  readonly answering?: "normal" | "nothing" | "garbage";
  /** Pulled, nothing gets in or out, and nobody is told. */
  readonly cable?: "plugged" | "pulled";
}

/** When something is to happen, counted from now. */
export type After = { readonly lines: number } | { readonly bytes: number };

export interface PrinterDevice {
  readonly set: (change: PrinterChange) => void;
  /** Changes the printer after exactly that many more lines on paper, or bytes received. */
  readonly setAfter: (after: After, change: PrinterChange) => void;
  /** All that came out since it was made, or since the paper was torn off. */
  readonly roll: () => ReadonlyArray<RollEntry>;
  /** All bytes that it took off the wire, since then too. */
  readonly received: () => Uint8Array;
  readonly status: () => PrinterStatus;
  /** Bytes that meant nothing, or stood where they had no effect. */
  readonly complaints: () => ReadonlyArray<string>;
  /** Roll, bytes and complaints begin anew: what runs for days must not keep all of them. */
  readonly tearOff: () => void;
  /** Called after each change of any of these. The returned function ends it. */
  readonly onChange: (listener: () => void) => () => void;
  /** The side of the wire; `createConnector` is the way to use it. How many of the bytes it took. */
  readonly receive: (bytes: Uint8Array) => number;
  /** Sets the one receiver of answers; it returns false while it can't take one. */
  readonly answerTo: (listener: Listener | undefined) => void;
}

export interface PrinterStatus extends DeviceStatus {
  readonly isOn: boolean;
  readonly isPlugged: boolean;
  readonly isOffline: boolean;
  readonly bufferedBytes: number;
  /** Cuts since it was made, and lines fed: both outlast the power. */
  readonly cuts: number;
  readonly lines: number;
  readonly drawerPulses: number;
  readonly buzzes: number;
}

const USUAL_BUFFER_BYTES = 4096;
const MS_PER_HOUR = 3_600_000;

/** A change that waits for its line or byte. */
interface Plan {
  readonly counted: "lines" | "bytes";
  readonly at: number;
  readonly change: PrinterChange;
}

interface Machine {
  readonly capacity: number;
  readonly options: PrinterDeviceOptions;
  readonly buffer: ReceiveBuffer;
  readonly receiver: Receiver;
  readonly interpreter: Interpreter;
  readonly mechanism: Mechanism;
  readonly answers: Answers;
  readonly counters: Counters;
  readonly received: number[];
  readonly complaints: string[];
  readonly listeners: Set<() => void>;
  isOn: boolean;
  isPlugged: boolean;
  swallows: boolean;
  mayPulse: boolean;
  bytesToLive: number;
  bytesTaken: number;
  /** How much of it the command in hand needs, which may be more than the buffer holds. */
  bytesWanted: number;
  plans: ReadonlyArray<Plan>;
}

export function createPrinterDevice(options: PrinterDeviceOptions): PrinterDevice {
  const machine = createMachine(options);
  const { mechanism, answers, buffer, received, complaints, listeners } = machine;
  answers.switchOn(options.tellsStatusAtPowerOn === true);
  return {
    set: (change) => {
      turn(machine, change);
      work(machine);
    },
    setAfter: (after, change) => {
      plan(machine, after, change);
      work(machine);
    },
    roll: () => [...mechanism.roll],
    tearOff() {
      mechanism.roll.length = 0;
      received.length = 0;
      complaints.length = 0;
    },
    received: () => Uint8Array.from(received),
    status: () => ({
      ...mechanism.status(),
      ...mechanism.counts(),
      isOn: machine.isOn,
      isPlugged: machine.isPlugged,
      isOffline: isOffline(mechanism.status()),
      bufferedBytes: buffer.length(),
    }),
    complaints: () => [...complaints],
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    receive: (bytes) => receive(machine, bytes),
    answerTo: answers.to,
  };
}

function createMachine(options: PrinterDeviceOptions): Machine {
  const complaints: string[] = [];
  const mechanism = createMechanism({
    ...options,
    mustWait: () => isDue(machine),
    onReady: () => {
      work(machine);
    },
    onTurn: (action) => {
      takeTurn(machine, action);
    },
  });
  const counters = createCounters(options.clock, mechanism.counts);
  const machine: Machine = {
    capacity: options.receiveBufferBytes ?? USUAL_BUFFER_BYTES,
    options,
    buffer: createReceiveBuffer(),
    receiver: createReceiver((command) => {
      obey(machine, command);
    }),
    interpreter: createInterpreter({
      ...options,
      // A rule of such letters is one mistake, not forty-eight.
      onComplaint: (complaint) => {
        if (complaints.at(-1) !== complaint) complaints.push(complaint);
      },
    }),
    mechanism,
    answers: createAnswers({
      ...options,
      status: mechanism.status,
      identity: (n) => identityOf(n, options),
      counter: counters.count,
    }),
    counters,
    received: [],
    complaints,
    listeners: new Set(),
    isOn: true,
    isPlugged: true,
    swallows: false,
    mayPulse: true,
    bytesToLive: Infinity,
    bytesTaken: 0,
    bytesWanted: 0,
    plans: [],
  };
  return machine;
}

function turn(machine: Machine, { power, answering, cable, ...change }: PrinterChange): void {
  const { printing } = change;
  if (cable !== undefined) machine.isPlugged = cable === "plugged";
  if (answering !== undefined) machine.answers.turn(answering);
  if (printing !== undefined) machine.swallows = printing === "swallows";
  machine.mechanism.turn({ ...change, printing: printing === "swallows" ? "normal" : printing });
  if (power === "off") switchOff(machine);
  else if (power === "on") switchOn(machine);
  else if (power !== undefined) machine.bytesToLive = power.lostAfterBytes;
}

function plan(machine: Machine, after: After, change: PrinterChange): void {
  const { lines } = machine.mechanism.counts();
  const added: Plan =
    "lines" in after
      ? { counted: "lines", at: lines + after.lines, change }
      : { counted: "bytes", at: machine.bytesTaken + after.bytes, change };
  machine.plans = [...machine.plans, added];
}

function isDue(machine: Machine): boolean {
  return machine.plans.some((plan) => isPlanDue(machine, plan));
}

function isPlanDue({ mechanism, bytesTaken }: Machine, { counted, at }: Plan): boolean {
  return (counted === "lines" ? mechanism.counts().lines : bytesTaken) >= at;
}

/** False when none was due. */
function carryOutPlans(machine: Machine): boolean {
  const due = machine.plans.filter((plan) => isPlanDue(machine, plan));
  machine.plans = machine.plans.filter((plan) => !due.includes(plan));
  for (const { change } of due) turn(machine, change);
  return due.length > 0;
}

/** Takes as much as there is room for, printing in between, until nothing moves any more. */
function receive(machine: Machine, bytes: Uint8Array): number {
  let took = 0;
  for (;;) {
    const more = takeOffWire(machine, bytes.subarray(took));
    took += more;
    work(machine);
    if (more === 0 || took === bytes.length) return took;
  }
}

function takeOffWire(machine: Machine, bytes: Uint8Array): number {
  if (!machine.isOn || !machine.isPlugged) return 0;
  let took = 0;
  for (const byte of bytes) {
    const isLast = machine.bytesToLive === 1;
    // The bytes before the last one are worked on and answered before the last one is taken.
    if ((isLast && took > 0) || !hasRoomFor(machine, byte)) break;
    if (isLast) machine.answers.mute();
    machine.bytesToLive -= 1;
    machine.bytesTaken += 1;
    took += 1;
    machine.received.push(byte);
    const kept = machine.receiver.take(byte);
    if (!machine.swallows) for (const other of kept) machine.buffer.add(other);
    if (isLast || isDue(machine)) break;
  }
  return took;
}

/** A full buffer still lets a real-time command through that is the next thing on the wire. */
function hasRoomFor(machine: Machine, byte: number): boolean {
  const { buffer, capacity, bytesWanted, receiver } = machine;
  return buffer.length() < Math.max(capacity, bytesWanted) || receiver.takesAside(byte);
}

/** Goes on as far as it can, and tells what has changed. */
function work(machine: Machine): void {
  do printOn(machine);
  while (carryOutPlans(machine));
  if (machine.isOn) machine.answers.noticeChange();
  if (machine.isOn && machine.bytesToLive <= 0) switchOff(machine);
  for (const listener of machine.listeners) listener();
}

function printOn(machine: Machine): void {
  const { mechanism, buffer, interpreter } = machine;
  machine.bytesWanted = 0;
  while (machine.isOn && mechanism.run() && buffer.length() > 0) {
    const read = interpreter.next(buffer.bytes());
    if (read === "incomplete") {
      // A large picture is worked on while it comes, so it never fills the buffer for good.
      machine.bytesWanted = commandLength(buffer.bytes()) ?? buffer.length() + 1;
      break;
    }
    buffer.drop(read.length);
    mechanism.add(read.actions);
  }
}

function takeTurn(machine: Machine, action: Turn): void {
  const { answers, counters } = machine;
  if (action.type === "automatic-status") answers.setAutomatic(action.isOn);
  else if (action.type === "real-time-pulse") machine.mayPulse = action.isAllowed;
  else if (action.type === "reset-counter") counters.reset(action.counter);
  else answers.tell(action);
}

function obey(machine: Machine, command: RealTimeCommand): void {
  const { answers, mechanism } = machine;
  if (command.type === "status") answers.tellRealTime(command.n);
  else if (command.type === "power-off") machine.bytesToLive = 0;
  else if (command.type === "pulse" && machine.mayPulse) mechanism.pulseNow(command.pin);
  else if (command.type === "recover" && mechanism.recover() && command.clears) clear(machine);
  else if (command.type === "clear") {
    clear(machine);
    answers.tellCleared();
  }
}

function clear({ buffer, mechanism, answers, interpreter }: Machine): void {
  buffer.clear();
  mechanism.clear();
  answers.forget();
  interpreter.reset();
}

function switchOff(machine: Machine): void {
  machine.isOn = false;
  machine.bytesToLive = Infinity;
  clear(machine);
  machine.receiver.reset();
  machine.mechanism.switchOff();
  machine.answers.mute();
}

function switchOn(machine: Machine): void {
  machine.bytesToLive = Infinity;
  if (machine.isOn) return;
  Object.assign(machine, { isOn: true, mayPulse: true });
  machine.answers.switchOn(machine.options.tellsStatusAtPowerOn === true);
}

type Turn = Parameters<MechanismOptions["onTurn"]>[0];

interface Counters {
  readonly count: (counter: number) => number | undefined;
  readonly reset: (counter: number) => void;
}

/** Numbers as the manual gives them; with 128 more, since the printer was made. */
function createCounters(clock: Clock, counts: Mechanism["counts"]): Counters {
  const madeMs = clock.nowMs();
  const resets = new Map<number, number>();

  function total(counter: number): number | undefined {
    if (counter === 20) return counts().lines;
    if (counter === 50) return counts().cuts;
    if (counter === 70) return Math.floor((clock.nowMs() - madeMs) / MS_PER_HOUR);
    return undefined;
  }

  return {
    count(counter) {
      if (counter >= 128) return total(counter - 128);
      const count = total(counter);
      return count === undefined ? undefined : count - (resets.get(counter) ?? 0);
    },
    reset: (counter) => void resets.set(counter, total(counter) ?? 0),
  };
}

/** The first three are one byte each: model, what it has (a cutter), version. */
function identityOf(n: number, options: PrinterDeviceOptions): string | number | undefined {
  const { maker = "EMULATED", model = "TM-EMU", serial = "EMU0000001" } = options;
  switch (n) {
    case 1:
    case 0x31:
      return 0x20;
    case 2:
    case 0x32:
      return 0x02;
    case 3:
    case 0x33:
      return 0x01;
    case 65:
      return "1.00";
    case 66:
      return maker;
    case 67:
      return model;
    case 68:
      return serial;
    default:
      return undefined;
  }
}

type RealTimeCommand =
  | { readonly type: "status"; readonly n: number }
  | { readonly type: "recover"; readonly clears: boolean }
  | { readonly type: "pulse"; readonly pin: 2 | 5 }
  | { readonly type: "power-off" }
  | { readonly type: "clear" };

interface Receiver {
  /** Takes one byte; what now goes into the buffer. */
  readonly take: (byte: number) => ReadonlyArray<number>;
  /** Whether this byte would begin, or go on with, a real-time command that stands by itself. */
  readonly takesAside: (byte: number) => boolean;
  readonly reset: () => void;
}

const DLE = 0x10;
const PREFIXES: ReadonlySet<number> = new Set([DLE, 0x1b, 0x1c, 0x1d]);
const CLEAR = [0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08];
const POWER_OFF = [0x10, 0x14, 0x02, 0x01, 0x08];

/**
 * The receiving end of a printer: it looks at each byte as it arrives and carries out real-time
 * commands at once, before all that waits in the buffer.
 *
 * It follows the commands only as far as it must to know where one ends: a real-time command that
 * stands by itself is taken out of the stream; one that turns up inside the data of another command,
 * say in a picture, is obeyed all the same and stays in the data.
 */
function createReceiver(onCommand: (command: RealTimeCommand) => void): Receiver {
  /** The bytes so far of a real-time command that stands alone. */
  let alone: ReadonlyArray<number> = [];
  /** The bytes so far of a command whose length is not known yet. */
  let header: ReadonlyArray<number> = [];
  let bytesToCome = 0;
  /** The bytes that may be a real-time command inside of another one's data. */
  let inside: ReadonlyArray<number> = [];

  function takesAside(byte: number): boolean {
    if (alone.length > 0) return true;
    return bytesToCome === 0 && header.length === 0 && byte === DLE;
  }

  function takeAlone(byte: number): ReadonlyArray<number> {
    alone = [...alone, byte];
    const read = readRealTime(alone);
    if (read === "incomplete") return [];
    const bytes = alone;
    alone = [];
    if (read !== undefined) {
      onCommand(read);
      return [];
    }
    for (const other of bytes) follow(other);
    return bytes;
  }

  function follow(byte: number): void {
    watch(byte);
    if (bytesToCome > 0) {
      bytesToCome -= 1;
      return;
    }
    if (header.length === 0 && !PREFIXES.has(byte)) return;
    header = [...header, byte];
    const length = commandLength(Uint8Array.from(header));
    if (length === undefined) return;
    bytesToCome = Math.max(0, length - header.length);
    header = [];
  }

  function watch(byte: number): void {
    if (inside.length === 0 && byte !== DLE) return;
    inside = [...inside, byte];
    const read = readRealTime(inside);
    if (read === "incomplete") return;
    inside = byte === DLE && read === undefined ? [DLE] : [];
    if (read !== undefined) onCommand(read);
  }

  return {
    take(byte) {
      if (takesAside(byte)) return takeAlone(byte);
      follow(byte);
      return [byte];
    },
    takesAside,
    reset() {
      alone = [];
      header = [];
      inside = [];
      bytesToCome = 0;
    },
  };
}

/** Undefined: these bytes are no real-time command, and more of them will not make one. */
function readRealTime(bytes: ReadonlyArray<number>): RealTimeCommand | "incomplete" | undefined {
  const [, code, n] = bytes;
  if (code === undefined) return "incomplete";
  if (code !== 0x04 && code !== 0x05 && code !== 0x14) return undefined;
  if (n === undefined) return "incomplete";
  if (code === 0x04) return n >= 1 && n <= 4 ? { type: "status", n } : undefined;
  if (code === 0x05) return n === 1 || n === 2 ? { type: "recover", clears: n === 2 } : undefined;
  return readDc4(bytes, n);
}

function readDc4(
  bytes: ReadonlyArray<number>,
  form: number,
): RealTimeCommand | "incomplete" | undefined {
  if (form === 2) return matched(bytes, POWER_OFF, { type: "power-off" });
  if (form === 8) return matched(bytes, CLEAR, { type: "clear" });
  if (form !== 1) return undefined;
  const [, , , pin, time] = bytes;
  if (pin === undefined) return "incomplete";
  if (pin > 1) return undefined;
  if (time === undefined) return "incomplete";
  return time >= 1 && time <= 8 ? { type: "pulse", pin: pin === 0 ? 2 : 5 } : undefined;
}

function matched(
  bytes: ReadonlyArray<number>,
  wanted: ReadonlyArray<number>,
  command: RealTimeCommand,
): RealTimeCommand | "incomplete" | undefined {
  if (bytes.some((byte, index) => byte !== wanted[index])) return undefined;
  return bytes.length === wanted.length ? command : "incomplete";
}

interface ReceiveBuffer {
  readonly length: () => number;
  readonly add: (byte: number) => void;
  /** All of them, until the next change. */
  readonly bytes: () => Uint8Array;
  /** The first ones are done. */
  readonly drop: (count: number) => void;
  readonly clear: () => void;
}

const FIRST_BYTES = 256;

/** The receive buffer of a printer: bytes that have arrived and are not worked on yet. */
function createReceiveBuffer(): ReceiveBuffer {
  let room = new Uint8Array(FIRST_BYTES);
  let from = 0;
  let to = 0;

  /** To the front of its room, or of one that is twice as large. */
  function makeRoom(): void {
    const larger = to - from > room.length / 2 ? new Uint8Array(room.length * 2) : room;
    larger.set(room.subarray(from, to));
    [room, from, to] = [larger, 0, to - from];
  }

  return {
    length: () => to - from,
    add(byte) {
      if (to === room.length) makeRoom();
      room[to] = byte;
      to += 1;
    },
    bytes: () => room.subarray(from, to),
    drop(count) {
      from += count;
      if (from === to) [from, to] = [0, 0];
    },
    clear() {
      [from, to] = [0, 0];
    },
  };
}
