/**
 * Who has which order before them, at which till: told to whoever is linked, kept in memory, forgotten after
 * two minutes. Nothing is passed on and nothing is stored: the ledger doesn't grow by looking.
 */

import { type MessageOf } from "./messages.ts";
import { connectedMembers, type Peer } from "./peer.ts";
import { type MeshOut } from "./ports.ts";

export type OrderLook = MessageOf<"looks">["looks"][number];

export interface Looking {
  /** Sets the orders that people here have open, with each key. An empty list clears them. */
  readonly show: (looks: ReadonlyArray<OrderLook>) => void;
  readonly tell: (nowMs: number) => void;
  readonly hear: (peer: Peer, message: MessageOf<"looks">, nowMs: number) => void;
  /** Returns the orders that people at other tills have open. */
  readonly seen: (nowMs: number) => ReadonlyArray<OrderLook>;
}

export interface LookingDeps {
  readonly out: MeshOut;
  readonly peers: () => Iterable<Peer>;
}

/** However fast somebody goes from table to table. */
const EVERY_MS = 200;
/** An open order is announced again in this time, before others forget it. */
const AGAIN_EVERY_MS = 30_000;
const FORGOTTEN_MS = 120_000;

export function createLooking({ out, peers }: LookingDeps): Looking {
  let now: ReadonlyArray<OrderLook> = [];
  let text = "[]";
  let isNew = false;
  let sentText = "[]";
  let sentAtMs = Number.NEGATIVE_INFINITY;

  return {
    show: (looks) => {
      now = looks;
      text = JSON.stringify(looks);
      isNew = true;
    },
    tell: (nowMs) => {
      if (!isNew || nowMs - sentAtMs < (text === sentText ? AGAIN_EVERY_MS : EVERY_MS)) return;
      isNew = false;
      if (text === "[]" && sentText === "[]") return;
      sentText = text;
      sentAtMs = nowMs;
      for (const { facts } of connectedMembers(peers())) {
        out.send(facts.id, { type: "looks", looks: [...now] });
      }
    },
    hear: (peer, { looks }, nowMs) => {
      peer.looks = { looks, atMs: nowMs };
    },
    seen: (nowMs) =>
      connectedMembers(peers()).flatMap(({ looks }) =>
        nowMs - looks.atMs < FORGOTTEN_MS ? looks.looks : [],
      ),
  };
}
