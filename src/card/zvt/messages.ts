/**
 * Messages of ZVT as both sides say them: what a till asks for, and what a terminal answers. Source:
 * ZVT-Protokoll, PA00P015 revision 13.09, chapters 2 and 3.
 *
 * Of a card's number only the last four digits leave this file.
 */

import { err, ok, type Result } from "../../domain/base/result.ts";
import { isCardNumberIn } from "../../domain/card-numbers.ts";
import { bcd, fieldBytes, type Fields, fromBcd, readFields } from "./fields.ts";
import { type Frame } from "./frame.ts";

const COMMANDS = {
  register: 0x0600,
  pay: 0x0601,
  "repeat-receipt": 0x0620,
  "status-enquiry": 0x0501,
  abort: 0x06b0,
} as const;

/** What a till asks for. */
export type ZvtCommand =
  | { readonly type: "register"; readonly password: string; readonly currency: number }
  | { readonly type: "pay"; readonly amount: number; readonly currency: number }
  | { readonly type: "repeat-receipt"; readonly password: string }
  | { readonly type: "status-enquiry"; readonly password: string }
  | { readonly type: "abort" };

/**
 * Intermediate statuses are told, payments and administration are the till's alone, and receipts come out of
 * the terminal's own printer.
 */
const CONFIG = 0x38;
/** Resends the status information of the last transaction. */
const RESEND = Uint8Array.of(0x03);

export function encodeCommand(command: ZvtCommand): Frame {
  return { command: COMMANDS[command.type], data: dataOf(command) };
}

function dataOf(command: ZvtCommand): Uint8Array {
  switch (command.type) {
    case "register": {
      const { password, currency } = command;
      return Uint8Array.from([...bcd(Number(password), 3), CONFIG, ...bcd(currency, 2)]);
    }
    case "pay":
      return fieldBytes([
        [0x04, bcd(command.amount, 6)],
        [0x49, bcd(command.currency, 2)],
      ]);
    case "repeat-receipt":
      return Uint8Array.from([
        ...bcd(Number(command.password), 3),
        ...fieldBytes([[0x03, RESEND]]),
      ]);
    case "status-enquiry":
      return bcd(Number(command.password), 3);
    default:
      return new Uint8Array();
  }
}

/** Reads what a till asks for; undefined for what is no command of these, or can't be read. */
export function readCommand({ command, data }: Frame): ZvtCommand | undefined {
  switch (command) {
    case COMMANDS.register:
      return {
        type: "register",
        password: hexOf(data.subarray(0, 3)),
        currency: fromBcd(data.subarray(4, 6)) ?? 0,
      };
    case COMMANDS.pay: {
      const fields = readFields(data);
      const amount = fields.ok ? numberIn(fields.value, 0x04) : undefined;
      const currency = fields.ok ? numberIn(fields.value, 0x49) : undefined;
      return amount === undefined ? undefined : { type: "pay", amount, currency: currency ?? 0 };
    }
    case COMMANDS["repeat-receipt"]:
      return { type: "repeat-receipt", password: hexOf(data.subarray(0, 3)) };
    case COMMANDS["status-enquiry"]:
      return { type: "status-enquiry", password: hexOf(data.subarray(0, 3)) };
    case COMMANDS.abort:
      return { type: "abort" };
    default:
      return undefined;
  }
}

/** What a terminal says of a transaction; only what was there. */
export interface StatusInformation {
  /** 0 for done; see result-codes for the others. */
  readonly result?: number;
  /** In minor units. */
  readonly amount?: number;
  /** ISO 4217, numeric. */
  readonly currency?: number;
  readonly receipt?: number;
  readonly trace?: number;
  /** `MMDD`. */
  readonly date?: string;
  readonly terminalNo?: string;
  readonly brand?: string;
  readonly last4?: string;
  readonly auth?: string;
}

export type TerminalMessage =
  | { readonly type: "acknowledged" }
  | { readonly type: "refused"; readonly code: number }
  | { readonly type: "intermediate"; readonly status: number }
  | { readonly type: "status"; readonly info: StatusInformation }
  /** `state`: of a status enquiry, how the terminal is. */
  | { readonly type: "completion"; readonly state: number | undefined }
  | { readonly type: "aborted"; readonly code: number }
  /** A line or a block of paper, which the terminal has no printer for. */
  | { readonly type: "print" }
  | { readonly type: "unreadable" };

const ACKNOWLEDGED = 0x8000;
const REFUSED = 0x84;
const INTERMEDIATE = 0x04ff;
const STATUS = 0x040f;
const COMPLETION = 0x060f;
const ABORTED = 0x061e;
const PRINT_LINE = 0x06d1;
const PRINT_BLOCK = 0x06d3;

export const acknowledgement: Frame = { command: ACKNOWLEDGED, data: new Uint8Array() };

export function readMessage({ command, data }: Frame): TerminalMessage {
  if (command >> 8 === REFUSED) return { type: "refused", code: command & 0xff };
  switch (command) {
    case ACKNOWLEDGED:
      return { type: "acknowledged" };
    case INTERMEDIATE:
      return { type: "intermediate", status: data[0] ?? 0 };
    case STATUS: {
      const fields = readFields(data);
      // What stands before a field that nobody knows is read all the same.
      const info = toInformation(fields.ok ? fields.value : fields.fault.before);
      return info.ok ? { type: "status", info: info.value } : { type: "unreadable" };
    }
    case COMPLETION:
      return { type: "completion", state: data.length === 1 ? data[0] : undefined };
    case ABORTED:
      return { type: "aborted", code: data[0] ?? 0xff };
    case PRINT_LINE:
    case PRINT_BLOCK:
      return { type: "print" };
    default:
      return { type: "unreadable" };
  }
}

/** Returns a message of a terminal as it says it. */
export function encodeMessage(message: TerminalMessage): Frame {
  switch (message.type) {
    case "refused":
      return { command: (REFUSED << 8) | message.code, data: new Uint8Array() };
    case "intermediate":
      return { command: INTERMEDIATE, data: Uint8Array.of(message.status) };
    case "status":
      return { command: STATUS, data: fieldBytes(fieldsOf(message.info)) };
    case "completion": {
      const { state } = message;
      return { command: COMPLETION, data: Uint8Array.from(state === undefined ? [] : [state]) };
    }
    case "aborted":
      return { command: ABORTED, data: Uint8Array.of(message.code) };
    default:
      return acknowledgement;
  }
}

function* fieldsOf({
  result,
  amount,
  currency,
  receipt,
  trace,
  date,
  terminalNo,
  brand,
  last4,
}: StatusInformation): Generator<readonly [number, Uint8Array]> {
  if (result !== undefined) yield [0x27, Uint8Array.of(result)];
  if (amount !== undefined) yield [0x04, bcd(amount, 6)];
  if (trace !== undefined) yield [0x0b, bcd(trace, 3)];
  if (date !== undefined) yield [0x0d, bcd(Number(date), 2)];
  if (last4 !== undefined) yield [0x22, maskedNumber(last4)];
  if (terminalNo !== undefined) yield [0x29, bcd(Number(terminalNo), 4)];
  if (currency !== undefined) yield [0x49, bcd(currency, 2)];
  if (receipt !== undefined) yield [0x87, bcd(receipt, 2)];
  if (brand !== undefined) yield [0x8b, new Uint8Array(Buffer.from(`${brand}\0`, "latin1"))];
}

const MASKED = 0xee;

function maskedNumber(last4: string): Uint8Array {
  return Uint8Array.from([...Array<number>(6).fill(MASKED), ...bcd(Number(last4), 2)]);
}

/** An error where a number that has to be one is none. */
function toInformation(fields: Fields): Result<StatusInformation, "no-number"> {
  const numbers = {
    amount: 0x04,
    trace: 0x0b,
    currency: 0x49,
    receipt: 0x87,
  } as const;
  const read: Record<string, number> = {};
  for (const [name, field] of Object.entries(numbers)) {
    if (!fields.has(field)) continue;
    const value = numberIn(fields, field);
    if (value === undefined) return err("no-number");
    read[name] = value;
  }
  const date = fields.get(0x0d);
  const result = fields.get(0x27)?.[0];
  const terminalNo = numberIn(fields, 0x29);
  return ok({
    ...read,
    ...(result === undefined ? {} : { result }),
    ...(date === undefined ? {} : { date: hexOf(date) }),
    ...(terminalNo === undefined ? {} : { terminalNo: String(terminalNo) }),
    ...textIn(fields, 0x8b, "brand"),
    ...textIn(fields, 0x3b, "auth"),
    ...last4In(fields),
  });
}

function numberIn(fields: Fields, field: number): number | undefined {
  const data = fields.get(field);
  return data === undefined ? undefined : fromBcd(data);
}

const TEXT_MAX = 40;

/** A text without what is no letter, digit, sign or blank: it stands on papers and screens. */
function textIn<Name extends string>(
  fields: Fields,
  field: number,
  name: Name,
): { readonly [Key in Name]?: string } {
  const data = fields.get(field);
  if (data === undefined) return {};
  const text = Buffer.from(data)
    .toString("latin1")
    .replaceAll(/[^\u0020-\u007e\u00a1-\u00ff]/gu, "")
    .trim()
    .slice(0, TEXT_MAX);
  // A card's number is no brand, whatever the terminal thinks.
  return text === "" || isCardNumberIn(text)
    ? {}
    : ({ [name]: text } as { readonly [Key in Name]?: string });
}

function last4In(fields: Fields): Pick<StatusInformation, "last4"> {
  const data = fields.get(0x22);
  if (data === undefined) return {};
  const last4 = hexOf(data).replace(/f+$/u, "").slice(-4);
  return /^\d{4}$/u.test(last4) ? { last4 } : {};
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
