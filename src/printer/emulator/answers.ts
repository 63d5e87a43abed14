/**
 * The printer's answers and the host that gets them. A host that can't listen loses them, except
 * two that wait for it: the newest process id, and the newest automatic status.
 */

import { type PrinterAction } from "./printer-state.ts";
import {
  automaticStatus,
  type DeviceStatus,
  realTimeStatus,
  statusInOrder,
} from "./status-bytes.ts";

/** The kinds of questions that a model can answer; it takes the others and stays silent. */
export type AnswerKind =
  /** DLE EOT 1 and 4. */
  | "real-time"
  /** DLE EOT 2 and 3. */
  | "real-time-causes"
  /** GS r, in order. */
  | "in-order"
  /** GS a. */
  | "automatic"
  /** GS ( H. */
  | "process-id"
  /** GS I. */
  | "identity"
  /** GS g. */
  | "counters"
  /** The answer that DLE DC4 has cleared the buffers. */
  | "clear";

export const EPSON_ANSWERS: ReadonlyArray<AnswerKind> = [
  "real-time",
  "real-time-causes",
  "in-order",
  "automatic",
  "process-id",
  "identity",
  "counters",
  "clear",
];
/** A classic impact printer of the kitchen: no process id, no counters. */
export const IMPACT_ANSWERS: ReadonlyArray<AnswerKind> = [
  "real-time",
  "real-time-causes",
  "in-order",
  "automatic",
  "identity",
];
/** A cheap printer that answers something. Others answer nothing at all: `[]`. */
export const CLONE_ANSWERS: ReadonlyArray<AnswerKind> = ["real-time"];

export type Answering = "normal" | "nothing" | "garbage";
/** Takes an answer; false when it can't now. */
export type Listener = (bytes: Uint8Array) => boolean;

export interface AnswersOptions {
  readonly answers?: ReadonlyArray<AnswerKind> | undefined;
  readonly keepsUnsentIds?: boolean | undefined;
  readonly status: () => DeviceStatus;
  /** The text that `GS I n` asks for. */
  readonly identity: (n: number) => string | number | undefined;
  readonly counter: (counter: number) => number | undefined;
}

export type Telling = Extract<
  PrinterAction,
  { readonly type: "tell-status" | "tell-process" | "tell-identity" | "tell-counter" }
>;

export interface Answers {
  readonly tell: (telling: Telling) => void;
  readonly tellRealTime: (n: number) => void;
  readonly tellCleared: () => void;
  /** Sends the status at once, and from then on at each change. */
  readonly setAutomatic: (isOn: boolean) => void;
  readonly noticeChange: () => void;
  readonly to: (listener: Listener | undefined) => void;
  readonly turn: (answering: Answering) => void;
  /** Nothing more gets out until the power is back. */
  readonly mute: () => void;
  /** The buffers are cleared, and with them the ids that had not been reached or told. */
  readonly forget: () => void;
  readonly switchOn: (isAutomatic: boolean) => void;
}

const BLOCK = 0x37;
const TEXT = 0x5f;

interface Voice {
  readonly options: AnswersOptions;
  readonly can: ReadonlySet<AnswerKind>;
  readonly garbage: () => ReadonlyArray<number>;
  answering: Answering;
  isMuted: boolean;
  isAutomatic: boolean;
  sentStatus: string;
  listener: Listener | undefined;
  unsentId: ReadonlyArray<number> | undefined;
}

export function createAnswers(options: AnswersOptions): Answers {
  const voice = createVoice(options);
  return {
    tell(telling) {
      if (telling.type === "tell-process") tellProcess(voice, telling.id);
      else send(voice, answerTo(voice, telling));
    },
    tellRealTime(n) {
      if (!voice.can.has(n === 1 || n === 4 ? "real-time" : "real-time-causes")) return;
      const status = realTimeStatus(n, options.status());
      if (status !== undefined) send(voice, [status]);
    },
    tellCleared() {
      if (voice.can.has("clear")) send(voice, [BLOCK, 0x25, 0x00]);
    },
    setAutomatic(isOn) {
      voice.isAutomatic = isOn && voice.can.has("automatic");
      voice.sentStatus = "";
      noticeChange(voice);
    },
    noticeChange: () => {
      noticeChange(voice);
    },
    to(listener) {
      voice.listener = listener;
      if (voice.unsentId !== undefined && listener !== undefined) {
        tellProcess(voice, voice.unsentId);
      }
      noticeChange(voice);
    },
    turn: (answering) => {
      voice.answering = answering;
    },
    mute: () => {
      voice.isMuted = true;
    },
    forget: () => {
      voice.unsentId = undefined;
    },
    switchOn(isAutomatic) {
      Object.assign(voice, { isMuted: false, sentStatus: "", unsentId: undefined });
      voice.isAutomatic = isAutomatic && voice.can.has("automatic");
    },
  };
}

function createVoice(options: AnswersOptions): Voice {
  return {
    options,
    can: new Set(options.answers ?? EPSON_ANSWERS),
    garbage: createGarbage(),
    answering: "normal",
    isMuted: false,
    isAutomatic: false,
    sentStatus: "",
    listener: undefined,
    unsentId: undefined,
  };
}

function tellProcess(voice: Voice, id: ReadonlyArray<number>): void {
  if (!voice.can.has("process-id")) return;
  const isLost = voice.listener === undefined && voice.options.keepsUnsentIds === false;
  voice.unsentId = send(voice, [BLOCK, 0x22, ...id, 0x00]) || isLost ? undefined : id;
}

function answerTo(
  { can, options }: Voice,
  telling: Exclude<Telling, { type: "tell-process" }>,
): ReadonlyArray<number> {
  if (telling.type === "tell-status") {
    const status = can.has("in-order") ? statusInOrder(telling.n, options.status()) : undefined;
    return status === undefined ? [] : [status];
  }
  if (telling.type === "tell-identity") {
    const identity = can.has("identity") ? options.identity(telling.n) : undefined;
    if (typeof identity === "number") return [identity];
    return identity === undefined ? [] : textBlock(identity);
  }
  const count = can.has("counters") ? options.counter(telling.counter) : undefined;
  return count === undefined ? [] : textBlock(String(count));
}

function noticeChange(voice: Voice): void {
  if (!voice.isAutomatic) return;
  const status = automaticStatus(voice.options.status());
  if (status.join() === voice.sentStatus) return;
  if (send(voice, status)) voice.sentStatus = status.join();
}

/** An answer that a fault swallows counts as sent: the printer believes that it was. */
function send(voice: Voice, bytes: ReadonlyArray<number>): boolean {
  if (bytes.length === 0 || voice.isMuted || voice.answering === "nothing") return true;
  const said = voice.answering === "garbage" ? voice.garbage() : bytes;
  return voice.listener?.(Uint8Array.from(said)) ?? false;
}

function textBlock(text: string): ReadonlyArray<number> {
  return [TEXT, ...Array.from(text, (sign) => sign.charCodeAt(0)), 0x00];
}

/** Returns one to eight bytes that differ each time, and are the same in each run. */
function createGarbage(): () => ReadonlyArray<number> {
  let seed = 1;
  function next(): number {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed >> 16;
  }
  return () => Array.from({ length: 1 + (next() % 8) }, () => next() & 0xff);
}
