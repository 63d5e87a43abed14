/** How words about devices are compared and told: by digests, and only what has changed is read again. */

import { expect, test } from "vitest";

import { type DeviceId, type ShopId } from "../../../src/domain/identity.ts";
import { WORD_BUCKETS } from "../../../src/mesh/gossip/messages.ts";
import { createPeer, type Peer } from "../../../src/mesh/gossip/peer.ts";
import { type MeshWords } from "../../../src/mesh/gossip/ports.ts";
import { createWordExchange } from "../../../src/mesh/gossip/word-exchange.ts";

const CUSTOMERS = 2000;
const SHOP = "shop" as ShopId;
const DEVICE = "device" as DeviceId;

test("one more customer costs one row, not all of them", () => {
  const many = createRows();
  for (let n = 0; n < CUSTOMERS; n += 1) many.put(`revoked/${n}`, "1");
  const { digests } = exchangeOf(many);
  const before = digests();

  many.put("revoked/new", "1");
  many.read.length = 0;
  const after = digests();

  expect(many.read).toEqual(["revoked/new"]);
  expect(before).toHaveLength(WORD_BUCKETS);
  expect(after.filter((digest, index) => digest !== before[index])).toHaveLength(1);
});

test("digests that follow changes are those of whoever reads all at once", () => {
  const grown = createRows();
  const { digests } = exchangeOf(grown);
  for (let n = 0; n < 50; n += 1) {
    grown.put(`revoked/${n % 20}`, String(n));
    digests();
  }
  const copied = createRows();
  for (const [id, tag] of [...grown.tags].toReversed()) copied.put(id, tag);

  expect(digests()).toEqual(exchangeOf(copied).digests());
});

test("a row whose writer isn't known yet is asked for again at once, and then ever less often", () => {
  const rows = createRows();
  const peer = member();
  const sent: number[] = [];
  let nowMs = 0;
  let isTaken = false;
  const exchange = createWordExchange({
    words: { ...rows.words, receive: () => isTaken },
    peers: () => [peer],
    out: {
      send: (_, { type }) => {
        if (type !== "words") return true;
        sent.push(nowMs);
        // Whoever has it answers with it, again and again.
        exchange.hearRow(peer, { type: "word", row: {} });
        return true;
      },
      close: () => undefined,
      welcome: () => undefined,
    },
  });
  exchange.greet(peer);
  for (; nowMs <= 60_000; nowMs += 100) exchange.tell(nowMs);
  expect(sent.find((ms) => ms > 0)).toBeLessThanOrEqual(1000);
  expect(sent.length).toBeLessThan(12);

  isTaken = true;
  sent.length = 0;
  const from = nowMs;
  for (; nowMs <= from + 60_000; nowMs += 100) exchange.tell(nowMs);
  expect(sent.length).toBeLessThanOrEqual(5);
});

interface Rows {
  readonly words: MeshWords;
  readonly tags: ReadonlyMap<string, string>;
  readonly put: (id: string, tag: string) => void;
  /** What has been read, in that order. */
  readonly read: string[];
}

function createRows(): Rows {
  const tags = new Map<string, string>();
  const revisions = new Map<string, number>();
  const read: string[] = [];
  let revision = 0;
  return {
    tags,
    read,
    put: (id, tag) => {
      revision += 1;
      tags.set(id, tag);
      revisions.set(id, revision);
    },
    words: {
      revision: () => revision,
      changedAfter: (after) => {
        const changed = [...tags].filter(([id]) => (revisions.get(id) ?? 0) > after);
        read.push(...changed.map(([id]) => id));
        return changed;
      },
      idsFrom: (start) => [...tags.keys()].filter((id) => id.startsWith(start)),
      row: (id) => ({ id, tag: tags.get(id) }),
      seconded: () => undefined,
      receive: () => true,
      noteSeconded: () => undefined,
      noteTakenIn: () => undefined,
    },
  };
}

function member(): Peer {
  const facts = { id: 1, linkKey: "key", isDialled: true, remote: "192.0.2.1:7777" };
  const peer = createPeer(facts, 0);
  peer.standing = "member";
  peer.hello = { type: "hello", version: 1, shop: SHOP, device: DEVICE, instance: "it", port: 1 };
  return peer;
}

function exchangeOf({ words }: Rows): { readonly digests: () => ReadonlyArray<string> } {
  const told: ReadonlyArray<string>[] = [];
  const exchange = createWordExchange({
    words,
    peers: () => [],
    out: {
      send: (_, message) => {
        if (message.type === "words") told.push(message.digests);
        return true;
      },
      close: () => undefined,
      welcome: () => undefined,
    },
  });
  const somebody: Peer = createPeer(
    { id: 1, linkKey: "key", isDialled: true, remote: "192.0.2.1:7777" },
    0,
  );
  return {
    digests: () => {
      exchange.greet(somebody);
      return told.at(-1) ?? [];
    },
  };
}
