/**
 * The mesh's part of a running till: its node, joined by the simulated network as sockets and multicast
 * join it on a box.
 */

import { type GlanceView, toGlanceView } from "../../src/app/membership/mesh-view.ts";
import { type DeviceId } from "../../src/domain/identity.ts";
import { type Random } from "../../src/domain/ports.ts";
import { type Address } from "../../src/mesh/address.ts";
import { type AddressBook, createAddressBook } from "../../src/mesh/dialling/address-book.ts";
import { type AskedRights } from "../../src/mesh/gossip/asking.ts";
import { SPARE_LINK } from "../../src/mesh/gossip/door.ts";
import { encodeMessage } from "../../src/mesh/gossip/messages.ts";
import {
  type createMeshNode,
  type MeshNode,
  type Connection,
  copiesIn,
} from "../../src/mesh/gossip/node.ts";
import { type MeshLedger } from "../../src/mesh/gossip/ports.ts";
import { type End, type Listener } from "./connection.ts";
import { type Host } from "./network-paths.ts";
import { type Network, type Port } from "./network.ts";
import { type VirtualTime } from "./virtual-time.ts";

/** Ten times a second or so. */
const TICK_MS = 100;

export interface MeshProcess {
  readonly node: MeshNode;
  readonly hear: (announcement: Announcement) => void;
  readonly announcement: () => Announcement;
  readonly committed: () => void;
  /** Returns the bytes that wait on its slowest link. */
  readonly unsentBytes: () => number;
  /** Gives it another address. */
  readonly move: (host: Host) => void;
  /** Ends it as a program that is told to end, or is killed: the system closes its connections. */
  readonly end: () => void;
  readonly vanish: () => void;
}

export interface MeshProcessDeps {
  readonly ledger: MeshLedger;
  readonly network: Network;
  readonly host: Host;
  readonly linkKey: string;
  readonly random: Random;
  readonly nowMs: () => number;
  readonly wallMs: () => number;
  /** Runs it while the process lives, and when it hangs, afterwards. */
  readonly run: (action: () => void) => void;
  readonly after: (delayMs: number, action: () => void) => void;
  /** Says what only a newer build understands. */
  readonly isNewer: boolean;
  readonly createNode: typeof createMeshNode;
  /** A till of the shop asks this one for rights. */
  readonly onAsked: (device: DeviceId, asked: AskedRights) => void;
}

/** A message that no build knows yet. */
const UNKNOWN_MESSAGE = new Uint8Array([250, 1, 2, 3]);
const HINT_CHARACTERS = 8;

export function createMeshProcess(deps: MeshProcessDeps): MeshProcess {
  const { ledger, network, random, run, nowMs } = deps;
  const ends = new Map<number, End>();
  const instance = Buffer.from(random.bytes(8)).toString("hex");
  let { host } = deps;
  const node = createNode(deps, {
    ends,
    instance,
    forget: (link, isSpare) => {
      dialling.went(link, isSpare);
    },
  });
  const dialling: Dialling = createDialling({
    device: ledger.device,
    random,
    node,
    memberOf: (linkKey) => ledger.memberOf(linkKey),
    nowMs,
    host: () => host,
    dial: (to, done) => {
      port.dial(to, done);
    },
    run,
  });
  const listener = listenerOf(deps, { ends, node, dialling });
  let port: Port = network.listen(host, listener);

  function tick(): void {
    node.tick({ nowMs: nowMs(), wallMs: deps.wallMs() });
    dialling.look();
    deps.after(TICK_MS, tick);
  }

  // The ticks of boxes are spread, so that not all are in step.
  deps.after((random.bytes(1)[0] ?? 0) % TICK_MS, tick);

  return {
    node,
    hear: (announcement) => {
      if (announcement.instance === instance) return;
      run(() => {
        dialling.hear(announcement);
      });
    },
    announcement: () => {
      return { instance, deviceHint: ledger.device.slice(0, HINT_CHARACTERS), host };
    },
    committed: () => {
      node.committed(nowMs());
    },
    unsentBytes: () => Math.max(0, ...[...ends.values()].map((end) => end.unsentBytes())),
    move: (to) => {
      port.vanish();
      host = to;
      port = network.listen(host, listener);
      dialling.moved();
    },
    end: () => {
      port.close();
    },
    vanish: () => {
      port.vanish();
    },
  };
}

function createNode(
  deps: MeshProcessDeps,
  parts: {
    readonly ends: Map<number, End>;
    readonly instance: string;
    readonly forget: (link: number, isSpare: boolean) => void;
  },
): MeshNode {
  const { ends, instance, forget } = parts;
  return deps.createNode({
    ledger: deps.ledger,
    instance,
    port: () => MESH_PORT,
    onAsked: deps.onAsked,
    out: {
      send: (link, message) => ends.get(link)?.send(encodeMessage(message)) ?? false,
      welcome: () => undefined,
      close: (link, reason) => {
        const end = ends.get(link);
        ends.delete(link);
        forget(link, reason === SPARE_LINK && end?.linkKey === deps.linkKey);
        end?.close(reason);
      },
    },
  });
}

function listenerOf(
  { run, nowMs, wallMs, linkKey, isNewer }: MeshProcessDeps,
  parts: {
    readonly ends: Map<number, End>;
    readonly node: MeshNode;
    readonly dialling: Dialling;
  },
): Listener {
  const { ends, node, dialling } = parts;
  return {
    linkKey,
    onLink: (end) => {
      run(() => {
        const { id, remote, isDialled } = end;
        ends.set(id, end);
        dialling.came(end);
        if (isNewer) end.send(UNKNOWN_MESSAGE);
        const facts = { id, linkKey: end.linkKey, isDialled, remote: `${remote}:${MESH_PORT}` };
        node.linkUp(facts, nowMs());
      });
    },
    onPayload: ({ id }, payload) => {
      run(() => {
        if (ends.has(id)) node.heard(id, [payload], { nowMs: nowMs(), wallMs: wallMs() });
      });
    },
    onDrain: ({ id }) => {
      run(() => {
        node.drained(id);
      });
    },
    onClose: ({ id }) => {
      run(() => {
        if (!ends.delete(id)) return;
        dialling.went(id, false);
        node.linkDown(id, nowMs());
      });
    },
  };
}

/** The port on which every till takes links. */
const MESH_PORT = 7777;
const GOSSIP_EVERY_MS = 2000;

interface Dialling {
  /** Multicast has brought word of another box. */
  readonly hear: (announcement: Announcement) => void;
  readonly moved: () => void;
  /** A link is up, or gone. */
  readonly came: (link: Pick<End, "id" | "linkKey" | "remote" | "isDialled">) => void;
  /** `isSpare`: there is another link to that box, which has our own name. */
  readonly went: (link: number, isSpare: boolean) => void;
  /** Looks whom the node is connected to, and dials whoever is due. */
  readonly look: () => void;
}

interface Announcement {
  readonly instance: string;
  readonly deviceHint: string;
  readonly host: Host;
}

interface DiallingDeps {
  readonly device: DeviceId;
  readonly random: Random;
  readonly node: Pick<MeshNode, "connections" | "dialRules" | "gossipedAddresses">;
  readonly memberOf: MeshLedger["memberOf"];
  readonly nowMs: () => number;
  readonly host: () => Host;
  readonly dial: Port["dial"];
  /** Runs it while the process lives. */
  readonly run: (action: () => void) => void;
}

/** A link that this till has dialled. */
interface Dialled {
  readonly linkKey: string;
  readonly host: Host;
  readonly upAtMs: number;
}

/** Whom a simulated till dials: its address book, told of what its node and the network come to know. */
export function createDialling(deps: DiallingDeps): Dialling {
  const { node, nowMs } = deps;
  const book = createAddressBook({ device: deps.device, random: deps.random });
  const remotes = new Map<number, Host>();
  const dialled = new Map<number, Dialled>();
  let connected: ReadonlyMap<number, Connection> = new Map();
  let gossipedAtMs = 0;

  function noteConnections(): void {
    const now = new Map(node.connections().map((connection) => [connection.link, connection]));
    const devices = new Set([...now.values()].map(({ device }) => device));
    for (const { link, device } of connected.values()) {
      if (!now.has(link) && !devices.has(device)) book.unlinked(device, nowMs());
    }
    for (const { link, device, instance, isDialled, port } of now.values()) {
      if (connected.has(link)) continue;
      const host = remotes.get(link) ?? "";
      const at = isDialled ? MESH_PORT : port;
      book.linked(
        { device, instance, host, address: at === undefined ? undefined : { host, port: at } },
        nowMs(),
      );
    }
    connected = now;
    book.setCopies(copiesIn(now.values(), deps.device), nowMs());
  }

  function hearOthers(): void {
    if (nowMs() - gossipedAtMs < GOSSIP_EVERY_MS) return;
    gossipedAtMs = nowMs();
    for (const [device, addresses] of Map.groupBy(node.gossipedAddresses(), (one) => one.device)) {
      book.gossiped({ device, addresses }, nowMs());
    }
  }

  function dial(address: Address): void {
    const isOurs = address.host === deps.host();
    if (isOurs) return book.dialEnded({ address, how: "ourselves" }, nowMs());
    deps.dial(address.host, (outcome) => {
      if (outcome === "linked") return;
      deps.run(() => {
        book.dialEnded({ address, how: "unreachable" }, nowMs());
      });
    });
  }

  return {
    hear: ({ instance, deviceHint, host }) => {
      const addresses = [{ host, port: MESH_PORT }];
      book.heard({ instance, deviceHint, from: host, addresses }, nowMs());
    },
    moved: () => {
      book.networkChanged(nowMs());
    },
    came: ({ id, linkKey, remote, isDialled }) => {
      remotes.set(id, remote);
      if (isDialled) dialled.set(id, { linkKey, host: remote, upAtMs: nowMs() });
    },
    went: (link, isSpare) => {
      const gone = dialled.get(link);
      remotes.delete(link);
      dialled.delete(link);
      // Nobody there has proved to be of the shop.
      if (gone !== undefined && !connected.has(link)) noteEnd(deps, book, { ...gone, isSpare });
    },
    look: () => {
      book.setRules(node.dialRules());
      noteConnections();
      hearOthers();
      for (const address of book.due(nowMs())) dial(address);
    },
  };
}

/** Notes the end as the real mesh's runtime does. */
function noteEnd(
  { node, nowMs, memberOf }: DiallingDeps,
  book: AddressBook,
  { linkKey, host, upAtMs, isSpare }: Dialled & { readonly isSpare: boolean },
): void {
  const address = { host, port: MESH_PORT };
  const member = memberOf(linkKey);
  if (member?.isActive !== false) {
    return book.dialEnded({ address, how: isSpare ? "spare" : "unreachable" }, nowMs());
  }
  book.setRules(node.dialRules());
  book.ledToRevoked({ device: member.device, address, lastedMs: nowMs() - upAtMs }, nowMs());
}

/** What a till says of its links. */
export function glanceAt(
  { time }: { readonly time: Pick<VirtualTime, "nowMs"> },
  { node }: Pick<MeshProcess, "node">,
): GlanceView {
  return toGlanceView(node.glance(), { steadyMs: time.nowMs() });
}
