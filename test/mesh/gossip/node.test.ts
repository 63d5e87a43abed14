import { describe, expect, test } from "vitest";

import { hasUnheardRevokers } from "../../../src/app/membership/own-revocation.ts";
import { type ChainEnd } from "../../../src/domain/identity.ts";
import { endsOf } from "../../../src/ledger/exchange.ts";
import { replacedId, revokedId } from "../../../src/mesh/gossip/door.ts";
import { encodeMessage } from "../../../src/mesh/gossip/messages.ts";
import { enrolment, promotion, type TestShop } from "../../support/shop.ts";
import {
  endsText,
  expectEqual,
  note,
  wiredShop,
  withWiredShops,
} from "../../support/wired-shop.ts";
import { keyed, type WiredTill, type Wires } from "../../support/wired-tills.ts";

let shop: TestShop;
let wires: Wires;

withWiredShops((opened) => {
  ({ shop, wires } = opened);
});

describe("two tills on one wire", () => {
  test("a box that has only just been enrolled comes to hold all that the other holds", () => {
    const [a, b] = wired("A", "B");
    note(a, 1, 2, 3);

    wires.connect(b, a);
    wires.run();

    expectEqual(a, b);
    expect(b.till.ledger().admission().size).toBe(2);
    expect(a.node.status().peers).toMatchObject([{ isConnected: true, behind: 0 }]);
  });

  test("who has said nothing yet is safe nowhere, and of each it is told where it is", () => {
    const [a, b, c] = connected("A", "B", "C");
    wires.connect(a, c);
    wires.run(1000);
    expect(b.node.status()).toMatchObject({
      safeOn: undefined,
      safety: [{ device: a.till.device, safeOn: 1 }],
    });

    note(b, 7);
    b.node.committed(0);
    wires.run(6000);

    expect(b.node.status().safeOn).toBe(2);
    expect(a.node.status().safety).toEqual([
      { device: a.till.device, safeOn: 2 },
      { device: b.till.device, safeOn: 2 },
    ]);
    wires.cut(a, c);
    note(b, 8);
    b.node.committed(0);
    wires.run(1000);
    expect(a.node.status().safety[1]).toEqual({ device: b.till.device, safeOn: 1 });
  });

  test("the round trip of a slow link is known, also where it takes longer than between two questions", () => {
    const [a, b] = connected("A", "B");
    wires.run(1000);
    wires.slow(a, b, 600);
    wires.run(10_000);

    const [peer] = a.node.status().peers;

    expect(peer).toMatchObject({ isConnected: true });
    expect(peer?.roundTripMs).toBeGreaterThan(1000);
    expect(peer?.roundTripMs).toBeLessThan(1400);
  });

  test("what one says the other holds at once, without waiting for a tick", () => {
    const [a, b] = connected("A", "B");

    note(a, 7);
    a.node.committed(0);
    wires.run(0);

    expectEqual(a, b);
    expect(a.node.status().safeOn).toBe(1);
  });

  test("pieces that came together are acknowledged once, and none is sent back to who sent them", () => {
    const [a, b] = connected("A", "B");
    note(b, 1, 2);
    note(b, 3);
    const { origin } = b.till.ledger().identity;
    const pieces = b.till.ledger().piecesOf(origin, 1);
    const [link] = a.node.connections();
    const before = wires.heard.length;

    a.node.heard(link?.link ?? 0, pieces.map(toPiece), { nowMs: wires.nowMs(), wallMs: 0 });
    wires.run(0);

    expectEqual(a, b);
    const said = wires.heard.slice(before).filter(({ from }) => from === "A");
    expect(said.map(({ message }) => message?.type)).toEqual(["heads"]);
  });

  test("what another process committed is told at once, also when the other one is heard first", () => {
    const [a, b] = connected("A", "B");

    note(b, 7);
    note(a, 8);
    a.node.committed(0);
    wires.run(0);
    b.node.committed(0);
    wires.run(0);

    expect(a.node.status().peers).toMatchObject([{ isConnected: true }]);
    expectEqual(a, b);
  });

  test("tills that sold apart are equal once they are joined again", () => {
    const [a, b] = connected("A", "B");
    wires.cut(a, b);
    note(a, 1, 2);
    note(b, 3);
    expect(a.node.status().peers).toMatchObject([{ isConnected: false }]);

    wires.connect(a, b);
    wires.run();

    expectEqual(a, b);
  });

  test("a peer that is not heard any more is noticed within two seconds", () => {
    const [a, b] = connected("A", "B");

    wires.freeze(a, b);
    wires.run(2000);

    expect(a.node.connections()).toEqual([]);
    expect(b.node.connections()).toEqual([]);
  });
});

describe("three tills", () => {
  test("news travel on through the one in the middle", () => {
    const [a, b, c] = wired("A", "B", "C");
    wires.connect(a, b);
    wires.connect(b, c);
    wires.run(1000);

    note(a, 5);
    a.node.committed(0);
    wires.run(0);

    expectEqual(a, b, c);
    wires.run(600);
    expect(a.node.status().safeOn).toBe(2);
  });

  test("where all hear each other nobody is told twice", () => {
    const tills = wired("A", "B", "C", "D");
    for (const [index, one] of tills.entries()) {
      for (const other of tills.slice(index + 1)) wires.connect(one, other);
    }
    wires.run(3000);
    const before = wires.heard.length;

    note(tills[0], 9);
    tills[0].node.committed(0);
    wires.run(0);

    expectEqual(...tills);
    const pieces = wires.heard.slice(before).filter(({ message }) => message?.type === "piece");
    expect(pieces.map(({ from, to }) => `${from}${to}`)).toEqual(["AB", "AC", "AD"]);
  });

  test("where all have heard of it from a third one, each knows that the other holds it", () => {
    const [a, b, c] = wired("A", "B", "C");
    wires.connect(a, b);
    wires.connect(a, c);
    wires.connect(b, c);
    wires.run(3000);

    note(b, 7);
    b.node.committed(0);
    wires.run(0);
    // It tells the third one what both hold before that one does.
    a.node.tick({ nowMs: 5000, wallMs: a.till.clock.nowMs() });
    wires.run(6000);

    expect([behindOf(a, c), behindOf(c, a)]).toEqual([0, 0]);
    const before = wires.heard.length;
    wires.run(6000);
    const said = wires.heard.slice(before).map(({ message }) => message?.type);
    expect(said).not.toContain("heads");
  });

  test("who loses its teller in the middle of it is told by another one", () => {
    const [a, b, c] = wired("A", "B", "C");
    wires.connect(a, b);
    wires.connect(a, c);
    wires.connect(b, c);
    wires.run(1000);
    wires.freeze(a, c);

    note(a, 4);
    a.node.committed(0);
    wires.run(3000);

    expect(a.node.connections()).toHaveLength(1);
    expectEqual(a, b, c);
  });
});

describe("who is at the door", () => {
  test("a stranger with a certificate of the shop is told nothing", () => {
    const [a] = wired("A");
    const stranger = wires.add(shop.stranger("X"));

    wires.connect(stranger, a);
    wires.run(12_000);

    expect(wires.heard).toEqual([]);
    expect(a.closings).toEqual(["said nothing"]);
  });

  test("a device that is revoked is connected no more from that moment, and told why", () => {
    const [a, b] = connected("A", "B");

    revoke(a, b);
    a.node.committed(0);
    wires.run(0);
    note(a, 8);
    wires.run(12_000);

    expect(a.closings).toEqual(["revoked"]);
    expect(a.node.connections()).toEqual([]);
    expect(b.till.ledger().words.get(revokedId(b.till.device, a.till.device))).toEqual(
      Buffer.from("stolen"),
    );
    // Who came in its place it hears when it asks again.
    const replaced = replacedId(b.till.device, a.till.device);
    a.till.ledger().words.put(replaced, Buffer.from("E Bar new"));
    wires.connect(b, a);
    wires.run(1000);
    expect(b.till.ledger().words.get(replaced)).toEqual(Buffer.from("E Bar new"));
    expect(holds(b, a)).toBe(false);
  });

  test("who is shut out by one that it doesn't know is told so by one that it does", () => {
    const [a, b] = connected("A", "B");
    a.till.write(promotion(b.till));
    wires.run(1000);
    wires.cut(a, b);
    const c = wires.add(shop.stranger("C"));
    b.till.write(enrolment(c.till), keyed(c.till), promotion(c.till));
    wires.connect(b, c);
    wires.run(1000);
    revoke(c, a);
    wires.run(1000);
    const verdict = revokedId(a.till.device, c.till.device);

    wires.connect(a, b);
    wires.run(1000);

    expect([a, b].map(({ till }) => hasUnheardRevokers(till.ledger()))).toEqual([true, false]);
    expect(a.till.ledger().words.row(verdict)).toMatchObject({ by: b.till.device });
    expect(holds(a, b)).toBe(false);
    // Once it knows that one its own word stands, as everywhere.
    a.till.write(enrolment(c.till), promotion(c.till));
    a.till.ledger().words.receive(b.till.ledger().words.row(verdict));
    expect(a.till.ledger().words.row(verdict)).toMatchObject({ by: c.till.device });
  });

  test.each(["who did it", "another one"])(
    "who is shut out is told so also where that word was lost from a disk, by %s",
    (teller) => {
      const [a, b, c] = connected("A", "B", "C");
      a.till.write(promotion(b.till), promotion(c.till));
      wires.connect(a, c);
      wires.run(1000);
      wires.cut(a, c);
      const heads = endsOf(a.till.ledger().heads()).filter((end) => isOf(end, c));
      const body = { device: c.till.device, heads, reason: "stolen" };
      a.till.write({ kind: "device/revoked", streams: [], body });
      wires.run(1000);

      wires.connect(c, teller === "who did it" ? a : b);
      wires.run(1000);

      expect(hasUnheardRevokers(c.till.ledger())).toBe(true);
      expect(holds(c, a)).toBe(false);
    },
  );

  test("nobody dials whom it has revoked, and who was told so dials seldom", () => {
    const [a, b, c] = connected("A", "B", "C");
    expect(a.node.dialRules()).toEqual({ never: [], seldom: [], isRevoked: false });

    revoke(a, b);
    a.node.committed(0);
    wires.run(1000);
    wires.connect(a, c);
    wires.run(1000);

    const revoked = { never: [b.till.device], seldom: [], isRevoked: false };
    expect([a, c].map(({ node }) => node.dialRules())).toEqual([revoked, revoked]);
    expect(b.node.dialRules()).toEqual({ never: [], seldom: [], isRevoked: true });
  });

  test("nothing is said unasked to a revoked one that knocks, also where it is the senior", () => {
    const [a, b, c] = connected("A", "B", "C");
    a.till.write(promotion(b.till), promotion(c.till));
    wires.connect(a, c);
    wires.run(1000);
    expect(c.till.ledger().compareDevices(b.till.device, c.till.device)).toBeLessThan(0);
    revoke(c, b);
    const thief = wires.add({ ...shop.stranger("X"), dir: b.till.dir });
    const before = wires.heard.length;

    wires.connect(thief, c);
    wires.run(12_000);

    expect(wires.heard.slice(before)).not.toContainEqual(expect.objectContaining({ to: "X" }));
    expect(c.closings).toContain("said nothing");
  });

  test("what a revoked device sold apart is taken, and nothing is told to it", () => {
    const [a, b] = connected("A", "B");
    wires.cut(a, b);
    revoke(a, b);
    note(a, 1);
    note(b, 2);

    wires.connect(b, a);
    wires.run(1000);

    expect(holds(a, b)).toBe(true);
    expect(holds(b, a)).toBe(false);
    expect(a.till.ledger().quarantined()).toHaveLength(1);
  });

  test("of two that shut each other out the senior one hears the other, which sells no more", () => {
    const [a, b] = connected("A", "B");
    a.till.write({ kind: "device/promoted", streams: [], body: { device: b.till.device } });
    wires.run(1000);
    wires.cut(a, b);
    revoke(a, b);
    revoke(b, a);
    note(a, 1);
    note(b, 2);

    wires.connect(b, a);
    wires.run(3000);

    expect(holds(a, b)).toBe(true);
    expect(holds(b, a)).toBe(false);
    expect([a, b].map(({ till }) => hasUnheardRevokers(till.ledger()))).toEqual([false, true]);
    expect(a.node.dialRules()).toMatchObject({ never: [b.till.device], isRevoked: false });
    // Who of them stays it heard by what it dialled.
    expect(b.node.dialRules()).toMatchObject({ seldom: [a.till.device], isRevoked: true });
    const admitted = a.till.ledger().admission();
    expect([a, b].map(({ till }) => admitted.get(till.device)?.revoked)).toEqual([false, true]);
    expect(a.till.ledger().quarantined()).toHaveLength(1);
  });

  test("who shuts its senior out, and is not shut out by it, tells it nothing", () => {
    const [a, b] = connected("A", "B");
    a.till.write({ kind: "device/promoted", streams: [], body: { device: b.till.device } });
    wires.run(1000);
    wires.cut(a, b);
    revoke(b, a);
    note(b, 2);

    wires.connect(b, a);
    wires.run(3000);

    expect(holds(a, b)).toBe(false);
    expect([a, b].map(({ till }) => hasUnheardRevokers(till.ledger()))).toEqual([true, false]);
  });

  test("of two links between one pair both sides keep the same one", () => {
    const [a, b] = wired("A", "B");

    wires.connect(a, b);
    wires.connect(b, a);
    wires.run(2000);

    const kept = [a, b].map(({ node }) => node.connections().map(({ isDialled }) => isDialled));
    expect(kept).toContainEqual([true]);
    expect(kept).toContainEqual([false]);
  });
});

describe("secrets", () => {
  test("a box that has just joined has them at once", () => {
    const [a, b] = wired("A", "B");
    a.till.ledger().secrets.put("pepper/1", Buffer.from("salt"));

    wires.connect(b, a);
    wires.run(1000);

    expect(b.till.ledger().secrets.get("pepper/1")).toEqual(Buffer.from("salt"));
    expect(b.node.status().peers).toMatchObject([{ hasSecrets: true }]);
  });

  test("one that is destroyed on one till is hidden on all", () => {
    const [a, b] = connected("A", "B");
    a.till.ledger().secrets.put("customer/1", Buffer.from("key"));
    wires.run(1000);

    a.till.ledger().secrets.destroy("customer/1");
    a.node.committed(0);
    wires.run(1000);

    expect(b.till.ledger().secrets.get("customer/1")).toBeUndefined();
    expect(b.till.ledger().secrets.rows()).toEqual([]);
  });

  test("one that no authority has written is asked for by nobody", () => {
    const [a, b] = connected("A", "B");
    b.till.ledger().secrets.put("pepper/2", Buffer.from("of no authority"));

    wires.run(5000);

    expect(a.till.ledger().secrets.get("pepper/2")).toBeUndefined();
    expect(wires.heard.filter(({ message }) => message?.type === "secret")).toEqual([]);
    expect(b.node.status().peers).toMatchObject([{ hasSecrets: true }]);
  });
});

function wired(...codes: ReadonlyArray<string>): [WiredTill, WiredTill, WiredTill, WiredTill] {
  return wiredShop({ shop, wires }, ...codes) as [WiredTill, WiredTill, WiredTill, WiredTill];
}

function connected(...codes: ReadonlyArray<string>): ReturnType<typeof wired> {
  const tills = wired(...codes);
  const [a, b] = tills;
  wires.connect(a, b);
  wires.run(1000);
  expectEqual(a, b);
  return tills;
}

function revoke(one: WiredTill, { till }: WiredTill): void {
  const { words, heads: known } = one.till.ledger();
  const heads = endsOf(known()).filter(({ origin }) => origin.startsWith(till.device));
  words.put(revokedId(till.device, one.till.device), Buffer.from("stolen"));
  const body = { device: till.device, heads: [...heads], reason: "stolen" };
  one.till.write({ kind: "device/revoked", streams: [], body });
}

function isOf({ origin }: ChainEnd, { till }: WiredTill): boolean {
  return origin.startsWith(till.device);
}

/** Whether the first holds all that the second has said itself. */
function holds(one: WiredTill, other: WiredTill): boolean {
  const own = endsText(other.till).filter((text) => text.startsWith(other.till.device));
  return own.every((text) => endsText(one.till).includes(text));
}

/** How many events the one believes that the other lacks. */
function behindOf({ node }: WiredTill, { till }: WiredTill): number | undefined {
  return node.status().peers.find(({ device }) => device === till.device)?.behind;
}

function toPiece(bytes: Uint8Array): Uint8Array {
  return encodeMessage({ type: "piece", bytes });
}
