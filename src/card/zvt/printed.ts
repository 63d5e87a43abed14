/**
 * Paper that a terminal has no printer for: single lines (06 D1) and blocks of them (06 D3). Source:
 * ZVT-Protokoll, PA00P015 revision 13.13, sections 3.5 and 3.6.
 */

import { FIELD, fieldBytes, readFields } from "./fields.ts";
import { type Frame } from "./frame.ts";
import { type Charset, charsetNamed, readLine, textBytes } from "./text.ts";
import { findTlv, readableTlv, TAG, tlvBytes, type TlvEntry } from "./tlv.ts";

export const PRINT_LINE = 0x06d1;
export const PRINT_BLOCK = 0x06d3;

/** Whose copy it is. */
export type SlipCopy = "merchant" | "customer" | "administration";

export interface Printed {
  /** Clean text, with blanks for columns. */
  readonly lines: ReadonlyArray<string>;
  /** Undefined where the terminal doesn't say. */
  readonly copy: SlipCopy | undefined;
  /** The paper ends with it. */
  readonly isEnd: boolean;
}

const COPIES: Readonly<Record<number, SlipCopy>> = {
  1: "merchant",
  2: "customer",
  3: "administration",
};

/** More than stands on any line of paper. */
const LINE_MAX = 80;
/** More than stands on any paper. */
const LINES_MAX = 200;
const FEEDS = 0xff;
const FEEDS_MAX = 10;
const LAST_LINE = 0x80;

export function readPrinted({ command, data }: Frame): Printed {
  return command === PRINT_LINE ? readPrintLine(data) : readPrintBlock(data);
}

function readPrintLine(data: Uint8Array): Printed {
  const [attribute = 0, count = 1] = data;
  if (attribute === FEEDS) {
    const lines = Array<string>(Math.min(count, FEEDS_MAX)).fill("");
    return { lines, copy: undefined, isEnd: false };
  }
  const { text, tlv } = splitTail(data.subarray(1));
  return {
    lines: [lineOf(text, charsetIn(tlv))],
    copy: copyIn(tlv),
    isEnd: attribute > LAST_LINE,
  };
}

/** Some terminals send a container behind the text, which has no length of its own. */
function splitTail(data: Uint8Array): {
  readonly text: Uint8Array;
  readonly tlv: ReadonlyArray<TlvEntry>;
} {
  const at = data.indexOf(FIELD.tlv);
  const tail = at < 0 ? undefined : readFields(data.subarray(at));
  const container = tail?.ok === true ? tail.value.get(FIELD.tlv) : undefined;
  return container === undefined
    ? { text: data, tlv: [] }
    : { text: data.subarray(0, at), tlv: readableTlv(container) };
}

function readPrintBlock(data: Uint8Array): Printed {
  const fields = readFields(data);
  const container = (fields.ok ? fields.value : fields.fault.before).get(FIELD.tlv);
  const tlv = readableTlv(container ?? new Uint8Array());
  const texts = readableTlv(findTlv(tlv, TAG.printTexts) ?? new Uint8Array());
  const charset = charsetIn(tlv) ?? charsetIn(texts);
  const lines = texts
    .filter(({ tag }) => tag === TAG.textLine)
    .slice(0, LINES_MAX)
    .map((entry) => lineOf(entry.data, charset));
  return { lines, copy: copyIn(tlv), isEnd: true };
}

function lineOf(data: Uint8Array, charset: Charset | undefined): string {
  return readLine(data.subarray(0, 4 * LINE_MAX), charset).slice(0, LINE_MAX);
}

function charsetIn(tlv: ReadonlyArray<TlvEntry>): Charset | undefined {
  const number = findTlv(tlv, TAG.charset)?.[0];
  return number === undefined ? undefined : charsetNamed(number);
}

function copyIn(tlv: ReadonlyArray<TlvEntry>): SlipCopy | undefined {
  const number = findTlv(tlv, TAG.receiptType)?.[0];
  return number === undefined ? undefined : COPIES[number];
}

/** A line of its own, as a terminal sends it. */
export function printLineFrame(line: string, { isEnd }: Pick<Printed, "isEnd">): Frame {
  const attribute = isEnd ? LAST_LINE + 1 : 0;
  return { command: PRINT_LINE, data: Uint8Array.from([attribute, ...textBytes(line)]) };
}

/** A whole paper as a block, in either character set; the second is named. */
export function printBlockFrame(
  { lines, copy }: Omit<Printed, "isEnd">,
  charset: "cp437" | "iso-8859-1" = "cp437",
): Frame {
  const number = Object.keys(COPIES).find((key) => COPIES[Number(key)] === copy);
  const texts = lines.map((line) => [TAG.textLine, textBytes(line, charset)] as const);
  const container = tlvBytes([
    ...(number === undefined ? [] : [[TAG.receiptType, Uint8Array.of(Number(number))] as const]),
    ...(charset === "cp437" ? [] : [[TAG.charset, Uint8Array.of(1)] as const]),
    [TAG.printTexts, tlvBytes([...texts, [TAG.attribute, Uint8Array.of(0xff)]])],
  ]);
  return { command: PRINT_BLOCK, data: fieldBytes([[FIELD.tlv, container]]) };
}
