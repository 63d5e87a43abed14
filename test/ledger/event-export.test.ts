import { hash as digest } from "node:crypto";

import { expect, test } from "vitest";

import { type Draft } from "../../src/domain/events/kinds.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { exportLines } from "../../src/ledger/event-export.ts";
import { StoreError } from "../../src/ledger/store-error.ts";
import { audit, EVERYTHING, linesOf, sell, TOMORROW } from "../support/audited-shop.ts";
import { nextPlace, type RawEvent, rawTransaction } from "../support/raw-transaction.ts";
import { createShop, type TestShop, type TestTill, valueOf } from "../support/shop.ts";

test("a body that is no text is written in base64, and a strange one as it is", async () => {
  using shop = createShop();
  const bytes = Buffer.from([0xff, 0x00, 0x7b]);
  const strange = Buffer.from('\u{FEFF}{"note":"a\u2028b\u2029c\u0085d"}');
  const till = heard(shop, [
    { kind: "newer/thing", body: bytes },
    { kind: "newer/thing", body: strange },
  ]);

  const lines = linesOf(till);

  const parsed = lines.slice(-2).map((line) => JSON.parse(line) as Record<string, string>);
  expect(parsed[0]).toMatchObject({ bodyBase64: bytes.toString("base64") });
  expect(Buffer.from(parsed[1]?.["body"] ?? "")).toEqual(strange);
  expect(lines.filter((line) => /[\n\r\u0085\u2028\u2029]/u.test(line))).toEqual([]);
});

test("without bodies, those of control events stay, because they hold the keys", () => {
  using shop = createShop();
  const b = shop.join("B");
  sell(b);

  const [, ...lines] = linesOf(b, { bodies: false }).map((line) => JSON.parse(line) as Line);

  for (const { header, body, bodyHash } of lines) {
    const isControl = /"kind":"(?:shop|device)\//u.test(header);
    expect({ header, body: body !== undefined }).toEqual({ header, body: isControl });
    expect(bodyHash === undefined).toBe(isControl);
  }
  const [full] = linesOf(b).slice(-1);
  const { body } = JSON.parse(full ?? "") as Line;
  expect(lines.at(-1)?.bodyHash).toBe(digest("sha256", body ?? ""));
});

test("a day on which nothing happened gives the control events alone", async () => {
  using shop = createShop();
  shop.join("B");
  sell(shop.a);

  const lines = linesOf(shop.a, { from: TOMORROW });

  expect(lines).toHaveLength(3);
  expect(await audit(lines)).toMatchObject({ code: 0 });
});

test("a ledger of many transactions comes out whole, and what comes meanwhile stays out", () => {
  using shop = createShop();
  for (let count = 0; count < 150; count += 1) shop.a.write(note(count));
  const before = linesOf(shop.a);

  const lines = exportLines(shop.a.ledger(), EVERYTHING);
  const first = lines.next().value;
  shop.a.write(note(150));

  expect(before).toHaveLength(152);
  expect([first, ...lines]).toEqual(before);
});

test("tells how far it is, also when little is asked for", () => {
  using shop = createShop();
  sell(shop.a);
  const told: string[] = [];

  const lines = exportLines(shop.a.ledger(), { ...EVERYTHING, from: TOMORROW }, (done, total) => {
    told.push(`${done}/${total}`);
  });

  expect([...lines]).toHaveLength(2);
  expect(told).toEqual(["1/4", "2/4", "3/4", "4/4"]);
});

test("a damaged transaction ends the export with its name", () => {
  using shop = createShop();
  sell(shop.a);
  const { db, identity } = shop.a.ledger();
  db.exec("UPDATE tx SET bytes = CAST(replace(bytes, 'cash', 'card') AS BLOB) WHERE first > 1");

  expect(() => linesOf(shop.a)).toThrow(StoreError);
  expect(() => linesOf(shop.a)).toThrow(`Event 2 of ${identity.origin} can't be exported`);
});

interface Line {
  readonly header: string;
  readonly body?: string;
  readonly bodyHash?: string;
}

function note(count: number): Draft {
  const streams = [toStreamId("set", "receipt-foot")];
  return { kind: "setting/set", streams, body: { value: [`${count}`], over: [] } };
}

/** Another till of the shop that has heard of something by a newer one. */
function heard(shop: TestShop, events: ReadonlyArray<RawEvent>): TestTill {
  const newer = shop.join("B");
  valueOf(shop.a.ledger().receive(rawTransaction(nextPlace(newer.ledger()), events)));
  return shop.a;
}
