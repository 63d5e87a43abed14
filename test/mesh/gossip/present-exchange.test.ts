/** How today is asked for: one till at a time, for as long as an answer may take, and no more of it than there can be. */

import { expect, test } from "vitest";

import { type DeviceId } from "../../../src/domain/identity.ts";
import { type Message, type MessageOf } from "../../../src/mesh/gossip/messages.ts";
import { createPeer, type Peer } from "../../../src/mesh/gossip/peer.ts";
import { type MeshLedger } from "../../../src/mesh/gossip/ports.ts";
import { createPresentExchange } from "../../../src/mesh/gossip/present-exchange.ts";

const SECOND_MS = 1000;
/** A part with so many sums as a message takes, and keys as long as the ledger has them. */
const SUMS = Array.from({ length: 900 }, (_, n) => [`${n}/${"x".repeat(290)}`, n] as const);

test("a till that tells figures without end is named, and no more is kept of it", () => {
  const { ask, hear, shunned } = askingTill("liar");
  ask();

  const heard = hear(5000, SECOND_MS / 50);

  expect(shunned).toEqual(["liar: tells a present without end"]);
  // 64 MB of sums.
  expect(heard).toBeLessThan(150);
});

test("a till whose answer has no end is asked no more for now, and another one is", () => {
  const { ask, hear, shunned, asked } = askingTill("slow", "other");
  ask();

  hear(37, 5 * SECOND_MS, []);
  ask();

  expect(shunned).toEqual([]);
  expect(asked).toEqual(["slow", "other"]);
});

/** A box that wants to be told of today, linked to tills of these names. */
function askingTill(...names: ReadonlyArray<string>) {
  let nowMs = 0;
  const asked: string[] = [];
  const shunned: string[] = [];
  const questions = new Map<number, { readonly peer: Peer; readonly id: number }>();
  const peers = names.map((name, at): Peer => {
    const facts = { id: at + 1, linkKey: name, isDialled: true, remote: "192.0.2.1:7777" };
    const hello = { type: "hello", device: name } as unknown as Peer["hello"];
    const known = { standing: "member", device: name as DeviceId, hello } as const;
    return Object.assign(createPeer(facts, nowMs), known);
  });
  const ledger = {
    device: "front" as DeviceId,
    ends: () => [],
    mayHaveSecrets: () => true,
    present: {
      isWanted: () => true,
      facts: () => undefined,
      sought: () => [],
      take: () => {
        throw new Error("It was taken.");
      },
    },
  } as unknown as MeshLedger;
  const exchange = createPresentExchange({
    ledger,
    out: {
      send: (link: number, message: Message) => {
        const peer = peers.find(({ facts }) => facts.id === link);
        if (peer === undefined || message.type !== "present-want") return;
        asked.push(peer.facts.linkKey);
        questions.set(link, { peer, id: message.id });
      },
    } as never,
    peers: () => peers,
    lackedOf: () => 0,
    unshownOf: () => 0,
    work: { effort: { asked: () => undefined } } as never,
    hasSecrets: () => true,
    shun: ({ facts }, reason) => shunned.push(`${facts.linkKey}: ${reason}`),
    onTaken: () => undefined,
  });
  return {
    asked,
    shunned,
    ask: () => exchange.look(nowMs),
    /** The first one tells so many parts, each so long after the other; returns how many until somebody is shunned. */
    hear: (count: number, everyMs: number, sums = SUMS): number => {
      const question = questions.get(1);
      if (question === undefined) throw new Error("It was not asked.");
      const { peer, id } = question;
      const part = { type: "present", id, streams: [], sums, ends: [], uncounted: [], end: null };
      for (let heard = 1; heard <= count; heard += 1) {
        nowMs += everyMs;
        exchange.hearPart(peer, part as unknown as MessageOf<"present">, nowMs);
        exchange.look(nowMs);
        if (shunned.length > 0) return heard;
      }
      return count;
    },
  };
}
