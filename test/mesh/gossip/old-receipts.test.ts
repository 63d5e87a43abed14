/** An old receipt that the present does not hold is asked for of one till after the other. */

import { expect, test } from "vitest";

import { createMeshLedger } from "../../../src/app/mesh/mesh-ledger.ts";
import { type Hash } from "../../../src/domain/identity.ts";
import { type Message } from "../../../src/mesh/gossip/messages.ts";
import { createPeer, type Peer } from "../../../src/mesh/gossip/peer.ts";
import { type LinkId, type MeshOut } from "../../../src/mesh/gossip/ports.ts";
import { createPresentExchange } from "../../../src/mesh/gossip/present-exchange.ts";
import { createPresentTelling } from "../../../src/mesh/gossip/present-telling.ts";
import { createWork } from "../../../src/mesh/gossip/work.ts";
import { sellOne } from "../../support/one-sale.ts";
import { createShop, enrolment, synchronise, type TestTill } from "../../support/shop.ts";

const WORK = createWork({
  meter: {
    measure: (run) => {
      run();
      return { heldMs: 0, usedMs: 0 };
    },
  },
  onWaste: () => undefined,
});
const TICK_MS = 100;

test("a till that is behind knows no such receipt, and the next one is asked", () => {
  using shop = createShop("behind");
  const [behind, newcomer] = [shop.stranger("C"), shop.stranger("B")];
  shop.a.write(enrolment(behind));
  shop.a.write(enrolment(newcomer));
  synchronise(shop.a, behind);
  const receipt = sellOne(shop.a);
  const links = linked(newcomer, [behind, shop.a]);
  links.run(1000);

  // Nothing of a closed order is told by itself.
  const { present } = newcomer.ledger();
  expect(present.facts()?.teller).toBe(behind.device);
  expect(present.seek(receipt)).toBe("sought");
  links.run(1000);

  expect(present.seek(receipt)).toBe("over");
  expect(present.facts()?.teller).toBe(behind.device);
  expect(links.asked).toEqual([
    [behind.code, receipt],
    [shop.a.code, receipt],
  ]);
});

test("a till that says nothing holds up a person for seconds at most", () => {
  using shop = createShop("silent");
  const [silent, newcomer] = [shop.stranger("C"), shop.stranger("B")];
  shop.a.write(enrolment(silent));
  shop.a.write(enrolment(newcomer));
  synchronise(shop.a, silent);
  const receipt = sellOne(shop.a);
  const links = linked(newcomer, [silent, shop.a]);
  links.run(1000);
  links.silence(silent);

  const { present } = newcomer.ledger();
  present.seek(receipt);
  links.run(4000);

  expect(present.seek(receipt)).toBe("over");
});

test("what no till knows is said to be nowhere", () => {
  using shop = createShop("nobody");
  const newcomer = shop.stranger("B");
  shop.a.write(enrolment(newcomer));
  const links = linked(newcomer, [shop.a]);
  links.run(1000);

  const { present } = newcomer.ledger();
  present.seek("A-000777");
  links.run(1000);

  expect(present.seek("A-000777")).toBe("nowhere");
  expect(links.asked).toEqual([[shop.a.code, "A-000777"]]);
});

/** The newcomer beside tills that tell it the present; the first of them says that it holds most. */
function linked(newcomer: TestTill, tellers: ReadonlyArray<TestTill>) {
  const asked: Array<readonly [till: string, receipt: string]> = [];
  const silent = new Set<TestTill>();
  const sides = tellers.map((till, index) => {
    const [asker, peer] = [peerOf(newcomer, index), peerOf(till, index)];
    const held = [{ origin: till.ledger().identity.origin, seq: 100 - index, hash: HASH }];
    peer.claimedEnds.set(till.ledger().identity.origin, held);
    const out = sendingTo((message) => {
      if (message.type === "present-piece") exchange.hearPiece(peer, message.bytes, nowMs);
      if (message.type === "present") exchange.hearPart(peer, message, nowMs);
    });
    const telling = createPresentTelling({
      ledger: createMeshLedger(till.ledger()),
      out,
      work: WORK,
    });
    return { till, peer, asker, telling };
  });
  let nowMs = 0;
  newcomer.ledger().present.want("everything");
  const exchange = createPresentExchange({
    ledger: createMeshLedger(newcomer.ledger()),
    out: sendingTo((message, link) => {
      const side = sides.find(({ peer }) => peer.facts.id === link);
      if (message.type !== "present-want" || side === undefined) return;
      for (const receipt of message.receipts) asked.push([side.till.code, receipt]);
      if (!silent.has(side.till)) side.telling.hear(side.asker, message, nowMs);
    }),
    peers: () => sides.map(({ peer }) => peer),
    lackedOf: () => 0,
    unshownOf: () => 0,
    work: WORK,
    hasSecrets: () => true,
    shun: (_, reason) => {
      throw new Error(reason);
    },
    onTaken: () => undefined,
  });
  return {
    asked,
    silence: (till: TestTill) => silent.add(till),
    run: (ms: number) => {
      for (const untilMs = nowMs + ms; nowMs < untilMs; nowMs += TICK_MS) {
        for (const { telling } of sides) telling.look(nowMs);
        exchange.look(nowMs);
      }
    },
  };
}

const HASH = "0".repeat(64) as Hash;

function peerOf({ device, ledger }: TestTill, index: number): Peer {
  const linkKey = `key ${device}`;
  const peer = createPeer({ id: index + 1, linkKey, isDialled: true, remote: "192.0.2.1:7777" }, 0);
  const { shop } = ledger().identity;
  const hello = { type: "hello", version: 2, shop, device, instance: "it", port: 1 } as const;
  return Object.assign(peer, { standing: "member", device, hello });
}

function sendingTo(hear: (message: Message, link: LinkId) => void): MeshOut {
  return {
    send: (link, message) => {
      hear(message, link);
      return true;
    },
    close: () => undefined,
    welcome: () => undefined,
  };
}
