/** How much one writer can have others keep of secrets: up to the bound it is kept, one beyond is not. */

import { expect, test } from "vitest";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { type Hash } from "../../src/domain/identity.ts";
import { endsOf } from "../../src/ledger/exchange.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { createSecretTable, SECRET_VALUE_MAX } from "../../src/ledger/secret-table.ts";
import {
  secretWritten,
  DAY_MS,
  SECRET_BYTES_MAX,
  SECRET_ROWS_MAX,
} from "../../src/ledger/secrets.ts";
import { createShop, synchroniseAll, type TestTill } from "../support/shop.ts";

const BIG_BYTES = (SECRET_VALUE_MAX / 4) * 3;
/** So many of the biggest fit. */
const FITTING = Math.floor(SECRET_BYTES_MAX / SECRET_VALUE_MAX);
const MB = 1024 * 1024;

test("bytes: what fits is kept, one more is neither kept nor asked for, and others are not held up", () => {
  using shop = createShop();
  const [b, c] = [shop.join("B"), shop.join("C")];
  const ids = idsOf(FITTING + 2);
  nameAll(b, ids);
  c.ledger().secrets.put("customer/of-c", Buffer.from("c"));
  synchroniseAll([shop.a, b, c]);
  const { secrets } = shop.a.ledger();
  expect(lacksOf(shop.a).names).toHaveLength(ids.length + 1);

  const taken = ids.map((id) => secrets.receive(rowOf(id)));

  expect(taken.filter((isTaken) => isTaken)).toHaveLength(FITTING);
  expect(taken.slice(FITTING)).toEqual([false, false]);
  expect(secrets.lacks().names.map(({ id }) => id)).toEqual(["customer/of-c"]);
  expect(bytesOf(shop.a.ledger(), b)).toBeLessThanOrEqual(SECRET_BYTES_MAX);
  expect(secrets.receive(c.ledger().secrets.rows()[0])).toBe(true);
  // Which of them are here is nobody's affair.
  expect(secrets.lacks().digest).toBe(lacksOf(c).digest);
});

test("rows: the last that fits is taken, one more is not", () => {
  using shop = createShop();
  const b = shop.join("B");
  const ledger = shop.a.ledger();
  fillRows(ledger, b, SECRET_ROWS_MAX - 1);
  b.ledger().secrets.put("customer/last", Buffer.from("last"));
  b.ledger().secrets.put("customer/beyond", Buffer.from("beyond"));
  synchroniseAll([shop.a, b]);
  const [beyond, last] = b.ledger().secrets.rows();

  expect(ledger.secrets.lacks().names).toHaveLength(2);
  expect(ledger.secrets.receive(last)).toBe(true);
  expect(ledger.secrets.receive(beyond)).toBe(false);
  expect(ledger.secrets.lacks().names).toEqual([]);
});

test("who has filled its own room and names what others write keeps theirs from nobody", () => {
  using shop = createShop();
  const [b, c] = [shop.join("B"), shop.join("C")];
  const ledger = shop.a.ledger();
  fillRows(ledger, b, SECRET_ROWS_MAX);
  const value = Buffer.from("the name's key");
  c.ledger().secrets.put("customer/1", value);
  // B is senior, and says the same.
  b.write(secretWritten("customer/1", value));
  synchroniseAll([shop.a, b, c]);

  expect(ledger.secrets.lacks().names).toMatchObject([{ id: "customer/1" }]);
  expect(ledger.secrets.receive(c.ledger().secrets.rows()[0])).toBe(true);
});

test("a disk that is nearly full takes none, asks for none, and both once it has room", () => {
  using shop = createShop();
  const b = shop.join("B");
  const ids = idsOf(3);
  nameAll(b, ids);
  synchroniseAll([shop.a, b]);
  let freeBytes = 90 * MB;
  const ledger = openLedger(shop.a.dir, {
    clock: shop.a.clock,
    random: createSeededRandom("disk"),
    offsetMinutes: () => 60,
    diskSpace: () => ({ freeBytes, totalBytes: 4000 * MB }),
  });

  expect(ledger.secrets.lacks().names).toEqual([]);
  expect(ids.map((id) => ledger.secrets.receive(rowOf(id)))).toEqual([false, false, false]);
  freeBytes = 3000 * MB;
  shop.a.clock.advance(60_000);

  expect(ledger.secrets.lacks().names).toHaveLength(3);
  expect(ids.map((id) => ledger.secrets.receive(rowOf(id)))).toEqual([true, true, true]);
  ledger.close();
});

test("what a till named that counts no more is within its bound, and gone a day after a purge", () => {
  using shop = createShop();
  const b = shop.join("B");
  const before = endsOf(b.ledger().heads()).filter(({ origin }) => origin.startsWith(b.device));
  const ids = idsOf(20);
  nameAll(b, ids);
  synchroniseAll([shop.a, b]);
  const { secrets } = shop.a.ledger();
  for (const id of ids) secrets.receive(rowOf(id));
  const body = { device: b.device, heads: before, reason: "stolen" };

  shop.a.write({ kind: "device/revoked", streams: [], body });
  passDays(shop.a, 30);
  expect(bytesOf(shop.a.ledger(), b)).toBe(20 * SECRET_VALUE_MAX);
  shop.a.write({ kind: "chain/purged", streams: [], body: { device: b.device, reason: "" } });
  passDays(shop.a, 3, 30);

  expect(bytesOf(shop.a.ledger(), b)).toBe(0);
  expect(createSecretTable(shop.a.ledger().db).names()).toEqual([]);
});

test("what nobody has is listed once, and not at each look", () => {
  using shop = createShop();
  const b = shop.join("B");
  const ids = idsOf(3000);
  nameAll(b, ids);
  synchroniseAll([shop.a, b]);
  const { secrets } = shop.a.ledger();
  const { names } = lacksOf(shop.a);
  expect(names).toHaveLength(ids.length);

  expect(secrets.lacks().names).toBe(names);
  secrets.receive(rowOf(ids[0] ?? ""));
  expect(secrets.lacks().names).toHaveLength(ids.length - 1);
});

function idsOf(count: number): ReadonlyArray<string> {
  return Array.from({ length: count }, (_, at) => `customer/${String(at).padStart(6, "0")}`);
}

function valueOf(id: string): Buffer {
  return Buffer.alloc(BIG_BYTES, id);
}

function rowOf(id: string) {
  return { id, value: valueOf(id).toString("base64") };
}

/** As many at once as a transaction takes. */
function nameAll(till: TestTill, ids: ReadonlyArray<string>): void {
  for (let at = 0; at < ids.length; at += 150) {
    till.write(...ids.slice(at, at + 150).map((id) => secretWritten(id, valueOf(id))));
  }
}

/** With values that were taken long ago. */
function fillRows({ db }: Ledger, { device }: TestTill, count: number): void {
  const table = createSecretTable(db);
  db.write(() => {
    for (const id of idsOf(count)) {
      table.add({ id: `${id}/old`, value: "AAAA", hash: "0".repeat(64) as Hash }, device);
    }
  });
}

function bytesOf({ db }: Ledger, { device }: TestTill): number {
  return createSecretTable(db).roomOf(device).bytes;
}

/** Looked through to the end. */
function lacksOf({ ledger }: TestTill) {
  const { secrets } = ledger();
  while (secrets.lacks().digest === undefined);
  return secrets.lacks();
}

function passDays({ ledger }: TestTill, days: number, from = 0): void {
  for (let day = from; day <= from + days; day += 1) {
    ledger().secrets.waits.look({ nowMs: day * DAY_MS, isHeard: true, days: 7 });
  }
}
