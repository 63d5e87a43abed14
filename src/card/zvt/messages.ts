/**
 * What a terminal says, as the terminal writes it and as the till reads it. Source: ZVT-Protokoll, PA00P015
 * revision 13.13, chapter 3.
 */

import { bcd, digitBytes, digitsOf, fromBcd } from "./bcd.ts";
import { digitsHead, digitsSize, FIELD, fieldBytes, readableFields, readFields } from "./fields.ts";
import { type Frame } from "./frame.ts";
import {
  PRINT_BLOCK,
  PRINT_LINE,
  printBlockFrame,
  type Printed,
  printLineFrame,
  readPrinted,
} from "./printed.ts";
import {
  readStatusInformation,
  type StatusInformation,
  statusInformationBytes,
} from "./status-information.ts";
import { textBytes } from "./text.ts";
import { findTlv, readableTlv, TAG, tlvBytes } from "./tlv.ts";

export type TerminalMessage =
  | { readonly type: "acknowledged" }
  | { readonly type: "refused"; readonly code: number }
  | { readonly type: "intermediate"; readonly status: number }
  | { readonly type: "status"; readonly info: StatusInformation }
  | ({ readonly type: "completion" } & Completion)
  /** `open`: receipts of open reservations, where it was asked for them; missing for none. */
  | { readonly type: "aborted"; readonly code: number; readonly open?: ReadonlyArray<number> }
  | { readonly type: "print"; readonly printed: Printed }
  /** Nobody knows the command. */
  | { readonly type: "unreadable" };

/** Only what was there. */
export interface Completion {
  /** After a status enquiry: how the terminal is, by a result code; 0 is at rest. */
  readonly state?: number;
  /** The same: the version of its software. */
  readonly version?: string;
  /** After a registration: eight digits. */
  readonly terminalNo?: string;
  /** The same: ISO 4217, numeric. */
  readonly currency?: number;
}

const ACKNOWLEDGED = 0x8000;
const REFUSED = 0x84;
const INTERMEDIATE = 0x04ff;
const STATUS = 0x040f;
const COMPLETION = 0x060f;
const ABORTED = 0x061e;

/** A terminal that aborts without a reason. */
const NO_REASON = 0xff;

export const acknowledgement: Frame = { command: ACKNOWLEDGED, data: new Uint8Array() };

/** Refuses what the other side said. */
export function refusal(code: number): Frame {
  return { command: REFUSED * 0x100 + code, data: new Uint8Array() };
}

/** Never throws, whatever the bytes. */
export function readMessage(frame: Frame): TerminalMessage {
  const { command, data } = frame;
  if (command >> 8 === REFUSED) {
    const code = command & 0xff;
    // 84 00 is a second way to say yes.
    return code === 0 ? { type: "acknowledged" } : { type: "refused", code };
  }
  switch (command) {
    case ACKNOWLEDGED:
      return { type: "acknowledged" };
    case INTERMEDIATE:
      return { type: "intermediate", status: data[0] ?? 0 };
    case STATUS:
      return { type: "status", info: readStatusInformation(data) };
    case COMPLETION:
      return { type: "completion", ...readCompletion(data) };
    case ABORTED:
      return readAborted(data);
    case PRINT_LINE:
    case PRINT_BLOCK:
      return { type: "print", printed: readPrinted(frame) };
    default:
      return { type: "unreadable" };
  }
}

/** Behind the code of an abort may stand the first open reservation, and the others in a container. */
function readAborted(data: Uint8Array): TerminalMessage {
  const [code = NO_REASON] = data;
  const fields = readableFields(data.subarray(1));
  const container = readableTlv(fields.get(FIELD.tlv) ?? new Uint8Array());
  const others = readableTlv(findTlv(container, TAG.openReservations) ?? new Uint8Array());
  const open = [
    fields.get(FIELD.receipt),
    ...others.map(({ tag, data: receipt }) => (tag === TAG.receipt ? receipt : undefined)),
  ].flatMap((receipt) => fromBcd(receipt?.subarray(0, 2) ?? new Uint8Array()) ?? []);
  return { type: "aborted", code, ...(open.length === 0 ? {} : { open }) };
}

/**
 * A completion doesn't say to which command it belongs. After a registration it is fields; after a status
 * enquiry it has a version, if any, and the state, which is no field that could be read to its end.
 */
function readCompletion(data: Uint8Array): Completion {
  if (data.length === 0) return {};
  const read = readFields(data);
  if (read.ok) {
    const terminalNo = digitsOf(read.value.get(FIELD.terminalNo) ?? new Uint8Array());
    const currency = fromBcd(read.value.get(FIELD.currency) ?? new Uint8Array());
    return {
      ...(terminalNo === undefined ? {} : { terminalNo }),
      ...(currency === undefined ? {} : { currency }),
    };
  }
  const version = digitsSize(data, 3);
  const at = version === undefined ? 0 : version.head + version.length;
  const state = data[at];
  return {
    ...(state === undefined ? {} : { state }),
    ...(version === undefined || at > data.length
      ? {}
      : { version: Buffer.from(data.subarray(version.head, at)).toString("latin1") }),
  };
}

/** Returns a message as a terminal says it. */
export function encodeMessage(message: TerminalMessage): Frame {
  switch (message.type) {
    case "refused":
      return refusal(message.code);
    case "intermediate":
      return { command: INTERMEDIATE, data: Uint8Array.of(message.status) };
    case "status":
      return { command: STATUS, data: statusInformationBytes(message.info) };
    case "completion":
      return { command: COMPLETION, data: completionBytes(message) };
    case "aborted":
      return { command: ABORTED, data: Uint8Array.from(abortedBytes(message)) };
    case "print": {
      const { printed } = message;
      const [line = "", ...others] = printed.lines;
      const isLine = others.length === 0 && printed.copy === undefined;
      return isLine ? printLineFrame(line, printed) : printBlockFrame(printed);
    }
    default:
      return acknowledgement;
  }
}

function abortedBytes({
  code,
  open: [first, ...others] = [],
}: Extract<TerminalMessage, { readonly type: "aborted" }>): ReadonlyArray<number> {
  if (first === undefined) return [code];
  const receipts = others.map((receipt) => [TAG.receipt, bcd(receipt, 2)] as const);
  const container = tlvBytes([[TAG.openReservations, tlvBytes(receipts)]]);
  return [
    code,
    ...fieldBytes([
      [FIELD.receipt, bcd(first, 2)],
      ...(others.length === 0 ? [] : [[FIELD.tlv, container] as const]),
    ]),
  ];
}

function completionBytes({ state, version, terminalNo, currency }: Completion): Uint8Array {
  const text = version === undefined ? undefined : textBytes(version);
  return Uint8Array.from([
    ...(text === undefined ? [] : [...digitsHead(text.length, 3), ...text]),
    ...(state === undefined ? [] : [state]),
    ...fieldBytes([
      ...(terminalNo === undefined ? [] : [[FIELD.terminalNo, digitBytes(terminalNo)] as const]),
      ...(currency === undefined ? [] : [[FIELD.currency, bcd(currency, 2)] as const]),
    ]),
  ]);
}
