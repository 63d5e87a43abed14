/** What stands beside the events: where and when they are filed. A wrong word there is found, or harmless. */

import { describe, expect, test } from "vitest";

import { verifyLedger } from "../../src/ledger/verify.ts";
import { setting } from "../support/one-setting.ts";
import { createShop, promotion, synchronise, type TestShop } from "../support/shop.ts";
import { sealAll } from "../support/upkeep.ts";
import { expectWellFolded } from "../support/well-folded.ts";

const LAST = "WHERE arrival = (SELECT max(arrival) FROM segment)";

describe("the check of a ledger finds", () => {
  test.each([
    ["a row of another day", "UPDATE tx SET day = '2020-01-01'", "another day"],
    ["a segment of another day", `UPDATE segment SET day = '2020-01-01' ${LAST}`, "another day"],
    [
      "a number that is not its own",
      `UPDATE segment SET arrival = 1000 ${LAST}`,
      "when its segment",
    ],
    [
      "a first number too small",
      `UPDATE segment SET since = since - 1 ${LAST}`,
      "when its segment",
    ],
    ["a first number too big", `UPDATE segment SET since = since + 1 ${LAST}`, "when its segment"],
    ["no numbers", `UPDATE segment SET arrivals = '[]' ${LAST}`, "when its segment"],
    ["numbers of others", `UPDATE segment SET arrivals = '[[1,5]]' ${LAST}`, "when its segment"],
    ["numbers in disorder", `UPDATE segment SET arrivals = '[[4,3],[3,2]]' ${LAST}`, "when its"],
    ["numbers that are none", `UPDATE segment SET arrivals = 'x' ${LAST}`, "when its segment"],
    [
      "two that came at one time",
      "UPDATE segment SET since = 1, arrivals = '[[1,1],[' || (arrival - 3) || ',4]]' WHERE first = 6",
      "differs from the events",
    ],
    ["a wrong count", `UPDATE segment SET transactions = 7 ${LAST}`, "say that there are"],
    ["a copy of another time", "UPDATE sealed_control SET arrival = 0", "who belongs to the shop"],
    ["a copy of another place", "UPDATE sealed_control SET last = last + 1", "who belongs"],
    ["a copy of another chain", "UPDATE sealed_control SET origin = 'x'", "who belongs"],
    [
      "a copy with other words",
      "UPDATE sealed_control SET bytes = CAST(replace(bytes, 'Till B', 'Till X') AS BLOB)",
      "who belongs to the shop",
    ],
    ["an empty index", "DELETE FROM stream_place", "first at stream_place"],
    ...["min", "max"].map((which) => [
      `an index without its ${which} entries`,
      `DELETE FROM stream_place WHERE (stream, place) IN
       (SELECT stream, ${which}(place) FROM stream_place GROUP BY stream)`,
      "first at stream_place",
    ]),
    [
      "an index that points elsewhere",
      "UPDATE stream_place SET place = place + 1 WHERE place = (SELECT min(place) FROM stream_place)",
      "first at stream_place",
    ],
    [
      "an index that says it goes further",
      "UPDATE local SET value = '99' WHERE key = 'placed'",
      "first at",
    ],
  ])("%s", async (_, statement, words) => {
    using shop = await createFiled();
    shop.a.ledger().db.exec(statement);
    shop.a.reopen();

    const sentences = verifyLedger(shop.a.ledger()).findings.map(({ sentence }) => sentence);

    expect(sentences.join(" ")).toContain(words);
  });
});

describe("what is worked out again does no harm where", () => {
  test.each([
    [
      "an index points to nothing",
      "INSERT INTO stream_place SELECT stream, 999 FROM stream_place GROUP BY 1",
    ],
    ["an index says that it is behind", "UPDATE local SET value = '3' WHERE key = 'placed'"],
    ["an index doesn't say how far it goes", "DELETE FROM local WHERE key = 'placed'"],
    ["a row says that it came last", "UPDATE tx SET arrival = 1000 WHERE arrival = 27"],
    ["rows are said to be behind", "UPDATE generation SET flushed = flushed - 3"],
    ["rows are of no known epoch", "UPDATE generation SET epoch = 'x'"],
    ["rows are of nobody's rules", "UPDATE generation SET versions = 'x'"],
    ["rows are gone", "UPDATE generation SET state = 2"],
    [
      "rows are forgotten",
      "DELETE FROM generation; DROP TABLE projection_1; DROP TABLE sums_1; DROP TABLE tags_1",
    ],
  ])("%s", async (_, statement) => {
    using shop = await createFiled();
    const [a, , late] = shop.tills();
    if (a === undefined || late === undefined) throw new Error("There are three tills.");
    a.ledger().db.exec(statement);
    a.reopen();
    expect(verifyLedger(a.ledger()).findings).toEqual([]);

    // Folds some streams anew, by way of the index.
    synchronise(late, a);
    await sealAll(a.ledger());

    expect(verifyLedger(a.ledger()).findings).toEqual([]);
    expectWellFolded(a.ledger());
  });
});

/** Segments, some rows behind them, and one that is not written down yet; C has something to tell. */
async function createFiled(): Promise<TestShop> {
  const shop = createShop("filed", { cut: { events: 5, bytes: 1_000_000 } });
  const [b, c] = [shop.join("B"), shop.join("C")];
  for (let value = 0; value < 20; value += 1) shop.a.write(setting(value, `x${value % 3}`));
  shop.a.write(promotion(b));
  b.write(setting(1, "x0"));
  synchronise(b, shop.a);
  await sealAll(shop.a.ledger());
  shop.a.write(setting(100, "x0"));
  shop.a.write(setting(101, "x1"));
  shop.a.ledger().flush();
  shop.a.write(setting(102, "x2"));
  c.clock.set(0);
  for (const name of ["x0", "x1", "x2"]) c.write(setting(-1, name));
  return shop;
}
