/** Who asks for what it lacks is served: piece by piece while it lacks secrets, and no further once it is shut out. */

import { afterEach, beforeEach, expect, test } from "vitest";

import { createMeshLedger } from "../../../src/app/mesh/mesh-ledger.ts";
import { type ChainEnd, type Hash, type Origin } from "../../../src/domain/identity.ts";
import { endsOf } from "../../../src/ledger/exchange.ts";
import { secretWritten } from "../../../src/ledger/secrets.ts";
import { encodeMessage, MESH_VERSION, type Message } from "../../../src/mesh/gossip/messages.ts";
import { createMeshNode, type MeshNode } from "../../../src/mesh/gossip/node.ts";
import {
  createShop,
  enrolment,
  synchroniseAll,
  type TestShop,
  type TestTill,
} from "../../support/shop.ts";
import { settingsOf } from "../../support/wired-shop.ts";
import { keyed, linkKeyOf } from "../../support/wired-tills.ts";

const LINK = 1;
const SECOND_MS = 1000;

let shop: TestShop;

beforeEach(() => {
  shop = createShop();
});

afterEach(() => {
  shop[Symbol.dispose]();
});

test("who has not said what secrets it has is told a chain at once, and the next one after a rest", () => {
  const c = shop.join("C");
  for (const draft of settingsOf(10)) c.write(draft);
  synchroniseAll(shop.tills());
  const { asked, pass, pieces, all } = served();
  asked();

  const first = pieces();
  expect(first).toBeGreaterThan(1);
  expect(first).toBeLessThan(all());
  pass(2 * SECOND_MS);

  expect(pieces()).toBe(all());
});

test("who lacks secrets is told more with each answer, and after a second without one", () => {
  const { asked, lacksSecrets, says, pass, pieces } = served();
  lacksSecrets();
  asked();
  expect(pieces()).toBe(1);

  says({ type: "heads", ends: [firstEnd()] });
  expect(pieces()).toBe(2);
  pass(SECOND_MS / 2);
  expect(pieces()).toBe(2);
  pass(2 * SECOND_MS);

  expect(pieces()).toBe(3);
});

test("ends when it is shut out, whatever it answers", () => {
  const { asked, lacksSecrets, says, pass, pieces, b } = served();
  lacksSecrets();
  asked();

  revoke(shop.a, b);
  pass(100);
  for (let round = 0; round < 50; round += 1) {
    says({ type: "heads", ends: [...endsOf(shop.a.ledger().heads())] });
    pass(SECOND_MS);
  }

  expect(pieces()).toBe(1);
});

interface Served {
  readonly b: TestTill;
  /** B asks for all that A holds. */
  readonly asked: () => void;
  readonly lacksSecrets: () => void;
  /** How many there are. */
  readonly all: () => number;
  readonly says: (message: Message) => void;
  readonly pass: (byMs: number) => void;
  /** How many B was sent. */
  readonly pieces: () => number;
}

/** A till with something to tell, and one of the shop that lacks its secrets. */
function served(): Served {
  const { a } = shop;
  const b = shop.stranger("B");
  a.write(keyed(a));
  a.write(enrolment(b), keyed(b));
  a.ledger().secrets.put("pepper/1", Buffer.from("salt"));
  for (const draft of settingsOf(20)) a.write(draft);
  const sent: Message[] = [];
  const node = createMeshNode({
    ledger: createMeshLedger(a.ledger()),
    instance: "a".repeat(16),
    port: () => 7777,
    out: {
      send: (_, message) => {
        sent.push(message);
        return true;
      },
      close: () => undefined,
      welcome: () => undefined,
    },
  });
  const { says, pass } = driven(node);
  node.linkUp({ id: LINK, linkKey: linkKeyOf(b), isDialled: false, remote: "192.0.2.2:7777" }, 0);
  says({
    type: "hello",
    version: MESH_VERSION,
    shop: a.ledger().identity.shop,
    device: b.device,
    instance: "b".repeat(16),
    port: null,
  });
  return {
    b,
    says,
    pass,
    asked: () => {
      says({ type: "want", id: 1, origins: originsOf(a), ends: [] });
    },
    lacksSecrets: () => {
      const { hash } = secretWritten("pepper/1", Buffer.from("salt")).body as { hash: Hash };
      const names: [string, Hash][] = [["pepper/1", hash]];
      says({ type: "secret-lacks", digest: "0".repeat(16), asks: false, names });
    },
    all: () => {
      const missing = createMeshLedger(a.ledger()).missing(originsOf(a), []);
      let count = 0;
      while (missing.next().done !== true) count += 1;
      return count;
    },
    pieces: () => sent.filter(({ type }) => type === "piece").length,
  };
}

/** The founder's first. */
function originsOf(till: TestTill): Origin[] {
  return [...till.ledger().heads().keys()];
}

function driven(node: MeshNode): Pick<Served, "says" | "pass"> {
  let nowMs = 0;
  return {
    says: (message) => {
      node.heard(LINK, [encodeMessage(message)], { nowMs, wallMs: nowMs });
    },
    pass: (byMs) => {
      for (const untilMs = nowMs + byMs; nowMs < untilMs; nowMs += 100) {
        node.tick({ nowMs, wallMs: nowMs });
      }
    },
  };
}

/** Of the first piece of all that A has said. */
function firstEnd(): ChainEnd {
  const { origin } = shop.a.ledger().identity;
  const first = createMeshLedger(shop.a.ledger()).missing([origin], []).next();
  if (first.done === true) throw new Error("A has said nothing.");
  const { last: seq, hash } = first.value;
  return { origin, seq, hash };
}

function revoke(by: TestTill, { device }: TestTill): void {
  const heads = endsOf(by.ledger().heads()).filter(({ origin }) => origin.startsWith(device));
  by.write({ kind: "device/revoked", streams: [], body: { device, heads, reason: "stolen" } });
}
