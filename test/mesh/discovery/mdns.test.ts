/** The shell over multicast, with ears that a test holds and a clock that stands still. */

import { createRequire } from "node:module";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { isPrivate } from "../../../src/mesh/address.ts";
import { type DnsRecord, writeRecord } from "../../../src/mesh/discovery/dns-record.ts";
import { type Announcement, SERVICE, recordsOf } from "../../../src/mesh/discovery/dns-sd.ts";
import { type MachineNetwork, networksOf } from "../../../src/mesh/discovery/machine-networks.ts";
import { type Discovery, createDiscovery } from "../../../src/mesh/discovery/mdns.ts";
import {
  type Ear,
  type EarOptions,
  type EarPacket,
  type OutPacket,
  type Peer,
} from "../../../src/mesh/discovery/multicast-ear.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { proofRuns } from "../../support/proof-runs.ts";

interface Packets {
  readonly encode: (packet: unknown) => Buffer;
  readonly decode: (bytes: Buffer) => EarPacket;
}

const packets = createRequire(createRequire(import.meta.url).resolve("multicast-dns"))(
  "dns-packet",
) as Packets;

const BAR: Announcement = {
  instance: "barbarba-aaaa",
  port: 7777,
  shopTag: "abcdefghijkl",
  printers: [],
  invitation: undefined,
};
const KITCHEN: Announcement = { ...BAR, instance: "kitchenk-aaaa" };
const ETH0 = networkOf("eth0", "10.0.0.1");
const WLAN0 = networkOf("wlan0", "192.168.1.1");
const NEIGHBOUR: Peer = { address: "10.0.0.7", port: 5353 };

describe("a till says that it is there", () => {
  test("three times on each network, and at once when something changes", () => {
    const box = boxOn([ETH0, WLAN0]);
    box.discovery.announce(BAR);

    box.clock.advance(10_000);
    expect(box.said("eth0").map(({ atMs }) => atMs)).toEqual([0, 1000, 3000]);
    expect(box.said("wlan0")[0]?.answers).toContainEqual(
      expect.objectContaining({ type: "A", host: "192.168.1.1" }),
    );
    expect(JSON.stringify(box.said("wlan0"))).not.toContain("10.0.0.1");

    box.discovery.announce({ ...BAR, invitation: { id: "q7", port: 40_001 } });
    expect(box.said("eth0").at(-1)).toMatchObject({ atMs: 10_000 });
    expect(JSON.stringify(box.said("eth0").at(-1))).toContain("i=q7");
  });

  test("again where a network is new, and to nobody where it is gone", () => {
    const box = boxOn([ETH0]);
    box.discovery.announce(BAR);
    box.clock.advance(10_000);

    box.networks = [networkOf("eth0", "10.0.0.99"), WLAN0];
    box.clock.advance(1000);

    expect(box.hosts).toEqual(["10.0.0.99", "192.168.1.1"]);
    expect(JSON.stringify(box.said("eth0").at(-1))).toContain("10.0.0.99");
    expect(box.said("wlan0")).toHaveLength(1);

    box.networks = [];
    box.clock.advance(1000);
    expect(box.hosts).toEqual([]);
    expect(box.discovery.view()).toMatchObject({ silence: "no network", networks: [] });
  });

  test("and takes it back when it goes", async () => {
    const box = boxOn([ETH0]);
    box.discovery.announce(BAR);
    box.clock.advance(10_000);

    await box.discovery.close();

    expect(
      box
        .said("eth0")
        .at(-1)
        ?.answers?.map(({ ttlS }) => ttlS),
    ).toEqual([0, 0, 0, 0]);
    expect(box.clock.pendingCount()).toBe(0);
    expect(box.ears.every(({ isClosed }) => isClosed)).toBe(true);
  });
});

describe("it answers", () => {
  test("a little later, once for all who ask meanwhile, and no more than once a second", () => {
    const box = boxOn([ETH0]);
    box.discovery.announce(BAR);
    box.clock.advance(10_000);
    const before = box.said("eth0").length;

    for (let count = 0; count < 50; count += 1) box.hear("eth0", query(), NEIGHBOUR);
    expect(box.said("eth0")).toHaveLength(before);
    box.clock.advance(120);
    expect(box.said("eth0")).toHaveLength(before + 1);

    box.hear("eth0", query(), NEIGHBOUR);
    box.clock.advance(800);
    expect(box.said("eth0")).toHaveLength(before + 1);
    box.clock.advance(400);
    expect(box.said("eth0")).toHaveLength(before + 2);
    expect(box.said("eth0").at(-1)).toMatchObject({
      answers: [{ type: "PTR", target: `${BAR.instance}.${SERVICE}` }],
      additionals: [{ type: "SRV" }, { type: "TXT" }, { type: "A", host: "10.0.0.1" }],
    });
  });

  test("on the network where it was asked, and nowhere else", () => {
    const box = boxOn([ETH0, WLAN0]);
    box.discovery.announce(BAR);
    box.clock.advance(10_000);
    const before = [box.said("eth0").length, box.said("wlan0").length];

    // Each ear hears what came in anywhere.
    box.hear("eth0", query(), NEIGHBOUR);
    box.hear("wlan0", query(), NEIGHBOUR);
    box.clock.advance(2000);

    expect([box.said("eth0").length, box.said("wlan0").length]).toEqual([
      (before[0] ?? 0) + 1,
      before[1],
    ]);
  });

  test("not who knows it already", () => {
    const box = boxOn([ETH0]);
    box.discovery.announce(BAR);
    box.clock.advance(10_000);
    const before = box.said("eth0").length;

    box.hear("eth0", { ...query(), answers: wire(recordsOf(BAR, [])) }, NEIGHBOUR);
    box.clock.advance(2000);

    expect(box.said("eth0")).toHaveLength(before);
  });

  test("one host alone that would like it so, when all have heard it lately", () => {
    const box = boxOn([ETH0]);
    box.discovery.announce(BAR);
    box.clock.advance(10_000);

    box.hear("eth0", query("UNKNOWN_32769"), NEIGHBOUR);
    expect(box.said("eth0").at(-1)?.to).toEqual(NEIGHBOUR);

    box.clock.advance(60_000);
    box.hear("eth0", query("UNKNOWN_32769"), NEIGHBOUR);
    box.clock.advance(200);
    expect(box.said("eth0").at(-1)).toMatchObject({ to: undefined });
  });

  test("a plain resolver in its own way, if it is near, and not for ever", () => {
    const box = boxOn([ETH0]);
    box.discovery.announce(BAR);
    box.clock.advance(10_000);

    box.hear("eth0", { ...query(), id: 77 }, { address: "10.0.0.7", port: 40_000 });
    expect(box.said("eth0").at(-1)).toMatchObject({
      id: 77,
      to: { address: "10.0.0.7", port: 40_000 },
      questions: [{ name: SERVICE }],
    });

    const before = box.said("eth0").length;
    box.hear("eth0", query(), { address: "8.8.8.8", port: 40_000 });
    expect(box.said("eth0")).toHaveLength(before);
    for (let count = 0; count < 1000; count += 1) {
      box.hear("eth0", query(), { address: "10.0.0.7", port: 40_000 });
    }
    expect(box.said("eth0").length - before).toBeLessThanOrEqual(20);
  });
});

describe("it asks", () => {
  test("who is there: at once, and then more and more seldom", () => {
    const box = boxOn([ETH0]);

    box.clock.advance(3_600_000);

    const times = box.asked("eth0").map(({ atMs }) => atMs);
    expect(times[0]).toBeLessThanOrEqual(120);
    const pauses = times.slice(1).map((atMs, index) => atMs - (times[index] ?? 0));
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024].map((s) => s * 1000));
  });

  test("anew when somebody asks for it, or the network is another one", () => {
    const box = boxOn([ETH0]);
    box.clock.advance(600_000);
    const before = box.asked("eth0").length;

    box.discovery.lookAgain();
    box.clock.advance(3200);
    expect(box.asked("eth0")).toHaveLength(before + 3);
  });

  test("with what it knows, itself among it", () => {
    const box = boxOn([ETH0]);
    box.discovery.announce(BAR);
    box.hearAnswer("eth0", recordsOf(KITCHEN, ["10.0.0.7"]));
    box.clock.advance(200);

    const known = box.asked("eth0")[0]?.answers ?? [];
    expect(known.map((record) => record.type === "PTR" && record.target)).toEqual([
      `${BAR.instance}.${SERVICE}`,
      `${KITCHEN.instance}.${SERVICE}`,
    ]);
  });

  test("again for a till whose time runs out, and says that it is gone when nobody answers", () => {
    const box = boxOn([ETH0]);
    box.clock.advance(100);
    box.hearAnswer("eth0", recordsOf(KITCHEN, ["10.0.0.7"]));
    expect(box.found).toEqual([KITCHEN.instance]);

    box.clock.advance(119_000);
    const names = box
      .asked("eth0")
      .flatMap(({ questions = [] }) => questions.map(({ name }) => name));
    expect(names.filter((name) => name === `${KITCHEN.instance}.${SERVICE}`)).toHaveLength(4);
    expect(box.gone).toEqual([]);

    box.clock.advance(2000);
    expect(box.gone).toEqual([KITCHEN.instance]);
  });

  test("and a clock that jumps by years takes nobody away", () => {
    const box = boxOn([ETH0]);
    box.clock.advance(100);
    box.hearAnswer("eth0", recordsOf(KITCHEN, ["10.0.0.7"]));

    box.clock.set(4_000_000_000_000);
    box.clock.advance(1000);
    box.clock.set(0);
    box.clock.advance(1000);

    expect(box.gone).toEqual([]);
  });
});

describe("it does not hear", () => {
  test("itself, other shops, and who answers from another port", () => {
    const box = boxOn([ETH0]);
    box.discovery.announce(BAR);
    box.clock.advance(100);

    box.hearAnswer("eth0", recordsOf(BAR, ["10.0.0.1"]));
    box.hearAnswer("eth0", recordsOf({ ...KITCHEN, shopTag: "zzzzzzzzzzzz" }, ["10.0.0.7"]));
    box.hearAnswer("eth0", recordsOf(KITCHEN, ["10.0.0.7"]), { ...NEIGHBOUR, port: 40_000 });

    expect(box.found).toEqual([]);
    expect(box.discovery.view().othersHeard).toBe(1);
  });

  test("anything where the port is taken: it says so, and tries again", () => {
    const box = boxOn([ETH0], "EADDRINUSE");
    box.discovery.announce(BAR);
    box.clock.advance(4000);
    expect(box.discovery.view()).toMatchObject({
      silence: "EADDRINUSE",
      networks: [{ name: "eth0", hosts: ["10.0.0.1"], fault: "EADDRINUSE" }],
    });
    expect(box.ears).toHaveLength(1);

    box.fault = undefined;
    box.clock.advance(5000);
    expect(box.discovery.view().silence).toBeUndefined();
    expect(box.ears).toHaveLength(2);
    expect(box.said("eth0").length).toBeGreaterThan(0);
  });
});

describe("whatever it hears", () => {
  test("it lives on: packets bent anywhere, by the decoder that packets really go through", () => {
    const whole = packets.encode({
      type: "response",
      questions: [{ name: SERVICE, type: "PTR" }],
      answers: recordsOf(KITCHEN, ["10.0.0.7", "fd00::7"]).map(writeRecord),
    });
    let decoded = 0;
    fc.assert(
      fc.property(bentBytes(whole), (bytes) => {
        const box = boxOn([ETH0]);
        box.discovery.announce(BAR);
        const packet = decodedOrNot(bytes);
        if (packet === undefined) return;
        decoded += 1;
        box.hear("eth0", { ...packet, type: "query" }, NEIGHBOUR);
        box.hear("eth0", { ...packet, type: "response" }, NEIGHBOUR);
        box.clock.advance(130_000);
        for (const { addresses } of box.discovery.view().services) {
          expect(addresses.every(({ host }) => isPrivate(host))).toBe(true);
        }
      }),
      { numRuns: proofRuns(300) },
    );
    expect(decoded).toBeGreaterThan(30);
  });

  test("also what no decoder would give it", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (questions, answers) => {
        const box = boxOn([ETH0]);
        box.discovery.announce(BAR);
        for (const type of ["query", "response"] as const) {
          box.hear("eth0", { id: 0, type, questions, answers, additionals: [answers] }, NEIGHBOUR);
        }
        box.clock.advance(2000);
        expect(box.found).toEqual([]);
      }),
    );
  });
});

describe("networks of a machine", () => {
  test("are those at home that are up, each with its own addresses", () => {
    const info = { netmask: "255.255.255.0", mac: "", cidr: null, internal: false } as const;
    const networks = networksOf({
      lo: [{ ...info, family: "IPv4", address: "127.0.0.1", internal: true }],
      eth0: [
        { ...info, family: "IPv6", address: "fd00::1", scopeid: 0 },
        { ...info, family: "IPv4", address: "10.0.0.1" },
        { ...info, family: "IPv4", address: "10.0.0.2" },
      ],
      ppp0: [{ ...info, family: "IPv4", address: "203.0.113.7" }],
      wlan0: undefined,
    });

    expect(networks.map(({ name, hosts }) => [name, hosts])).toEqual([
      ["eth0", ["10.0.0.1", "10.0.0.2"]],
    ]);
  });
});

interface Said extends OutPacket {
  readonly atMs: number;
  readonly to: Peer | undefined;
}

interface TestEar {
  readonly name: string;
  readonly options: EarOptions;
  readonly said: Said[];
  readonly asked: Said[];
  isClosed: boolean;
}

interface TestBox {
  readonly clock: ReturnType<typeof createManualClock>;
  readonly discovery: Discovery;
  readonly ears: ReadonlyArray<TestEar>;
  readonly found: ReadonlyArray<string>;
  readonly gone: ReadonlyArray<string>;
  hosts: ReadonlyArray<string>;
  networks: ReadonlyArray<MachineNetwork>;
  fault: string | undefined;
  readonly said: (name: string) => ReadonlyArray<Said>;
  readonly asked: (name: string) => ReadonlyArray<Said>;
  readonly hear: (name: string, packet: EarPacket, from: Peer) => void;
  readonly hearAnswer: (name: string, records: ReadonlyArray<DnsRecord>, from?: Peer) => void;
}

function boxOn(networks: ReadonlyArray<MachineNetwork>, fault?: string): TestBox {
  const clock = createManualClock();
  const ears: TestEar[] = [];
  const found: string[] = [];
  const gone: string[] = [];
  const discovery = createDiscovery({
    clock,
    random: createSeededRandom("mdns"),
    isWanted: ({ shopTag }) => shopTag === BAR.shopTag,
    networks: () => box.networks,
    openEar: (options) => {
      const name = box.networks.find(({ hosts }) => hosts[0] === options.host)?.name ?? "";
      const ear = { name, options, said: [], asked: [], isClosed: false };
      ears.push(ear);
      return testEar(ear, clock.nowMs, box.fault);
    },
    listener: {
      onFound: ({ instance }) => found.push(instance),
      onGone: (instance) => gone.push(instance),
      onNetworks: (hosts) => {
        box.hosts = hosts;
      },
    },
  });
  const box: TestBox = {
    clock,
    discovery,
    ears,
    found,
    gone,
    hosts: [],
    networks,
    fault,
    said: (name) => ofName(name).flatMap(({ said }) => said),
    asked: (name) => ofName(name).flatMap(({ asked }) => asked),
    hear: (name, packet, from) => {
      ofName(name).at(-1)?.options.onPacket(packet, from);
    },
    hearAnswer: (name, records, from = NEIGHBOUR) => {
      box.hear(name, { ...query(), type: "response", questions: [], answers: wire(records) }, from);
    },
  };
  clock.advance(0);
  return box;

  function ofName(name: string): ReadonlyArray<TestEar> {
    return ears.filter((ear) => ear.name === name);
  }
}

function testEar(ear: TestEar, nowMs: () => number, fault: string | undefined): Ear {
  return {
    ask: (packet) => {
      ear.asked.push({ ...packet, atMs: nowMs(), to: undefined });
    },
    answer: (packet, to) => {
      ear.said.push({ ...packet, atMs: nowMs(), to });
    },
    fault: () => fault,
    isDead: () => fault !== undefined,
    close: () => {
      ear.isClosed = true;
      return Promise.resolve();
    },
  };
}

/** A few bytes changed, and perhaps cut short. */
function bentBytes(whole: Buffer): fc.Arbitrary<Buffer> {
  const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  // Hardly one that ends early can be read.
  const cut = fc.integer({ min: 12, max: whole.length });
  return fc
    .tuple(fc.array(change, { maxLength: 6 }), fc.oneof(fc.constant(whole.length), cut))
    .map(([changes, length]) => {
      const bytes = Buffer.from(whole);
      for (const [at, byte] of changes) bytes[at] = byte;
      return bytes.subarray(0, length);
    });
}

function decodedOrNot(bytes: Buffer): EarPacket | undefined {
  try {
    return packets.decode(bytes);
  } catch {
    return undefined;
  }
}

/** As the decoder gives it. */
function query(of = "IN"): EarPacket {
  const questions = [{ name: SERVICE, type: "PTR", class: of }];
  return { id: 0, type: "query", questions, answers: [], additionals: [] };
}

function wire(records: ReadonlyArray<DnsRecord>): ReadonlyArray<unknown> {
  return records
    .map(writeRecord)
    .map(({ data, ...record }) =>
      Object.assign(record, { data: Array.isArray(data) ? data.map(bytesOf) : data }),
    );
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text);
}

function networkOf(name: string, host: string): MachineNetwork {
  const [network] = networksOf({
    [name]: [
      {
        family: "IPv4",
        address: host,
        netmask: "255.255.255.0",
        mac: "",
        cidr: null,
        internal: false,
      },
    ],
  });
  if (network === undefined) throw new Error(`${host} is no address at home`);
  return network;
}
