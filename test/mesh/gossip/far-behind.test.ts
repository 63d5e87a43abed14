/** A box that was off for long asks for the present once it hears how much it lacks, and for the past behind it. */

import { describe, expect, test } from "vitest";

import { createPresentWatch } from "../../../src/app/membership/shop-past.ts";
import { type ChainEnd, type DeviceId, type Hash } from "../../../src/domain/identity.ts";
import { createCatchingUp } from "../../../src/mesh/gossip/catching-up.ts";
import { createFarBehind } from "../../../src/mesh/gossip/far-behind.ts";
import { type Message } from "../../../src/mesh/gossip/messages.ts";
import { createPeer, type Peer, type Standing } from "../../../src/mesh/gossip/peer.ts";
import { type MeshLedger } from "../../../src/mesh/gossip/ports.ts";
import { setPerson } from "../../support/group-people.ts";
import { openOneOn, sellOne } from "../../support/one-sale.ts";
import { settingAt } from "../../support/one-setting.ts";
import { enrolment, synchronise, type TestShop, type TestTill } from "../../support/shop.ts";
import { expectEqual, settingsOf, wiredShop, withWiredShops } from "../../support/wired-shop.ts";
import { keyed, type WiredTill, type Wires } from "../../support/wired-tills.ts";

const MINUTE_MS = 60_000;
const FRONT = "front".padEnd(26, "0") as DeviceId;

describe("a box that comes back", () => {
  let shop: TestShop;
  let wires: Wires;
  withWiredShops((opened) => {
    ({ shop, wires } = opened);
  });

  test("is told today before the past where it lacks 5,000 events, and hears the past behind it", () => {
    const [a, b] = inStep();
    wires.cut(a, b);
    say(a, 5000);

    wires.connect(b, a);
    wires.run(3000);

    expect(saidBy(b)).toEqual(["present-want", "want"]);
    expect(b.till.ledger().present.facts()?.teller).toBe(a.till.device);
    expect(settingAt(b.till, "note-7")).toBe(7);
    expectEqual(a, b);
    settle(b);
    expect(b.till.ledger().present.isWanted()).toBe(false);
    expect(settingAt(b.till, "note-7")).toBe(7);
  });

  test("is told the secrets of today before the past, because nobody signs in without them", () => {
    const [a, b] = inStep();
    wires.cut(a, b);
    setPerson(a.till, "7", { name: "Ada" });
    say(a, 5000);

    wires.connect(b, a);
    wires.run(3000);

    const types = wires.heard.flatMap(({ from, message }) =>
      message === undefined || !["want", "secret"].includes(message.type)
        ? []
        : [`${message.type} by ${from}`],
    );
    expect(types.filter((type) => type === "secret by A").length).toBeGreaterThan(0);
    expect(types.lastIndexOf("secret by A")).toBeLessThan(types.indexOf("want by B"));
    expectEqual(a, b);
  });

  test("that stayed connected hears as much as news, and asks for nothing", () => {
    const [a, b] = inStep();

    for (let round = 0; round < 5; round += 1) {
      say(a, 1000);
      wires.run(1000);
    }

    expect(saidBy(b)).not.toContain("present-want");
    expectEqual(a, b);
  });

  test("with much of its own that nobody has heard is asked for that, and no till wants to be told", () => {
    const [a, b, c] = inStep("C");
    wires.cut(b, a);
    wires.cut(b, c);
    say(c, 10);
    wires.run();
    say(b, 5000);

    wires.connect(b, a);
    wires.run(3000);

    expect(saidBy(a)).toEqual(["want"]);
    expect(saidBy(b)).toEqual(["want"]);
    expectEqual(a, b);
  });

  test("is not told less than it has by a till that claims what nobody has, and sells on", () => {
    const { a } = shop;
    a.write(keyed(a));
    const c = shop.stranger("C");
    a.write(enrolment(c), keyed(c));
    const front = wires.add(a);
    synchronise(a, c);
    c.write(...settingsOf(1));
    const liar = wires.add(c, lyingOf(c));
    setPerson(a, "7", { name: "Ada" });
    const open = openOneOn(a.ledger(), a.code);
    wires.connect(liar, front);

    const watch = createPresentWatch(a.ledger(), wires.nowMs);
    for (let second = 0; second < 150; second += 1) {
      wires.run(1000);
      watch(front.node.status());
      expect(a.ledger().present.facts()).toBeUndefined();
      const order = a.ledger().read((view) => view.state("order", open.id));
      expect(order).toMatchObject({ opened: { number: open.number } });
    }
    expect(sellOne(a)).toMatch(/^A-/u);

    expect(saidBy(front)).toContain("present-want");
    expect(a.ledger().present.isWanted()).toBe(false);
  });

  test("is not held up by tills that can't tell it", () => {
    const [a, b] = inStep();
    wires.cut(a, b);
    say(a, 10);
    for (const { till } of [a, b]) till.ledger().present.want("everything");

    wires.connect(b, a);
    wires.run(2000);

    expect(saidBy(b)).toEqual(["present-want", "want"]);
    expectEqual(a, b);
  });

  function inStep(...others: ReadonlyArray<string>): readonly [WiredTill, WiredTill, WiredTill] {
    const tills = wiredShop({ shop, wires }, "A", "B", ...others);
    const [a, b, c = b] = tills as unknown as readonly [WiredTill, WiredTill, WiredTill?];
    wires.connect(b, a);
    if (c !== b) {
      wires.connect(c, a);
      wires.connect(c, b);
    }
    wires.run(1000);
    (wires.heard as unknown[]).length = 0;
    return [a, b, c];
  }

  /** The kinds of its questions, each once, by when it was asked first. */
  function saidBy({ till }: WiredTill): ReadonlyArray<string> {
    const types = wires.heard.flatMap(({ from, message }) =>
      message !== undefined && from === till.code ? [message.type] : [],
    );
    return [...new Set(types)].filter((type) => type === "want" || type === "present-want");
  }

  /** Who is connected hears of it; who is not has to ask. */
  function say({ till, node }: WiredTill, events: number): void {
    for (let left = events; left > 0; left -= 250) till.write(...settingsOf(Math.min(left, 250)));
    node.committed(wires.nowMs());
  }
});

describe("what a peer says to hold", () => {
  test.each<readonly [Standing, boolean]>([
    ["member", true],
    ["stranger", false],
    ["guest", false],
    ["outcast", false],
  ])("by a %s counts: %s", (standing, isWanted) => {
    const far = farBehind();

    far.hears(far.link("one", standing), 1_000_000);
    far.look();

    expect(far.isWanted()).toBe(isWanted);
  });

  test.each([
    [5000, true],
    [4999, false],
  ])("makes the box ask where it is %s events more: %s", (events, isWanted) => {
    const far = farBehind();

    far.hears(far.link("one", "member"), events);
    far.look();

    expect(far.isWanted()).toBe(isWanted);
  });

  test("makes the box ask again after ten minutes, and not before that", () => {
    const far = farBehind();
    far.hears(far.link("one", "member"), 5000);
    far.look();
    far.ends();
    far.look();

    far.waits(10 * MINUTE_MS - 1);
    far.look();
    expect(far.isWanted()).toBe(false);

    far.waits(1);
    far.look();
    expect(far.isWanted()).toBe(true);
  });

  test("counts where the peer has heard all that is here, or nobody has to hold the rest", () => {
    const bar = endOf("bar.1", 7);
    const doubted = endOf("rogue.1", 9);
    const far = farBehind({
      ends: () => [bar, doubted, endOf(`${FRONT}.1`, 12)],
      isDoubted: (end) => end === doubted,
    });
    const one = far.link("one", "member");

    far.hears(one, 5000);
    far.look();
    expect(far.isWanted()).toBe(false);

    far.hearsEnd(one, bar);
    far.look();
    expect(far.isWanted()).toBe(true);
  });

  test("counts no more once it was asked for it often in vain", () => {
    const far = farBehind();
    const rogue = far.link("rogue", "member");
    far.hears(rogue, 1_000_000);
    for (let round = 0; round < 5; round += 1) far.refuses(rogue);

    far.look();

    expect(far.isWanted()).toBe(false);
  });

  test("and isn't shown when it is asked for, twice, is believed no more, and the peer is named", () => {
    const far = farBehind({ trail: () => [] });
    const rogue = far.link("rogue", "member");
    const looks = ["kitchen.1", "bar.1", "cellar.1"].map((origin) => {
      far.hears(rogue, 9000, origin);
      far.look();
      const wasWanted = far.isWanted();
      for (let round = 0; round < 5; round += 1) far.refuses(rogue);
      far.ends();
      far.look();
      far.waits(10 * MINUTE_MS);
      return [wasWanted, far.named.length];
    });

    expect(looks).toEqual([
      [true, 0],
      [true, 1],
      [false, 1],
    ]);
    expect(far.named).toEqual(["rogue says that it holds what it doesn't show"]);
  });

  test.each([
    ["has come by then", 9000, 5],
    ["nobody was asked for, such as with a full disk,", 0, 0],
  ])("and %s is no lie, however often it was said", (_, here, rounds) => {
    const held = new Map<string, ReadonlyArray<ChainEnd>>();
    const far = farBehind({ endsOf: (origin) => held.get(origin) ?? [], trail: () => [] });
    const one = far.link("one", "member");
    for (const origin of ["kitchen.1", "bar.1", "cellar.1"]) {
      far.hears(one, 9000, origin);
      far.look();
      expect(far.isWanted()).toBe(true);
      for (let round = 0; round < rounds; round += 1) far.refuses(one);
      held.set(origin, [endOf(origin, here)]);
      far.ends();
      far.look();
      far.waits(10 * MINUTE_MS);
    }

    expect(far.named).toEqual([]);
  });

  test("is of no use to head office", () => {
    const far = farBehind({ mayHaveSecrets: () => false });

    far.hears(far.link("one", "member"), 1_000_000);
    far.look();

    expect(far.isWanted()).toBe(false);
  });
});

/** Claims 9,000 events more of its chain than there are, and tells of all streams that nothing is in them. */
function lyingOf({ device }: TestTill): (message: Message) => ReadonlyArray<Message> {
  return (message) => {
    if (message.type === "heads") {
      const ends = message.ends.map((end) => ({
        ...end,
        ...(end.origin.startsWith(device) && { seq: end.seq + 9000, hash: "0".repeat(64) as Hash }),
      }));
      return [{ ...message, ends }];
    }
    if (message.type === "present-piece") return [];
    if (message.type !== "present") return [message];
    const end = message.end && { ...message.end, arrival: 100_000, what: "all" as const };
    return [{ ...message, sums: [], end }];
  };
}

function settle({ till, node }: WiredTill): void {
  while (till.ledger().foldSome());
  createPresentWatch(till.ledger(), () => 0)(node.status());
}

/** A box that holds nothing yet, beside peers of which tests say what they claim. */
function farBehind(more: Partial<MeshLedger> = {}) {
  const peers = new Set<Peer>();
  const asked = new Map<number, number>();
  let isWanted = false;
  let nowMs = 0;
  const ledger = {
    device: FRONT,
    ends: () => [],
    endsOf: () => [],
    holds: () => false,
    canCheck: () => true,
    isDoubted: () => false,
    mayHaveSecrets: () => true,
    present: {
      isWanted: () => isWanted,
      want: (lacked: string | undefined) => {
        isWanted = lacked !== undefined;
      },
    },
    ...more,
  } as unknown as MeshLedger;
  const catching = createCatchingUp({
    ledger,
    out: {
      send: (link, message) => {
        if (message.type === "want") asked.set(link, message.id);
        return true;
      },
      close: () => undefined,
      welcome: () => undefined,
    },
    peers: () => peers,
    holdBack: () => false,
  });
  const { lackedOf, unshownOf } = catching;
  const named: string[] = [];
  const far = createFarBehind({
    ledger,
    peers: () => peers,
    lackedOf,
    unshownOf,
    shun: ({ device }, reason) => named.push(`${device ?? "?"} ${reason}`),
  });
  return {
    named,
    isWanted: () => isWanted,
    look: () => {
      far.look(nowMs);
    },
    link: (linkKey: string, standing: Standing): Peer => {
      const facts = { id: peers.size + 1, linkKey, isDialled: true, remote: "192.0.2.1:7777" };
      const hello = { type: "hello" } as unknown as Peer["hello"];
      const device = linkKey as DeviceId;
      const peer: Peer = { ...createPeer(facts, nowMs), standing, hello, device };
      peers.add(peer);
      return peer;
    },
    hears: (peer: Peer, seq: number, origin = "kitchen.1") => {
      catching.hear(peer, { ends: [endOf(origin, seq)] }, nowMs);
    },
    hearsEnd: (peer: Peer, end: ChainEnd) => {
      catching.hear(peer, { ends: [end] }, nowMs);
    },
    /** The present goes. */
    ends: () => {
      isWanted = false;
    },
    waits: (ms: number) => {
      nowMs += ms;
    },
    /** It is asked, and answers that this is all. */
    refuses: (peer: Peer) => {
      nowMs += 10_000;
      catching.ask(nowMs);
      catching.wantEnds(peer, asked.get(peer.facts.id) ?? 0, nowMs);
    },
  };
}

function endOf(origin: string, seq: number): ChainEnd {
  return { origin, seq, hash: "00" } as ChainEnd;
}
