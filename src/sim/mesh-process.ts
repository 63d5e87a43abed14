/**
 * The mesh's part of a running till: its node, joined by the simulated network as sockets and multicast
 * join it on a box.
 */

import { type Random } from "../domain/ports.ts";
import { SPARE_LINK } from "../mesh/gossip/door.ts";
import { encodeMessage } from "../mesh/gossip/messages.ts";
import { type createMeshNode, type MeshNode } from "../mesh/gossip/node.ts";
import { type MeshLedger } from "../mesh/gossip/ports.ts";
import { type End, type Listener } from "./connection.ts";
import { type Announcement, createDialling, type Dialling, MESH_PORT } from "./dialling.ts";
import { type Network, type Port } from "./network.ts";
import { type Host } from "./ways.ts";

/** Ten times a second or so. */
const TICK_MS = 100;

export interface MeshProcess {
  readonly node: MeshNode;
  readonly hear: (announcement: Announcement) => void;
  readonly announcement: () => Announcement;
  readonly committed: () => void;
  /** What waits to be sent on its slowest link. */
  readonly unsentBytes: () => number;
  /** Has another address from now on. */
  readonly move: (host: Host) => void;
  /** As a program that is told to end, or that is killed: the system closes its connections. */
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
}

/** Of a message that no build knows yet. */
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

  // Not all boxes in step.
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
        if (ends.has(id)) node.heard(id, payload, { nowMs: nowMs(), wallMs: wallMs() });
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
