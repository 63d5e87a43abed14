/**
 * What a till says of itself by multicast DNS (RFC 6762, 6763), and what it makes of what others say.
 *
 * Anybody on the network hears it: there is no name of a shop, a till or a machine in it. And anybody
 * may answer: what is read here are hints whom to dial, and no more.
 */

import { type DnsQuestion, type DnsRecord } from "./dns-record.ts";

export const SERVICE = "_tillmesh._tcp.local";
/** Lists the kinds of services of a network, for tools that look around. */
const ALL_SERVICES = "_services._dns-sd._udp.local";

export interface Announcement {
  /** `<8 characters of the device id>-<4 random ones>`: also the name of its host, below `.local`. */
  readonly instance: string;
  readonly port: number;
  /** Tells our shop's tills from others, and nothing about the shop. */
  readonly shopTag: string;
  /** Marks of the network printers that it drives: whoever sets one up elsewhere is told that it is taken. */
  readonly printers: ReadonlyArray<string>;
  /** The invitation under which another box may join just now. */
  readonly invitation: Invitation | undefined;
}

export interface Invitation {
  readonly id: string;
  /** The port at which the joining box is awaited, beside the port of the mesh. */
  readonly port: number;
}

/** The facts of a TXT record, which anybody may have sent. */
export type ServiceText = Pick<Announcement, "shopTag" | "invitation">;

export interface DnsAnswer {
  readonly answers: ReadonlyArray<DnsRecord>;
  /** The records that the asker will need next. */
  readonly additionals: ReadonlyArray<DnsRecord>;
}

/** Records that depend on an address live as long as addresses do, the others longer: RFC 6762, 10. */
const HOST_TTL_S = 120;
const SERVICE_TTL_S = 4500;
const TEXT_VERSION = "1";

const INSTANCE = /^(?<hint>[0-9a-z]{8})-[0-9a-z]{4}$/u;
const HOST = /^(?:[a-z0-9-]{1,63}\.){1,4}local$/u;
const SHOP_TAG = /^[a-z2-7]{12}$/u;
/** The most printers: as many as one string of a TXT record has room for. */
const PRINTERS_MAX = 24;
const DRIVEN = "d=";
const PRINTER_MARK = /^[a-z2-7]{8}$/u;
const INVITATION_ID = /^[0-9A-Za-z_-]{1,64}$/u;
const PORT = /^[1-9][0-9]{0,4}$/u;

/** All that a till says on a network where it has these addresses. */
export function recordsOf(
  announcement: Announcement,
  hosts: ReadonlyArray<string>,
): ReadonlyArray<DnsRecord> {
  const { instance, port } = announcement;
  const name = `${instance}.${SERVICE}`;
  const target = `${instance}.local`;
  const service = { ttlS: SERVICE_TTL_S, isFlush: false };
  return [
    { ...service, name: ALL_SERVICES, type: "PTR", target: SERVICE },
    { ...service, name: SERVICE, type: "PTR", target: name },
    { name, ttlS: HOST_TTL_S, isFlush: true, type: "SRV", target, port },
    { name, ttlS: SERVICE_TTL_S, isFlush: true, type: "TXT", strings: textOf(announcement) },
    ...hosts.map((host) => addressRecord(target, host)),
  ];
}

/** Takes back that the till is there. Others may still offer the kind of service. */
export function goodbyeOf(records: ReadonlyArray<DnsRecord>): ReadonlyArray<DnsRecord> {
  return records.filter(({ name }) => name !== ALL_SERVICES).map(takenBack);
}

/** Undefined when nothing was asked that is ours to answer, or that the other side doesn't know yet. */
export function answerTo(
  questions: ReadonlyArray<DnsQuestion>,
  known: ReadonlyArray<DnsRecord>,
  records: ReadonlyArray<DnsRecord>,
): DnsAnswer | undefined {
  const asked = records.filter((record) =>
    questions.some(
      ({ name, type }) => name === record.name && (type === record.type || type === "ANY"),
    ),
  );
  const answers = asked.filter((record) => !known.some((other) => isStillKnown(other, record)));
  if (answers.length === 0) return undefined;
  const leadsOn = answers.some(({ type }) => type === "PTR" || type === "SRV");
  const additionals = records.filter(
    (record) => record.type !== "PTR" && !answers.includes(record),
  );
  return { answers, additionals: leadsOn ? additionals : [] };
}

/** For whoever asks from another port: a plain resolver that knows nothing of multicast. */
export function forPlainResolver({ answers, additionals }: DnsAnswer): DnsAnswer {
  return { answers: answers.map(plain), additionals: additionals.map(plain) };
}

/** Undefined for what no till of ours would announce. */
export function readText(strings: ReadonlyArray<string>): ServiceText | undefined {
  const values = new Map<string, string>();
  for (const text of strings) {
    const [key = "", ...rest] = text.split("=");
    // The first one counts: RFC 6763, 6.4.
    if (!values.has(key.toLowerCase())) values.set(key.toLowerCase(), rest.join("="));
  }
  const shopTag = values.get("s") ?? "";
  if (values.get("v") !== TEXT_VERSION || !SHOP_TAG.test(shopTag)) return undefined;
  return { shopTag, invitation: readInvitation(values.get("i"), values.get("p")) };
}

/** The marks of the printers that a till drives, by its own word; none for what no till would announce. */
export function readDriven(strings: ReadonlyArray<string>): ReadonlyArray<string> {
  const driven = strings.find((text) => text.startsWith(DRIVEN));
  if (driven === undefined || readText(strings) === undefined) return [];
  const marks = driven.slice(DRIVEN.length).split(".");
  return marks.filter((mark) => PRINTER_MARK.test(mark)).slice(0, PRINTERS_MAX);
}

/** The instance that a name of our service names; undefined for every other name. */
export function instanceOf(name: string): string | undefined {
  if (!name.endsWith(`.${SERVICE}`)) return undefined;
  const instance = name.slice(0, -SERVICE.length - 1);
  return INSTANCE.test(instance) ? instance : undefined;
}

/** The first characters of a till's id, as its announcement says. */
export function deviceHintOf(instance: string): string | undefined {
  return INSTANCE.exec(instance)?.groups?.["hint"];
}

export function isHostName(name: string): boolean {
  return HOST.test(name);
}

function readInvitation(id: string | undefined, port: string | undefined): Invitation | undefined {
  if (id === undefined || port === undefined) return undefined;
  if (!INVITATION_ID.test(id) || !PORT.test(port) || Number(port) > 65_535) return undefined;
  return { id, port: Number(port) };
}

function textOf({ shopTag, printers, invitation }: Announcement): ReadonlyArray<string> {
  const driven = printers.slice(0, PRINTERS_MAX).join(".");
  const always = [
    `v=${TEXT_VERSION}`,
    `s=${shopTag}`,
    ...(driven === "" ? [] : [`${DRIVEN}${driven}`]),
  ];
  return invitation === undefined
    ? always
    : [...always, `i=${invitation.id}`, `p=${invitation.port}`];
}

function addressRecord(name: string, host: string): DnsRecord {
  const type = host.includes(":") ? "AAAA" : "A";
  return { name, ttlS: HOST_TTL_S, isFlush: true, type, host };
}

function takenBack(record: DnsRecord): DnsRecord {
  return { ...record, ttlS: 0 };
}

function plain(record: DnsRecord): DnsRecord {
  return { ...record, ttlS: Math.min(record.ttlS, 10), isFlush: false };
}

/** For at least half of the time that we would say: RFC 6762, 7.1. */
function isStillKnown(known: DnsRecord, record: DnsRecord): boolean {
  return known.ttlS * 2 >= record.ttlS && factOf(known) === factOf(record);
}

function factOf(record: DnsRecord): string {
  return JSON.stringify({ ...record, ttlS: 0, isFlush: false }, Object.keys(record).toSorted());
}
