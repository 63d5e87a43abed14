/** Stores as builds of before left them: without segments, and with streams filed under other numbers. */

import { expect, test } from "vitest";

import { type Ledger } from "../../src/ledger/ledger.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { openOneOn, sellOne } from "../support/one-sale.ts";
import { setting } from "../support/one-setting.ts";
import { createShop, synchroniseAll } from "../support/shop.ts";
import { sealAll } from "../support/upkeep.ts";
import { expectWellFolded } from "../support/well-folded.ts";

test("loses nothing when a store of the first version is opened", async () => {
  using shop = createShop("old", { cut: { events: 20, bytes: 1_000_000 } });
  const { a } = shop;
  const b = shop.join("B");
  const k = shop.join("K", ["kitchen"]);
  for (let sale = 0; sale < 9; sale += 1) sellOne(sale % 2 === 0 ? a : b);
  // What K says here counts for nothing, which was remembered elsewhere before.
  k.write(setting(1));
  const copy = shop.clone(b);
  for (const till of [b, copy]) sellOne(till);
  synchroniseAll(shop.tills());
  a.ledger().flush();
  const before = looksOf(a.ledger());
  toFirstVersion(a.ledger());

  a.reopen();

  expect(looksOf(a.ledger())).toEqual(before);
  expect(verifyLedger(a.ledger()).findings).toEqual([]);
  expect(sellOne(a)).toBe("A-000006");
  await sealAll(a.ledger());
  expect(
    a
      .ledger()
      .pieces()
      .some(({ isPacked }) => isPacked),
  ).toBe(true);
  expect(verifyLedger(a.ledger()).findings).toEqual([]);
  expectWellFolded(a.ledger());
  a.reopen();
  expect(verifyLedger(a.ledger()).findings).toEqual([]);
});

test("loses nothing when a store of the second version is opened", async () => {
  using shop = createShop("filed otherwise", { cut: { events: 20, bytes: 1_000_000 } });
  const { a } = shop;
  for (let sale = 0; sale < 9; sale += 1) sellOne(a);
  await sealAll(a.ledger());
  sellOne(a);
  a.ledger().flush();
  const before = looksOf(a.ledger());
  a.ledger().db.exec(`
    ${SECOND_INDEX}
    ${NO_REVISIONS} PRAGMA user_version = 2;
  `);

  a.reopen();

  expect(looksOf(a.ledger())).toEqual(before);
  expect(sellOne(a)).toBe("A-000011");
  a.ledger().flush();
  expect(verifyLedger(a.ledger()).findings).toEqual([]);
  expectWellFolded(a.ledger());
  a.reopen();
  expect(verifyLedger(a.ledger()).findings).toEqual([]);
});

test("a till of the build before that still runs can't write into what it doesn't know", () => {
  using shop = createShop("still running");
  const { a } = shop;
  sellOne(a);
  a.ledger().flush();
  a.ledger().db.exec(`${SECOND_INDEX} ${NO_REVISIONS} PRAGMA user_version = 2;`);
  const note = a.ledger().db.prepare("INSERT OR IGNORE INTO stream_at VALUES (1, 1)");
  expect(note.run().changes).toBe(1);

  a.openBeside().close();

  expect(() => note.run()).toThrow("no such table: stream_at");
});

test("a till says that a newer build took its ledger over, and writes nothing more", () => {
  using shop = createShop("taken over");
  const { a } = shop;
  sellOne(a);
  const before = looksOf(a.ledger());
  a.ledger().db.pragma("user_version = 99");

  expect(() => sellOne(a)).toThrow(
    /^A newer tillmesh has taken this ledger over: start this till again\./,
  );
  expect(looksOf(a.ledger())).toEqual(before);
  a.ledger().db.pragma("user_version = 5");
});

test("reads nothing by an index that does not go as far as the rows of another build", () => {
  using shop = createShop("index behind");
  const { a } = shop;
  const { id } = openOneOn(a.ledger(), "A");
  for (let sale = 0; sale < 6; sale += 1) sellOne(a);
  a.ledger().flush();
  const before = a.ledger().read((view) => view.state("order", id));
  a.ledger().db.exec(`
    DELETE FROM stream_place;
    DELETE FROM local WHERE key = 'placed';
    UPDATE generation SET versions = 'another build';
  `);

  a.update({ refoldAtOnce: 2 });

  expect(a.ledger().read((view) => view.state("order", id))).toEqual(before);
  expectWellFolded(a.ledger());
});

/** Secrets were rows that were signed apart, found by their ids alone. */
const NO_REVISIONS = `
  DROP TABLE secret_value; DROP TABLE secret_room; DROP TABLE secret_wait;
  ALTER TABLE words RENAME TO secrets;
  DROP INDEX print_jobs_tickets;
  DROP INDEX print_jobs_noted;
  DROP INDEX secrets_by_revision;
  ALTER TABLE secrets DROP COLUMN revision;
  ALTER TABLE print_jobs DROP COLUMN note;
`;

/** The index of streams had another name and other numbers. */
const SECOND_INDEX = `
  CREATE TABLE stream_at (
    stream INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (stream, place)
  ) WITHOUT ROWID;
  INSERT INTO stream_at SELECT -stream, place FROM stream_place;
  DROP TABLE stream_place;
  UPDATE local SET key = 'indexed' WHERE key = 'placed';
`;

/** The ledger's own table is what it was; the folded state had one set of tables and other local words. */
function toFirstVersion({ db, store }: Ledger): void {
  const id = store.generations.newest()?.id ?? 0;
  expect(db.prepare("SELECT count(*) FROM segment").pluck().get()).toBe(0);
  db.exec(`
    CREATE TABLE stream_tx (
      stream TEXT NOT NULL, arrival INTEGER NOT NULL, PRIMARY KEY (stream, arrival)
    ) WITHOUT ROWID;
    INSERT INTO stream_tx SELECT 'order/' || place, place FROM stream_place GROUP BY place;
    CREATE TABLE projection (stream TEXT PRIMARY KEY, row TEXT NOT NULL) WITHOUT ROWID;
    INSERT INTO projection SELECT stream, '{}' FROM projection_${id};
    CREATE TABLE sums (key TEXT PRIMARY KEY, amount INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO sums SELECT * FROM sums_${id};
    CREATE TABLE tags (
      tag TEXT NOT NULL, stream TEXT NOT NULL, PRIMARY KEY (tag, stream)
    ) WITHOUT ROWID;
    INSERT INTO tags SELECT * FROM tags_${id};
    INSERT INTO local SELECT 'flushed', flushed FROM generation;
    INSERT INTO local SELECT 'epoch', epoch FROM generation;
    INSERT INTO local SELECT 'barred', barred FROM generation;
    INSERT INTO local SELECT 'forked', forked FROM generation;
    DELETE FROM local WHERE key = 'placed';
    DROP TABLE segment; DROP TABLE sealed_control; DROP TABLE stream_place; DROP TABLE generation;
    DROP TABLE projection_${id}; DROP TABLE sums_${id}; DROP TABLE tags_${id};
    ${NO_REVISIONS}
    PRAGMA user_version = 1;
  `);
}

function looksOf(ledger: Ledger): unknown {
  return [
    ledger.read((view) => [view.sums(""), view.lastTagged("", 100)]),
    [...ledger.heads()],
    ledger.attention(),
    ledger
      .quarantined()
      .map(({ origin, fromSeq, toSeq, reason }) => [origin, fromSeq, toSeq, reason]),
    [...ledger.store.after(0)].map(({ hash }) => hash),
    ledger.db.prepare("SELECT id, row FROM words").all(),
    ledger.db.prepare("SELECT key, value FROM local WHERE key = 'identity'").all(),
  ];
}
