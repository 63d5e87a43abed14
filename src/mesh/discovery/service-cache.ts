/**
 * What multicast told of tills, put together from answers that come in any order and any number of
 * parts, as long as it holds.
 *
 * Anybody may answer, also ten thousand times: few are kept, and who speaks of his own address stays
 * before hearsay. Time is handed in and never goes back.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type Random } from "../../domain/ports.ts";
import { type Address, fraction, isPrivate } from "../address.ts";
import { type DnsQuestion, type DnsRecord } from "./dns-record.ts";
import {
  type ServiceText,
  SERVICE,
  deviceHintOf,
  instanceOf,
  isHostName,
  readText,
} from "./dns-sd.ts";

/** A till that announces itself. */
export interface Service extends ServiceText {
  readonly instance: string;
  readonly deviceHint: string | undefined;
  readonly addresses: ReadonlyArray<Address>;
  /** The host that said so last. */
  readonly from: string;
}

export interface HeardPacket {
  readonly records: ReadonlyArray<DnsRecord>;
  readonly from: string;
  /** The interface that it came in by: what is said there replaces only what was said there. */
  readonly link: string;
}

export interface ServiceNews {
  /** Complete and wanted, and spoken of just now; also when nothing is new. */
  readonly found: ReadonlyArray<Service>;
  /** Instances that were found, and are there no more. */
  readonly gone: ReadonlyArray<string>;
}

export interface ServiceCache {
  readonly hear: (packet: HeardPacket, nowMs: number) => ServiceNews;
  readonly expire: (nowMs: number) => ServiceNews;
  /** Nothing is heard there any more. */
  readonly dropLink: (link: string, nowMs: number) => ServiceNews;
  /**
   * Returns the questions to ask now, so that known records don't expire and incomplete ones are
   * completed. They count as asked.
   */
  readonly questions: (nowMs: number) => ReadonlyArray<DnsQuestion>;
  /** Returns the records that nobody has to send us again. */
  readonly knownAnswers: (nowMs: number) => ReadonlyArray<DnsRecord>;
  readonly services: () => ReadonlyArray<Service>;
}

/** Who is not wanted is known of, and not found. */
export type IsWanted = (text: ServiceText, instance: string) => boolean;

interface ServiceCacheOptions {
  readonly random: Random;
  readonly isWanted: IsWanted;
}

type Entries = Map<string, Entry>;

/** Something that holds until it is said again. */
interface CachedRecord<Value> {
  readonly value: Value;
  readonly ttlMs: number;
  readonly untilMs: number;
}

interface CachedHost extends CachedRecord<string> {
  readonly link: string;
  readonly heardAtMs: number;
}

interface Entry {
  readonly instance: string;
  pointer: CachedRecord<true> | undefined;
  service: CachedRecord<{ readonly target: string; readonly port: number }> | undefined;
  text: CachedRecord<ServiceText | undefined> | undefined;
  hosts: ReadonlyArray<CachedHost>;
  from: string;
  isFound: boolean;
  /** How often it was asked for since it was spoken of last. */
  asked: number;
  askedAtMs: number;
  readonly jitter: number;
}

export const ENTRIES_MAX = 64;
const HOSTS_MAX = 4;
/** Tills on one box. More than that from one host is no honest till's word. */
const PER_HOST_MAX = 8;
const TTL_MS_MAX = 4_500_000;
/** A record that is withdrawn is removed a second later: RFC 6762, 10.1. */
const GOODBYE_MS = 1000;
/**
 * Parts of one answer don't replace each other. RFC 6762, 10.2, gives them a second; but a till that
 * moves just after it has spoken should not be looked for where it was.
 */
const FLUSH_AFTER_MS = 250;
/** The shares of a record's lifetime after which it is asked for again: RFC 6762, 5.2. */
const REFRESH_AT = [0.8, 0.85, 0.9, 0.95];
const REFRESH_JITTER = 0.02;
/** An incomplete service is asked for after these pauses, and then no more. */
const COMPLETE_AFTER_MS = [200, 1000, 3000];

export function createServiceCache(options: ServiceCacheOptions): ServiceCache {
  const entries: Entries = new Map();
  /** Found, and gone for another one, since the last news. */
  const displaced: string[] = [];
  const { isWanted } = options;

  return {
    hear: (packet, nowMs) => {
      const touched = new Set<Entry>();
      for (const record of packet.records) {
        const entry = noteService(record, packet, nowMs);
        if (entry !== undefined) touched.add(entry);
      }
      // Hosts are noted after the services, because they are the services' hosts.
      for (const entry of noteHosts(entries, packet, nowMs)) touched.add(entry);
      for (const entry of touched) Object.assign(entry, { asked: 0, askedAtMs: nowMs });
      const { gone } = expire(entries, isWanted, nowMs);
      const found = [...touched].flatMap((entry) => findNow(entry));
      return { found, gone: [...displaced.splice(0), ...gone] };
    },
    expire: (nowMs) => expire(entries, isWanted, nowMs),
    dropLink: (link, nowMs) => {
      for (const entry of entries.values()) {
        entry.hosts = entry.hosts.filter((host) => host.link !== link);
      }
      return expire(entries, isWanted, nowMs);
    },
    questions: (nowMs) =>
      [...entries.values()].flatMap((entry) => questionsOf(entry, isWanted, nowMs)),
    knownAnswers: (nowMs) => [...entries.values()].flatMap((entry) => knownAnswer(entry, nowMs)),
    services: () => [...entries.values()].flatMap((entry) => serviceOf(entry, isWanted) ?? []),
  };

  function noteService(record: DnsRecord, packet: HeardPacket, nowMs: number): Entry | undefined {
    const instance = instanceIn(record);
    if (instance === undefined) return undefined;
    const known = entries.get(instance);
    // A withdrawn record that was never known needs no entry.
    if (known === undefined && record.ttlS === 0) return undefined;
    const entry = known ?? addEntry(instance, nowMs);
    if (entry === undefined) return undefined;
    entry.from = packet.from;
    note(entry, record, nowMs);
    return entry;
  }

  function addEntry(instance: string, nowMs: number): Entry | undefined {
    if (entries.size >= ENTRIES_MAX) {
      const victim = worstOf([...entries.values()], isWanted);
      if (victim === undefined) return undefined;
      entries.delete(victim.instance);
      if (victim.isFound) displaced.push(victim.instance);
    }
    const entry: Entry = {
      instance,
      pointer: undefined,
      service: undefined,
      text: undefined,
      hosts: [],
      from: "",
      isFound: false,
      asked: 0,
      askedAtMs: nowMs,
      jitter: REFRESH_JITTER * fraction(options.random),
    };
    entries.set(instance, entry);
    return entry;
  }

  function findNow(entry: Entry): ReadonlyArray<Service> {
    const service = entries.has(entry.instance) ? serviceOf(entry, isWanted) : undefined;
    if (service === undefined) return [];
    entry.isFound = true;
    return [service];
  }
}

function instanceIn(record: DnsRecord): string | undefined {
  switch (record.type) {
    case "PTR":
      return record.name === SERVICE ? instanceOf(record.target) : undefined;
    case "SRV":
      return isHostName(record.target) ? instanceOf(record.name) : undefined;
    case "TXT":
      return instanceOf(record.name);
    case "A":
    case "AAAA":
      return undefined;
    default:
      return assertNever(record, "DNS record");
  }
}

function note(entry: Entry, record: DnsRecord, nowMs: number): void {
  if (record.type === "PTR") entry.pointer = holding(true, record, nowMs);
  if (record.type === "TXT") entry.text = holding(readText(record.strings), record, nowMs);
  if (record.type !== "SRV") return;
  const { target, port } = record;
  if (entry.service?.value.target !== target) entry.hosts = [];
  entry.service = holding({ target, port }, record, nowMs);
}

/**
 * Returns the entry to drop first: one that nobody needs, then hearsay. A till that announces its
 * own address stays.
 */
function worstOf(all: ReadonlyArray<Entry>, isWanted: IsWanted): Entry | undefined {
  return (
    all.find((entry) => serviceOf(entry, isWanted) === undefined) ??
    all.find((entry) => !isAtFirstHand(entry, all))
  );
}

function isAtFirstHand(entry: Entry, all: ReadonlyArray<Entry>): boolean {
  if (!entry.hosts.some(({ value }) => value === entry.from)) return false;
  return all.filter(({ from }) => from === entry.from).indexOf(entry) < PER_HOST_MAX;
}

function expire(entries: Entries, isWanted: IsWanted, nowMs: number): ServiceNews {
  const gone: string[] = [];
  for (const entry of entries.values()) {
    entry.hosts = entry.hosts.filter(({ untilMs }) => untilMs > nowMs);
    const isEnded = isOver(entry, nowMs);
    if (isEnded) entries.delete(entry.instance);
    if (!entry.isFound || (!isEnded && serviceOf(entry, isWanted) !== undefined)) continue;
    entry.isFound = false;
    gone.push(entry.instance);
  }
  return { found: [], gone };
}

function serviceOf(entry: Entry, isWanted: IsWanted): Service | undefined {
  const { instance, service, text, hosts, from } = entry;
  if (service === undefined || text?.value === undefined || hosts.length === 0) return undefined;
  if (!isWanted(text.value, instance)) return undefined;
  const { port } = service.value;
  const addresses = hosts.map(({ value }) => ({ host: value, port }));
  return { ...text.value, instance, deviceHint: deviceHintOf(instance), addresses, from };
}

/** Returns an entry's questions; they count as asked. */
function questionsOf(entry: Entry, isWanted: IsWanted, nowMs: number): ReadonlyArray<DnsQuestion> {
  const { instance, service, text } = entry;
  const isNeedless =
    text !== undefined && (text.value === undefined || !isWanted(text.value, instance));
  if (isNeedless || nowMs < nextQuestionMs(entry)) return [];
  entry.asked += 1;
  entry.askedAtMs = nowMs;
  const ofService = { name: `${instance}.${SERVICE}`, type: "ANY", wantsUnicast: false };
  if (service === undefined) return [ofService];
  return [ofService, { name: service.value.target, type: "A", wantsUnicast: false }];
}

/** Addresses of the hosts that services name: the same host may have several services. */
function noteHosts(
  entries: ReadonlyMap<string, Entry>,
  packet: HeardPacket,
  nowMs: number,
): ReadonlySet<Entry> {
  const touched = new Set<Entry>();
  for (const record of packet.records) {
    if ((record.type !== "A" && record.type !== "AAAA") || !isPrivate(record.host)) continue;
    for (const entry of entries.values()) {
      if (entry.service?.value.target !== record.name) continue;
      entry.hosts = withHost(entry.hosts, { record, link: packet.link }, nowMs);
      touched.add(entry);
    }
  }
  return touched;
}

function withHost(
  hosts: ReadonlyArray<CachedHost>,
  { record, link }: { record: DnsRecord & { readonly host: string }; link: string },
  nowMs: number,
): ReadonlyArray<CachedHost> {
  const flushes = record.isFlush && record.ttlS > 0;
  const others = hosts
    .filter(({ value }) => value !== record.host)
    .filter((host) => !flushes || host.link !== link || nowMs - host.heardAtMs <= FLUSH_AFTER_MS);
  const held = { ...holding(record.host, record, nowMs), link, heardAtMs: nowMs };
  // The newest last; of too many the oldest go.
  return [...others, held].slice(-HOSTS_MAX);
}

function holding<Value>(value: Value, { ttlS }: DnsRecord, nowMs: number): CachedRecord<Value> {
  const ttlMs = Math.min(ttlS * 1000, TTL_MS_MAX);
  return { value, ttlMs, untilMs: nowMs + (ttlS === 0 ? GOODBYE_MS : ttlMs) };
}

/** A till is there as long as its service is; a pointer takes it along when it is taken back. */
function isOver({ pointer, service, text, askedAtMs, asked }: Entry, nowMs: number): boolean {
  const takenBack = pointer?.ttlMs === 0 ? pointer : undefined;
  if ([takenBack, service, text].some((held) => held !== undefined && held.untilMs <= nowMs)) {
    return true;
  }
  if (service !== undefined && text !== undefined) return false;
  return asked >= COMPLETE_AFTER_MS.length && nowMs - askedAtMs > (COMPLETE_AFTER_MS.at(-1) ?? 0);
}

function nextQuestionMs({ service, text, hosts, asked, askedAtMs, jitter }: Entry): number {
  if (service === undefined || text === undefined || hosts.length === 0) {
    return askedAtMs + (COMPLETE_AFTER_MS[asked] ?? Infinity);
  }
  const share = REFRESH_AT[asked];
  if (share === undefined) return Infinity;
  const ends = [service, text, ...hosts].map(
    ({ ttlMs, untilMs }) => untilMs - ttlMs * (1 - share - jitter),
  );
  return Math.max(Math.min(...ends), askedAtMs);
}

function knownAnswer({ instance, pointer }: Entry, nowMs: number): ReadonlyArray<DnsRecord> {
  if (pointer === undefined || (pointer.untilMs - nowMs) * 2 < pointer.ttlMs) return [];
  const ttlS = Math.floor((pointer.untilMs - nowMs) / 1000);
  const target = `${instance}.${SERVICE}`;
  return [{ name: SERVICE, ttlS, isFlush: false, type: "PTR", target }];
}
