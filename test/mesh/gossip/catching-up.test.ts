/** Who says that it holds more is asked for it; who never shows it keeps nobody behind. */

import { expect, test } from "vitest";

import {
  type ChainEnd,
  type DeviceId,
  firstOrigin,
  type Origin,
  toOrigin,
} from "../../../src/domain/identity.ts";
import { createCatchingUp } from "../../../src/mesh/gossip/catching-up.ts";
import { type Message, type MessageOf } from "../../../src/mesh/gossip/messages.ts";
import { createPeer, type Peer } from "../../../src/mesh/gossip/peer.ts";

const KITCHEN = "kitchen.1" as Origin;

test("what a till says to hold is to be fetched, until it was asked for often enough in vain", () => {
  const mesh = catchingUp();
  const rogue = mesh.link("rogue");

  mesh.hears(rogue, [end(1_000_000)]);
  expect(mesh.progress()).toEqual({ held: 0, known: 1_000_000 });
  for (let round = 0; round < 5; round += 1) mesh.refuses(rogue);

  expect(mesh.progress()).toBeUndefined();
});

test("to come anew, or to say another number, makes none of it true", () => {
  const mesh = catchingUp();
  const rogue = mesh.link("rogue");
  mesh.hears(rogue, [end(1_000_000)]);
  for (let round = 0; round < 5; round += 1) mesh.refuses(rogue);

  mesh.unlink(rogue);
  const again = mesh.link("rogue");
  mesh.hears(again, [end(2_000_000)]);

  expect(mesh.progress()).toBeUndefined();
  mesh.refuses(again);
  expect(mesh.progress()).toBeUndefined();
});

test("whoever shows some of it after all is believed again, and so is everybody else", () => {
  const mesh = catchingUp();
  const slow = mesh.link("slow");
  mesh.hears(slow, [end(50)]);
  for (let round = 0; round < 5; round += 1) mesh.refuses(slow);
  expect(mesh.progress()).toBeUndefined();

  const honest = mesh.link("honest");
  mesh.hears(honest, [end(20)]);
  expect(mesh.progress()).toEqual({ held: 0, known: 20 });
  mesh.shows(slow, end(10));

  expect(mesh.progress()).toEqual({ held: 10, known: 50 });
});

test("a till is asked for what it has said itself before what others have", () => {
  const mesh = catchingUp();
  const bar = mesh.link("bar");
  bar.device = "b".repeat(26) as DeviceId;

  const own = { ...end(1), origin: `${bar.device}.1` as Origin };
  mesh.hears(bar, [end(5000), own]);

  expect(mesh.wanted(bar)).toEqual([own.origin, KITCHEN]);
});

test("where a till spoke first is asked for before all chains that it, or a thief, began later", () => {
  const mesh = catchingUp();
  const bar = mesh.link("bar");
  const device = "a".repeat(26) as DeviceId;
  const begun = ["0000000000001", "0000000000002", "zzzzzzzzzzzzz"].map((it) =>
    toOrigin(device, it),
  );

  const origins = [...begun, firstOrigin(device)];
  const { seq, hash } = end(1);
  mesh.hears(
    bar,
    origins.map((origin) => ({ origin, seq, hash })),
  );

  expect(mesh.wanted(bar)).toEqual([firstOrigin(device), ...begun]);
});

test("what a till makes up is told as a number, however large it is", () => {
  const mesh = catchingUp();
  const rogue = mesh.link("rogue");

  mesh.hears(rogue, [end(Number.MAX_SAFE_INTEGER), endOf("bar.1", Number.MAX_SAFE_INTEGER)]);

  expect(mesh.progress()).toEqual({ held: 0, known: Number.MAX_SAFE_INTEGER });
});

test("whoever has made up many chains keeps nobody behind with more of them", () => {
  const mesh = catchingUp();
  const rogue = mesh.link("rogue");
  mesh.hears(rogue, madeUp(0));
  for (let round = 0; round < 5; round += 1) mesh.refuses(rogue);
  expect(mesh.progress()).toBeUndefined();

  mesh.hears(rogue, madeUp(1));
  expect(mesh.progress()).toBeUndefined();

  const honest = mesh.link("honest");
  mesh.hears(honest, [end(20)]);
  expect(mesh.progress()).toEqual({ held: 0, known: 20 });
});

/** One till that holds nothing yet, with links on which tests say what comes. */
function catchingUp() {
  const held = new Map<Origin, ChainEnd>();
  const peers = new Set<Peer>();
  const asked = new Map<number, MessageOf<"want">>();
  let nowMs = 0;
  let links = 0;
  const catching = createCatchingUp({
    ledger: {
      device: "front",
      ends: () => [...held.values()],
      endsOf: (origin: Origin) => [...held.values()].filter((one) => one.origin === origin),
      holds: ({ origin, seq }: ChainEnd) => (held.get(origin)?.seq ?? 0) >= seq,
      canCheck: () => true,
      lostOwn: () => undefined,
    } as never,
    out: {
      send: (link: number, message: Message) => {
        if (message.type === "want") asked.set(link, message);
        return true;
      },
    } as never,
    peers: () => peers,
    holdBack: () => false,
  });
  return {
    progress: catching.progress,
    link: (linkKey: string): Peer => {
      links += 1;
      const facts = { id: links, linkKey, isDialled: true, remote: "192.0.2.1:7777" };
      const hello = { type: "hello" } as unknown as Peer["hello"];
      const peer: Peer = { ...createPeer(facts, nowMs), standing: "member", hello };
      peers.add(peer);
      return peer;
    },
    wanted: (peer: Peer) => asked.get(peer.facts.id)?.origins,
    unlink: (peer: Peer) => peers.delete(peer),
    hears: (peer: Peer, ends: ReadonlyArray<ChainEnd>) =>
      catching.hear(peer, { ends: [...ends] }, nowMs),
    /** It was asked, and answers that this is all. */
    refuses: (peer: Peer) => {
      nowMs += 10_000;
      catching.ask(nowMs);
      const want = asked.get(peer.facts.id);
      if (want === undefined) throw new Error("It was not asked.");
      catching.wantEnds(peer, want.id, nowMs);
    },
    shows: (peer: Peer, one: ChainEnd) => {
      held.set(one.origin, one);
      catching.moved(peer, one.origin, nowMs);
    },
  };
}

function madeUp(round: number): ReadonlyArray<ChainEnd> {
  return Array.from({ length: 40 }, (_, at) => endOf(`kitchen.${round}-${at}`, 1_000_000));
}

function end(seq: number): ChainEnd {
  return endOf(KITCHEN, seq);
}

function endOf(origin: string, seq: number): ChainEnd {
  return { origin, seq, hash: "00" } as ChainEnd;
}
