/** From when on a person hears that the secrets of two linked tills are not the same. */

import { expect, test } from "vitest";

import { type ChainEnd, type Origin } from "../../../src/domain/identity.ts";
import { createPeer } from "../../../src/mesh/gossip/peer.ts";
import { createSecretDifferences } from "../../../src/mesh/gossip/secret-differences.ts";

const END = { origin: "kitchen.1" as Origin, seq: 7, hash: "00" } as ChainEnd;

test("it is told how long they have differed, from the first look on, until they are the same", () => {
  const { lasted, it } = watched();
  expect(lasted(0)).toBeUndefined();
  it.areSame = false;
  expect(lasted(60_000)).toBe(0);
  expect(lasted(660_000)).toBe(600_000);
  it.areSame = true;
  expect(lasted(700_000)).toBeUndefined();
});

test("a value that is kept back is a difference too", () => {
  const { lasted, it } = watched();
  it.hasTold = false;
  lasted(0);
  expect(lasted(10_000)).toBe(10_000);
});

test("while one has chains to fetch nothing is told, whichever of the two", () => {
  const { lasted, it, peer } = watched();
  it.areSame = false;
  it.isFetching = true;
  lasted(0);
  expect(lasted(10_000)).toBeUndefined();
  it.isFetching = false;
  peer.claimedEnds.set(END.origin, [{ ...END, seq: 6 }]);
  lasted(20_000);
  expect(lasted(30_000)).toBeUndefined();
  peer.claimedEnds.set(END.origin, [END]);
  lasted(40_000);
  expect(lasted(50_000)).toBe(10_000);
});

function watched() {
  const facts = { id: 1, linkKey: "key", isDialled: true, remote: "192.0.2.1:7777" };
  const peer = createPeer(facts, 0);
  peer.standing = "member";
  peer.hello = { type: "hello" } as never;
  peer.claimedEnds.set(END.origin, [END]);
  const it = { areSame: true, hasTold: true, isFetching: false };
  const differences = createSecretDifferences({
    ledger: { ends: () => [END], isDoubted: () => false },
    secrets: { areSame: () => it.areSame, lacksTheSame: () => it.hasTold },
    catchingUp: { progress: () => (it.isFetching ? { held: 1, known: 2 } : undefined) },
    peers: () => [peer],
  });
  return {
    peer,
    it,
    lasted: (nowMs: number) => {
      differences.look(nowMs);
      return differences.lastedMs(peer);
    },
  };
}
