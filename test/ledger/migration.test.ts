/** Stores of another version, and an index that another build has left behind. */

import { expect, test } from "vitest";

import { migrate } from "../../src/ledger/database.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { openOneOn, sellOne } from "../support/one-sale.ts";
import { createShop } from "../support/shop.ts";
import { expectWellFolded } from "../support/well-folded.ts";

const FIRST = "CREATE TABLE note (text TEXT NOT NULL);";
const SECOND = "ALTER TABLE note ADD COLUMN room INTEGER NOT NULL DEFAULT 3;";

test("a store of an older version takes the steps that it lacks, and loses nothing", () => {
  using shop = createShop("steps");
  const { db } = shop.a.ledger();
  db.pragma("user_version = 0");
  migrate(db, [FIRST]);
  db.exec("INSERT INTO note VALUES ('kept')");

  migrate(db, [FIRST, SECOND]);

  expect(db.prepare("SELECT text, room FROM note").all()).toEqual([{ text: "kept", room: 3 }]);
  expect(db.pragma("user_version", { simple: true })).toBe(2);
});

test("a step that fails leaves the store as it was", () => {
  using shop = createShop("broken step");
  const { db } = shop.a.ledger();
  db.pragma("user_version = 0");
  migrate(db, [FIRST]);

  expect(() => {
    migrate(db, [FIRST, SECOND, "CREATE TABLE note (text TEXT)"]);
  }).toThrow("already exists");

  expect(db.prepare("SELECT * FROM pragma_table_info('note')").all()).toHaveLength(1);
  expect(db.pragma("user_version", { simple: true })).toBe(1);
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
  a.ledger().db.pragma("user_version = 1");
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
