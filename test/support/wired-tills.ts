/**
 * Tills that are joined by wires in memory: real ledgers, the real state machine of the mesh, and links
 * that carry what was really said, byte for byte, in steps that a test takes. Time stands still until it
 * is moved.
 */

import { createMeshLedger } from "../../src/app/mesh/mesh-ledger.ts";
import { type Draft } from "../../src/domain/events/kinds.ts";
import { type DeviceId } from "../../src/domain/identity.ts";
import { type AskedRights } from "../../src/mesh/gossip/asking.ts";
import { decodeMessage, encodeMessage, type Message } from "../../src/mesh/gossip/messages.ts";
import { createMeshNode, type MeshNode } from "../../src/mesh/gossip/node.ts";
import { type LinkId } from "../../src/mesh/gossip/ports.ts";
import { type TestTill } from "./shop.ts";

export interface WiredTill {
  readonly till: TestTill;
  readonly node: MeshNode;
  /** Who asked it for what rights. */
  readonly asked: ReadonlyArray<AskedBy>;
  /** Why its links were closed by it. */
  readonly closings: ReadonlyArray<string>;
  /** Sends bytes on the link to another one as if the node had. */
  readonly sayTo: (other: WiredTill, payload: Uint8Array) => void;
}

export interface AskedBy extends AskedRights {
  readonly device: DeviceId;
}

/** What is said in place of a message. */
export type Bend = (message: Message) => ReadonlyArray<Message>;

export interface Wires {
  /** `bend`: says something else than its node does. */
  readonly add: (till: TestTill, bend?: Bend) => WiredTill;
  /** The first one dials. */
  readonly connect: (a: WiredTill, b: WiredTill) => void;
  readonly cut: (a: WiredTill, b: WiredTill) => void;
  /** Nothing arrives, and nobody is told. */
  readonly freeze: (a: WiredTill, b: WiredTill) => void;
  /** From now on each message takes so long. */
  readonly slow: (a: WiredTill, b: WiredTill, byMs: number) => void;
  /** Lets everything arrive that is on its way, and what is said to it, and lets this time pass. */
  readonly run: (ms?: number) => void;
  /** By the clock of the wires. */
  readonly nowMs: () => number;
  /** Every message that has arrived. */
  readonly heard: ReadonlyArray<Heard>;
}

export interface Heard {
  readonly from: string;
  readonly to: string;
  readonly message: Message | undefined;
  readonly bytes: number;
}

interface End {
  readonly owner: WiredTill;
  readonly id: LinkId;
  readonly wire: Wire;
}

interface Wire {
  readonly ends: [End, End] | [];
  readonly queue: Array<{
    readonly to: End;
    readonly payload: Uint8Array;
    readonly atMs: number;
  }>;
  delayMs: number;
  isFrozen: boolean;
  isCut: boolean;
}

const TICK_MS = 100;
/** A test that goes on for ever ends here. */
const ROUNDS_MAX = 20_000;

/** The key on links that a test till of this name has. */
export function linkKeyOf(till: TestTill): string {
  return Buffer.from(till.dir).toString("hex").slice(-64).padStart(64, "0");
}

export function keyed(till: TestTill): Draft {
  const body = { device: till.device, linkKey: linkKeyOf(till), sealKey: "5e".repeat(32) };
  return { kind: "device/keyed", streams: [], body };
}

export function createWires(): Wires {
  const tills: WiredTill[] = [];
  const wires: Wire[] = [];
  const heard: Heard[] = [];
  let nowMs = 0;
  let ids = 0;

  function now(till: TestTill) {
    return { nowMs, wallMs: till.clock.nowMs() };
  }

  function endOf(owner: WiredTill, id: LinkId): End | undefined {
    return wires
      .filter(({ isCut }) => !isCut)
      .flatMap((wire) => wire.ends as ReadonlyArray<End>)
      .find((end) => end.owner === owner && end.id === id);
  }

  function sever(wire: Wire, silently?: WiredTill): void {
    if (wire.isCut) return;
    wire.isCut = true;
    for (const end of wire.ends) if (end.owner !== silently) end.owner.node.linkDown(end.id, nowMs);
  }

  function wireBetween(a: WiredTill, b: WiredTill): Wire | undefined {
    return wires.find(
      ({ ends, isCut }) =>
        !isCut && (ends as ReadonlyArray<End>).every(({ owner }) => owner === a || owner === b),
    );
  }

  function deliver(): boolean {
    const wire = wires.find(
      ({ queue: [first], isFrozen, isCut }) =>
        first !== undefined && first.atMs <= nowMs && !isFrozen && !isCut,
    );
    const next = wire?.queue.shift();
    if (next === undefined) return false;
    const { to, payload } = next;
    const decoded = decodeMessage(payload);
    heard.push({
      from: otherEnd(to)?.owner.till.code ?? "",
      to: to.owner.till.code,
      message: decoded.ok ? decoded.value : undefined,
      bytes: payload.length,
    });
    to.owner.node.heard(to.id, [payload], now(to.owner.till));
    return true;
  }

  return {
    heard,
    nowMs: () => nowMs,
    add: (till, bend = (message) => [message]) => {
      const closings: string[] = [];
      const asked: AskedBy[] = [];
      const node = createMeshNode({
        ledger: createMeshLedger(till.ledger()),
        instance: (tills.length + 1).toString(16).padStart(16, "0"),
        port: () => 7777,
        onAsked: (device, rights) => {
          asked.push({ device, ...rights });
        },
        out: {
          send: (link, message) => {
            const end = endOf(wired, link);
            if (end === undefined) return true;
            for (const said of bend(message)) put(end, encodeMessage(said), nowMs);
            return true;
          },
          close: (link, reason) => {
            closings.push(reason);
            const end = endOf(wired, link);
            if (end !== undefined) sever(end.wire, wired);
          },
          welcome: () => undefined,
        },
      });
      const wired: WiredTill = {
        till,
        node,
        asked,
        closings,
        sayTo: (other, payload) => {
          const wire = wireBetween(wired, other);
          const end = (wire?.ends as ReadonlyArray<End> | undefined)?.find(
            ({ owner }) => owner === wired,
          );
          if (end !== undefined) put(end, payload, nowMs);
        },
      };
      tills.push(wired);
      return wired;
    },
    connect: (a, b) => {
      const wire: Wire = { ends: [], queue: [], delayMs: 0, isFrozen: false, isCut: false };
      const ends = [a, b].map((owner) => {
        ids += 1;
        return { owner, id: ids, wire };
      });
      (wire.ends as End[]).push(...ends);
      wires.push(wire);
      for (const [index, { owner, id }] of ends.entries()) {
        const other = index === 0 ? b : a;
        const facts = { id, linkKey: linkKeyOf(other.till), isDialled: index === 0 };
        owner.node.linkUp({ ...facts, remote: `10.0.0.${ids}:7777` }, nowMs);
      }
    },
    cut: (a, b) => {
      const wire = wireBetween(a, b);
      if (wire !== undefined) sever(wire);
    },
    freeze: (a, b) => {
      const wire = wireBetween(a, b);
      if (wire !== undefined) wire.isFrozen = true;
    },
    slow: (a, b, byMs) => {
      const wire = wireBetween(a, b);
      if (wire !== undefined) wire.delayMs = byMs;
    },
    run: (ms = TICK_MS) => {
      const endMs = nowMs + ms;
      for (let round = 0; round < ROUNDS_MAX; round += 1) {
        if (deliver()) continue;
        if (nowMs >= endMs) return;
        nowMs += TICK_MS;
        for (const { node, till } of tills) node.tick(now(till));
      }
      throw new Error("The tills talk for ever.");
    },
  };
}

function otherEnd({ wire, id }: End): End | undefined {
  return (wire.ends as ReadonlyArray<End>).find((end) => end.id !== id);
}

function put(end: End, payload: Uint8Array, nowMs: number): void {
  const to = otherEnd(end);
  const { wire } = end;
  if (to !== undefined && !wire.isCut) {
    wire.queue.push({ to, payload, atMs: nowMs + wire.delayMs });
  }
}
