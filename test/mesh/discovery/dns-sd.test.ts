import { createRequire } from "node:module";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createSeededRandom } from "../../../proof/sim/dice.ts";
import { type DeviceId, type ShopId } from "../../../src/domain/identity.ts";
import {
  type DnsRecord,
  readQuestions,
  readRecords,
  writeRecord,
} from "../../../src/mesh/discovery/dns-record.ts";
import {
  type Announcement,
  SERVICE,
  answerTo,
  deviceHintOf,
  forPlainResolver,
  goodbyeOf,
  instanceOf,
  readDriven,
  readText,
  recordsOf,
} from "../../../src/mesh/discovery/dns-sd.ts";
import { instanceName, printerMark } from "../../../src/mesh/discovery/service-name.ts";
import { shopTag } from "../../../src/mesh/links/server-name.ts";

interface Packets {
  readonly encode: (packet: unknown) => Buffer;
  readonly decode: (bytes: Buffer) => Record<"questions" | "answers" | "additionals", unknown>;
}

/** The decoder of the multicast package, which packets really go through. */
const packets = createRequire(createRequire(import.meta.url).resolve("multicast-dns"))(
  "dns-packet",
) as Packets;

const TILL: Announcement = {
  instance: "k3f2x7ab-q7cd",
  port: 7777,
  shopTag: "abcdefghijkl",
  printers: [],
  invitation: undefined,
};
const INVITING: Announcement = { ...TILL, invitation: { id: "Zx9-_", port: 40_000 } };
const HOSTS = ["10.0.0.7", "fd00::7"];

describe("what a till says", () => {
  test("leads from the kind of service to its port and its addresses", () => {
    expect(recordsOf(INVITING, HOSTS).map(short)).toEqual([
      "_services._dns-sd._udp.local PTR _tillmesh._tcp.local",
      "_tillmesh._tcp.local PTR k3f2x7ab-q7cd._tillmesh._tcp.local",
      "k3f2x7ab-q7cd._tillmesh._tcp.local SRV k3f2x7ab-q7cd.local:7777",
      "k3f2x7ab-q7cd._tillmesh._tcp.local TXT v=1 s=abcdefghijkl i=Zx9-_ p=40000",
      "k3f2x7ab-q7cd.local A 10.0.0.7",
      "k3f2x7ab-q7cd.local AAAA fd00::7",
    ]);
  });

  test("goes through a packet unchanged", () => {
    const records = recordsOf(INVITING, HOSTS);

    expect(throughPacket(records)).toEqual(records);
  });

  test("has no name in it but those made for it", () => {
    const shop = "abcdefghijklmnopqrstuvwxyz" as ShopId;
    const device = "k3f2x7abcdefghijklmnopqrst" as DeviceId;
    const named = {
      ...INVITING,
      instance: instanceName(device, createSeededRandom("name")),
      shopTag: shopTag(shop),
    };

    const said = recordsOf(named, HOSTS).map(short).join("\n");

    expect(named.instance).toMatch(/^k3f2x7ab-[a-z2-7]{4}$/u);
    expect(named.shopTag).toMatch(/^[a-z2-7]{12}$/u);
    expect(said).not.toContain(device);
    expect(said).not.toContain(shop.slice(0, 8));
  });

  test("two starts of a till have two names, two tills of a shop one tag", () => {
    const device = "k3f2x7abcdefghijklmnopqrst" as DeviceId;
    const random = createSeededRandom("starts");

    expect(instanceName(device, random)).not.toBe(instanceName(device, random));
    expect(shopTag("a".repeat(26) as ShopId)).toBe(shopTag("a".repeat(26) as ShopId));
    expect(shopTag("a".repeat(26) as ShopId)).not.toBe(shopTag("b".repeat(26) as ShopId));
  });

  test("is taken back by the same with a time of nothing", () => {
    const goodbye = goodbyeOf(recordsOf(TILL, HOSTS));

    expect(goodbye.every(({ ttlS }) => ttlS === 0)).toBe(true);
    expect(goodbye.map(({ type }) => type)).toEqual(["PTR", "SRV", "TXT", "A", "AAAA"]);
  });
});

describe("an answer", () => {
  const records = recordsOf(TILL, HOSTS);

  test.each([
    [SERVICE, "PTR", ["PTR"], ["SRV", "TXT", "A", "AAAA"]],
    ["_services._dns-sd._udp.local", "PTR", ["PTR"], ["SRV", "TXT", "A", "AAAA"]],
    [`k3f2x7ab-q7cd.${SERVICE}`, "SRV", ["SRV"], ["TXT", "A", "AAAA"]],
    [`k3f2x7ab-q7cd.${SERVICE}`, "ANY", ["SRV", "TXT"], ["A", "AAAA"]],
    [`k3f2x7ab-q7cd.${SERVICE}`, "TXT", ["TXT"], []],
    ["k3f2x7ab-q7cd.local", "A", ["A"], []],
    ["K3F2X7AB-Q7CD.local", "AAAA", ["AAAA"], []],
  ])("to %s %s is what was asked, and what will be asked next", (name, type, ...[first, next]) => {
    const answer = answerTo(throughQuestion(name, type), [], records);

    expect(answer?.answers.map((record) => record.type)).toEqual(first);
    expect(answer?.additionals.map((record) => record.type)).toEqual(next);
  });

  test("is given to nobody who asked for something else, or knows it already", () => {
    const known = records.filter(({ name }) => name === SERVICE);
    const questions = throughQuestion(SERVICE, "PTR");

    expect(answerTo(throughQuestion("_ipp._tcp.local", "PTR"), [], records)).toBeUndefined();
    expect(answerTo(throughQuestion(SERVICE, "SRV"), [], records)).toBeUndefined();
    expect(answerTo(questions, known, records)).toBeUndefined();
    expect(answerTo(questions, [{ ...shortened(known[0], 2000) }], records)).toBeDefined();
  });

  test("to a plain resolver holds for seconds and replaces nothing", () => {
    const answer = answerTo(throughQuestion(SERVICE, "PTR"), [], records);
    const plain = forPlainResolver(answer ?? { answers: [], additionals: [] });

    for (const record of [...plain.answers, ...plain.additionals]) {
      expect(record.ttlS).toBeLessThanOrEqual(10);
      expect(record.isFlush).toBe(false);
    }
  });

  test("whoever would like it alone says so by the highest bit of the class", () => {
    const bytes = packets.encode({ type: "query", questions: [{ name: SERVICE, type: "PTR" }] });
    bytes.writeUInt16BE(0x8001, bytes.length - 2);

    expect(readQuestions(packets.decode(bytes).questions)).toEqual([
      { name: SERVICE, type: "PTR", wantsUnicast: true },
    ]);
  });
});

describe("what others say", () => {
  test.each([
    [["v=1", "s=abcdefghijkl"], { shopTag: "abcdefghijkl", invitation: undefined }],
    [
      ["V=1", "S=abcdefghijkl", "s=bbbbbbbbbbbb", "x", ""],
      { shopTag: "abcdefghijkl", invitation: undefined },
    ],
    [
      ["v=1", "s=abcdefghijkl", "i=a", "p=1"],
      { shopTag: "abcdefghijkl", invitation: { id: "a", port: 1 } },
    ],
    [
      ["v=1", "s=abcdefghijkl", "i=a", "p=70000"],
      { shopTag: "abcdefghijkl", invitation: undefined },
    ],
    [
      ["v=1", "s=abcdefghijkl", "i=../a", "p=1"],
      { shopTag: "abcdefghijkl", invitation: undefined },
    ],
    [["v=2", "s=abcdefghijkl"], undefined],
    [["s=abcdefghijkl"], undefined],
    [["v=1", "s=Café"], undefined],
    [[], undefined],
  ])("%j is read strictly", (strings, text) => {
    expect(readText(strings)).toEqual(text);
  });

  test("the printers that it drives can be told by who sees them, and by nobody from their marks", () => {
    const places = ["192.0.2.9:9100", "00:26:ab:12:34:56"];
    const driving = { ...TILL, printers: places.map(printerMark) };
    const text = recordsOf(driving, []).flatMap((record) =>
      record.type === "TXT" ? record.strings : [],
    );

    expect(readDriven(text)).toEqual(places.map(printerMark));
    expect(text.join(" ")).not.toMatch(/192|00:26/u);
    expect(readText(text)).toEqual({ shopTag: TILL.shopTag, invitation: undefined });
  });

  test.each([
    [["v=1", "s=abcdefghijkl"]],
    [["v=2", "s=abcdefghijkl", "d=abcdefgh"]],
    [["d=abcdefgh"]],
    [["v=1", "s=abcdefghijkl", "d=../../etc.x..ABCDEFGH"]],
  ])("%j tells of no printer", (strings) => {
    expect(readDriven(strings)).toEqual([]);
  });

  test("so many printers are told of as a text has room for", () => {
    const printers = Array.from({ length: 40 }, (_, at) => printerMark(`${at}`));
    const records = recordsOf({ ...INVITING, printers }, HOSTS);

    expect(throughPacket(records)).toEqual(records);
  });

  test("a name is an instance of ours or nothing", () => {
    expect(instanceOf(`k3f2x7ab-q7cd.${SERVICE}`)).toBe("k3f2x7ab-q7cd");
    expect(deviceHintOf("k3f2x7ab-q7cd")).toBe("k3f2x7ab");
    for (const name of [
      SERVICE,
      `Café Kade.${SERVICE}`,
      `../../etc.${SERVICE}`,
      "k3f2x7ab-q7cd.local",
    ]) {
      expect(instanceOf(name)).toBeUndefined();
    }
  });

  test("a text of more than 400 bytes is none", () => {
    const [, , , text] = recordsOf(TILL, []);
    const long = { ...text, strings: [`v=1`, "x".repeat(200), "y".repeat(200)] } as DnsRecord;

    expect(throughPacket([long])).toEqual([]);
  });

  test("any bytes are read as something or as nothing", () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(Array.isArray(readRecords(anything))).toBe(true);
        expect(
          readRecords([anything, { name: "a", type: "SRV", class: "IN", ttl: 1, data: anything }]),
        ).toEqual([]);
        expect(readQuestions([anything]).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("of one packet a few hundred records are read", () => {
    const record = { name: "a.local", type: "A", class: "IN", ttl: 1, data: "10.0.0.1" };

    expect(readRecords(Array.from({ length: 5000 }, () => record))).toHaveLength(256);
  });
});

function throughPacket(records: ReadonlyArray<DnsRecord>): ReadonlyArray<DnsRecord> {
  const bytes = packets.encode({ type: "response", answers: records.map(writeRecord) });
  return readRecords(packets.decode(bytes).answers);
}

function throughQuestion(name: string, type: string) {
  const bytes = packets.encode({ type: "query", questions: [{ name, type }] });
  return readQuestions(packets.decode(bytes).questions);
}

function shortened(record: DnsRecord | undefined, ttlS: number): DnsRecord {
  if (record === undefined) throw new Error("no such record");
  return { ...record, ttlS };
}

function short(record: DnsRecord): string {
  const data = {
    PTR: () => ("target" in record ? record.target : ""),
    SRV: () => ("port" in record ? `${record.target}:${record.port}` : ""),
    TXT: () => ("strings" in record ? record.strings.join(" ") : ""),
    A: () => ("host" in record ? record.host : ""),
    AAAA: () => ("host" in record ? record.host : ""),
  };
  return `${record.name} ${record.type} ${data[record.type]()}`;
}
