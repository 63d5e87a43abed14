/** Whatever is asked wrongly gets one sentence and its code, and leaves the ledger as it was. */

import { mkdir, open, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { beforeAll, describe, expect, test } from "vitest";

import { MIA, refused } from "../../support/commands.ts";
import { ledgerSnapshot } from "../../support/ledger-snapshot.ts";
import { sharedShop, shopCopies } from "../../support/shop-copies.ts";
import { tillHere } from "../../support/till-here.ts";
import { wordsOf, WRONG_COMMANDS } from "../../support/wrong-commands.ts";

const shopCopy = shopCopies();

describe("one sentence, its code, and nothing written", () => {
  const shop = sharedShop();
  let before = "";
  beforeAll(async () => {
    before = await ledgerSnapshot(shop());
  });

  test.for(WRONG_COMMANDS)("$words → $code $sentence", async (wrong) => {
    const { code, sentence, env = MIA } = wrong;

    const told = await tillHere(wordsOf(wrong), { env: { ...env, TILL_HOME: shop() } });

    expect(told).toEqual(refused(code, sentence));
    expect(await ledgerSnapshot(shop())).toBe(before);
  });

  test("--store with nothing in it doesn't take the folder that one happens to be in", async () => {
    expect(await tillHere(["init", "--fixture", "cafe", "--store", ""])).toEqual({
      code: 2,
      stdout: "",
      stderr: "--store is empty: name the folder of the till.\n",
    });
  });

  test("clocking in twice is a conflict", async () => {
    const store = await shopCopy();
    await tillHere(["clock", "in", "--store", store], { env: MIA });
    const before = await ledgerSnapshot(store);

    const told = await tillHere(["clock", "in", "--store", store], { env: MIA });

    expect(told.code).toBe(5);
    expect(told.stderr).toMatch(/^Mia is clocked in since \d\d:\d\d: clock out first\.\n$/u);
    expect(await ledgerSnapshot(store)).toBe(before);
  });
});

test("--debug tells a developer where in the sources it was refused, and nobody else", async () => {
  const words = ["order", "list", "--store", "/nowhere/shop"];
  const plain = await tillHere(words);
  const debug = await tillHere([...words, "--debug"]);

  expect(plain.stderr).not.toMatch(/\bat \w+/u);
  expect(debug.code).toBe(plain.code);
  expect(debug.stderr).toMatch(/at refuseNoLedger \(.*src\/ledger\/open-ledger\.ts:\d+/u);
});

describe("a store that can't be used", () => {
  test("one that isn't there is not found, and is not made", async () => {
    const store = path.join(path.dirname(await shopCopy()), "elsewhere");

    for (const words of [["sell", "coffee"], ["order", "list"], ["verify"], ["doctor"]]) {
      const told = await tillHere([...words, "--store", store], { env: MIA });
      expect(told).toEqual(refused(3, `There is no shop in ${store}: \`till init\` makes one.`));
    }
    expect((await tillHere(["doctor", "--store", store])).code).toBe(3);
  });

  test("a shop is founded once", async () => {
    const store = await shopCopy();
    const before = await ledgerSnapshot(store);

    const told = await tillHere(["init", "--fixture", "cafe", "--store", store]);

    expect(told).toEqual(refused(5, `There is a shop in ${store} already.`));
    expect(await ledgerSnapshot(store)).toBe(before);
  });

  test("a shop of nothing that is known is not founded", async () => {
    const store = path.join(path.dirname(await shopCopy()), "new");

    const fixture = await tillHere(["init", "--store", store, "--fixture", "casino"]);
    const device = await tillHere(["init", "--fixture", "cafe", "--store", store, "--device", " "]);

    expect(fixture).toEqual(
      refused(2, 'There is no fixture "casino": there are cafe, deli, grocery, restaurant.'),
    );
    expect(device).toEqual(refused(2, "--device needs a name of 1 to 40 characters."));
    expect((await tillHere(["doctor", "--store", store])).code).toBe(3);
  });

  test("another key doesn't open it", async () => {
    const store = await shopCopy();
    const key = path.join(store, "ledger.key");

    await writeFile(key, `${"0".repeat(64)}\n`);
    const wrong = await tillHere(["sell", "coffee", "--store", store], { env: MIA });
    await writeFile(key, "no key\n");
    const bent = await tillHere(["sell", "coffee", "--store", store], { env: MIA });
    await rm(key);
    const gone = await tillHere(["sell", "coffee", "--store", store], { env: MIA });

    expect(wrong).toEqual(refused(7, NO_KEY_FITS));
    expect(bent).toEqual(refused(7, `The key file ${key} holds no key: bring back the right one.`));
    expect(gone).toEqual(
      refused(7, `The key file ${key} is missing: bring it back, nothing else opens the ledger.`),
    );
  });

  test("a file whose head is bent is not opened", async () => {
    const store = await shopCopy();
    await bend(path.join(store, "ledger.db"), 0);

    const told = await tillHere(["order", "list", "--store", store]);

    expect(told).toEqual(refused(7, NO_KEY_FITS));
  });

  test("a page that is bent is damage, not a bug", async () => {
    const store = await shopCopy();
    // Whatever is asked for: some of it stands in one of these.
    for (let page = 2; page < 12; page += 1) {
      await bend(path.join(store, "ledger.db"), page * 4096 + 30);
    }

    const told = await tillHere(["order", "list", "--store", store]);

    expect(told).toEqual(
      refused(
        7,
        "The file of the ledger is damaged (SQLITE_CORRUPT): copy its folder before anything else.",
      ),
    );
  });

  test("a store whose printers can't be driven sells all the same, and says so", async () => {
    const store = await shopCopy();
    await rm(path.join(store, "duties.lock"), { force: true });
    await mkdir(path.join(store, "duties.lock"));

    const told = await tillHere(["sell", "coffee", "--cash", "5", "--store", store], { env: MIA });

    expect(told).toMatchObject({
      code: 0,
      stderr: "Recorded, but its papers wait (SQLITE_CANTOPEN): `till doctor` says more.\n",
    });
    expect(told.stdout).toContain("Receipt A-000001");
  });

  test("a place where no folder can be says so", async () => {
    const store = path.join(await shopCopy(), "ledger.key", "shop");

    const told = await tillHere(["init", "--fixture", "cafe", "--store", store]);

    expect(told).toEqual(
      refused(7, `${store} can't be made, because a file is in its place: name another folder.`),
    );
  });
});

const NO_KEY_FITS =
  "The key doesn't open this ledger, or the file is damaged or no ledger: copy its folder before anything else.";

async function bend(file: string, at: number): Promise<void> {
  const handle = await open(file, "r+");
  await handle.write(Buffer.alloc(64, 0xa5), 0, 64, at);
  await handle.close();
}
