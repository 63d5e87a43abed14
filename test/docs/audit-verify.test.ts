/** docs/audit/verify.js, as an auditor runs it: on exports of a real ledger, whole and tampered with. Size: whole. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type ZClosed } from "../../src/domain/events/day-events.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { type DeviceKey, deviceKeyFromSeed } from "../../src/ledger/log/chain.ts";
import { SHEET_PREFIX, sheetStatement } from "../../src/ledger/log/sheet-act.ts";
import { reconcileDay } from "../../src/report/reconcile.ts";
import {
  audit,
  beginDay,
  closeZ,
  createSoldShop,
  issue,
  linesOf,
  refund,
  sell,
  TOMORROW,
} from "../support/audited-shop.ts";
import { PROJECT } from "../support/commands.ts";
import { endOf, revocation, settled } from "../support/judgements.ts";
import {
  createShop,
  enrolment,
  promotion,
  synchronise,
  synchroniseAll,
  type TestShop,
  type TestTill,
  TODAY,
} from "../support/shop.ts";
import { sealAll } from "../support/upkeep.ts";

const sold: { shop: TestShop } = { shop: createSoldShop() };
let good: ReadonlyArray<string> = [];
let other: ReadonlyArray<string> = [];

beforeAll(() => {
  good = linesOf(sold.shop.a);
  using stranger = createShop("another shop");
  sell(stranger.a);
  other = linesOf(stranger.a);
});

afterAll(() => {
  sold.shop[Symbol.dispose]();
});

test("the auditor's reader is short, and imports nothing that an auditor would have to install", () => {
  const source = readFileSync(`${PROJECT}/docs/audit/verify.js`, "utf8");

  expect(source).not.toMatch(/\bimport\b|\brequire\(/u);
  const builtins = new Set(source.match(/"node:[a-z/]+"/gu));
  expect(builtins).toEqual(new Set(['"node:crypto"', '"node:fs/promises"']));
  expect(source.split("\n").length - 1).toBeLessThanOrEqual(150);
});

describe("an export as the till wrote it", () => {
  test("is in order, and its sums are those of the till", async () => {
    const { code, stdout, stderr } = await audit(good);

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const day of [TODAY, TOMORROW]) {
      const { receipts, sales, returned, refunds } = sold.shop.a
        .ledger()
        .read((view) => reconcileDay(view, day));
      expect(receipts).toBeGreaterThan(1);
      const total = sales + returned.total;
      expect(stdout).toContain(`${day} receipts: ${receipts}, total ${total}\n`);
      const back = day === TOMORROW ? `${day} refunds: 1, total ${refunds.total}\n` : "";
      expect(stdout).toContain(back);
    }
    expect(stdout).toContain("Receipts A: 1 to 6\nReceipts B: 1 to 1\nReceipts C: 1 to 1\n");
    expect(stdout).toContain(`${good.length - 1} events, all in order.`);
  });

  test("is the same on every till that holds the same events", () => {
    const [, b, c] = sold.shop.tills();

    expect(b === undefined ? [] : linesOf(b)).toEqual(good);
    expect(c === undefined ? [] : linesOf(c)).toEqual(good);
  });

  test("can be checked without bodies", async () => {
    const lines = linesOf(sold.shop.a, { bodies: false });

    const { code, stdout } = await audit(lines);

    expect(code).toBe(0);
    expect(stdout).toContain("this export leaves bodies out");
    expect(lines.join("\n")).not.toContain("FLAT-WHITE");
  });

  test("can be checked when it is of some days", async () => {
    const lines = linesOf(sold.shop.a, { from: TOMORROW, to: TOMORROW });

    const { code, stdout } = await audit(lines);

    expect(code).toBe(0);
    expect(stdout).toContain("Receipts A: 3 to 6\n");
    expect(stdout).not.toContain(TODAY);
    expect(lines.length).toBeLessThan(good.length / 2);
  });
});

describe("an export that is signed at the ends of its chains alone", () => {
  test("is in order, because a signature vouches for all before it", async () => {
    const lines = sparselySigned(good);

    const { code, stdout } = await audit(lines);

    expect(signaturesIn(lines)).toBe(3);
    expect(code).toBe(0);
    expect(stdout).toBe((await audit(good)).stdout);
  });

  test("is refused when a body in the middle was changed", async () => {
    const { code, stderr } = await audit(rehashed(sparselySigned(good)));

    expect(stderr).toMatch(/^line \d+: event \d+ of \S+ was changed|: the signature is not/u);
    expect(code).toBe(1);
  });

  test("is in order as a till exports it that has packed its chain, whole and in part", async () => {
    using shop = createShop("packed", { cut: { events: 20, bytes: 100_000 } });
    const { a } = shop;
    for (const day of [TODAY, TOMORROW]) {
      beginDay(a, day);
      for (let count = 0; count < 6; count += 1) sell(a);
    }
    const before = linesOf(a);
    await sealAll(a.ledger());

    const lines = linesOf(a);
    const [whole, bare] = [await audit(lines), await audit(linesOf(a, { bodies: false }))];
    const part = await audit(linesOf(a, { from: TODAY, to: TODAY }));

    expect(signaturesIn(lines)).toBeLessThan(signaturesIn(before) / 2);
    expect([whole, bare, part].map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(whole.stdout).toBe((await audit(before)).stdout);
    expect(part.stdout).toContain("Receipts A: 1 to 6\n");
  });

  test("of some days is refused when nothing vouches for what stands before a gap", async () => {
    const lines = linesOf(sold.shop.a, { from: TOMORROW, to: TOMORROW });
    const gap = lines.findIndex((line) => line.startsWith('{"after"'));
    const { signature: _, ...rest } = parse(lines[gap - 1]);

    const { code, stderr } = await audit(lines.with(gap - 1, JSON.stringify(rest)));

    expect(stderr).toMatch(/the end of \S+, event \d+, is not signed/u);
    expect(code).toBe(1);
  });
});

type Tamper = (lines: ReadonlyArray<string>) => ReadonlyArray<string>;

describe("an export that was tampered with is refused:", () => {
  test.for<readonly [string, Tamper, RegExp]>([
    ["a changed amount", changedAmount, /^line \d+: event \d+ of \S+ was changed/u],
    [
      "a changed amount with its hashes worked out anew",
      rehashed,
      /^line \d+: event \d+ of \S+: the signature is not/u,
    ],
    ["a changed header", changedHeader, /^line \d+: event \d+ of \S+ was changed/u],
    ["a changed body hash", changedBodyHash, /^line \d+: event \d+ of \S+ was changed/u],
    [
      "a removed event",
      (lines) => lines.toSpliced(at(lines, "order/line-added"), 1),
      /^line \d+: event \d+ of \S+ is missing, \d+ is next/u,
    ],
    [
      "an event that comes twice",
      (lines) => lines.toSpliced(5, 0, lines[4] ?? ""),
      /^line 6: event \d+ of \S+ comes twice/u,
    ],
    ["swapped transactions", swapped, /^line \d+: event \d+ of \S+ is missing, \d+ is next/u],
    [
      "a forged signature",
      forged,
      /^line \d+: event \d+ of \S+: the signature is not its device's/u,
    ],
    [
      "the last signature of a chain left out",
      unsigned,
      /the end of \S+, event \d+, is not signed/u,
    ],
    [
      "a transaction that begins in the middle of another",
      misplaced,
      /^line \d+: event \d+ of \S+ (was changed|does not belong to the transaction)/u,
    ],
    [
      "its end cut off",
      (lines) => lines.slice(0, -1),
      /^line \d+: here ends \S+, without its event \d+/u,
    ],
    [
      "another shop's event",
      (lines) => lines.toSpliced(9, 0, other[1] ?? ""),
      /^line 10: event 1 of \S+ is of no device of this shop/u,
    ],
    [
      "another shop's founding in place of ours",
      (lines) => lines.with(1, other[1] ?? ""),
      /^line 2: this founding is not that of the shop/u,
    ],
    [
      "a gap that an export of everything excuses",
      excused,
      /^line \d+: events before event \d+ of \S+ are missing/u,
    ],
    ["something that is no line", (lines) => lines.with(4, "{"), /^line 5: /u],
  ])("%s", async ([, tamper, sentence]) => {
    const { code, stdout, stderr } = await audit(tamper(good));

    expect(stderr).toMatch(sentence);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  test("an event left out between two of the days asked for", async () => {
    const lines = linesOf(sold.shop.a, { from: TOMORROW });
    const begins = lines.findIndex((line) => line.includes("order/opened"));
    const ends = lines.findIndex((line, index) => index > begins && line.includes('"signature"'));
    const before = parse(lines[ends]).hash;
    const next = JSON.stringify({ after: before, ...parse(lines[ends + 1]) });

    const { code, stderr } = await audit(
      lines.with(ends + 1, next).toSpliced(begins, ends - begins + 1),
    );

    expect(stderr).toMatch(/^line \d+: events before event \d+ of \S+ are missing/u);
    expect(code).toBe(1);
  });
});

describe("a till that writes what it must not is found out, though all is signed:", () => {
  test("a receipt number that is missing", async () => {
    using shop = createShop();
    const receipt = sell(shop.a);
    issue(shop.a, { ...receipt, no: 3 });

    const { code, stderr } = await audit(linesOf(shop.a));

    expect(stderr).toMatch(/^line \d+: receipt A 2 is missing, 3 is next/u);
    expect(code).toBe(1);
  });

  test("a receipt number that was issued twice", async () => {
    using shop = createShop();
    issue(shop.a, sell(shop.a));

    const { code, stderr } = await audit(linesOf(shop.a));

    expect(stderr).toMatch(/^line \d+: receipt A 1 was issued twice/u);
    expect(code).toBe(1);
  });

  test("a receipt of a device that has no right to sell", async () => {
    using shop = createShop();
    const kitchen = shop.join("K", ["kitchen"]);
    sell(kitchen);

    const { code, stderr } = await audit(linesOf(kitchen));

    expect(stderr).toContain(`${kitchen.device} may not issue receipts`);
    expect(code).toBe(1);
  });
});

describe("a Z", () => {
  test.for<readonly [string, Partial<ZClosed>, string]>([
    ["says another total", { total: minor(5), grandTotal: minor(5) }, "total"],
    ["leaves an event out", { from: 3 }, "from"],
    ["ends before a receipt that it counts", { to: 2 }, "total"],
    ["ends after itself", { to: 99 }, "to"],
    ["has a number that is missing before it", { no: 2 }, "no"],
    ["has another grand total", { grandTotal: minor(1) }, "grandTotal"],
    ["has another turnover", { grandTurnover: minor(1) }, "grandTurnover"],
  ])("that %s is found out", async ([, wrong, field]) => {
    using shop = createShop();
    sell(shop.a);
    closeZ(shop.a, wrong);

    const { code, stdout, stderr } = await audit(linesOf(shop.a));

    expect(stderr).toMatch(new RegExp(`^line \\d+: Z A \\d: its chain's ${field} is \\d+`, "u"));
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  test("adds up with the one before it, also in an export of its day alone", async () => {
    using shop = createShop();
    sell(shop.a);
    closeZ(shop.a);
    beginDay(shop.a, TOMORROW);
    sell(shop.a);
    refund(shop.a, ["A", 2]);
    closeZ(shop.a);
    sell(shop.a);
    closeZ(shop.a, { total: minor(1) });

    const lines = linesOf(shop.a);
    const [all, right, part] = [
      await audit(lines),
      await audit(linesOf(shop.a, { to: TODAY })),
      await audit(linesOf(shop.a, { from: TOMORROW })),
    ];

    expect(all.stderr).toContain("Z A 3: its chain's total is ");
    expect({ code: right.code, stderr: right.stderr }).toEqual({ code: 0, stderr: "" });
    expect(part.stderr).toContain("Z A 3: its chain's total is ");
  });
});

test("who counts is the word of the export: a till that it takes out of the shop is in no number", async () => {
  const { heads, ...head } = JSON.parse(good[0] ?? "") as { readonly heads: ReadonlyArray<object> };
  const changed = JSON.stringify({ ...head, heads: heads.with(2, { ...heads[2], rights: null }) });

  const { code, stdout } = await audit(good.with(0, changed));

  expect(code).toBe(0);
  expect(stdout).toContain("is the word of the till that wrote this file");
  expect(stdout).toMatch(/^Chain \S+ \(not of the shop\): up to event \d+$/mu);
  expect(stdout).not.toContain("Receipts C");
});

test("a key that is not a device's is refused, whoever says so", async () => {
  const { heads, ...head } = JSON.parse(good[0] ?? "") as { readonly heads: ReadonlyArray<object> };
  const [first, ...others] = heads;
  const wrong = { ...first, key: "0".repeat(64) };
  const changed = JSON.stringify({ ...head, heads: [wrong, ...others] });

  const { code, stderr } = await audit(good.with(0, changed));

  expect(stderr).toMatch(/^line 2: event 1 of \S+ is of no device of this shop/u);
  expect(code).toBe(1);
});

describe("a device whose word is in doubt", () => {
  test("that spoke with two voices: both are listed, and in no sum", async () => {
    using shop = createShop();
    const b = shop.join("B");
    sell(b);
    const common = endOf(b).seq;
    const copy = shop.clone(b);
    sell(b);
    sell(b);
    const other = sell(copy);
    const ends = [b, copy].map((till) => endOf(till).seq);
    synchroniseAll([shop.a, b, copy]);

    const { code, stdout, stderr } = await audit(linesOf(shop.a));

    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    const { origin } = b.ledger().identity;
    for (const [index, count] of [2, 1].entries()) {
      const range = `events ${common + 1} to ${ends[index]} of ${origin}`;
      const sum = `${count}, total ${count * other.total}`;
      expect(questionsIn(stdout)).toContain(`chain/forked: ${range}: ${sum}`);
    }
    expect(stdout).toContain(`${TODAY} receipts: 1, total ${other.total}\n`);
    expect(stdout).toContain("Receipts B: 1 to 3\n");
    expect(stdout).toContain("events, some in question.");
  });

  test("that spoke with two voices, and a person admitted one of them", async () => {
    using shop = createShop();
    const b = shop.join("B");
    const copy = shop.clone(b);
    sell(b);
    sell(b);
    sell(copy);
    const real = endOf(b);
    synchroniseAll([shop.a, b, copy]);
    shop.a.write(settled("chain/admitted", real));

    const { code, stdout } = await audit(linesOf(shop.a));

    const { receipts, sales } = shop.a.ledger().read((view) => reconcileDay(view, TODAY));
    expect(code).toBe(2);
    expect(receipts).toBe(2);
    expect(stdout).toContain(`${TODAY} receipts: 2, total ${sales}\n`);
    expect(stdout.match(/IN QUESTION/gu)).toHaveLength(1);
  });

  test("that was revoked: what it said beyond the named end is listed, and in no sum", async () => {
    using shop = createShop();
    const b = shop.join("B");
    sell(b);
    const named = endOf(b);
    const { total } = sell(b);
    synchronise(b, shop.a);
    shop.a.write(revocation(b, named));

    const { code, stdout } = await audit(linesOf(shop.a));

    const { receipts, sales } = shop.a.ledger().read((view) => reconcileDay(view, TODAY));
    expect(code).toBe(2);
    expect(receipts).toBe(1);
    expect(stdout).toContain(`${TODAY} receipts: 1, total ${sales}\n`);
    const range = `events ${named.seq + 1} to ${endOf(b).seq} of ${named.origin}`;
    expect(questionsIn(stdout)).toEqual([`chain/revoked: ${range}: 1, total ${total}`]);
  });

  test("that was revoked by one that it had revoked itself: the senior's word is the last", async () => {
    using shop = createShop();
    const b = shop.join("B");
    shop.a.write(promotion(b));
    synchronise(shop.a, b);
    const endOfA = endOf(shop.a);
    sell(b);
    shop.a.write(revocation(b));
    b.write(revocation(shop.a, endOfA));
    synchronise(b, shop.a);
    const friend = shop.stranger("C");
    shop.a.write(enrolment(friend));
    synchronise(shop.a, friend);
    sell(friend);
    synchronise(friend, shop.a);

    const { code, stdout } = await audit(linesOf(shop.a));

    expect(code).toBe(2);
    const { origin } = b.ledger().identity;
    const all = `chain/revoked: events 1 to ${endOf(b).seq} of ${origin}: 1`;
    expect(questionsIn(stdout)).toEqual([expect.stringContaining(all)]);
    expect(stdout).toContain("Receipts C: 1 to 1\n");
  });

  test("that a till enrolled which may not: it is no device of the shop", async () => {
    using shop = createShop();
    const b = shop.join("B");
    const friend = shop.stranger("C");
    b.write(enrolment(friend));
    const { total } = sell(friend);
    synchroniseAll([friend, b]);

    const { code, stdout } = await audit(linesOf(b));

    const { origin } = friend.ledger().identity;
    expect(code).toBe(2);
    expect(questionsIn(stdout)).toEqual([
      expect.stringMatching(
        new RegExp(`^device/not-enrolled: .* of ${origin}: 1, total ${total}$`, "u"),
      ),
    ]);
    expect(stdout).toContain(`Chain ${origin} (not of the shop): `);
    expect(stdout).not.toContain("Receipts C");
  });
});

describe("a box that the recovery sheet enrolled", () => {
  const sheet = deviceKeyFromSeed(new Uint8Array(32).fill(1));

  test("is known by the sheet's signature, and may enrol others", async () => {
    using shop = createShop("sheet", { sheetKey: sheet.publicKey });
    const box = enrolledBySheet(shop, sheet);
    const friend = shop.stranger("F");
    box.write(enrolment(friend));
    sell(friend);
    synchroniseAll([shop.a, box, friend]);

    const { code, stdout, stderr } = await audit(linesOf(shop.a));

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("Receipts F: 1 to 1\n");
  });

  test("is not of the shop when another key signed for it: all that it says is in question", async () => {
    using shop = createShop("sheet", { sheetKey: sheet.publicKey });
    const box = enrolledBySheet(shop, deviceKeyFromSeed(new Uint8Array(32).fill(2)));

    const { code, stdout } = await audit(linesOf(box));

    const { origin } = box.ledger().identity;
    expect(code).toBe(2);
    expect(stdout).toContain(`Chain ${origin} (not of the shop): `);
    expect(questionsIn(stdout)).toEqual([
      expect.stringContaining(`device/not-enrolled: events 1 to `),
    ]);
  });
});

/** Returns `<reason>: <events>: <count>, total <sum>` of each range in question. */
function questionsIn(stdout: string): ReadonlyArray<string> {
  const found = stdout.matchAll(/^IN QUESTION \((\S+) \w{8}\): (.*), receipts in no sum: (.*)$/gmu);
  return [...found].map(([, reason, range, sum]) => `${reason}: ${range}: ${sum}`);
}

function enrolledBySheet(shop: TestShop, sheet: DeviceKey): TestTill {
  const box = shop.stranger("ZZABCD");
  synchronise(shop.a, box);
  const { device, publicKey: key } = box.key;
  const body = { device, key, code: box.code, name: "Box", rights: ["till"] };
  const statement = sheetStatement(shop.a.ledger().identity.shop, body);
  const sheetProof = Buffer.from(sheet.signStatement(SHEET_PREFIX, statement)).toString("hex");
  box.write({ kind: "device/enrolled", streams: [], body: { ...body, sheetProof } });
  return box;
}

interface Line {
  readonly header: string;
  readonly body: string;
  readonly hash: string;
  readonly signature?: string;
}

function parse(line: string | undefined): Line {
  return JSON.parse(line ?? "") as Line;
}

function at(lines: ReadonlyArray<string>, kind: string): number {
  return lines.findIndex((line) => line.includes(`\\"kind\\":\\"${kind}\\"`));
}

/** One line otherwise than it was. */
function edited(lines: ReadonlyArray<string>, index: number, edit: Partial<Line>) {
  return lines.with(index, JSON.stringify({ ...parse(lines[index]), ...edit }));
}

function changedAmount(lines: ReadonlyArray<string>): ReadonlyArray<string> {
  const index = at(lines, "receipt/issued");
  const body = parse(lines[index]).body.replace(/"total":(\d)/u, '"total":1$1');
  return edited(lines, index, { body });
}

function changedHeader(lines: ReadonlyArray<string>): ReadonlyArray<string> {
  const index = at(lines, "order/opened");
  const header = parse(lines[index]).header.replace('"by":"1"', '"by":"2"');
  return edited(lines, index, { header });
}

function changedBodyHash(): ReadonlyArray<string> {
  const lines = linesOf(sold.shop.a, { bodies: false });
  const index = at(lines, "receipt/issued");
  const changed = lines[index]?.replace(/"bodyHash":"../u, '"bodyHash":"zz') ?? "";
  return lines.with(index, changed);
}

/** What somebody does who has read docs/ledger.md, but has no key of a till. */
function rehashed(lines: ReadonlyArray<string>): ReadonlyArray<string> {
  const from = at(lines, "receipt/issued");
  const changed = [...changedAmount(lines)];
  let previous = parse(lines[from - 1]).hash;
  for (let index = from; index < changed.length; index += 1) {
    const line = parse(changed[index]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(Buffer.byteLength(line.header));
    const hash = createHash("sha256")
      .update("tillmesh/event/1\0")
      .update(previous, "hex")
      .update(length)
      .update(line.header)
      .update(createHash("sha256").update(line.body).digest())
      .digest("hex");
    changed[index] = JSON.stringify({ ...line, hash });
    previous = hash;
    if (line.signature !== undefined) break;
  }
  return changed;
}

/** The first two sales of the first chain, each as it was, the second one first. */
function swapped(lines: ReadonlyArray<string>): ReadonlyArray<string> {
  const ends = lines.flatMap((line, index) => (line.includes('"signature"') ? [index + 1] : []));
  const [from = 0, middle = 0, to = 0] = ends;
  const [first, second] = [lines.slice(from, middle), lines.slice(middle, to)];
  return [...lines.slice(0, from), ...second, ...first, ...lines.slice(to)];
}

function forged(lines: ReadonlyArray<string>): ReadonlyArray<string> {
  const index = at(lines, "receipt/issued");
  return edited(lines, index, { signature: "00".repeat(64) });
}

function unsigned(lines: ReadonlyArray<string>): ReadonlyArray<string> {
  const { signature: _, ...rest } = parse(lines.at(-1));
  return lines.with(lines.length - 1, JSON.stringify(rest));
}

function misplaced(lines: ReadonlyArray<string>): ReadonlyArray<string> {
  const index = at(lines, "order/line-added");
  const header = parse(lines[index]).header.replace(/"tx":\d+/u, '"tx":1');
  return edited(lines, index, { header });
}

function signaturesIn(lines: ReadonlyArray<string>): number {
  return lines.filter((line) => line.includes('"signature"')).length;
}

/** As a till writes it that signs a stretch of its chain once. */
function sparselySigned(lines: ReadonlyArray<string>): ReadonlyArray<string> {
  return lines.map((line, index) => {
    if (index === 0 || originOf(line) !== originOf(lines[index + 1])) return line;
    const { signature: _, ...rest } = parse(line);
    return JSON.stringify(rest);
  });
}

function originOf(line: string | undefined): string {
  if (line === undefined) return "";
  return (JSON.parse(parse(line).header) as { readonly origin: string }).origin;
}

/** A transaction taken out, and the next one said to follow what it really follows. */
function excused(lines: ReadonlyArray<string>): ReadonlyArray<string> {
  const from = at(lines, "order/opened");
  const to = lines.findIndex((line, index) => index > from && line.includes('"signature"'));
  const next = JSON.stringify({ after: parse(lines[to]).hash, ...parse(lines[to + 1]) });
  return lines.with(to + 1, next).toSpliced(from, to - from + 1);
}
