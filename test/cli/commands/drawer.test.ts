/** Cash drawers at the command line: a day of one, blind counts, two drawers and a pouch, and what is refused. */

import { describe, expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { ledgerSnapshot } from "../../support/ledger-snapshot.ts";
import { shopCopies } from "../../support/shop-copies.ts";
import { tillHere as till } from "../../support/till-here.ts";

const shopCopy = shopCopies();
const RAVI = { TILL_STAFF: "4", TILL_PIN: "4444" } as const;

type Words = ReadonlyArray<string>;

async function shop() {
  const store = await shopCopy();
  return {
    store,
    mia: (...words: Words) => till([...words, "--store", store], { env: MIA }),
    ravi: (...words: Words) => till([...words, "--store", store], { env: RAVI }),
  };
}

describe("a drawer", () => {
  test("is opened, sold from, moved, counted and closed, and begins with what stayed", async () => {
    const { mia, ravi } = await shop();

    expect(await mia("drawer", "open", "10*10", "50*1")).toMatchObject({
      code: 0,
      stdout: "Drawer A1 is open with 150.00 EUR.\n",
    });
    expect((await mia("sell", "croissant", "--cash", "5")).code).toBe(0);
    expect((await ravi("drawer", "out", "12.50", "milk")).stdout).toBe(
      "Drawer A1: 12.50 EUR paid out.\n",
    );
    expect((await mia("drawer", "drop", "50", "full")).stdout).toBe(
      "Drawer A1: 50.00 EUR went into the safe.\n",
    );
    const list = await ravi("drawer", "list");
    expect(list.stdout).toMatch(/^ {2}Expected +90\.10$/mu);

    const refusedClose = await mia("drawer", "close", "80");
    expect(refusedClose).toMatchObject({ code: 5, stdout: "" });
    expect(refusedClose.stderr).toContain("The count is written; the drawer is still open.");
    expect(refusedClose.stderr).toContain("It differs by -10.10: say why");
    const closed = await mia("drawer", "close", "--reason", "a note is missing", "--leaves", "75");
    expect(closed).toMatchObject({ code: 0 });
    expect(closed.stdout).toMatch(/^ {2}Stays in the drawer +75\.00\n {2}Into the safe +5\.00$/mu);

    expect((await mia("drawer", "open")).stdout).toBe("Drawer A1 is open with 75.00 EUR.\n");
    expect((await ravi("drawer", "safe", "show")).stdout).toMatch(/-95\.00 EUR$/mu);
  });

  test("is counted blind by who may not see reports, who sees their own count alone", async () => {
    const { mia, ravi } = await shop();
    await mia("drawer", "open", "150");
    await mia("sell", "croissant", "--cash", "5");
    await ravi("drawer", "count", "150");

    const before = await mia("drawer", "list", "--json");
    expect(before.stdout).not.toContain("15260");
    expect(JSON.parse(before.stdout)).toMatchObject({
      open: [{ expected: null, counts: [{ by: "4", blind: false, expected: null }] }],
    });
    const nobody = await till(["drawer", "list", "--json", "--store", (await shop()).store]);
    expect(nobody.code).toBe(0);

    const counted = await mia("drawer", "count", "152.60", "--json");
    expect(JSON.parse(counted.stdout)).toMatchObject({
      drawer: {
        expected: null,
        counts: [
          { by: "4", expected: null },
          { by: "1", blind: true, expected: { own: 15_260 }, difference: 0 },
        ],
      },
    });
  });

  test("beyond ten times the limit is closed with somebody's word, or anyway", async () => {
    const { mia, ravi, store } = await shop();
    await mia("drawer", "open", "150");
    await mia("drawer", "count", "90");
    const why = ["--reason", "no idea"];
    expect(await mia("drawer", "close", ...why)).toMatchObject({ code: 4 });

    await mia("drawer", "close", ...why, "--yes");
    const listed = await till(["drawer", "list", "--json", "--store", store], { env: RAVI });

    expect(JSON.parse(listed.stdout)).toMatchObject({
      open: [],
      closed: [{ closed: { difference: -6000, lacks: "approval", reason: "no idea" } }],
    });
    expect(await mia("drawer", "close", "--drawer", "A1")).toMatchObject({ code: 5 });
    expect(await mia("drawer", "count", "95", "--drawer", "A1")).toMatchObject({ code: 0 });
    expect((await ravi("drawer", "list")).stdout).toMatch(/, Mia +95\.00$/mu);
  });

  test("is one of two at a till, or somebody's pouch, and each sells from the one that they took", async () => {
    const { mia, ravi } = await shop();
    await ravi("drawer", "open", "50");
    await mia("drawer", "open", "40", "--no", "2");
    await ravi("drawer", "open", "30", "--pouch");

    await mia("sell", "croissant", "--cash", "5");
    await ravi("sell", "croissant", "--cash", "5");
    expect(await mia("drawer", "take", "4")).toEqual(
      refused(5, "It is the pouch of Ravi: take a drawer of the till."),
    );
    expect((await mia("drawer", "take", "a1")).stdout).toBe(
      "You sell from now on from: Drawer A1.\n",
    );
    await mia("sell", "croissant", "--cash", "5");

    const { open } = JSON.parse((await ravi("drawer", "list", "--json")).stdout) as {
      readonly open: ReadonlyArray<{ readonly name: string; readonly expected: { own: number } }>;
    };
    expect(open.map(({ name, expected }) => [name, expected.own])).toEqual([
      ["4", 3260],
      ["A1", 5260],
      ["A2", 4260],
    ]);
  });

  test("is not needed at a till that takes no cash, and its day closes all the same", async () => {
    const { mia, ravi } = await shop();
    const paid = JSON.parse((await mia("sell", "croissant", "--cash", "5", "--json")).stdout) as {
      readonly receipts: readonly [{ readonly number: string }];
    };
    expect(await ravi("settings", "set", "cashless-tills", "b-1")).toMatchObject({ code: 2 });
    await ravi("settings", "set", "cashless-tills", "A");

    const noCash = refused(5, "This till takes no cash: pay by card (F12).");
    expect(await mia("sell", "croissant", "--cash", "5")).toEqual(noCash);
    const [{ number }] = paid.receipts;
    expect(await ravi("refund", number, "1", "--reason", "stale")).toEqual(noCash);
    expect((await mia("sell", "croissant", "--card")).code).toBe(0);
    expect((await ravi("drawer", "x")).code).toBe(0);
    expect(await ravi("close")).toMatchObject({ code: 0, stderr: "" });
  });

  test("is asked for, or needed, where the shop says so", async () => {
    const { mia, ravi } = await shop();
    await ravi("settings", "set", "drawer-needed", "ask");

    expect(await mia("sell", "croissant", "--cash", "5")).toEqual(
      refused(5, "No drawer is open here: `till drawer open` first, or say --without-drawer."),
    );
    expect((await mia("sell", "croissant", "--card")).code).toBe(0);
    expect((await mia("sell", "croissant", "--cash", "5", "--without-drawer")).code).toBe(0);
    await ravi("settings", "set", "drawer-needed", "refuse");
    expect(await mia("sell", "croissant", "--cash", "5", "--without-drawer")).toEqual(
      refused(5, "No drawer is open here: `till drawer open` first."),
    );
  });
});

test.for<readonly [string, number, string | RegExp]>([
  ["drawer open", 2, /Nothing stayed there from before/u],
  ["drawer open -5", 2, /-5/u],
  ["drawer open 3*3", 2, /^There is no coin or note of 3 EUR: 500\.00, /u],
  ["drawer open 2x20", 2, "Nobody rolls 20 EUR: say how many, such as 40*20."],
  ["drawer open 20 10*5", 2, /^Say one sum, or pieces/u],
  ["drawer open 10000000", 2, /is no cash/u],
  ["drawer open 999999*500", 2, /^That is no sum of cash: from 0 to 9999999\.99/u],
  ["drawer open xyz50", 2, '"xyz" is no currency known here.'],
  ["drawer open eur50", 2, "EUR is the shop's own money: say 50."],
  ["drawer open 50 --no 10", 2, "10 is no number of a drawer: 1 to 9."],
  ["drawer take B7", 3, /^There is no such drawer/u],
  ["drawer count 20 --drawer B7", 3, /^There is no such drawer/u],
  ["drawer count 20", 5, "No drawer is open here: `till drawer open` first."],
  ["drawer close", 5, "No drawer is open here: `till drawer open` first."],
  ["drawer close 20 --leaves much", 2, /^--leaves "much" is no amount/u],
  ["drawer close --slips card=5", 2, /^--slips is part of a count/u],
  ["drawer count 20 --slips card", 2, /says no slips/u],
  ["drawer in 20 coins", 5, "No drawer is open here: `till drawer open` first."],
  ["drawer nosale ring", 4, "Mia may not move cash beside sales: ask someone who may."],
  ["drawer safe bank 20", 4, "Mia may not see reports: ask someone who may."],
  ["drawer safe show", 4, "Mia may not see reports: ask someone who may."],
  ["drawer list --day never", 2, /is no day/u],
  ["z show A-1", 4, "Mia may not see reports: ask someone who may."],
  ["z print A-1", 4, "Mia may not see reports: ask someone who may."],
  ["z list --day 31.12.", 2, /is no day/u],
])("till %s is refused with %i, and nothing is written", async ([words, code, sentence]) => {
  const { store, mia } = await shop();
  await mia("clock", "in");
  const before = await ledgerSnapshot(store);

  const told = await mia(...words.split(" "));

  expect({ code: told.code, stdout: told.stdout }).toEqual({ code, stdout: "" });
  expect(told.stderr).toMatch(
    typeof sentence === "string" ? new RegExp(`^${RegExp.escape(sentence)}\n$`, "u") : sentence,
  );
  expect(await ledgerSnapshot(store)).toBe(before);
});

test("two people who count one drawer both stand in it, and what moves in between is told apart", async () => {
  const { mia, ravi } = await shop();
  await mia("drawer", "open", "100");
  const [one, other] = await Promise.all([
    mia("drawer", "count", "100"),
    ravi("drawer", "count", "99"),
  ]);
  expect([one.code, other.code]).toEqual([0, 0]);
  await mia("sell", "croissant", "--cash", "5");

  const closed = await ravi("drawer", "close", "--json");

  const { drawer } = JSON.parse(closed.stdout) as {
    readonly drawer: { readonly counts: ReadonlyArray<unknown>; readonly closed: unknown };
  };
  expect(drawer.counts).toHaveLength(2);
  expect(drawer.closed).toMatchObject({ expected: 10_000, since: 260 });
});

test("an X shows a cashier how often, and who may see reports how much; a Z that is not here is said so", async () => {
  const { mia, ravi } = await shop();
  await mia("drawer", "open", "100");
  await mia("sell", "croissant", "--cash", "5");

  const forMia = await mia("drawer", "x");
  const forRavi = await ravi("drawer", "x", "--print");

  expect(forMia.stdout).toMatch(/^Receipts +1$/mu);
  expect(forMia.stdout).not.toContain("2.60");
  expect(forRavi.stdout).toMatch(/^Sales, 1 receipt +2\.60$/mu);
  expect(forRavi.stdout).toMatch(/^Drawer A1, open\n {2}Expected +102\.60$/mu);
  expect((await ravi("print", "list")).stderr).toBe("No paper waits.\n");
  expect((await ravi("z", "list")).stderr).toMatch(/^There is no Z of /u);
  expect(await ravi("z", "show", "A-1")).toEqual(
    refused(3, "There is no Z A-1: till z list shows them."),
  );
});
