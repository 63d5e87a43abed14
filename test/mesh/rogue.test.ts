/**
 * A member with a real key that misbehaves on a real link: two honest tills go on selling to each other,
 * memory stays bounded, and a person hears of it.
 *
 * Size: whole.
 */

import { connect, createServer, type Socket } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { describe, expect, test } from "vitest";

import { type MeshView } from "../../src/app/membership/mesh-view.ts";
import { lostTills } from "../../src/app/mesh/mesh-report.ts";
import { type ViolationDeps, openViolations } from "../../src/app/mesh/violations.ts";
import { ok } from "../../src/domain/base/result.ts";
import { DOUBTED_TAG } from "../../src/domain/folds/ticket-fold.ts";
import {
  type ChainEnd,
  deviceOf,
  type Hash,
  originSchema,
  toStreamId,
} from "../../src/domain/identity.ts";
import { awaitedTickets } from "../../src/domain/kitchen/awaited-tickets.ts";
import { DOUBT_MAX } from "../../src/ledger/doubt.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { transactionHash } from "../../src/ledger/log/chain.ts";
import { decodeEnvelope } from "../../src/ledger/log/envelope.ts";
import {
  encodeMessage,
  ENDS_MAX,
  type Message,
  type MessageOf,
} from "../../src/mesh/gossip/messages.ts";
import { toFrame } from "../../src/mesh/links/frames.ts";
import { LINKS_PER_KEY_MAX } from "../../src/mesh/links/tls-links.ts";
import { issuing, toldLine } from "../support/kitchen-tickets.ts";
import {
  createRogue,
  keyedTills,
  type LivingMeshes,
  type OpenMesh,
  type Rogue,
} from "../support/living-meshes.ts";
import { withLivingShops } from "../support/living-shop.ts";
import { openOneOn, sellOne } from "../support/one-sale.ts";
import { nextPlace, type RawPlace, rawTransaction } from "../support/raw-transaction.ts";
import { actOn, firstId, type TestShop, type TestTill, valueOf } from "../support/shop.ts";

/** What nobody needs twice, in a till of a hundred megabytes. */
const HEAP_BYTES_MAX = 24 * 1024 * 1024;
/** What may wait for one till, and what a socket and the heap's own slack take beside it. */
const RSS_BYTES_MAX = 100 * 1024 * 1024;
const PATIENCE_MS = 20_000;
const TOO_MUCH = "asks for more than a till needs";
const IN_2099_MS = 4_070_908_800_000;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

let shop: TestShop;
let meshes: LivingMeshes;
let rogues: Rogue[];

withLivingShops((opened) => {
  ({ shop, meshes, rogues } = opened);
});

describe("of a member that", () => {
  test("speaks with two voices both are heard everywhere, and what it said is in question", async () => {
    const it = await twoAndRogue();
    const place = nextPlace(it.b.ledger());

    it.rogue.say(piece(note(place, 1)), piece(note(place, 2)));
    await goOn(it);
    await until(() => endsOf(it.c.ledger().heads()).filter(isOf(it.b)).length === 2);

    for (const { ledger } of [it.a, it.c]) {
      expect(endsOf(ledger().heads()).filter(isOf(it.b))).toHaveLength(2);
      const reasons = ledger()
        .quarantined()
        .map(({ reason }) => reason);
      expect(new Set(reasons)).toEqual(new Set(["chain/forked"]));
    }
  });

  test("speaks with voices without end, no more than some are kept of it", async () => {
    const it = await twoAndRogue();
    const place = nextPlace(it.b.ledger());

    await flood(it, { count: 400 }, (voice) => piece(note(place, voice)));
    await goOn(it);

    const { transactions, chains } = it.a.ledger().doubt.tallyOf(it.b.ledger().identity.key.device);
    expect(endsOf(it.a.ledger().heads()).filter(isOf(it.b))).toHaveLength(2 + DOUBT_MAX.chains);
    expect({ transactions, chains }).toEqual({ transactions: 16, chains: DOUBT_MAX.chains });
    expect(
      it.a.ledger().doubt.refusals().get(it.b.ledger().identity.key.device)?.transactions,
    ).toBe(382);
  });

  test("hangs what it says on a predecessor that is none, nothing is taken", async () => {
    const it = await twoAndRogue();
    const place = { ...nextPlace(it.b.ledger()), previous: "ab".repeat(32) as Hash };
    const before = endsOf(it.a.ledger().heads()).filter(isOf(it.b));

    it.rogue.say(piece(note(place, 1)));
    await goOn(it);

    expect(told(it)).toEqual(["a signature that isn't its device's"]);
    expect(endsOf(it.a.ledger().heads()).filter(isOf(it.b))).toEqual(before);
  });

  test("leaves a gap nothing is taken, however often, and nobody is blamed: it may be ours", async () => {
    const it = await twoAndRogue();
    const place = nextPlace(it.b.ledger());
    const before = endsOf(it.a.ledger().heads()).filter(isOf(it.b));
    const far = piece(note({ ...place, seq: place.seq + 5 }, 1));

    it.rogue.say(far);
    await meshes.time.pass(1000);
    expect(told(it)).toEqual([]);
    await flood(it, { count: 5200 }, () => far);
    await goOn(it);

    expect(told(it)).toEqual([]);
    expect(endsOf(it.a.ledger().heads()).filter(isOf(it.b))).toEqual(before);
  });

  test("floods with words that ask for an answer, nothing piles up, and it waits for its share", async () => {
    const it = await twoAndRogue();
    const before = heapBytes();

    await flood(it, { count: 21_000 }, (id) => ({ type: "ping", id, wallMs: 0 }));
    await goOn(it);

    expect(costOf(it).waits).toBeGreaterThan(0);
    expect(heapBytes() - before).toBeLessThan(HEAP_BYTES_MAX);
  });

  test("names chains without end that nobody has heard of, few are remembered", async () => {
    const it = await twoAndRogue();
    const before = heapBytes();

    await flood(it, { count: 150, atOnce: 2 }, (at) => ({ type: "heads", ends: madeUpEnds(at) }));
    await goOn(it);
    await until(() => told(it).length > 0);

    expect(told(it)).toEqual([TOO_MUCH]);
    expect(it.rogue.isUp()).toBe(true);
    expect(heapBytes() - before).toBeLessThan(HEAP_BYTES_MAX);
  });

  test("asks for all that fits into a want, again and again, it waits, and others are heard at once", async () => {
    const it = await twoAndRogue();
    const [origin] = it.a.ledger().heads().keys();
    if (origin === undefined) throw new Error("A has said nothing.");
    const origins = Array.from({ length: ENDS_MAX }, () => origin);
    const hash = "cd".repeat(32) as Hash;
    const ends = Array.from({ length: ENDS_MAX }, (_, at) => {
      return { origin, seq: 1 + (at % 5), hash };
    });

    for (let id = 1; id <= 145; id += 1) {
      it.rogue.say({ type: "want", id, origins, ends });
      await meshes.time.pass(50);
    }
    await goOn(it);

    // A tenth of the time that went by, and what it may use at once.
    expect(costOf(it).workMs).toBeLessThan(0.1 * 145 * 50 + 400);
    expect(costOf(it).waits).toBeGreaterThan(0);
    await until(() => told(it).length > 0);
    expect(told(it)).toEqual([TOO_MUCH]);
    expect(it.rogue.isUp()).toBe(true);
  });

  test("says right things without end, they are taken to a measure", async () => {
    const it = await twoAndRogue();
    const before = heapBytes();
    let place = nextPlace(it.b.ledger());

    const first = place.seq;
    await flood(it, { count: 5200 }, (value) => {
      const bytes = note(place, value);
      place = { ...place, previous: endOf(place, bytes), seq: place.seq + 1 };
      return piece(bytes);
    });
    const taken = (it.a.ledger().head(place.origin)?.seq ?? 0) - first;
    expect(taken).toBeLessThan(1000);
    await goOn(it);
    await until(() => told(it).length > 0);

    expect(told(it)).toEqual([TOO_MUCH]);
    expect(heapBytes() - before).toBeLessThan(HEAP_BYTES_MAX);
  });

  test("says that it has another till's ticket on paper, nobody believes it, and a person hears of it", async () => {
    const it = await twoAndRogue();
    const { id: order } = openOneOn(it.a.ledger(), it.a.code);
    const issue = issuing(order, [toldLine(["A", 2])], { owner: it.a.device });
    const ticket = firstId(
      valueOf(actOn(it.a.ledger(), it.a.code, { decide: ({ idAt }) => ok([issue(idAt(0))]) })),
    );
    await goOn(it);
    const hlc = (it.a.clock.nowMs() + 1000) * 1024;
    const named = toStreamId("ticket", ticket);

    const place = nextPlace(it.b.ledger());
    const streams = [named];
    const lies = [
      { kind: "ticket/started", body: { job: "1/1" }, streams, hlc },
      { kind: "ticket/printed", body: { job: "1/1", how: "printed" }, streams, hlc },
    ];
    it.rogue.say(piece(rawTransaction(place, lies)));
    await goOn(it);
    await until(() => it.c.ledger().head(place.origin)?.seq === place.seq + 1);

    for (const { ledger } of [it.a, it.c]) {
      const { state, asked } = ledger().read((view) => ({
        state: view.state("ticket", ticket),
        asked: [awaitedTickets(view).includes(ticket), view.tagged(DOUBTED_TAG).includes(named)],
      }));
      expect(state).toMatchObject({ issued: { id: ticket }, started: [], printed: [] });
      expect(state.strange).toHaveLength(lies.length);
      expect(asked).toEqual([true, true]);
    }
  });

  test("says of a third till what that one holds, only that one is believed", async () => {
    const it = await twoAndRogue();
    const d = shop.join("D");
    await goOn(it);
    await until(() => it.first.view()?.safeOn === 1);
    const ends = endsOf(it.a.ledger().heads()).filter(isOf(it.a));
    const text = ends.map(({ origin, seq, hash }) => [origin, seq, hash]);
    const statement = JSON.stringify(["held", it.a.ledger().identity.shop, d.device, text]);
    function held(key?: TestTill["key"]): MessageOf<"held"> {
      const word = { type: "held", device: d.device, ends } as const;
      if (key === undefined) return word;
      const signature = key.signStatement("tillmesh-mesh-1", statement);
      return { ...word, signature: Buffer.from(signature).toString("hex") };
    }

    it.rogue.say(held(), held(it.b.key));
    await meshes.time.pass(1000);
    expect(it.first.view()?.safeOn).toBe(1);

    it.rogue.say(held(d.key));
    await until(() => it.first.view()?.safeOn === 2);
    expect(told(it)).toEqual([]);
  });

  test("sends what is no frame, a person hears of it too", async () => {
    const it = await twoAndRogue();

    it.rogue.sayRaw(Buffer.from("ffffffff", "hex"));
    await goOn(it);

    expect(told(it)).toEqual(["sent garbage: a frame of 4294967295 bytes"]);
  });

  test("comes back is not talked to for ten seconds, and for twenty the next time", async () => {
    const it = await twoAndRogue();

    for (const shunnedMs of [10_000, 20_000]) {
      it.rogue.sayRaw(Buffer.from("ffffffff", "hex"));
      await until(() => !isConnected(it.first, it.b));
      const endMs = meshes.clock.nowMs() + shunnedMs;
      for (const beforeEndMs of [shunnedMs, 2000]) {
        await meshes.time.pass(endMs - beforeEndMs - meshes.clock.nowMs());
        await it.rogue.reach(it.first.port());
        await meshes.time.pass(500);
        expect(isConnected(it.first, it.b)).toBe(false);
      }

      await meshes.time.pass(endMs + 500 - meshes.clock.nowMs());
      await it.rogue.reach(it.first.port());
      await meshes.time.pass(500);
      expect(isConnected(it.first, it.b)).toBe(true);
    }
    await goOn(it);
  });

  test("asks on and reads no answer, few megabytes wait for it, and its link ends", async () => {
    const it = await twoAndRogue();
    const before = process.memoryUsage().rss;

    it.rogue.stopReading();
    const ping = toFrame(encodeMessage({ type: "ping", id: Number.MAX_SAFE_INTEGER, wallMs: 0 }));
    // No more of them than a till may say in that time.
    const pings = Buffer.concat(Array.from({ length: 950 }, () => ping));
    for (let half = 0; half < 200 && it.rogue.isUp(); half += 1) {
      it.rogue.sayRaw(pings);
      await meshes.time.pass(500);
    }
    await goOn(it);

    expect(told(it)).toEqual([]);
    expect(it.first.log).toContain("the link to 127.0.0.1 ended: does not listen");
    expect(process.memoryUsage().rss - before).toBeLessThan(RSS_BYTES_MAX);
    expect(it.rogue.isUp()).toBe(false);
  });

  test("sends a byte a second, it is lost in time, nobody waits for it, and a person hears of it", async () => {
    const it = await twoAndRogue();
    const frame = toFrame(encodeMessage({ type: "ping", id: 1, wallMs: 0 }));

    const beganAtMs = meshes.clock.nowMs();
    for (let at = 0; at < frame.length && isConnected(it.first, it.b); at += 1) {
      it.rogue.sayRaw(frame.subarray(at, at + 1));
      await meshes.time.pass(1000);
    }
    expect(meshes.clock.nowMs() - beganAtMs).toBeLessThan(4000);
    await goOn(it);

    expect(it.rogue.isUp()).toBe(false);
    expect(told(it)).toEqual(["sends byte by byte"]);
    const view = it.first.view();
    const lost = view === undefined ? [] : lostTills(it.a.ledger(), view);
    expect(lost.map(({ device }) => device)).toEqual([it.b.device]);
  });

  test("comes again and again and says nothing, few links wait for it, and a person hears of it once", async () => {
    const it = await twoAndRogue();
    it.rogue.hangUp();
    await until(() => !isConnected(it.first, it.b));

    for (const isTold of [false, false, true, true, true, true]) {
      const knocking = Array.from({ length: 4 }, () => createRogue(it.b, meshes));
      rogues.push(...knocking);
      for (const { knock } of knocking) await knock(it.first.port());
      await until(() => knocking.filter(({ isUp }) => isUp()).length === LINKS_PER_KEY_MAX);
      await until(() => !knocking.some(({ isUp }) => isUp()));
      await goOn(it);
      await until(() => told(it).length > 0 === isTold);
    }
    await until(() => openViolations(openOf(it))[0]?.count === 2);

    expect(told(it)).toEqual(["says nothing"]);
    expect(openViolations(openOf(it))).toMatchObject([{ kind: "silent" }]);
    // Whoever says a word again is heard at once.
    await it.rogue.reach(it.first.port());
    await until(() => isConnected(it.first, it.b));
  });

  test("says what is dated 2099, and its clock is right, a person hears of it once", async () => {
    const it = await twoAndRogue();
    const place = nextPlace(it.b.ledger());

    const first = note(place, 1, IN_2099_MS * 1024);
    const next = { ...place, previous: endOf(place, first), seq: place.seq + 1 };
    for (const bytes of [first, note(next, 2, IN_2099_MS * 1024 + 1)]) {
      it.rogue.say(piece(bytes));
      await goOn(it);
      await until(() => told(it).length > 0);
    }

    expect(told(it)).toEqual(["2099-01-01"]);
    expect(openViolations(openOf(it))).toMatchObject([{ kind: "dated", count: 1 }]);
  });

  test("falls silent once right after the handshake, nobody is bothered: a cable was pulled", async () => {
    const it = await twoAndRogue();

    for (let round = 0; round < 4; round += 1) {
      it.rogue.hangUp();
      await it.rogue.knock(it.first.port());
      await until(() => !it.rogue.isUp());
      await it.rogue.reach(it.first.port());
      await until(() => isConnected(it.first, it.b));
    }
    await goOn(it);

    expect(told(it)).toEqual([]);
  });
});

test("a till whose line falls silent without an end is lost in time, and comes back on another", async () => {
  const [a, b, c] = await keyedTills(shop, "A", "B", "C");
  const first = meshes.open(a, 7821);
  await meshes.time.pass(1000);
  const second = meshes.open(c, 7822, first.port());
  const relay = await createRelay(first.port());
  const third = meshes.open(b, 7823, relay.port);
  await until(() => isConnected(first, b) && isConnected(first, c));
  const it = { a, b, c, first };
  const before = heapBytes();
  const frozenAtMs = meshes.clock.nowMs();

  relay.freeze();
  // While nobody has noticed, they sell.
  for (let sale = 0; sale < 20; sale += 1) sellOne(a);
  await until(() => !isConnected(first, b));

  expect(meshes.clock.nowMs() - frozenAtMs).toBeLessThan(2500);
  await goOn(it);
  await until(() => isConnected(first, b) && holdsAllOf(b, a));
  expect(told(it)).toEqual([]);
  expect(heapBytes() - before).toBeLessThan(HEAP_BYTES_MAX);
  await third.close();
  await second.close();
  relay.close();
});

interface Honest {
  readonly a: TestTill;
  readonly b: TestTill;
  readonly c: TestTill;
  /** A's. */
  readonly first: OpenMesh;
}

interface TwoAndRogue extends Honest {
  readonly rogue: Rogue;
}

/** A and C are honest and connected; B has a link to A. */
async function twoAndRogue(): Promise<TwoAndRogue> {
  const [a, b, c] = await keyedTills(shop, "A", "B", "C");
  const first = meshes.open(a, 7811);
  await meshes.time.pass(1000);
  meshes.open(c, 7812, first.port());
  await until(() => isConnected(first, c));
  const rogue = createRogue(b, meshes);
  rogues.push(rogue);
  await rogue.reach(first.port());
  await until(() => isConnected(first, b));
  return { a, b, c, first, rogue };
}

/** Each sells, and the other one holds it soon. */
async function goOn({ a, c, first }: Honest): Promise<void> {
  sellOne(a);
  sellOne(c);
  await until(() => holdsAllOf(c, a) && holdsAllOf(a, c));
  expect(isConnected(first, c)).toBe(true);
}

function holdsAllOf(one: TestTill, other: TestTill): boolean {
  const { origin } = other.ledger().identity;
  return one.ledger().head(origin)?.hash === other.ledger().head(origin)?.hash;
}

async function flood(
  { rogue }: TwoAndRogue,
  { count, atOnce = 500 }: { readonly count: number; readonly atOnce?: number },
  messageOf: (at: number) => Message,
): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    rogue.say(messageOf(at));
    // Its own socket takes no more than a link's worth.
    if (at % atOnce === atOnce - 1) await meshes.time.pass(10);
  }
  await meshes.time.pass(100);
}

/** What a person at A reads of B, and of nobody else. */
function told(it: Honest): ReadonlyArray<string> {
  const open = openViolations(openOf(it));
  expect(open.every(({ device }) => device === it.b.device)).toBe(true);
  return open.map(({ reason }) => reason);
}

/** What B has cost A. */
function costOf({ first, b }: Honest): NonNullable<MeshView["costs"]>[number] {
  const cost = first.view()?.costs.find(({ device }) => device === b.device);
  if (cost === undefined) throw new Error("It has cost nothing.");
  return cost;
}

function openOf({ a, first }: Honest): ViolationDeps {
  return { till: { ledger: a.ledger() }, printing: { mesh: first.view }, clock: meshes.clock };
}

function isConnected({ view }: OpenMesh, { device }: TestTill): boolean {
  return view()?.peers.find((peer) => peer.device === device)?.isConnected === true;
}

async function until(isSo: () => boolean): Promise<void> {
  const endMs = meshes.clock.nowMs() + PATIENCE_MS;
  while (!isSo()) {
    if (meshes.clock.nowMs() > endMs) throw new Error("It doesn't come about.");
    await meshes.time.pass(100);
  }
}

function piece(bytes: Uint8Array): Message {
  return { type: "piece", bytes };
}

function note(place: RawPlace, value: number, hlc = 1): Uint8Array {
  const streams = [`set/note-${value}`];
  return rawTransaction(place, [{ kind: "setting/set", streams, hlc, body: { value, over: [] } }]);
}

function endOf({ previous }: RawPlace, bytes: Uint8Array): Hash {
  return transactionHash(previous, valueOf(decodeEnvelope(bytes)).events);
}

function isOf({ device }: TestTill): (end: ChainEnd) => boolean {
  return ({ origin }) => deviceOf(origin) === device;
}

function madeUpEnds(round: number): MessageOf<"heads">["ends"] {
  return Array.from({ length: ENDS_MAX }, (_, at) => {
    const digits = String(round * ENDS_MAX + at).padStart(26, "0");
    const origin = originSchema.parse(`${digits}.${"a".repeat(13)}`);
    return { origin, seq: 1_000_000, hash: "cd".repeat(32) as Hash };
  });
}

function heapBytes(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

interface Relay {
  readonly port: number;
  /** Nothing goes through any more, and nobody is told. */
  readonly freeze: () => void;
  readonly close: () => void;
}

async function createRelay(port: number): Promise<Relay> {
  const sockets: Socket[] = [];
  const server = createServer((near) => {
    const far = connect({ host: "127.0.0.1", port });
    sockets.push(near, far);
    near.pipe(far);
    far.pipe(near);
    for (const socket of [near, far]) socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    freeze: () => {
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
