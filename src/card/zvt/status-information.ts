/**
 * What a terminal says of a transaction or of its end of day (04 0F). Source: ZVT-Protokoll, PA00P015
 * revision 13.13, chapter 3.
 *
 * Of a card's number only the last four digits leave this file.
 */

import { bcd, digitBytes, digitsOf, fromBcd, hexOf } from "./bcd.ts";
import { FIELD, fieldBytes, type Fields, readableFields } from "./fields.ts";
import { readText, textBytes } from "./text.ts";
import { findTlv, readableTlv, TAG, tlvBytes, type TlvEntry } from "./tlv.ts";
import { type DayTotals, readTotals, totalsBytes } from "./totals.ts";

/** Only what was there, and can be read. */
export interface StatusInformation {
  /** 0 for done; result-codes.ts has the others. */
  readonly result?: number;
  /** In minor units. */
  readonly amount?: number;
  /** ISO 4217, numeric; 0 for what is no number. */
  readonly currency?: number;
  readonly receipt?: number;
  readonly trace?: number;
  /** The trace number of the transaction that this one reverses. */
  readonly originalTrace?: number;
  /** `MMDD`. */
  readonly date?: string;
  /** `HHMMSS`. */
  readonly time?: string;
  /** Eight digits. */
  readonly terminalNo?: string;
  readonly brand?: string;
  readonly last4?: string;
  /** The acquirer's authorisation, at most eight characters. */
  readonly auth?: string;
  /** The terminal said yes without asking its host. */
  readonly isOffline?: boolean;
  /** What the host or the terminal says besides. */
  readonly text?: string;
  /** Of an end of day only. */
  readonly totals?: DayTotals;
}

export function readStatusInformation(data: Uint8Array): StatusInformation {
  // What stands before a field that nobody knows is read all the same.
  const fields = readableFields(data);
  const tlv = readableTlv(fields.get(FIELD.tlv) ?? new Uint8Array());
  return withoutUndefined({
    result: fields.get(FIELD.result)?.[0],
    amount: numberIn(fields, FIELD.amount),
    currency: fields.has(FIELD.currency) ? (numberIn(fields, FIELD.currency) ?? 0) : undefined,
    receipt: numberIn(fields, FIELD.receipt),
    trace: numberIn(fields, FIELD.trace),
    originalTrace: numberIn(fields, FIELD.originalTrace),
    date: digitsIn(fields, FIELD.date),
    time: digitsIn(fields, FIELD.time),
    terminalNo: digitsIn(fields, FIELD.terminalNo),
    brand: textIn(fields, FIELD.brand) ?? brandIn(fields, tlv),
    last4: last4In(fields),
    auth: textIn(fields, FIELD.auth),
    isOffline: isOfflineIn(tlv),
    text: textIn(fields, FIELD.text) ?? errorTextIn(tlv),
    totals: readTotals(fields.get(FIELD.totals) ?? new Uint8Array()),
  });
}

function withoutUndefined(read: {
  readonly [Name in keyof Required<StatusInformation>]: StatusInformation[Name] | undefined;
}): StatusInformation {
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

function numberIn(fields: Fields, field: number): number | undefined {
  const data = fields.get(field);
  return data === undefined ? undefined : fromBcd(data);
}

function digitsIn(fields: Fields, field: number): string | undefined {
  const data = fields.get(field);
  return data === undefined ? undefined : digitsOf(data);
}

const TEXT_MAX = 40;

function textIn(fields: Fields, field: number): string | undefined {
  const data = fields.get(field);
  return data === undefined ? undefined : shortText(data);
}

function shortText(data: Uint8Array): string | undefined {
  const text = readText(data).slice(0, TEXT_MAX).trim();
  return text === "" ? undefined : text;
}

/** The brands that a terminal may name by number only. Source: the same, chapter 12. */
const BRANDS: Readonly<Record<number, string>> = {
  2: "girocard",
  5: "girocard",
  6: "Mastercard",
  8: "American Express",
  10: "Visa",
  11: "Visa Electron",
  12: "Diners",
  13: "V PAY",
  14: "JCB",
  46: "Maestro",
};

function brandIn(fields: Fields, tlv: ReadonlyArray<TlvEntry>): string | undefined {
  const name = findTlv(tlv, TAG.applicationName);
  if (name !== undefined) return shortText(name);
  const byte = fields.get(FIELD.cardType)?.[0];
  return byte === undefined ? undefined : BRANDS[byte];
}

function last4In(fields: Fields): string | undefined {
  const data = fields.get(FIELD.cardNumber);
  if (data === undefined) return undefined;
  const last4 = hexOf(data).replace(/f+$/u, "").slice(-4);
  return /^\d{4}$/u.test(last4) ? last4 : undefined;
}

const OFFLINE = 0;
const ONLINE = 1;

function isOfflineIn(tlv: ReadonlyArray<TlvEntry>): boolean | undefined {
  const flag = findTlv(tlv, TAG.online)?.[0];
  return flag === OFFLINE ? true : flag === ONLINE ? false : undefined;
}

function errorTextIn(tlv: ReadonlyArray<TlvEntry>): string | undefined {
  const text = findTlv(tlv, TAG.errorText);
  return text === undefined ? undefined : shortText(text);
}

/** Returns it as a terminal says it. */
export function statusInformationBytes(info: StatusInformation): Uint8Array {
  return fieldBytes(fieldsOf(info));
}

function* fieldsOf(info: StatusInformation): Generator<readonly [number, Uint8Array]> {
  const { result, isOffline, totals } = info;
  if (result !== undefined) yield [FIELD.result, Uint8Array.of(result)];
  yield* numbersOf(info);
  yield* textsOf(info);
  if (totals !== undefined) yield [FIELD.totals, totalsBytes(totals)];
  if (isOffline !== undefined) {
    const flag = Uint8Array.of(isOffline ? OFFLINE : ONLINE);
    yield [FIELD.tlv, tlvBytes([[TAG.online, flag]])];
  }
}

function* numbersOf(info: StatusInformation): Generator<readonly [number, Uint8Array]> {
  const { amount, trace, originalTrace, currency, receipt } = info;
  if (amount !== undefined) yield [FIELD.amount, bcd(amount, 6)];
  if (trace !== undefined) yield [FIELD.trace, bcd(trace, 3)];
  if (originalTrace !== undefined) yield [FIELD.originalTrace, bcd(originalTrace, 3)];
  if (currency !== undefined) yield [FIELD.currency, bcd(currency, 2)];
  if (receipt !== undefined) yield [FIELD.receipt, bcd(receipt, 2)];
}

function* textsOf(info: StatusInformation): Generator<readonly [number, Uint8Array]> {
  const { date, time, terminalNo, last4, auth, brand, text } = info;
  if (time !== undefined) yield [FIELD.time, digitBytes(time)];
  if (date !== undefined) yield [FIELD.date, digitBytes(date)];
  if (last4 !== undefined) yield [FIELD.cardNumber, maskedNumber(last4)];
  if (terminalNo !== undefined) yield [FIELD.terminalNo, digitBytes(terminalNo)];
  if (auth !== undefined) yield [FIELD.auth, authBytes(auth)];
  if (brand !== undefined) yield [FIELD.brand, textBytes(`${brand}\0`)];
  if (text !== undefined) yield [FIELD.text, textBytes(text)];
}

const MASKED = 0xee;

function maskedNumber(last4: string): Uint8Array {
  return Uint8Array.from([...Array<number>(6).fill(MASKED), ...digitBytes(last4)]);
}

const AUTH_BYTES = 8;

/** Returns an authorisation as its field has it: eight characters, filled up with zeros. */
export function authBytes(auth: string): Uint8Array {
  const bytes = new Uint8Array(AUTH_BYTES);
  bytes.set(textBytes(auth).subarray(0, AUTH_BYTES));
  return bytes;
}
