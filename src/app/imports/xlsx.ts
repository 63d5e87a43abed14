/**
 * The sheets of a workbook (ECMA-376), as text: what a person's export needs, and no more. Nothing is worked out, no link
 * is followed, and nothing unpacks to more than it may.
 */

import { inflateRawSync } from "node:zlib";

import { err, ok, type Result } from "../../domain/base/result.ts";
import { type ForeignRow, type ForeignTable } from "../../domain/imports/foreign-sheet.ts";

/** A workbook of 20,000 rows unpacks to some twenty million. */
const UNPACKED_MAX = 64 * 1024 * 1024;

export type WorkbookFault =
  /** It is no zip, or one without sheets. */
  { readonly type: "no-workbook" } | { readonly type: "unpacks-to-too-much"; readonly max: number };

/** Hidden sheets are passed over; row 1 has the heads. */
export function readWorkbook(bytes: Buffer): Result<ReadonlyArray<ForeignTable>, WorkbookFault> {
  try {
    const parts = unzip(bytes);
    const workbook = parts.text("xl/workbook.xml");
    const links = linksOf(parts.text("xl/_rels/workbook.xml.rels"));
    const shared = sharedTexts(parts.text("xl/sharedStrings.xml"));
    const tables = sheetsIn(workbook).flatMap(({ name, link }): ReadonlyArray<ForeignTable> => {
      const target = links.get(link);
      if (target === undefined) return [];
      const rows = rowsOf(parts.text(partAt(target)), shared);
      const [head, ...body] = rows;
      return head === undefined ? [] : [{ name, heads: head.cells, rows: body }];
    });
    return tables.length === 0 ? err({ type: "no-workbook" }) : ok(tables);
  } catch (cause) {
    if (cause instanceof TooMuch) {
      return err({ type: "unpacks-to-too-much", max: UNPACKED_MAX / 1024 / 1024 });
    }
    if (cause instanceof NoWorkbook || cause instanceof RangeError)
      return err({ type: "no-workbook" });
    throw cause;
  }
}

class TooMuch extends Error {}
class NoWorkbook extends Error {}

/** A link may begin at the root of the file. */
function partAt(target: string): string {
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}

const END = 0x06_05_4b_50;
const ENTRY = 0x02_01_4b_50;
const END_BYTES = 22;
const COMMENT_MAX = 65_535;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

interface Parts {
  /** Empty where the file has no such part. */
  readonly text: (name: string) => string;
}

/** Source: ISO/IEC 21320-1, whose zip is that of PKWARE APPNOTE 6.3.3 (4.3.12 and 4.3.16). */
function unzip(bytes: Buffer): Parts {
  const end = endOfDirectory(bytes);
  const places = new Map<
    string,
    { readonly at: number; readonly size: number; readonly method: number }
  >();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new NoWorkbook();
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const from = at + ENTRY_BYTES;
    places.set(bytes.toString("utf8", from, from + (name ?? 0)), {
      at: bytes.readUInt32LE(at + 42),
      size: bytes.readUInt32LE(at + 20),
      method: bytes.readUInt16LE(at + 10),
    });
    at = from + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  let room = UNPACKED_MAX;
  return {
    text: (name) => {
      const place = places.get(name);
      if (place === undefined) return "";
      const from =
        place.at +
        LOCAL_BYTES +
        bytes.readUInt16LE(place.at + 26) +
        bytes.readUInt16LE(place.at + 28);
      const unpacked = inflated(bytes.subarray(from, from + place.size), place.method, room);
      room -= unpacked.length;
      return unpacked.toString("utf8");
    },
  };
}

function endOfDirectory(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_BYTES - COMMENT_MAX);
  for (let at = bytes.length - END_BYTES; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw new NoWorkbook();
}

function inflated(packed: Buffer, method: number, room: number): Buffer {
  if (method === STORED && packed.length <= room) return packed;
  if (method !== DEFLATED) throw new NoWorkbook();
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, room) });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : "";
    throw code === "ERR_BUFFER_TOO_LARGE" ? new TooMuch() : new NoWorkbook();
  }
}

function sheetsIn(
  workbook: string,
): ReadonlyArray<{ readonly name: string; readonly link: string }> {
  return elements(workbook, "sheet").flatMap(({ attributes }) => {
    const state = attribute(attributes, "state");
    if (state === "hidden" || state === "veryHidden") return [];
    return [{ name: attribute(attributes, "name"), link: attribute(attributes, "id") }];
  });
}

function linksOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    elements(text, "Relationship").map(
      ({ attributes }) => [attribute(attributes, "Id"), attribute(attributes, "Target")] as const,
    ),
  );
}

/** Rich text is in pieces; how it is read out (`rPh`) is none of it. */
function sharedTexts(text: string): ReadonlyArray<string> {
  return elements(text, "si").map(({ inner }) => textIn(inner));
}

function textIn(xml: string): string {
  const spoken = elements(xml, "rPh").reduce((left, { whole }) => left.replace(whole, ""), xml);
  return elements(spoken, "t")
    .map(({ inner }) => unescaped(inner))
    .join("");
}

function rowsOf(sheet: string, shared: ReadonlyArray<string>): ReadonlyArray<ForeignRow> {
  let no = 0;
  return elements(sheet, "row").flatMap(({ attributes, inner }): ReadonlyArray<ForeignRow> => {
    const said = Number(attribute(attributes, "r"));
    no = said > no ? said : no + 1;
    const cells: string[] = [];
    for (const cell of elements(inner, "c")) {
      const place = columnOf(attribute(cell.attributes, "r")) ?? cells.length;
      if (place > COLUMNS_MAX) continue;
      while (cells.length < place) cells.push("");
      cells[place] = cellText(cell, shared);
    }
    return cells.every((text) => text.trim() === "") ? [] : [{ no, cells }];
  });
}

const COLUMNS_MAX = 1024;

/** Returns the place of a column, from 0; undefined where the cell doesn't say it. */
function columnOf(reference: string): number | undefined {
  const letters = /^[A-Z]{1,3}/u.exec(reference)?.[0];
  if (letters === undefined) return undefined;
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

const TRUTH: Readonly<Record<string, string>> = { "1": "TRUE", "0": "FALSE" };

/** A number stays the text that it is: a barcode has more digits than a float. */
function cellText({ attributes, inner }: Element, shared: ReadonlyArray<string>): string {
  const type = attribute(attributes, "t");
  if (type === "inlineStr") return textIn(inner);
  const [value] = elements(inner, "v");
  const text = unescaped(value?.inner ?? "");
  if (type === "s") return shared[Number(text)] ?? "";
  if (type === "b") return TRUTH[text] ?? text;
  if (type === "e") return "";
  return type === "str" ? text : plainNumber(text);
}

/** Numbers may have a power of ten, and whole ones a point. */
function plainNumber(text: string): string {
  if (/^-?\d+\.0+$/u.test(text)) return text.slice(0, text.indexOf("."));
  if (!/^-?\d+(?:\.\d+)?e[+-]?\d+$/iu.test(text)) return text;
  const value = Number(text);
  return Number.isFinite(value) ? String(value) : text;
}

interface Element {
  readonly attributes: string;
  readonly inner: string;
  readonly whole: string;
}

/** Returns the elements of a name, with or without a prefix; those of one name don't lie in each other. */
function elements(xml: string, name: string): ReadonlyArray<Element> {
  const found: Element[] = [];
  let at = 0;
  for (;;) {
    const open = nextTag(xml, name, at);
    if (open === undefined) return found;
    const { from, to, attributes, isEmpty } = open;
    if (isEmpty) {
      found.push({ attributes, inner: "", whole: xml.slice(from, to) });
      at = to;
      continue;
    }
    const close = endTag(xml, name, to);
    found.push({ attributes, inner: xml.slice(to, close.from), whole: xml.slice(from, close.to) });
    at = close.to;
  }
}

function nextTag(
  xml: string,
  name: string,
  start: number,
):
  | {
      readonly from: number;
      readonly to: number;
      readonly attributes: string;
      readonly isEmpty: boolean;
    }
  | undefined {
  let from = xml.indexOf("<", start);
  while (from >= 0) {
    const to = xml.indexOf(">", from);
    if (to < 0) return undefined;
    const tag = xml.slice(from + 1, to);
    const written = /^[^\s/>]*/u.exec(tag)?.[0] ?? "";
    if (written === name || written.endsWith(`:${name}`)) {
      const isEmpty = tag.endsWith("/");
      return { from, to: to + 1, attributes: tag.slice(written.length), isEmpty };
    }
    from = xml.indexOf("<", to);
  }
  return undefined;
}

function endTag(
  xml: string,
  name: string,
  start: number,
): { readonly from: number; readonly to: number } {
  let from = xml.indexOf("</", start);
  while (from >= 0) {
    const to = xml.indexOf(">", from);
    if (to < 0) break;
    const written = xml.slice(from + 2, to).trim();
    if (written === name || written.endsWith(`:${name}`)) return { from, to: to + 1 };
    from = xml.indexOf("</", to);
  }
  return { from: xml.length, to: xml.length };
}

/** Attributes are told by their names, whatever stands before a colon. */
function attribute(attributes: string, name: string): string {
  const pattern = new RegExp(
    `(?:^|[\\s:])${name}\\s*=\\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)')`,
    "u",
  );
  const groups = pattern.exec(attributes)?.groups;
  return unescaped(groups?.["double"] ?? groups?.["single"] ?? "");
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

function unescaped(text: string): string {
  if (!text.includes("&") && !text.includes("_x")) return text;
  return text
    .replaceAll(/_x[0-9A-F]{4}_/giu, (written) => ofCode(Number.parseInt(written.slice(2, 6), 16)))
    .replaceAll(/&[#\w]+;/gu, entityText);
}

function entityText(written: string): string {
  const name = written.slice(1, -1);
  if (!name.startsWith("#")) return ENTITIES[name] ?? written;
  const isHex = /^#x/iu.test(name);
  const code = isHex ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return Number.isInteger(code) ? ofCode(code) : written;
}

const CODE_MAX = 0x10_ff_ff;

function ofCode(code: number): string {
  return code <= CODE_MAX ? String.fromCodePoint(code) : "";
}
