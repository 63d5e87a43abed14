/** How values of secrets are asked for: by what is lacking, one till after the other, and not without end. */

import { expect, test } from "vitest";

import { type DeviceId, type Hash, type ShopId } from "../../../src/domain/identity.ts";
import { type Message, SECRETS_LACKED_MAX } from "../../../src/mesh/gossip/messages.ts";
import { createPeer, type Peer } from "../../../src/mesh/gossip/peer.ts";
import { type SecretNamed } from "../../../src/mesh/gossip/ports.ts";
import { createSecretExchange } from "../../../src/mesh/gossip/secret-exchange.ts";

const DIGEST = "0".repeat(16);

test("what nobody has holds up nothing that somebody has", () => {
  const madeUp = SECRETS_LACKED_MAX + 200;
  const till = lackingTill(madeUp + 3);
  // The last ones of the list are the only ones that the other till has.
  const held = new Set(till.lacking.slice(madeUp).map(({ id }) => id));
  till.run(5000, held);

  expect(till.lacking.filter(({ id }) => held.has(id))).toEqual([]);
});

test("what nobody has is asked for less and less often", () => {
  const till = lackingTill(10);

  till.run(10 * 60_000, new Set());

  expect(till.asked.length).toBeLessThan(50);
});

test("what wasn't asked for isn't taken", () => {
  const till = lackingTill(1);
  till.run(1000, new Set());

  expect(till.hear("customer/other")).toBe(false);
  expect(till.hear("customer/0000")).toBe(true);
});

test("two tills are the same when the same counts and neither has what the other lacks", () => {
  const till = lackingTill(0);
  const { peer } = till;
  expect(till.areSame()).toBe(false);
  peer.secretLacks = { type: "secret-lacks", digest: DIGEST, asks: false, names: [] };
  expect(till.areSame()).toBe(true);
  peer.secretLacks = { ...peer.secretLacks, digest: "1".repeat(16) };
  expect(till.areSame()).toBe(false);
  const lost: [string, Hash] = ["customer/lost", hashOf(1)];
  peer.secretLacks = { type: "secret-lacks", digest: DIGEST, asks: false, names: [lost] };
  expect(till.areSame()).toBe(true);
});

test("a till has been told all when nothing is lacking that the other one may have", () => {
  const till = lackingTill(1);
  const { peer } = till;
  const [lacked] = till.lacking;
  if (lacked === undefined) throw new Error("nothing is lacking");
  expect(till.hasTold(), "before it has said what it lacks").toBe(false);
  peer.secretLacks = { type: "secret-lacks", digest: DIGEST, asks: false, names: [] };
  expect(till.hasTold(), "the same counts, and the value is on its way").toBe(false);
  const { id, hash } = lacked;
  peer.secretLacks = { ...peer.secretLacks, names: [[id, hash]] };
  expect(till.hasTold(), "nobody has it").toBe(true);
  peer.secretLacks = { ...peer.secretLacks, digest: "1".repeat(16), names: [] };
  till.run(0, new Set([id]));
  expect(till.hasTold(), "more may count there that wasn't heard yet").toBe(true);
});

/** A till that lacks so many, and one that answers with those that it is said to hold. */
function lackingTill(count: number) {
  const lacking: SecretNamed[] = Array.from({ length: count }, (_, n) => ({
    id: `customer/${String(n).padStart(4, "0")}`,
    hash: hashOf(n),
  }));
  const peer = member();
  const asked: Message[] = [];
  const exchange = createSecretExchange({
    secrets: {
      revision: () => String(lacking.length),
      lacks: () => ({ digest: DIGEST, names: [...lacking] }),
      row: () => undefined,
      receive: (row) => {
        const at = lacking.findIndex(({ id }) => id === (row as SecretNamed).id);
        lacking.splice(at, at < 0 ? 0 : 1);
        return at >= 0;
      },
    },
    mayHave: () => true,
    peers: () => [peer],
    out: {
      send: (_, message) => {
        if (message.type === "secret-lacks" && message.asks) asked.push(message);
        return true;
      },
      close: () => undefined,
      welcome: () => undefined,
    },
  });

  function hear(id: string): boolean {
    return exchange.hearRow({ type: "secret", row: { id } });
  }

  return {
    peer,
    asked,
    lacking,
    hear,
    areSame: () => exchange.areSame(peer),
    hasTold: () => exchange.lacksTheSame(peer),
    run: (forMs: number, held: ReadonlySet<string>) => {
      for (let nowMs = 0; nowMs <= forMs; nowMs += 100) {
        const before = asked.length;
        exchange.tell(nowMs);
        for (const message of asked.slice(before)) {
          if (message.type !== "secret-lacks") continue;
          message.names.filter(([id]) => held.has(id)).forEach(([id]) => hear(id));
        }
      }
    },
  };
}

function hashOf(n: number): Hash {
  return n.toString(16).padStart(64, "0") as Hash;
}

function member(): Peer {
  const facts = { id: 1, linkKey: "key", isDialled: true, remote: "192.0.2.1:7777" };
  const peer = createPeer(facts, 0);
  peer.standing = "member";
  peer.hello = {
    type: "hello",
    version: 2,
    shop: "shop" as ShopId,
    device: "device" as DeviceId,
    instance: "it",
    port: 1,
  };
  return peer;
}
