/**
 * The mesh on real links: joins the state machine, the links, and the addresses to dial, and lets time
 * pass for all of them. Decides nothing by itself.
 */

import { err, ok, type Result } from "../domain/base/result.ts";
import { type DeviceId } from "../domain/identity.ts";
import { type Clock, type Random } from "../domain/ports.ts";
import { type Address, addressText, isIpv4, isPrivate, readAddress } from "./address.ts";
import {
  type AddressBook,
  type CandidateView,
  createAddressBook,
  type HeardTill,
} from "./dialling/address-book.ts";
import { type DialEnd } from "./dialling/dial-candidate.ts";
import { type AddressMemory } from "./dialling/remembered-addresses.ts";
import { SPARE_LINK, VERY_BOX } from "./gossip/door.ts";
import { createGathering, type Gathering } from "./gossip/gathering.ts";
import { type Looking } from "./gossip/looking.ts";
import { type MeshGlance, type MeshStatus } from "./gossip/mesh-status.ts";
import { encodeMessage, isPiece } from "./gossip/messages.ts";
import {
  copiesIn,
  createMeshNode,
  type MeshNode,
  type MeshNodeDeps,
  type Now,
} from "./gossip/node.ts";
import { type MeshLedger } from "./gossip/ports.ts";
import { type WorkMeter } from "./gossip/work.ts";
import {
  type Link,
  type LinkId,
  type LinkListener,
  type ListenFault,
  type Refusal,
} from "./links/link.ts";
import { createRefusalLog, type RefusalLog } from "./links/refusal-log.ts";
import { serverNameOf } from "./links/server-name.ts";
import { createTlsLinks, type TlsLinks, type TlsLinksOptions } from "./links/tls-links.ts";

export interface MeshRuntime {
  /** Returns the port that takes links. */
  readonly port: () => number;
  readonly status: () => MeshStatus;
  readonly glance: () => MeshGlance;
  readonly candidates: () => ReadonlyArray<CandidateView>;
  /** Who has which order before them: said of people here, and seen of those at other tills. */
  readonly show: Looking["show"];
  readonly seenLooks: () => ReturnType<Looking["seen"]>;
  /** Asks a till for rights to guarded goods. */
  readonly ask: MeshNode["ask"];
  /** Something new is in the store: tell it now. */
  readonly committed: () => void;
  /** Who listened to nobody because of `isBehind` listens again. */
  readonly listen: () => void;
  /** Multicast has heard of a till, or of its goodbye. */
  readonly heard: (till: HeardTill) => void;
  readonly vanished: (instance: string) => void;
  /** Notes that this box has other addresses now, which are those of home networks. */
  readonly networkChanged: (hosts: ReadonlyArray<string>) => void;
  readonly close: () => Promise<void>;
}

export interface MeshRuntimeOptions {
  readonly ledger: MeshLedger;
  /** Takes links at a door that several shops share; missing: at a port of one's own. */
  readonly listen?: TlsLinksOptions["listen"];
  /** PEM (PKCS #8), and by a root of the shop: PEM, or DER in base64. */
  readonly key: string;
  readonly certificate: string;
  /** Returns the certificates that are good; asked from time to time. */
  readonly roots: () => ReadonlyArray<string>;
  /** The first of these that is free; 0 is any. */
  readonly ports: ReadonlyArray<number>;
  readonly host?: string;
  readonly clock: Clock;
  /** Milliseconds by a clock that never jumps. */
  readonly steadyMs: () => number;
  /** How long work takes; missing, by its price alone. */
  readonly meter?: WorkMeter | undefined;
  readonly random: Random;
  readonly memory: AddressMemory;
  /** False while this box only fetches the shop that it joins; else somebody works at it. */
  readonly isOpen?: boolean | undefined;
  /** How often time passes; missing: ten times a second. */
  readonly tickMs?: (() => number) | undefined;
  /** For how long pieces wait for more, which are stored in one write with them; missing: not at all. */
  readonly gatherMs?: (() => number) | undefined;
  /**
   * Asked after each message. While it is true no peer is read, so that only the last message waits
   * in memory, and people at this box get a turn in between.
   */
  readonly isBehind?: (() => boolean) | undefined;
  /**
   * Reads segments ahead of their turn: a few more of them are let in for it while nobody is heard. Who has read one
   * calls `listen`, unless it is behind. Missing: each is read when it is heard.
   */
  readonly ahead?: SegmentReader | undefined;
  /** Returns the addresses that people have typed in; asked from time to time. */
  readonly staticAddresses: () => ReadonlyArray<Address>;
  /** A device is connected, or isn't any more. */
  readonly onChange: () => void;
  /** A till asks for rights to guarded goods; missing where nobody gives any. */
  readonly onAsked?: MeshNodeDeps["onAsked"];
  readonly onRefused: (refusal: Refusal) => void;
  /** A fault of ours: for the log. */
  readonly onFault: (cause: unknown) => void;
  /** Links to one place have ended for one reason: for the log, as seldom as refusals are told. */
  readonly onEnded: (end: Refusal) => void;
}

export interface SegmentReader {
  readonly begin: (segment: Uint8Array) => void;
  readonly isReading: (segment: Uint8Array) => boolean;
}

/** Messages of a link that may wait while none is heard, where segments are read ahead: a megabyte at most. */
const AHEAD_MAX = 3;

interface Runtime {
  readonly options: MeshRuntimeOptions;
  readonly node: MeshNode;
  readonly book: AddressBook;
  readonly links: Map<LinkId, OpenLink>;
  /** The devices by their links. */
  readonly connected: Map<LinkId, DeviceId>;
  readonly transport: TlsLinks;
  readonly gathering: Gathering;
  readonly ends: RefusalLog;
  rootsText: string;
  lookedAtMs: number;
  /** Whether messages are heard now: each is stored, and the state machine sends it on. */
  isHearing: boolean;
  isResting: boolean;
}

interface OpenLink {
  readonly link: Link;
  readonly upAtMs: number;
  /** The address that was dialled for the link. */
  address: Address | undefined;
  /** The peer has used up its share of this till: see gossip/work.ts. */
  isHeldUp: boolean;
  /** Why we have closed it. */
  closed?: string;
}

const TICK_MS = 100;
/** Between two parts of work that is done a little at a time, so that keys have their turn. */
const MORE_MS = 5;
/** Roots and typed addresses change seldom. */
const LOOK_EVERY_MS = 1000;
const INSTANCE_BYTES = 8;

export async function createMeshRuntime(
  options: MeshRuntimeOptions,
): Promise<Result<MeshRuntime, ListenFault>> {
  const { clock } = options;
  const early: Array<() => void> = [];
  let runtime: Runtime | undefined;
  let isClosed = false;
  let cancelTick: (() => void) | undefined;

  /** Work that comes before all is joined waits for that. */
  function whenReady(work: (ready: Runtime) => void): void {
    if (isClosed) return;
    if (runtime === undefined) early.push(() => whenReady(work));
    else work(runtime);
  }

  const opened = await openTransport(options, listenerOf(whenReady));
  if (!opened.ok) return opened;
  const ready = joinParts(options, opened.value);
  const { node, book, transport } = ready;
  runtime = ready;
  for (const work of early) work();
  tick();
  return ok({
    port: transport.port,
    status: node.status,
    glance: node.glance,
    candidates: () => book.view(options.steadyMs()),
    show: node.looking.show,
    ask: node.ask,
    seenLooks: () => node.looking.seen(options.steadyMs()),
    committed: () => {
      if (!ready.isHearing) node.committed(options.steadyMs());
    },
    listen: () => {
      rest(ready, false);
    },
    heard: (till) => {
      book.heard(till, options.steadyMs());
    },
    vanished: book.vanished,
    networkChanged: (hosts) => {
      transport.dropLost((own) => isIpv4(own) && isPrivate(own) && !hosts.includes(own));
      book.networkChanged(options.steadyMs());
    },
    close: async () => {
      isClosed = true;
      cancelTick?.();
      for (const link of ready.links.keys()) ready.gathering.end(link);
      node.leave();
      await transport.close();
      ready.ends.close();
    },
  });

  function tick(): void {
    if (isClosed) return;
    passTime(ready);
    const usualMs = options.tickMs?.() ?? TICK_MS;
    cancelTick = clock.after(node.hasMoreToDo() ? Math.min(MORE_MS, usualMs) : usualMs, tick);
  }
}

function joinParts(options: MeshRuntimeOptions, transport: TlsLinks): Runtime {
  const { ledger, random, memory } = options;
  const links: Runtime["links"] = new Map();
  const node = createMeshNode({
    ledger,
    meter: options.meter,
    instance: Buffer.from(random.bytes(INSTANCE_BYTES)).toString("hex"),
    port: transport.port,
    isOpen: options.isOpen,
    onAsked: options.onAsked,
    out: {
      send: (id, message) => links.get(id)?.link.send(encodeMessage(message)) ?? false,
      welcome: (id) => links.get(id)?.link.welcome(),
      rest: (id, isHeldUp) => {
        const open = links.get(id);
        if (open === undefined) return;
        open.isHeldUp = isHeldUp;
        open.link.rest(!mayCome(ready, open));
      },
      close: (id, reason) => {
        const open = links.get(id);
        if (open === undefined) return;
        open.closed = reason;
        open.link.close(reason);
      },
    },
  });
  const book = createAddressBook({ device: ledger.device, random, memory });
  const connected: Runtime["connected"] = new Map();
  const before = { rootsText: "", lookedAtMs: Number.NEGATIVE_INFINITY };
  const doing = { isHearing: false, isResting: false };
  const ends = createRefusalLog(options.clock, options.onEnded);
  const gathering = createGathering({
    clock: options.clock,
    gatherMs: options.gatherMs ?? (() => 0),
    isPacked: ledger.isPacked,
    isResting: () => ready.isResting,
    isReading: (segment) => options.ahead?.isReading(segment) === true,
    hear: (link, payloads) => {
      hear(ready, link, payloads);
    },
  });
  const parts = { options, node, book, links, connected, transport, gathering, ends };
  const ready: Runtime = { ...parts, ...before, ...doing };
  return ready;
}

async function openTransport(
  { ledger, ports, roots, key, certificate, host, clock, listen, onRefused }: MeshRuntimeOptions,
  listener: Omit<LinkListener, "onRefused">,
): Promise<Result<TlsLinks, ListenFault>> {
  let last: Result<TlsLinks, ListenFault> | undefined;
  for (const port of ports) {
    const serverName = serverNameOf(ledger.shop);
    const shared = { serverName, listen, key, certificate, roots: roots(), host, port, clock };
    last = await createTlsLinks({ ...shared, listener: { ...listener, onRefused } });
    if (last.ok) return last;
  }
  return last ?? err({ type: "listen/failed", message: "no port was named", cause: undefined });
}

function listenerOf(
  whenReady: (work: (ready: Runtime) => void) => void,
): Omit<LinkListener, "onRefused"> {
  return {
    onLink: (link) => {
      whenReady((ready) => {
        comeUp(ready, link);
      });
    },
    onPayload: (link, payload) => {
      whenReady((ready) => {
        come(ready, link.id, payload);
      });
    },
    onDrain: (link) => {
      whenReady(({ node }) => {
        node.drained(link.id);
      });
    },
    onClose: (link, reason, isViolation) => {
      whenReady((ready) => {
        if (isViolation) ready.node.misbehaved(link.linkKey, reason, ready.options.steadyMs());
        goDown(ready, link, reason);
      });
    },
  };
}

function comeUp(ready: Runtime, link: Link): void {
  const { links, node, options } = ready;
  const { id, linkKey, isDialled, remote } = link;
  const upAtMs = options.steadyMs();
  links.set(id, { link, upAtMs, address: undefined, isHeldUp: false });
  link.rest(!mayCome(ready, { link, isHeldUp: false }));
  node.linkUp({ id, linkKey, isDialled, remote }, upAtMs);
}

function come(ready: Runtime, link: LinkId, payload: Uint8Array): void {
  const { links, gathering, connected, options } = ready;
  const { ahead, ledger } = options;
  const isSegment = isPiece(payload) && ledger.isPacked(payload.subarray(1));
  // Nothing is read ahead for whoever has not shown yet which device it is.
  if (isSegment && connected.has(link)) ahead?.begin(payload.subarray(1));
  gathering.come(link, payload);
  const open = links.get(link);
  if (ahead !== undefined && open !== undefined) open.link.rest(!mayCome(ready, open));
}

/** Whether a link is read: while nobody is heard it may bring the next segments, which are read meanwhile. */
function mayCome(
  { isResting, gathering, options }: Runtime,
  { link, isHeldUp }: Pick<OpenLink, "link" | "isHeldUp">,
): boolean {
  if (isHeldUp) return false;
  if (options.ahead === undefined) return !isResting;
  const { count, isForReader } = gathering.waiting(link.id);
  return count < AHEAD_MAX || !(isResting || isForReader);
}

function hear(ready: Runtime, link: LinkId, payloads: ReadonlyArray<Uint8Array>): void {
  ready.isHearing = true;
  try {
    ready.node.heard(link, payloads, nowOf(ready));
  } finally {
    ready.isHearing = false;
  }
  if (ready.options.isBehind?.() === true) rest(ready, true);
  noteConnections(ready);
}

function rest(ready: Runtime, isResting: boolean): void {
  ready.isResting = isResting;
  if (!isResting) ready.gathering.goOn();
  for (const open of ready.links.values()) {
    // A link that is heard again may bring what lets all of them rest.
    if (ready.isResting === isResting) open.link.rest(!mayCome(ready, open));
  }
}

function goDown(ready: Runtime, link: Link, reason: string): void {
  const { links, node, book, options, connected } = ready;
  ready.gathering.end(link.id);
  const nowMs = options.steadyMs();
  const open = links.get(link.id);
  links.delete(link.id);
  const hadProved = connected.has(link.id);
  node.linkDown(link.id, nowMs);
  noteConnections(ready);
  const why = open?.closed ?? reason;
  if (why !== VERY_BOX) ready.ends.note(placeOf(link), why);
  if (open?.address === undefined || hadProved) return;
  const { address } = open;
  const member = options.ledger.memberOf(link.linkKey);
  if (member?.isActive === false) {
    book.setRules(node.dialRules());
    const lastedMs = nowMs - open.upAtMs;
    return book.ledToRevoked({ device: member.device, address, lastedMs }, nowMs);
  }
  book.dialEnded({ address, how: howEnded(why, member?.device === options.ledger.device) }, nowMs);
}

function howEnded(why: string, hasOurName: boolean): DialEnd {
  if (why === VERY_BOX) return "ourselves";
  return why === SPARE_LINK && hasOurName ? "spare" : "unreachable";
}

/** The port of a link that came in is another one each time. */
function placeOf({ isDialled, remote }: Link): string {
  return isDialled ? remote : (readAddress(remote)?.host ?? remote);
}

/** Tells the address book who was reached where, and who is lost. */
function noteConnections({ node, connected, links, book, options }: Runtime): void {
  const nowMs = options.steadyMs();
  const now = new Map(node.connections().map((connection) => [connection.link, connection]));
  const devices = new Set([...now.values()].map(({ device }) => device));
  let hasChanged = false;
  for (const [link, { device, instance, remote, port }] of now) {
    if (connected.has(link)) continue;
    hasChanged = true;
    connected.set(link, device);
    const { host = "" } = readAddress(remote) ?? {};
    const address = links.get(link)?.address ?? (port === undefined ? undefined : { host, port });
    book.linked({ device, instance, host, address }, nowMs);
  }
  for (const [link, device] of connected) {
    if (now.has(link)) continue;
    hasChanged = true;
    connected.delete(link);
    // The link may have ended because of new rules.
    book.setRules(node.dialRules());
    if (!devices.has(device)) book.unlinked(device, nowMs);
  }
  if (!hasChanged) return;
  book.setCopies(copiesIn(now.values(), options.ledger.device), nowMs);
  options.onChange();
}

function passTime(ready: Runtime): void {
  const { node, book, options } = ready;
  const now = nowOf(ready);
  const { nowMs } = now;
  node.tick(now);
  noteConnections(ready);
  if (nowMs - ready.lookedAtMs >= LOOK_EVERY_MS) {
    ready.lookedAtMs = nowMs;
    lookAround(ready, nowMs);
  }
  for (const address of book.due(nowMs)) dial(ready, address).catch(options.onFault);
}

function lookAround(ready: Runtime, nowMs: number): void {
  const { options, node, book, transport } = ready;
  const roots = options.roots();
  const text = roots.join(" ");
  if (ready.rootsText !== text) transport.setRoots(roots);
  ready.rootsText = text;
  book.setRules(node.dialRules());
  book.setStatic(options.staticAddresses(), nowMs);
  for (const [device, addresses] of Map.groupBy(node.gossipedAddresses(), (one) => one.device)) {
    book.gossiped({ device, addresses: addresses }, nowMs);
  }
}

/** Dials an address. The result of a link that came up is noted where it proves its device, or ends. */
async function dial(ready: Runtime, address: Address): Promise<void> {
  const { transport, book, links, connected, options } = ready;
  const dialled = await transport.dial(address);
  if (dialled.ok) {
    const open = links.get(dialled.value.id);
    if (open === undefined) book.dialEnded({ address, how: "unreachable" }, options.steadyMs());
    else open.address = address;
    // The device may have proved itself before the dialled address was known.
    if (open !== undefined) connected.delete(open.link.id);
    return noteConnections(ready);
  }
  const isStranger = dialled.fault.type === "dial/stranger";
  const how = isStranger ? "stranger" : "unreachable";
  book.dialEnded({ address, how }, options.steadyMs());
  if (isStranger) {
    ready.ends.note(addressText(address), dialled.fault.message);
  }
}

function nowOf({ options: { clock, steadyMs } }: Runtime): Now {
  return { nowMs: steadyMs(), wallMs: clock.nowMs() };
}
