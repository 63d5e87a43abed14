/** A till that holds more of our chain than we do is believed; one that makes it up is believed once. */

import { expect, test } from "vitest";

import { type ChainEnd, type Origin } from "../../../src/domain/identity.ts";
import { createOwnClaims } from "../../../src/mesh/gossip/catching-up.ts";
import { createPeer, type Peer } from "../../../src/mesh/gossip/peer.ts";

test("whoever shows what it said is believed again", () => {
  const { claims, lost, arrives } = ownClaims();

  claims(peer("bar"), origin(1), [end(1, 50)]);
  expect(lost).toEqual([origin(1)]);
  arrives(end(1, 50));
  claims(peer("bar"), origin(2), [end(2, 7)]);

  expect(lost).toEqual([origin(1), origin(2)]);
});

test("whoever never shows it can't have us begin anew again and again, and others still can", () => {
  const { claims, lost } = ownClaims();

  for (let incarnation = 1; incarnation <= 5; incarnation += 1) {
    claims(peer("rogue"), origin(incarnation), [end(incarnation, 1_000_000)]);
  }
  expect(lost).toEqual([origin(1)]);

  claims(peer("bar"), origin(2), [end(2, 9)]);
  expect(lost).toEqual([origin(1), origin(2)]);
});

function ownClaims() {
  const here = new Set<string>();
  const lost: Origin[] = [];
  const claims = createOwnClaims({
    holds: (one) => here.has(JSON.stringify(one)),
    lostOwn: (one) => lost.push(one),
  });
  return { claims, lost, arrives: (one: ChainEnd) => here.add(JSON.stringify(one)) };
}

function peer(linkKey: string): Peer {
  return createPeer({ id: 1, linkKey, isDialled: true, remote: "192.0.2.1:7777" }, 0);
}

function origin(incarnation: number): Origin {
  return `ourselves-${incarnation}` as Origin;
}

function end(incarnation: number, seq: number): ChainEnd {
  return { origin: origin(incarnation), seq, hash: "00" } as ChainEnd;
}
