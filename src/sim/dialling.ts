/** Whom a simulated till dials: its address book, told of what its node and the network come to know. */

import { type DeviceId } from "../domain/identity.ts";
import { type Random } from "../domain/ports.ts";
import { type Address } from "../mesh/address.ts";
import { type AddressBook, createAddressBook } from "../mesh/dialling/address-book.ts";
import { type Connection, copiesIn, type MeshNode } from "../mesh/gossip/node.ts";
import { type MeshLedger } from "../mesh/gossip/ports.ts";
import { type End } from "./connection.ts";
import { type Port } from "./network.ts";
import { type Host } from "./ways.ts";

/** Where every till takes links. */
export const MESH_PORT = 7777;
const TOLD_EVERY_MS = 2000;

export interface Dialling {
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

export interface Announcement {
  readonly instance: string;
  readonly deviceHint: string;
  readonly host: Host;
}

export interface DiallingDeps {
  readonly device: DeviceId;
  readonly random: Random;
  readonly node: Pick<MeshNode, "connections" | "dialRules" | "toldAddresses">;
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

export function createDialling(deps: DiallingDeps): Dialling {
  const { node, nowMs } = deps;
  const book = createAddressBook({ device: deps.device, random: deps.random });
  const remotes = new Map<number, Host>();
  const dialled = new Map<number, Dialled>();
  let connected: ReadonlyMap<number, Connection> = new Map();
  let toldAtMs = 0;

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
    if (nowMs() - toldAtMs < TOLD_EVERY_MS) return;
    toldAtMs = nowMs();
    for (const [device, addresses] of Map.groupBy(node.toldAddresses(), (one) => one.device)) {
      book.told({ device, addresses }, nowMs());
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

/** As the runtime of the real mesh tells it. */
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
