/**
 * A till whose database may not grow: SQLite says the same of it as of a full disk, and a test can
 * make room again.
 */

import { expect, test } from "vitest";

import { createSeededRandom } from "../../proof/sim/dice.ts";
import { createRegisterPort } from "../../src/app/register/register-port.ts";
import { ok } from "../../src/domain/base/result.ts";
import { type StreamId, toStreamId } from "../../src/domain/identity.ts";
import { thousandths } from "../../src/domain/money/amounts.ts";
import { type Db } from "../../src/ledger/database.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { addGoods } from "../support/acts.ts";
import { cafeCopies } from "../support/cafe.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";

const newCafe = cafeCopies();

/** After so many commits the ledger flushes by itself, though nobody comes to rest in between. */
const FLUSH_AFTER = 192;
const PAGES_PLENTY = 1_000_000;
const DAY_MS = 86_400_000;

const COFFEE = { sku: "COFFEE", quantity: thousandths(1000) };
const FULL = "The disk is full, and nothing was written: make room on it.";
const NO_ROOM = { ok: false, fault: { message: FULL } };

test("the register refuses what finds no room, in one sentence, and goes on when there is", async () => {
  const { open } = await newCafe();
  const opened = open();
  const { db } = opened.till.ledger;
  const session = valueOf(await createRegisterPort(opened, { demoStaff: [] }).logIn("1", "1111"));

  fillUp(db);
  const lines = Array.from({ length: 20 }, () => addGoods(session, COFFEE));
  const kept = session.order()?.lines.length;
  makeRoom(db);
  const after = addGoods(session, COFFEE);

  expect(lines.find(({ ok }) => !ok)).toEqual(NO_ROOM);
  expect(kept ?? 0).toBe(lines.filter(({ ok }) => ok).length);
  expect(valueOf(after).lines).toHaveLength((kept ?? 0) + 1);
});

test("who signs in on a full disk may look, and sells on the new day once there is room", async () => {
  const { open, clock } = await newCafe();
  const opened = open();
  const { ledger } = opened.till;
  const { logIn } = createRegisterPort(opened, { demoStaff: [] });
  const before = valueOf(await logIn("1", "1111"));
  valueOf(addGoods(before, COFFEE));
  clock.set(clock.nowMs() + DAY_MS);

  fillUp(ledger.db);
  useUp(ledger);
  const session = valueOf(await logIn("1", "1111"));
  const refused = [addGoods(session, COFFEE), session.perform({ act: "clock-in" })];
  const shown = session.order();
  session.newOrder();
  const shownNext = session.order();
  makeRoom(ledger.db);
  const sold = valueOf(addGoods(session, COFFEE));

  expect(session.notice).toBe(FULL);
  expect(refused).toEqual([NO_ROOM, NO_ROOM]);
  expect(shown?.day).toBe("2026-11-20");
  expect(shownNext).toBeUndefined();
  expect(sold).toMatchObject({ number: "A1", day: "2026-11-21", lines: [{ sku: "COFFEE" }] });
  expect(session.order()?.id).toBe(sold.id);
  expect(opened.till.days().now).toBe("2026-11-21");
});

test("a sale that is durable is a sale, though the state that it left can't be written down", async () => {
  const { open } = await newCafe();
  const { ledger } = open().till;
  const { db } = ledger;
  const random = createSeededRandom("full disk");
  let commits = 0;

  // Room for each commit and none right after it: where the ledger flushes by itself.
  while (commits <= FLUSH_AFTER) {
    makeRoom(db);
    // Nothing that could be packed into the room of before.
    const body = { value: Buffer.from(random.bytes(500)).toString("hex"), over: [] };
    const events = [
      { kind: "setting/set", streams: [toStreamId("set", "receipt-foot")], body } as const,
    ];
    const done = ledger.commit({
      by: "1",
      name: "set",
      decide: () => ok({ events }),
      also: () => {
        fillUp(db);
      },
    });
    commits += Number(done.ok);
  }

  expect(() => {
    ledger.flush();
  }).toThrow("full");
  makeRoom(db);
  ledger.flush();
  expect(verifyLedger(ledger).findings).toEqual([]);
});

test("a till closes on a full disk, and the next one finds every sale", async () => {
  const { open } = await newCafe();
  const first = open();
  const { receipts } = sellGoods(first.till, ["espresso"], { cash: 1000 });
  fillUp(first.till.ledger.db);

  await first.close();

  const second = open();
  expect(second.jobs.ofDocument(receipts[0]?.id ?? "")).toHaveLength(1);
  expect(sellGoods(second.till, ["espresso"], { cash: 1000 }).receipts).toHaveLength(1);
});

function fillUp(db: Db): void {
  db.pragma(`max_page_count=${Number(db.pragma("page_count", { simple: true }))}`);
}

/** What is left in the pages that are there already; the smallest event has none afterwards. */
function useUp(ledger: Ledger): void {
  const streams: [StreamId] = [toStreamId("set", "n")];
  const body = { value: 0, over: [] };
  const events = [{ kind: "setting/set", streams, body } as const];
  expect(() => {
    for (;;) ledger.commit({ by: "1", name: "set", decide: () => ok({ events }) });
  }).toThrow("full");
}

function makeRoom(db: Db): void {
  db.pragma(`max_page_count=${PAGES_PLENTY}`);
}
