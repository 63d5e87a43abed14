/** The commands of an evening with a tablet that is off, lost or stolen are typed as docs/handheld.md shows them. */

import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { closeOwnZ } from "../../src/app/day/close-day.ts";
import { enrolBar } from "../support/cafe-bar.ts";
import { CAFE_START_MS, cafeCopies } from "../support/cafe.ts";
import { wordsOfCommand } from "../support/documented-commands.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { synchroniseLedgers } from "../support/shop.ts";
import { tillFrom } from "../support/till-here.ts";

const HOUR_MS = 3_600_000;
const till = tillFrom(CAFE_START_MS + HOUR_MS);
const newCafe = cafeCopies();
const ENV = { TILL_STAFF: "4", TILL_PIN: "4444" };
/** As long as G has no link, and nobody has said that it is gone, the day is incomplete. */
const CODES = [8, 8, 8, 0, 0, 0];

test("docs/handheld.md shows what to type in an evening with six tablets, and what is said then", async () => {
  const cafe = await newCafe();
  const a = cafe.open();
  const g = await enrolBar(cafe, a.till, { code: "G", name: "Terrace", seed: 7 });
  sellGoods(a.till, ["100"], { cash: 500 });
  sellGoods(g.till, ["100"], { cash: 500 });
  await a.close();

  const rows = rowsOfSection();
  expect(rows).toHaveLength(CODES.length);
  for (const [at, { command, says }] of rows.entries()) {
    if (command.includes("--day")) {
      // It is on again, and makes the Z that it owes.
      const counter = cafe.open();
      synchroniseLedgers(counter.till.ledger, g.till.ledger);
      closeOwnZ(g.till, g.till.days().now);
      synchroniseLedgers(g.till.ledger, counter.till.ledger);
      await counter.close();
    }
    const { stdout, stderr, code } = await till([...wordsOfCommand(command), "--store", cafe.dir], {
      env: ENV,
    });
    expect(stdout + stderr).toContain(says);
    expect([command, code]).toEqual([command, CODES[at]]);
  }
});

interface Row {
  readonly command: string;
  readonly says: string;
}

function rowsOfSection(): ReadonlyArray<Row> {
  const page = readFileSync("docs/handheld.md", "utf8");
  const section = page.slice(page.indexOf("## The evening"));
  return Array.from(
    section.matchAll(/^\|[^|]+\| `(till [^`]+)` +\| (.+?) +\|$/gmu),
    ([, command = "", says = ""]) => ({ command, says }),
  );
}
