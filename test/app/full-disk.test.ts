/**
 * A till whose database may not grow: SQLite says the same of it as of a full disk, and a test can
 * make room again.
 */

import { expect, test } from "vitest";

import { createRegisterPort } from "../../src/app/register-port.ts";
import { toStreamId } from "../../src/domain/identity.ts";
import { ok } from "../../src/domain/result.ts";
import { type Db } from "../../src/ledger/database.ts";
import { verifyLedger } from "../../src/ledger/verify.ts";
import { cafeCopies } from "../support/cafe.ts";
import { sellGoods } from "../support/sell-goods.ts";
import { valueOf } from "../support/shop.ts";

const newCafe = cafeCopies();

/** After so many commits the ledger flushes by itself. */
const FLUSH_AFTER = 64;
const PAGES_PLENTY = 1_000_000;

test("the register refuses what finds no room, in one sentence, and goes on when there is", async () => {
  const { open } = await newCafe();
  const opened = open();
  const { db } = opened.till.ledger;
  const session = valueOf(await createRegisterPort(opened, { demoStaff: [] }).logIn("1", "1111"));
  const coffee = { sku: "COFFEE", quantity: 1000 } as Parameters<typeof session.addGoods>[0];

  fillUp(db);
  const lines = Array.from({ length: 20 }, () => session.addGoods(coffee));
  const kept = session.order()?.lines.length;
  makeRoom(db);
  const after = session.addGoods(coffee);

  expect(lines.find(({ ok }) => !ok)).toEqual({
    ok: false,
    fault: { message: "The disk is full, and nothing was written: make room on it." },
  });
  expect(kept ?? 0).toBe(lines.filter(({ ok }) => ok).length);
  expect(valueOf(after).lines).toHaveLength((kept ?? 0) + 1);
});

test("a sale that is durable is a sale, though the state that it left can't be written down", async () => {
  const { open } = await newCafe();
  const { ledger } = open().till;
  const { db } = ledger;
  let commits = 0;

  // Room for each commit and none right after it: where the ledger flushes by itself.
  while (commits <= FLUSH_AFTER) {
    makeRoom(db);
    const body = { value: `Guests ${commits}`, over: [] };
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

function makeRoom(db: Db): void {
  db.pragma(`max_page_count=${PAGES_PLENTY}`);
}
