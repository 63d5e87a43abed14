/**
 * The founder shuts out a till, and then its key is stolen: a second voice of it takes back whom it had let
 * in. A box that the recovery sheet brings in names what the founder had said. The till that is out hears
 * nobody's chain any more, so it has to learn all the same that it is out, and be heard.
 */

import { describe, expect, test } from "vitest";

import { isSelfRevoked } from "../../src/app/membership/own-revocation.ts";
import { keepIntroduction } from "../../src/app/mesh/mesh-ledger.ts";
import { type DeviceEnrolled } from "../../src/domain/events/control-events.ts";
import { type ChainEnd } from "../../src/domain/identity.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { deviceKeyFromSeed } from "../../src/ledger/log/chain.ts";
import { enrolBySheet } from "../../src/ledger/log/sheet-act.ts";
import { revokedId } from "../../src/mesh/gossip/door.ts";
import { endOf, revocation } from "../support/judgements.ts";
import {
  createShop,
  enrolment,
  promotion,
  synchroniseLedgers,
  type TestShop,
  type TestTill,
} from "../support/shop.ts";
import { endsText, note } from "../support/wired-shop.ts";
import { createWires, keyed, type WiredTill, type Wires } from "../support/wired-tills.ts";

const SHEET = deviceKeyFromSeed(new Uint8Array(32).fill(1));

describe("a till that is out, and whom a second voice of the founder keeps out of its own ledger", () => {
  test("is heard by a box of the sheet that it has never met, and knows that it is out", () => {
    using stage = robbedShop();
    const { b, c, d, wires } = stage;

    wires.connect(c, d);
    wires.run(5000);

    expect(ownEnds(d, c)).toEqual(ownEnds(c, c));
    expect(isSelfRevoked(c.till.ledger())).toBe(true);
    expect(c.till.ledger().words.row(revokedId(c.till.device, stage.founder.device))).toMatchObject(
      { by: d.till.device },
    );
    // It was told who the box is, that it is out, and of nobody's sales.
    expect(ownEnds(c, b)).not.toEqual(ownEnds(d, b));
    expect(ownEnds(c, d)).not.toEqual(ownEnds(d, d));
  });

  test("knows that it is out also where it had heard of the founder's revocation before", () => {
    using stage = robbedShop();
    const { c, d, wires } = stage;
    handOver(d.till, c.till);

    wires.connect(c, d);
    wires.run(5000);

    expect(ownEnds(d, c)).toEqual(ownEnds(c, c));
    expect(isSelfRevoked(c.till.ledger())).toBe(true);
  });
});

test("a till of before that the sheet promotes since is told nothing by it, and a box of the sheet hears it for all", () => {
  using stage = robbedShop();
  const { b, c, d, wires } = stage;
  b.till.write({ kind: "device/enrolled", streams: [], body: bySheet(b.till) });
  synchroniseLedgers(d.till.ledger(), b.till.ledger());
  expect(b.till.ledger().admission().get(c.till.device)?.revoked).toBe(true);
  wires.connect(c, b);
  wires.run(12_000);
  expect(ownEnds(b, c)).not.toEqual(ownEnds(c, c));

  wires.connect(b, d);
  wires.connect(c, d);
  wires.run(5000);

  expect(ownEnds(b, c)).toEqual(ownEnds(c, c));
});

test("a till that only the thief has told that it is out is in once it has heard how far the founder counts", () => {
  using stage = robbedShop({ isOut: false });
  const { b, c, d, thief, wires } = stage;
  thief.ledger().words.put(revokedId(c.till.device, thief.device), Buffer.from("lie"));
  for (const row of thief.ledger().words.rows()) c.till.ledger().words.receive(row);
  handOver(d.till, c.till);
  expect(isSelfRevoked(c.till.ledger())).toBe(true);
  expect(c.node.dialRules().isRevoked).toBe(true);

  wires.connect(c, d);
  wires.run(5000);

  expect(isSelfRevoked(c.till.ledger())).toBe(false);
  expect(c.node.dialRules().isRevoked).toBe(false);
  expect(ownEnds(d, c)).toEqual(ownEnds(c, c));
  expect(ownEnds(c, b)).toEqual(ownEnds(d, b));
});

interface Stage extends Disposable {
  readonly founder: TestTill;
  readonly thief: TestTill;
  readonly wires: Wires;
  readonly b: WiredTill;
  readonly c: WiredTill;
  readonly d: WiredTill;
}

/**
 * A and C shut each other out while they are apart (`isOut`), B hears A, and C the second voice of A. D comes by the
 * sheet, and shuts A out at the last word that B has of it.
 */
function robbedShop({ isOut } = { isOut: true }): Stage {
  const shop = createShop("kept out", { sheetKey: SHEET.publicKey });
  const wires = createWires();
  const { a } = shop;
  a.write(keyed(a));
  const thief = shop.clone(a);
  const [b, c] = [shop.stranger("B"), shop.stranger("C")];
  a.write(enrolment(b), keyed(b), enrolment(c), keyed(c), promotion(c));
  for (const till of [b, c]) synchroniseLedgers(a.ledger(), till.ledger());
  const sold = { till: c };
  note(sold, 1);
  synchroniseLedgers(c.ledger(), a.ledger());
  note(sold, 2);
  if (isOut) {
    c.write(revocation(a, endOf(a)));
    a.write(revocation(c, endAt(a, c)));
  } else note({ till: a }, 6);
  note({ till: b }, 3);
  synchroniseLedgers(a.ledger(), b.ledger());
  note({ till: thief }, 4);
  for (const till of [b, c]) handOver(thief, till);
  const d = fromSheet(shop);
  synchroniseLedgers(b.ledger(), d.ledger());
  d.write(revocation(a, endOf(a)));
  note({ till: d }, 5);
  expect([b, c, d].map((till) => d.ledger().admission().get(till.device)?.revoked)).toEqual([
    false,
    isOut,
    false,
  ]);
  expect(c.ledger().admission().has(c.device)).toBe(false);
  const [one, other, box] = [b, c, d].map((till) => wires.add(till)) as [
    WiredTill,
    WiredTill,
    WiredTill,
  ];
  return {
    founder: a,
    thief,
    wires,
    b: one,
    c: other,
    d: box,
    [Symbol.dispose]: shop[Symbol.dispose],
  };
}

function fromSheet(shop: TestShop): TestTill {
  const till = shop.stranger("D");
  till.write({ kind: "device/enrolled", streams: [], body: bySheet(till) }, keyed(till));
  keepIntroduction(till.ledger());
  return till;
}

function bySheet({ key, code, ledger }: TestTill): DeviceEnrolled {
  const { shop } = ledger().identity;
  const name = `Till ${code}`;
  return enrolBySheet(SHEET, { shop, key: key.publicKey, name, rights: ["till"], code });
}

/** All that one has said itself, and nothing else that it holds. */
function handOver(from: TestTill, to: TestTill): void {
  const { identity, piecesOf } = from.ledger();
  for (const bytes of piecesOf(identity.origin, 1)) to.ledger().receive(bytes);
}

/** Where the other one's chain ends that the first holds. */
function endAt(one: TestTill, { ledger }: TestTill): ChainEnd {
  const { origin } = ledger().identity;
  const end = endsOf(one.ledger().heads()).find((it) => it.origin === origin);
  if (end === undefined) throw new Error(`${origin} is not here.`);
  return end;
}

/** Of the second one's chains, as the first holds them. */
function ownEnds(one: WiredTill, { till }: WiredTill): ReadonlyArray<string> {
  return endsText(one.till).filter((text) => text.startsWith(till.device));
}
