/**
 * Hooks that misbehave are ended and named as what needs somebody; nothing else of the till changes by them.
 *
 * Size: whole.
 */

import { existsSync } from "node:fs";
import path from "node:path";

import { describe, expect, test, vi } from "vitest";

import { listAttentionItems, listTillItems } from "../../../src/app/attention/attention-items.ts";
import { createCauses } from "../../../src/app/attention/notice-causes.ts";
import { changeSetting } from "../../../src/app/catalogue/catalogue-changes.ts";
import { createNoticeBook } from "../../../src/app/notify/notice-book.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import { type Cafe, cafeCopies, MIA } from "../../support/cafe.ts";
import { closeDrawer, countDrawer, openDrawer } from "../../support/drawer-acts.ts";
import { hook, LOOK_MS, pass, watchNotices } from "../../support/notice-desk.ts";
import { PATIENCE } from "../../support/patience.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const MINUTE_MS = 60_000;

describe.each([
  ["sleeps for ever", "exec sleep 10000", "hung for 30 s"],
  ["floods its output for ever", "exec yes", "hung for 30 s"],
  ["floods its error output for ever", "exec yes >&2", "hung for 30 s"],
  ["fails", "exit 3", "3"],
])("a hook that %s", (_, script, why) => {
  test("is named after its third try, and nothing else needs anybody", async () => {
    const shop = await shopWith(`cat > /dev/null\n${script}`);
    const { open } = shop;
    const before = itemsOf(open);

    await fails(2, shop);
    expect(itemsOf(open)).toEqual(before);
    await fails(3, shop);

    const named = itemsOf(open).filter(({ id }) => !before.some((item) => item.id === id));
    expect(named).toMatchObject([{ kind: "notify/fails", addressee: "manager" }]);
    expect(named[0]?.text).toContain("command:bad");
    expect(named[0]?.text).toContain(why);
    expect(itemsOf(open)).toHaveLength(before.length + 1);
  });

  test("holds up no sale, and writes nothing into the ledger", async () => {
    const { cafe, open } = await shopWith(`touch '$STARTED'\n${script}`);
    const { ledger } = open.till;
    const before = ledger.heads();
    cafe.clock.advance(LOOK_MS);
    cafe.clock.advance(LOOK_MS);
    await vi.waitFor(() => expect(existsSync(startedAt(open))).toBe(true), PATIENCE);
    expect(ledger.heads()).toEqual(before);

    const sold = sellGoods(open.till, ["croissant"], { cash: 1000 });

    expect(sold.order.receipts).toHaveLength(1);
  });
});

test("a hook that prints much and then takes the notice has taken it", async () => {
  const { cafe, open } = await shopWith("yes | head -c 20000000\nyes | head -c 20000000 >&2");

  await pass(cafe.clock, MINUTE_MS);

  expect(noticesOf(open)).toMatchObject([{ kind: "drawer/difference", tries: 0 }]);
  expect(noticesOf(open)[0]?.toldMs).toBeDefined();
});

interface BadShop {
  readonly cafe: Cafe;
  readonly open: OpenTill;
  readonly isEndless: boolean;
}

/** A till whose drawer needs a person, which its hook is handed. */
async function shopWith(script: string): Promise<BadShop> {
  const cafe = await newCafe();
  const open = cafe.open();
  hook(open.dir, "bad", script.replace("$STARTED", startedAt(open)));
  valueOf(changeSetting(open.till, RAVI, { key: "notify", texts: ["command:bad"] }));
  const cash = { own: minor(10_000), pieces: [], foreign: [] };
  const { id: session } = valueOf(openDrawer(open.till, MIA, { no: 1, float: cash }));
  valueOf(countDrawer(open.till, MIA, { session, cash: { ...cash, own: minor(3000) } }));
  valueOf(closeDrawer(open.till, MIA, { session, reason: "", anyway: true }));
  const causes = createCauses(open);
  watchNotices(open, (view) =>
    causes({ view, locale: "en" }).filter(({ kind }) => kind === "drawer/difference"),
  );
  return { cafe, open, isEndless: !script.includes("exit") };
}

function startedAt({ dir }: Pick<OpenTill, "dir">): string {
  return path.join(dir, "started");
}

/** Passes time until the hook has failed so often. */
async function fails(count: number, { cafe: { clock }, open, isEndless }: BadShop): Promise<void> {
  function triesMade(): number {
    return noticesOf(open)[0]?.tries ?? 0;
  }
  if (!isEndless) {
    while (triesMade() < count) await pass(clock, LOOK_MS);
    return;
  }
  await vi.waitFor(() => {
    clock.advance(LOOK_MS);
    if (triesMade() < count) throw new Error("The hook has not failed so often.");
  }, PATIENCE);
}

function noticesOf({ till }: OpenTill): ReturnType<ReturnType<typeof createNoticeBook>["notices"]> {
  return createNoticeBook(till.ledger.store).notices();
}

function itemsOf(open: OpenTill): ReturnType<typeof listTillItems> {
  const { till, jobs, clock } = open;
  const own = listTillItems({ till, jobs, clock, printing: { mesh: () => undefined } }, "en");
  return [...listAttentionItems(open, "en"), ...own];
}
