/**
 * Secrets over real links while a member lies about them: honest tills come to the same values, keep what
 * people sign in with, take nothing that nobody named, and blame nobody for passing on.
 *
 * Size: whole.
 */

import { describe, expect, test } from "vitest";

import { type DeviceId, deviceOf } from "../../src/domain/identity.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { SECRET_VALUE_MAX } from "../../src/ledger/secret-table.ts";
import { secretDestroyed, secretWritten } from "../../src/ledger/secrets.ts";
import { type Message } from "../../src/mesh/gossip/messages.ts";
import {
  createRogue,
  keyedTills,
  type LivingMeshes,
  type OpenMesh,
  type Rogue,
} from "../support/living-meshes.ts";
import { withLivingShops } from "../support/living-shop.ts";
import { sellOne } from "../support/one-sale.ts";
import { nextPlace, rawTransaction } from "../support/raw-transaction.ts";
import { synchronise, type TestShop, type TestTill } from "../support/shop.ts";

const PATIENCE_MS = 60_000;
const KEY = Buffer.alloc(32, 1);
/** What a café of five people has. */
const ESSENTIAL = ["pepper/1", ...[1, 2, 3, 4, 5, 6].map((no) => `pin/${no}/a`)];
const NAMES = [1, 2, 3, 4, 5, 6].map((no) => `person/${no}/a`);
/** 6,000 bytes are 8,000 characters. */
const BIG_BYTES = (SECRET_VALUE_MAX / 4) * 3;

let shop: TestShop;
let meshes: LivingMeshes;
let rogues: Rogue[];

withLivingShops((opened) => {
  ({ shop, meshes, rogues } = opened);
});

describe("two values under one id", () => {
  test("of one chain, each given to another till: both come to the first, and are quiet", async () => {
    const it = await twoAndLiar();
    it.b.write(secretWritten("pin/7/1", Buffer.from("to A")));
    it.b.write(secretWritten("pin/7/1", Buffer.from("to C")));
    const pieces = sinceBefore(it.b, it.a);
    const [atA, atC] = [await reach(it.b, it.first), await reach(it.b, it.second)];

    for (const rogue of [atA, atC]) rogue.say(...pieces);
    await until(() =>
      [it.a, it.c].every(({ ledger }) => ledger().secrets.lacks().names.length > 0),
    );
    // Once it is asked for.
    await meshes.time.pass(1000);
    atA.say(secretRow("pin/7/1", "to A"));
    atC.say(secretRow("pin/7/1", "to C"));
    await until(() => valuesOf(it, "pin/7/1").every((value) => value === "to A"));
    await goOn(it);
    await until(() => areSame(it));

    expect(it.first.view()?.violations).toEqual([]);
    expect(it.second.view()?.violations).toEqual([]);
    await expectQuiet(it);
  });

  test("of two voices, each told to another till: neither counts, at both", async () => {
    const it = await twoAndLiar();
    const place = nextPlace(it.b.ledger());
    const [atA, atC] = [await reach(it.b, it.first), await reach(it.b, it.second)];
    const [one, other] = ["to A", "to C"].map((text) => {
      const { kind, streams, body } = secretWritten("pin/7/1", Buffer.from(text));
      return rawTransaction(place, [{ kind, streams: [...streams], body }]);
    });
    if (one === undefined || other === undefined) throw new Error("nothing was said");

    atA.say({ type: "piece", bytes: one }, secretRow("pin/7/1", "to A"));
    atC.say({ type: "piece", bytes: other }, secretRow("pin/7/1", "to C"));
    await until(() => [it.a, it.c].every((till) => branchesOf(till, it.b) === 2));
    await goOn(it);
    await until(() => areSame(it));

    expect(valuesOf(it, "pin/7/1")).toEqual([undefined, undefined]);
    await expectQuiet(it);
  });
});

describe("values that are big", () => {
  test("and that nobody named are taken by nobody, and their sender waits behind the others", async () => {
    const it = await twoAndLiar();
    const rogue = await reach(it.b, it.first);
    const before = sizeOf(it.a);

    for (let at = 0; at < 3000; at += 1) {
      rogue.say(secretRow(`customer/${at}`, "x".repeat(BIG_BYTES)));
      if (at % 20 === 19) await meshes.time.pass(10);
    }
    await goOn(it);

    expect(it.a.ledger().secrets.rows()).toEqual(it.c.ledger().secrets.rows());
    expect(
      it.a
        .ledger()
        .secrets.rows()
        .map(({ id }) => id),
    ).not.toContain("customer/0");
    // Two sales.
    expect(sizeOf(it.a) - before).toBeLessThan(100_000);
    const costs = it.first.view()?.costs ?? [];
    expect(costs.find(({ device }) => device === it.b.device)?.waits).toBeGreaterThan(0);
    expect(it.second.view()?.violations).toEqual([]);
  });

  test("and that count are passed on, and who passes them on is not blamed", async () => {
    const it = await twoAndLiar();
    const ids = Array.from({ length: 300 }, (_, at) => `customer/${at}`);
    // They are A's by then: C hears of them from A alone.
    for (const some of [ids.slice(0, 150), ids.slice(150)]) {
      it.b.write(...some.map((id) => secretWritten(id, bigValue(id))));
    }
    synchronise(it.b, it.a);
    for (const id of ids) {
      it.a.ledger().secrets.receive({ id, value: bigValue(id).toString("base64") });
    }

    await until(() => ids.every((id) => it.c.ledger().secrets.get(id) !== undefined));
    await goOn(it);
    await until(() => areSame(it));

    for (const mesh of [it.first, it.second]) expect(mesh.view()?.violations).toEqual([]);
  });
});

describe("an authority that destroys all there is", () => {
  test("has what people sign in with kept, names hidden, and back with its revocation", async () => {
    const it = await shopWithSecrets();
    const before = headsOf(it.a, it.b);
    it.b.write(...[...ESSENTIAL, ...NAMES].map(secretDestroyed));
    const rogue = await reach(it.b, it.first);

    rogue.say(...sinceBefore(it.b, it.a));
    await until(() => [it.a, it.c].every((till) => readable(till, NAMES) === 0));
    await goOn(it);
    expect(readable(it.a, ESSENTIAL)).toBe(ESSENTIAL.length);
    expect(readable(it.c, ESSENTIAL)).toBe(ESSENTIAL.length);

    revoke(it.a, it.b, before);
    await until(() => [it.a, it.c].every((till) => readable(till, NAMES) === NAMES.length));
    await until(() => areSame(it));
    await expectQuiet(it);
  });

  test("does nothing once it is revoked, by way of a till that hasn't heard so either", async () => {
    const it = await shopWithSecrets();
    await it.second.close();
    revoke(it.a, it.b, headsOf(it.a, it.b));
    it.b.write(...[...ESSENTIAL, ...NAMES].map(secretDestroyed));
    // C is apart, and believes the thief.
    synchronise(it.b, it.c);
    expect(readable(it.c, NAMES)).toBe(0);
    expect(readable(it.c, ESSENTIAL)).toBe(ESSENTIAL.length);

    const again = meshes.open(it.c, 7931, it.first.port());
    await until(() => [it.a, it.c].every((till) => branchesOf(till, it.b) > 0));
    await until(() => readable(it.c, NAMES) === NAMES.length);
    const now = { ...it, second: again };
    await goOn(now);
    await until(() => areSame(now));

    for (const till of [it.a, it.c]) {
      expect(readable(till, [...ESSENTIAL, ...NAMES])).toBe(ESSENTIAL.length + NAMES.length);
    }
    await expectQuiet(now);
  });
});

/** A, the founder, and C are linked; B is an authority, and what it does a test says. */
interface Tills {
  readonly a: TestTill;
  readonly b: TestTill;
  readonly c: TestTill;
  readonly first: OpenMesh;
  readonly second: OpenMesh;
}

async function twoAndLiar(): Promise<Tills> {
  const [a, b, c] = await keyedTills(shop, "A", "B", "C");
  const first = meshes.open(a, 7921);
  await meshes.time.pass(1000);
  const second = meshes.open(c, 7922, first.port());
  const it = { a, b, c, first, second };
  await until(() => areSame(it));
  return it;
}

async function shopWithSecrets(): Promise<Tills> {
  const it = await twoAndLiar();
  for (const id of [...ESSENTIAL, ...NAMES]) it.a.ledger().secrets.put(id, KEY);
  await until(() => readable(it.c, NAMES) === NAMES.length && areSame(it));
  synchronise(it.a, it.b);
  return it;
}

async function reach(till: TestTill, { port }: OpenMesh): Promise<Rogue> {
  const rogue = createRogue(till, meshes);
  rogues.push(rogue);
  await rogue.reach(port());
  return rogue;
}

/** What that one has said and the other one lacks. */
function sinceBefore(from: TestTill, to: TestTill): ReadonlyArray<Message> {
  const missing = from.ledger().missingFor(endsOf(to.ledger().heads()));
  return missing.map((bytes) => ({ type: "piece", bytes }));
}

function secretRow(id: string, text: string): Message {
  return { type: "secret", row: { id, value: Buffer.from(text).toString("base64") } };
}

function bigValue(id: string): Buffer {
  return Buffer.alloc(BIG_BYTES, id);
}

function valuesOf({ a, c }: Tills, id: string): ReadonlyArray<string | undefined> {
  return [a, c].map((till) => till.ledger().secrets.get(id)?.toString());
}

function readable({ ledger }: TestTill, ids: ReadonlyArray<string>): number {
  return ids.filter((id) => ledger().secrets.get(id) !== undefined).length;
}

/** The same counts at A and at C, and each has what the other one has. */
function areSame({ a, c, first, second }: Tills): boolean {
  return isSame(first, c) && isSame(second, a);
}

function isSame({ view }: OpenMesh, { device }: TestTill): boolean {
  const peer = view()?.peers.find((one) => one.device === device);
  return peer?.hasSecrets === true && peer.lacksSameSecrets;
}

/** Nothing but heartbeats and sales from now on: nobody goes on comparing. */
async function expectQuiet({ a, c, first, second }: Tills): Promise<void> {
  const lacks = [a, c].map(({ ledger }) => ledger().secrets.lacks());
  expect(lacks[0]).toEqual(lacks[1]);
  const before = bytesOf(first, c) + bytesOf(second, a);
  await meshes.time.pass(60_000);
  expect(bytesOf(first, c) + bytesOf(second, a) - before).toBeLessThan(100_000);
}

function bytesOf({ view }: OpenMesh, { device }: TestTill): number {
  return view()?.costs.find((cost) => cost.device === device)?.bytes ?? 0;
}

function sizeOf({ ledger }: TestTill): number {
  return 4096 * Number(ledger().db.pragma("page_count", { simple: true }));
}

async function goOn({ a, c }: Tills): Promise<void> {
  sellOne(a);
  sellOne(c);
  await until(() => holdsAllOf(c, a) && holdsAllOf(a, c));
}

function holdsAllOf(one: TestTill, other: TestTill): boolean {
  const { origin } = other.ledger().identity;
  return one.ledger().head(origin)?.hash === other.ledger().head(origin)?.hash;
}

function branchesOf(till: TestTill, { device }: TestTill): number {
  return endsOf(till.ledger().heads()).filter(({ origin }) => deviceOf(origin) === device).length;
}

function headsOf(till: TestTill, { device }: TestTill) {
  return endsOf(till.ledger().heads()).filter(({ origin }) => deviceOf(origin) === device);
}

function revoke(
  by: TestTill,
  { device }: { readonly device: DeviceId },
  heads: ReturnType<typeof headsOf>,
): void {
  const body = { device, heads, reason: "stolen" };
  by.write({ kind: "device/revoked", streams: [], body });
}

async function until(isSo: () => boolean): Promise<void> {
  const endMs = meshes.clock.nowMs() + PATIENCE_MS;
  while (!isSo()) {
    if (meshes.clock.nowMs() > endMs) throw new Error("It doesn't come about.");
    await meshes.time.pass(100);
  }
}
