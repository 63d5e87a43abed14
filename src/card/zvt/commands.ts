/**
 * What a till asks a terminal for, as the till writes it and as the terminal reads it. Source: ZVT-Protokoll,
 * PA00P015 revision 13.13, chapter 2; docs/zvt.md has the bytes, and which source is followed where several
 * differ.
 */

import { bcd, digitBytes, fromBcd, hexOf } from "./bcd.ts";
import { FIELD, fieldBytes, type Fields, readableFields } from "./fields.ts";
import { type Frame } from "./frame.ts";
import { authBytes } from "./status-information.ts";
import { readText } from "./text.ts";
import { TAG, tlvBytes } from "./tlv.ts";

/** Class and instruction. */
const COMMANDS = {
  register: 0x0600,
  pay: 0x0601,
  "log-off": 0x0602,
  totals: 0x0610,
  "repeat-receipt": 0x0620,
  reserve: 0x0622,
  "release-part": 0x0623,
  "open-reservations": 0x0623,
  book: 0x0624,
  release: 0x0625,
  reverse: 0x0630,
  refund: 0x0631,
  "end-of-day": 0x0650,
  diagnosis: 0x0670,
  "status-enquiry": 0x0501,
  abort: 0x06b0,
} as const;

interface WithPassword {
  /** Six digits. */
  readonly password: string;
}

/** Minor units, and ISO 4217, numeric. */
interface WithAmount {
  readonly amount: number;
  readonly currency: number;
}

/** `takesSlips`: what the terminal would print is sent to the till instead. */
type Register = WithPassword & {
  readonly type: "register";
  readonly currency: number;
  readonly takesSlips: boolean;
};
type Reverse = WithPassword & { readonly type: "reverse"; readonly receipt: number };
type Refund = WithPassword & WithAmount & { readonly type: "refund" };
/** Releases so much of a reservation, and books what is left of it. */
type ReleasePart = WithAmount & { readonly type: "release-part"; readonly receipt: number };
/** Books so much of a reservation, and releases what is left of it. */
type Book = WithAmount & {
  readonly type: "book";
  readonly receipt: number;
  readonly trace: number;
  readonly auth: string;
};
type Release = {
  readonly type: "release";
  readonly receipt: number;
  readonly currency: number;
};

export type ZvtCommand =
  | Register
  | { readonly type: "log-off" | "diagnosis" | "abort" | "open-reservations" }
  | (WithAmount & { readonly type: "pay" | "reserve" })
  | Reverse
  | Refund
  | ReleasePart
  | Book
  | Release
  | (WithPassword & {
      readonly type: "end-of-day" | "totals" | "repeat-receipt" | "status-enquiry";
    });

/** The highest sum that a terminal can be asked for, in minor units. */
export const AMOUNT_MAX = 999_999_999_999;

/** Intermediate statuses are told, and payments and administration are the till's alone. */
const CONFIG = 0x38;
/** Receipts of payments and of administration go to the till, line by line or as a block. */
const CONFIG_SLIPS = 0x86;
/** A block of lines is understood. */
const PRINT_BLOCK = Uint8Array.of(0x06, 0xd3);
const ZVT_COMMAND_TAG = 0x0a;
/** Resends the status information of the last transaction. */
const RESEND = 0x03;
/** No receipt: the terminal answers with those of the reservations that are open. */
const ALL_RECEIPTS = Uint8Array.of(0xff, 0xff);
/** The version of the terminal's software stays out of its state. */
const ONLY_STATE = 0x02;

export function encodeCommand(command: ZvtCommand): Frame {
  return { command: COMMANDS[command.type], data: Uint8Array.from(dataOf(command)) };
}

function dataOf(command: ZvtCommand): Iterable<number> {
  switch (command.type) {
    case "register":
      return registration(command);
    case "pay":
    case "reserve":
      return fieldBytes(amountFields(command));
    case "reverse":
      return [...passwordBytes(command), ...fieldBytes([[FIELD.receipt, bcd(command.receipt, 2)]])];
    case "refund":
      return [...passwordBytes(command), ...fieldBytes(amountFields(command))];
    case "release-part":
    case "book":
    case "release":
      return fieldBytes(reservationFields(command));
    case "open-reservations":
      return fieldBytes([[FIELD.receipt, ALL_RECEIPTS]]);
    case "repeat-receipt":
      return [...passwordBytes(command), FIELD.service, RESEND];
    case "status-enquiry":
      return [...passwordBytes(command), FIELD.service, ONLY_STATE];
    case "end-of-day":
    case "totals":
      return passwordBytes(command);
    default:
      return [];
  }
}

function registration({ currency, takesSlips, ...command }: Register): Iterable<number> {
  const config = takesSlips ? CONFIG | CONFIG_SLIPS : CONFIG;
  const head = [...passwordBytes(command), config, ...bcd(currency, 2)];
  if (!takesSlips) return head;
  const permitted = tlvBytes([[ZVT_COMMAND_TAG, PRINT_BLOCK]]);
  return [...head, ...fieldBytes([[FIELD.tlv, tlvBytes([[TAG.permittedCommands, permitted]])]])];
}

function* amountFields({ amount, currency }: WithAmount): Generator<readonly [number, Uint8Array]> {
  yield [FIELD.amount, bcd(amount, 6)];
  yield [FIELD.currency, bcd(currency, 2)];
}

function* reservationFields(
  command: ReleasePart | Book | Release,
): Generator<readonly [number, Uint8Array]> {
  yield [FIELD.receipt, bcd(command.receipt, 2)];
  if (command.type === "release") yield [FIELD.currency, bcd(command.currency, 2)];
  else yield* amountFields(command);
  if (command.type !== "book") return;
  yield [FIELD.trace, bcd(command.trace, 3)];
  if (command.auth !== "") yield [FIELD.auth, authBytes(command.auth)];
}

function passwordBytes({ password }: WithPassword): Uint8Array {
  return digitBytes(/^\d{6}$/u.test(password) ? password : "000000");
}

/**
 * Reads what a till asks for; undefined for what is no command of these, or lacks what it needs. A currency
 * that is not said is 0: the terminal's own.
 */
export function readCommand(frame: Frame): ZvtCommand | undefined {
  const { command, data } = frame;
  switch (command) {
    case COMMANDS.register:
      return {
        type: "register",
        password: passwordOf(data),
        currency: fromBcd(data.subarray(4, 6)) ?? 0,
        takesSlips: ((data[3] ?? 0) & 0x02) !== 0,
      };
    case COMMANDS["log-off"]:
      return { type: "log-off" };
    case COMMANDS.diagnosis:
      return { type: "diagnosis" };
    case COMMANDS.abort:
      return { type: "abort" };
    case COMMANDS["end-of-day"]:
      return { type: "end-of-day", password: passwordOf(data) };
    case COMMANDS.totals:
      return { type: "totals", password: passwordOf(data) };
    case COMMANDS["repeat-receipt"]:
      return { type: "repeat-receipt", password: passwordOf(data) };
    case COMMANDS["status-enquiry"]:
      return { type: "status-enquiry", password: passwordOf(data) };
    default:
      return readTransaction(frame);
  }
}

const PASSWORD_BYTES = 3;

function readTransaction({ command, data }: Frame): ZvtCommand | undefined {
  switch (command) {
    case COMMANDS.pay:
      return withAmount(readableFields(data), (money) => ({ type: "pay", ...money }));
    case COMMANDS.reserve:
      return withAmount(readableFields(data), (money) => ({ type: "reserve", ...money }));
    case COMMANDS.refund: {
      const password = passwordOf(data);
      const fields = readableFields(data.subarray(PASSWORD_BYTES));
      return withAmount(fields, (money) => ({ type: "refund", password, ...money }));
    }
    case COMMANDS.reverse: {
      const password = passwordOf(data);
      const fields = readableFields(data.subarray(PASSWORD_BYTES));
      return withReceipt(fields, (receipt) => ({ type: "reverse", password, receipt }));
    }
    default:
      return readReservation({ command, data });
  }
}

function readReservation({ command, data }: Frame): ZvtCommand | undefined {
  const fields = readableFields(data);
  switch (command) {
    case COMMANDS["release-part"]:
      if (hexOf(fields.get(FIELD.receipt) ?? new Uint8Array()) === "ffff") {
        return { type: "open-reservations" };
      }
      return withReceipt(fields, (receipt) =>
        withAmount(fields, (money) => ({ type: "release-part", receipt, ...money })),
      );
    case COMMANDS.book: {
      const trace = numberIn(fields, FIELD.trace) ?? 0;
      const auth = readText(fields.get(FIELD.auth) ?? new Uint8Array());
      return withReceipt(fields, (receipt) =>
        withAmount(fields, (money) => ({ type: "book", receipt, trace, auth, ...money })),
      );
    }
    case COMMANDS.release:
      return withReceipt(fields, (receipt) => ({
        type: "release",
        receipt,
        currency: currencyIn(fields),
      }));
    default:
      return undefined;
  }
}

function withAmount(
  fields: Fields,
  make: (money: WithAmount) => ZvtCommand,
): ZvtCommand | undefined {
  const amount = numberIn(fields, FIELD.amount);
  return amount === undefined ? undefined : make({ amount, currency: currencyIn(fields) });
}

function withReceipt(
  fields: Fields,
  make: (receipt: number) => ZvtCommand | undefined,
): ZvtCommand | undefined {
  const receipt = numberIn(fields, FIELD.receipt);
  return receipt === undefined ? undefined : make(receipt);
}

function currencyIn(fields: Fields): number {
  return numberIn(fields, FIELD.currency) ?? 0;
}

function numberIn(fields: Fields, field: number): number | undefined {
  const data = fields.get(field);
  return data === undefined ? undefined : fromBcd(data);
}

function passwordOf(data: Uint8Array): string {
  return hexOf(data.subarray(0, PASSWORD_BYTES));
}
