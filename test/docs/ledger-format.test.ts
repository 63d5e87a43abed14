/**
 * docs/ledger.md, statement by statement: a store that the program wrote in processes of its own,
 * read by a reader that was written from the page.
 *
 * Size: whole.
 */

import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import {
  BODY_BYTES_MAX,
  TRANSACTION_BYTES_MAX,
  TRANSACTION_EVENTS_MAX,
} from "../../src/ledger/log/envelope.ts";
import { CUT } from "../../src/ledger/log/segment.ts";
import { audit } from "../support/audited-shop.ts";
import { type Finished, MIA, PROJECT } from "../support/commands.ts";
import {
  decryptFirstPage,
  isSigned,
  openStore,
  PREFIXES,
  readKeys,
  readSegments,
  readTransactions,
  type ReadTransaction,
} from "../support/ledger-reader.ts";
import { createShop } from "../support/shop.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { tillHere } from "../support/till-here.ts";
import { NODE, runProcess } from "../support/till-process.ts";
import { sealAll } from "../support/upkeep.ts";

const headSchema = z.object({
  format: z.literal("tillmesh/events"),
  version: z.literal(1),
  shop: z.string(),
  founding: z.object({ name: z.string(), device: z.string() }),
  bodies: z.boolean(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  heads: z.array(
    z.object({
      origin: z.string(),
      seq: z.int(),
      hash: z.string(),
      key: z.string(),
      rights: z.array(z.string()).nullable(),
    }),
  ),
});

const lineSchema = z.object({
  header: z.string(),
  body: z.string().optional(),
  hash: z.string(),
  signature: z.string().optional(),
});

const store = { folder: "", dir: "", recoveryCode: "" };
const written: {
  page: string;
  lines: ReadonlyArray<string>;
  head: z.infer<typeof headSchema>;
  transactions: ReadonlyArray<ReadTransaction>;
} = { page: "", lines: [], head: emptyHead(), transactions: [] };

beforeAll(async () => {
  store.folder = await mkdtemp(path.join(tmpdir(), "tillmesh-"));
  store.dir = path.join(store.folder, "shop");
  const words = ["src/cli/dev.ts", "init", "--fixture", "cafe", "--json", "--store", store.dir];
  const made = await runProcess(NODE, words);
  store.recoveryCode = z
    .object({ recoveryCode: z.string() })
    .parse(JSON.parse(made.stdout)).recoveryCode;
  await till("sell", "2*flat white", "croissant", "--cash", "20");
  await till("sell", "100", "--service", "takeaway", "--cash", "20");
  await till("clock", "in");
  written.lines = (await till("export", "events")).stdout.trimEnd().split("\n");
  written.head = headSchema.parse(JSON.parse(written.lines[0] ?? ""));
  written.page = await readFile(path.join(PROJECT, "docs/ledger.md"), "utf8");
  const db = openStore(store.dir);
  written.transactions = readTransactions(db, written.head.shop);
  db.close();
});

afterAll(() => rm(store.folder, { recursive: true, force: true }));

describe("the store", () => {
  test("is a folder for its owner alone, with a key of 64 digits", async () => {
    const key = await readFile(path.join(store.dir, "ledger.key"), "utf8");

    expect(await modeOf(store.dir)).toBe(0o700);
    expect(await modeOf(path.join(store.dir, "ledger.key"))).toBe(0o600);
    expect(key).toMatch(/^[0-9a-f]{64}\n$/u);
  });

  test("is SQLCipher 4 down to its pages", () => {
    const page = decryptFirstPage(store.dir);

    // Page size, write and read version of a WAL database, bytes reserved at the end of each page.
    expect(page?.subarray(0, 21)).toEqual(
      Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.from([0x10, 0x00, 2, 2, 80])]),
    );
  });

  test("does not open with another key", async () => {
    const copy = path.join(await temporaryFolder(), "shop");
    await cp(store.dir, copy, { recursive: true });
    await writeFile(path.join(copy, "ledger.key"), `${"0".repeat(64)}\n`);

    const db = openStore(copy);

    expect(() => db.prepare("SELECT count(*) FROM tx").get()).toThrow(/not a database/u);
    expect(decryptFirstPage(copy)).toBeUndefined();
    db.close();
  });

  test("has the tables and columns that the page names, and no others", () => {
    const db = openStore(store.dir);

    const tables = db
      .prepare<[], { readonly name: string }>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
      )
      .all();
    const columns = ["tx", "segment", "stream_place"].flatMap(
      (table) => db.pragma(`table_info(${table})`) as ReadonlyArray<{ readonly name: string }>,
    );

    expect(db.pragma("user_version", { simple: true })).toBe(1);
    expect(db.pragma("journal_mode", { simple: true })).toBe("wal");
    for (const { name } of [...tables, ...columns]) {
      expect(written.page).toContain(`\`${name.replace("_1", "_n")}\``);
    }
    expect(tables.map(({ name }) => name).toSorted()).toEqual(
      "generation kept local present_piece present_receipt present_stream print_jobs projection_1 sealed_control secret_room secret_value secret_wait segment stream_place sums_1 tags_1 tx words".split(
        " ",
      ),
    );
    db.close();
  });
});

test("the index says where a stream stands, by the number that the page gives it", () => {
  const db = openStore(store.dir);
  const places = db
    .prepare<[number], number>("SELECT place FROM stream_place WHERE stream = ? ORDER BY place")
    .pluck();
  const placesByStream = new Map<string, Set<number>>();
  for (const { row, events } of written.transactions) {
    for (const stream of events.flatMap(({ header }) => header.streams)) {
      placesByStream.set(stream, (placesByStream.get(stream) ?? new Set()).add(row.arrival));
    }
  }

  expect(placesByStream.size).toBeGreaterThan(20);
  for (const [stream, wanted] of placesByStream) {
    expect(places.all(numberOfStream(stream))).toEqual([...wanted]);
  }
  db.close();
});

describe("transactions", () => {
  test("are as many bytes as the page says, and no limit on it is another one in the program", () => {
    expect(written.transactions.length).toBeGreaterThan(4);
    for (const limit of [TRANSACTION_EVENTS_MAX, BODY_BYTES_MAX, TRANSACTION_BYTES_MAX]) {
      expect(written.page).toMatch(new RegExp(`\\b${limit.toLocaleString("en")}\\b`, "u"));
    }
  });

  test("are filed under what stands in their bytes", () => {
    for (const { row, events } of written.transactions) {
      const first = z
        .object({
          by: z.string(),
          approved: z.string(),
          wall: z.int(),
          zone: z.int(),
          day: z.string(),
        })
        .parse(events[0]?.header);
      const { part, parts } = z.looseObject({ part: z.int().optional() }).parse(events[0]?.header);
      const isBatchMark = part === 1 || parts !== undefined;
      const isControl = events.some(({ header }) => header.kind === "shop/founded");
      const control = isControl || isBatchMark ? 1 : 0;
      expect(row).toMatchObject({
        origin: events[0]?.header.origin,
        first: events[0]?.header.seq,
        last: events.at(-1)?.header.seq,
        hash: events.at(-1)?.hash,
        day: first.day,
        control,
      });
    }
  });

  test("have headers that belong together and count without gaps", () => {
    let seq = 0;
    for (const { events } of written.transactions) {
      const [first] = events;
      for (const { header } of events) {
        seq += 1;
        const { origin, tag } = first?.header ?? {};
        expect(header).toMatchObject({ origin, seq, tx: first?.header.seq, tag });
        expect(header.tag).toMatch(/^[0-9a-f]{8}$/u);
        expect(header.origin).toMatch(/^[a-z2-7]{26}\.thefirstchain$/u);
      }
    }
  });

  test("have numbers in their bodies that are all integers", () => {
    const bodies = events().map(({ bodyText }) => JSON.parse(bodyText) as unknown);

    expect(bodies.flatMap(numbersIn).filter((value) => !Number.isSafeInteger(value))).toEqual([]);
    expect(bodies.flatMap(numbersIn).length).toBeGreaterThan(100);
  });

  test("name what they create by origin, number and tag, and its stream by that", () => {
    const opened = events().filter(({ header }) => header.kind === "order/opened");

    expect(opened).toHaveLength(2);
    for (const { header } of opened) {
      expect(header.streams).toEqual([`order/${header.origin}:${header.seq}:${header.tag}`]);
    }
  });

  test("have clocks of milliseconds × 1024 that rise within a stream", () => {
    const last = new Map<string, number>();
    for (const { events: own } of written.transactions) {
      const { wall } = z.object({ wall: z.int() }).parse(own[0]?.header);
      for (const { header } of own) {
        const rises = header.streams.every((stream) => header.hlc > (last.get(stream) ?? 0));
        for (const stream of header.streams) last.set(stream, header.hlc);
        const aheadMs = Math.floor(header.hlc / 1024) - wall;
        expect({ rises, isNow: aheadMs >= 0 && aheadMs < 1000 }).toEqual({
          rises: true,
          isNow: true,
        });
      }
    }
  });

  test("carry names that commit to keys, and signatures by these", () => {
    const { founding, shop } = written.head;
    const key = readKeys(written.transactions, shop).get(founding.device);

    expect(key).toBeDefined();
    expect(written.transactions.filter((transaction) => !isSigned(transaction, key ?? ""))).toEqual(
      [],
    );
    for (const prefix of Object.values(PREFIXES)) {
      expect(written.page).toContain(`\`${prefix.replace("\0", "␀")}`);
    }
  });
});

describe("segments", () => {
  test("hold what the rows held, up to a signed end, cut where the page says", async () => {
    const cut = { events: 5, bytes: 1_000_000 };
    using shop = createShop("segments", { cut });
    for (let value = 0; value < 13; value += 1) {
      shop.a.write({ kind: "setting/set", streams: [], body: { value, over: [] } });
    }
    const { origin, shop: name } = shop.a.ledger().identity;
    const rows = openStore(shop.a.dir);
    const before = readTransactions(rows, name).flatMap(({ events: own }) => own);
    rows.close();
    await sealAll(shop.a.ledger());
    const db = openStore(shop.a.dir);
    const segments = readSegments(db, name);
    db.close();

    expect(segments).toHaveLength(2);
    expect(segments.flatMap(({ events: own }) => own)).toEqual(before.slice(0, 10));
    for (const { events: own, row, signature } of segments) {
      expect(row).toMatchObject({ origin, hash: own.at(-1)?.hash });
      expect(isSigned({ events: own, signature }, shop.a.key.publicKey)).toBe(true);
    }
    for (const limit of [CUT.events, CUT.bytes]) {
      expect(written.page).toContain(limit.toLocaleString("en"));
    }
  });
});

describe("secrets", () => {
  test("are values of the hashes that events name", () => {
    const rows = secretRows();
    const named = events()
      .filter(({ header }) => header.kind === "secret/written")
      .map(({ bodyText }) => JSON.parse(bodyText) as unknown);

    expect(rows.length).toBeGreaterThan(4);
    for (const { id, value, hash } of rows) {
      const text = `tillmesh/secret/2\0${JSON.stringify([id, value])}`;
      expect(createHash("sha256").update(text).digest("hex")).toBe(hash);
      expect(named).toContainEqual({ id, hash });
    }
    expect(written.page).toContain("SHA-256 of `tillmesh/secret/2␀` + JSON of `[id, value]`");
  });
});

describe("the export", () => {
  test("has the very text of each event, and the hashes that anybody gets from it", () => {
    const lines = written.lines.slice(1).map((line) => lineSchema.parse(JSON.parse(line)));

    expect(lines).toEqual(
      written.transactions.flatMap(({ events: own, signature }) =>
        own.map(({ headerText: header, bodyText: body, hash }, index) => ({
          header,
          body,
          hash,
          ...(index === own.length - 1 ? { signature: signature.toString("hex") } : {}),
        })),
      ),
    );
    const { origin, seq } = events().at(-1)?.header ?? {};
    const { key } = written.head.heads[0] ?? { key: "" };
    expect(key).toMatch(/^[0-9a-f]{64}$/u);
    const end = { origin, seq, hash: lines.at(-1)?.hash, key, rights: ["till"] };
    expect(written.head.heads).toEqual([end]);
  });

  test("names its fields as the page does", () => {
    const names = [...Object.keys(written.head), ...Object.keys(lineSchema.shape)];

    for (const name of [...names, "after", "bodyHash", "bodyBase64"]) {
      expect(written.page).toMatch(new RegExp(`\`${name}\``, "u"));
    }
  });

  test("passes the auditor's reader", async () => {
    const { code, stdout } = await audit(written.lines);

    expect(code).toBe(0);
    expect(stdout).toContain("Receipts A: 1 to 2\n");
  });

  test("holds no secret, no key and no name of a person", async () => {
    const db = openStore(store.dir);
    const secrets = secretRows().map(({ value }) => value);
    const identity = db
      .prepare<[], { readonly value: string }>("SELECT value FROM local WHERE key = 'identity'")
      .get();
    db.close();
    const verifiers = secrets.flatMap((value) => {
      const text = Buffer.from(value, "base64").toString("utf8");
      return /^\{"[^]*\}$/u.test(text) ? [verifierSchema.parse(JSON.parse(text))] : [];
    });

    const needles = [
      ...secrets,
      ...secrets.map((value) => Buffer.from(value, "base64").toString("hex")),
      ...verifiers.flatMap(({ salt, tag }) => [salt, tag]),
      z.object({ seed: z.string() }).parse(JSON.parse(identity?.value ?? "")).seed,
      (await readFile(path.join(store.dir, "ledger.key"), "utf8")).trim(),
      store.recoveryCode,
      "scrypt",
      "Mia",
    ];

    expect(verifiers.length).toBeGreaterThan(2);
    const text = written.lines.join("\n");
    expect(needles.filter((needle) => text.includes(needle))).toEqual([]);
  });
});

interface SecretValue {
  readonly id: string;
  readonly value: string;
  readonly hash: string;
}

function secretRows(): ReadonlyArray<SecretValue> {
  const db = openStore(store.dir);
  const rows = db.prepare<[], SecretValue>("SELECT id, value, hash FROM secret_value").all();
  db.close();
  return rows;
}

const verifierSchema = z.object({ kdf: z.literal("scrypt"), salt: z.string(), tag: z.string() });

function events() {
  return written.transactions.flatMap((transaction) => transaction.events);
}

/** From source, so that the page is held to what stands in it. */
async function till(...words: ReadonlyArray<string>): Promise<Finished> {
  const finished = await tillHere([...words, "--store", store.dir], { env: MIA });
  if (finished.code !== 0) throw new Error(finished.stderr);
  return finished;
}

async function modeOf(file: string): Promise<number> {
  return (await stat(file)).mode & 0o777;
}

function numbersIn(value: unknown): ReadonlyArray<number> {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

function emptyHead(): z.infer<typeof headSchema> {
  const founding = { name: "", device: "" };
  const days = { from: null, to: null };
  return {
    format: "tillmesh/events",
    version: 1,
    shop: "",
    founding,
    bodies: true,
    ...days,
    heads: [],
  };
}

function numberOfStream(stream: string): number {
  const [, before, number] = /^(.+?):(\d+):[0-9a-f]{8}$/u.exec(stream) ?? [];
  if (before === undefined) return sha256(stream).readUIntBE(0, 6);
  return sha256(before).readUIntBE(0, 2) * 2 ** 32 + (Number(number) % 2 ** 32);
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
