/**
 * The DNS records that discovery speaks, read from what anybody on the network may send.
 *
 * Names are told apart without regard to case, and never shown, stored or used as anything else.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import { isIpv4, isIpv6, isPort } from "../address.ts";

interface RecordHead {
  readonly name: string;
  /** 0 takes back what was said. */
  readonly ttlS: number;
  /** Whether the record replaces the earlier records of that name. */
  readonly isFlush: boolean;
}

export type DnsRecord = RecordHead &
  (
    | { readonly type: "PTR"; readonly target: string }
    | { readonly type: "SRV"; readonly target: string; readonly port: number }
    | { readonly type: "TXT"; readonly strings: ReadonlyArray<string> }
    | { readonly type: "A" | "AAAA"; readonly host: string }
  );

/** `ANY` asks for all that a name has. */
export interface DnsQuestion {
  readonly name: string;
  readonly type: string;
  /** Whether the asker wants the answer sent to itself alone. */
  readonly wantsUnicast: boolean;
}

/** The most records of one packet: an honest till needs five. */
const RECORDS_MAX = 256;
const TXT_BYTES_MAX = 400;
const NAME_LENGTH_MAX = 255;

/** The decoder's names of classes that it doesn't know: internet or any, with the unicast bit. */
const UNICAST_CLASSES = new Set(["UNKNOWN_32769", "UNKNOWN_33023"]);

/** A record in the form that the encoder takes. */
interface WireRecord {
  readonly name: string;
  readonly type: DnsRecord["type"];
  readonly class: "IN";
  readonly ttl: number;
  readonly flush: boolean;
  readonly data:
    | string
    | ReadonlyArray<string>
    | { readonly target: string; readonly port: number };
}

export function writeRecord(record: DnsRecord): WireRecord {
  const { name, type, ttlS, isFlush } = record;
  return { name, type, class: "IN", ttl: ttlS, flush: isFlush, data: dataOf(record) };
}

function dataOf(record: DnsRecord): WireRecord["data"] {
  switch (record.type) {
    case "PTR":
      return record.target;
    case "SRV":
      return { target: record.target, port: record.port };
    case "TXT":
      // The encoder writes over what it is given.
      return [...record.strings];
    case "A":
    case "AAAA":
      return record.host;
    default:
      return assertNever(record, "DNS record");
  }
}

/** Leaves out what it doesn't understand. */
export function readRecords(records: unknown): ReadonlyArray<DnsRecord> {
  if (!Array.isArray(records)) return [];
  return records.slice(0, RECORDS_MAX).flatMap((record) => readRecord(record) ?? []);
}

export function readQuestions(questions: unknown): ReadonlyArray<DnsQuestion> {
  if (!Array.isArray(questions)) return [];
  return questions.slice(0, RECORDS_MAX).flatMap((question: unknown) => {
    const { name, type, class: of } = fieldsOf(question);
    if (!isName(name) || typeof type !== "string") return [];
    const wantsUnicast = typeof of === "string" && UNICAST_CLASSES.has(of);
    return [{ name: name.toLowerCase(), type, wantsUnicast }];
  });
}

function readRecord(record: unknown): DnsRecord | undefined {
  const { name, type, ttl, flush, data, class: of } = fieldsOf(record);
  if (!isName(name) || of !== "IN" || typeof ttl !== "number" || ttl < 0) return undefined;
  const head = { name: name.toLowerCase(), ttlS: ttl, isFlush: flush === true };
  if (type === "PTR") {
    return isName(data) ? { ...head, type, target: data.toLowerCase() } : undefined;
  }
  if (type === "SRV") {
    const { target, port } = fieldsOf(data);
    if (!isName(target) || typeof port !== "number" || !isPort(port)) return undefined;
    return { ...head, type, target: target.toLowerCase(), port };
  }
  if (type === "TXT") {
    const strings = readStrings(data);
    return strings && { ...head, type, strings };
  }
  if ((type !== "A" && type !== "AAAA") || typeof data !== "string") return undefined;
  const host = data.toLowerCase();
  return (type === "A" ? isIpv4(host) : isIpv6(host)) ? { ...head, type, host } : undefined;
}

function readStrings(data: unknown): ReadonlyArray<string> | undefined {
  const parts: ReadonlyArray<unknown> = Array.isArray(data) ? data : [data];
  if (!parts.every((part) => part instanceof Uint8Array)) return undefined;
  const sizeBytes = parts.reduce((sum, part) => sum + part.length + 1, 0);
  if (sizeBytes > TXT_BYTES_MAX) return undefined;
  const decoder = new TextDecoder();
  return parts.map((part) => decoder.decode(part));
}

function isName(name: unknown): name is string {
  return typeof name === "string" && name.length <= NAME_LENGTH_MAX;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
