/** A training learns from the real shop by reading, and leaves nothing in it. */

import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import {
  changeTenders,
  setRate,
  settingNow,
} from "../../../src/app/catalogue/catalogue-changes.ts";
import { noteTraining, onStore } from "../../../src/app/founding/note-training.ts";
import { beginTraining } from "../../../src/app/founding/open-training.ts";
import { openTill, type OpenTill } from "../../../src/app/open-till.ts";
import { listJournal } from "../../../src/app/people/journal.ts";
import { changePrinter, listPrinters } from "../../../src/app/printing/printer-changes.ts";
import { rollPath } from "../../../src/app/printing/printer-drive.ts";
import { SETTING_KEYS } from "../../../src/domain/office/setting-text.ts";
import { type Cafe, cafeCopies } from "../../support/cafe.ts";
import { beginAt, depsOf, learnerAt } from "../../support/learner.ts";
import { openRealRegister, type RealRegister } from "../../support/real-register.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const newDemo = cafeCopies({ demo: true, sells: ({ sku }) => sku === "CROISSANT" });
const RAVI = { number: "4", name: "Ravi" };

test("it has the shop's goods, people, rights and settings, and none of its sales", async () => {
  const cafe = await newCafe();
  const real = cafe.open();
  sellGoods(real.till, ["croissant"], { cash: 500 });

  const { open, store } = await learnerAt(cafe);

  expect(open.till.catalogue()).toEqual(real.till.catalogue());
  expect(peopleOf(open)).toEqual(peopleOf(real));
  expect(settingsOf(open)).toEqual(settingsOf(real));
  expect(open.till.deviceName()).toBe("Front counter");
  expect(store.till.port.shop).toMatchObject({ name: "Café Kade", training: true });
  expect(store.till.port.receipts()).toEqual([]);
});

test("it takes the shop's dollars and vouchers, by the shop's rate and names", async () => {
  const cafe = await newCafe();
  const real = cafe.open();
  valueOf(setRate(real.till, RAVI, { currency: "USD", rate: "0.92" }));
  valueOf(changeTenders(real.till, RAVI, { type: "add", name: "Voucher" }));

  const learner = await learnerAt(cafe);
  await learner.logIn("2", "0000");
  learner.type("licor");
  learner.press("Enter");
  learner.type("usd50");
  learner.press("F9");

  expect(learner.message()).toContain("Given: 50.00 USD = 46.00.");
  expect(learner.store.getState().session?.tenders()).toEqual([
    { digit: 1, id: "own-voucher", name: "Voucher" },
  ]);
});

test("its printers ring and open their drawers as the shop's do", async () => {
  const cafe = await newCafe();
  const real = cafe.open();
  const [{ id } = { id: "" }] = listPrinters(real.till);
  valueOf(changePrinter(real.till, RAVI, { id, isNew: false, said: { buzzes: 0, pulseMs: 150 } }));

  const { open } = await learnerAt(cafe);

  const learned = listPrinters(open.till).find((printer) => printer.id === id);
  expect(learned).toMatchObject({ buzzes: 0, pulseMs: 150 });
});

test("what is done there is not in the real store, whose register sells on beside it", async () => {
  const cafe = await newCafe();
  const real = openRealRegister(cafe);
  await real.logIn("1", "1111");
  const before = real.open.till.ledger.store.lastArrival();

  const learner = await learnerAt(cafe);
  await learner.logIn("2", "0000");
  sellACoffee(learner);

  expect(learner.message()).toBe("Paid 2.80 in cash. Receipt TRAIN-000001.");
  expect(real.open.till.ledger.store.lastArrival()).toBe(before);
  sellACoffee(real);
  expect(real.message()).toBe("Paid 2.80 in cash. Receipt A-000001.");
});

test("the real shop's journal has its beginning and end, who it was, and how many receipts it made", async () => {
  const cafe = await newCafe();
  const real = cafe.open();
  const learner = await noted(cafe, "2");
  const { till } = learner.open();
  for (const goods of ["croissant", "latte"]) sellGoods(till, [goods], { cash: 500 });
  await learner.close();

  expect(journalOf(real)).toEqual(["training-began by 2: 1", "training-ended by 2: 2"]);
});

test("one that was cut short goes on as whose it was, or is counted by the next one", async () => {
  const cafe = await newCafe();
  const real = cafe.open();
  const first = await noted(cafe, "2");
  sellGoods(first.open().till, ["croissant"], { cash: 500 });
  await first.cut();
  const same = await noted(cafe, "", first.folder);
  await same.close();
  expect(journalOf(real)).toEqual(["training-began by 2: 1", "training-ended by 2: 1"]);

  const lost = await noted(cafe, "3");
  sellGoods(lost.open().till, ["croissant"], { cash: 500 });
  await lost.cut();
  const next = await noted(cafe, "4");
  await next.close();
  expect(journalOf(real).slice(2)).toEqual([
    "training-began by 3: 1",
    "training-ended by : 1",
    "training-began by 4: 1",
    "training-ended by 4: 0",
  ]);
});

test("a shop for trying things notes nothing of a training", async () => {
  const demo = await newDemo();
  const learner = await noted(demo, "2");
  await learner.close();

  expect(journalOf(demo.open())).toEqual([]);
});

test("no byte of a real store that nobody has open is changed", async () => {
  const cafe = await newCafe();
  const before = await bytesOf(cafe.dir);

  const learner = await learnerAt(cafe);
  await learner.logIn("1", "0000");
  sellACoffee(learner);

  expect(await bytesOf(cafe.dir)).toEqual(before);
});

test("its papers say on top what they are, and go nowhere", async () => {
  const cafe = await newCafe();
  const learner = await learnerAt(cafe);
  await learner.logIn("1", "0000");
  sellACoffee(learner);
  learner.type("100");
  learner.press("Enter");
  cafe.clock.advance(1000);
  learner.type("1.50");
  learner.press("F9");
  await learner.open.printing.settle();

  const paper = await readFile(rollPath(learner.open.dir, "receipt"), "utf8");
  const [receipt = "", slip = ""] = paper.split(/^- - - 8<.*$/mu);
  for (const sheet of [receipt, slip]) expect(sheet).toContain("TRAINING - NOT A RECEIPT");
  expect(receipt.indexOf("TRAINING")).toBeLessThan(receipt.indexOf("Café Kade"));
  expect(paper).not.toContain("DEMO");
  expect(await readFile(rollPath(learner.open.dir, "kitchen"), "utf8")).toContain("TRAINING");
  await expect(readdir(`${cafe.dir}.paper`)).rejects.toThrow("ENOENT");
});

test("asked for, receipts come out of the real printer, and nothing in the kitchen", async () => {
  const cafe = await newCafe();
  const learner = await learnerAt(cafe, { prints: true });
  await learner.logIn("1", "0000");
  sellACoffee(learner);
  await learner.open.printing.settle();

  const paper = await readFile(rollPath(cafe.dir, "receipt"), "utf8");
  expect(paper).toContain("TRAINING - NOT A RECEIPT");
  expect(paper).toContain("Receipt TRAIN-000001");
  expect(await readdir(`${cafe.dir}.paper`)).toEqual(["receipt.txt"]);
});

test("everybody has the PIN that the locked screen shows, and no other", async () => {
  const cafe = await newCafe();
  const learner = await learnerAt(cafe);

  await expect(learner.logIn("1", "1111")).rejects.toThrow("Nobody was let in.");
  await learner.logIn("3", "0000");

  expect(learner.store.getState().session?.staffName).toBe("Chiara");
});

test("it is one at a time, and the next begins anew, whatever the last one left", async () => {
  const cafe = await newCafe();
  const first = await beginAt(cafe);
  expect(await beginTraining({ store: cafe.dir, prints: false }, depsOf(cafe))).toBeUndefined();
  first?.end();
  await writeFile(path.join(`${cafe.dir}.training`, "shop"), "left over");

  const learner = await learnerAt(cafe);
  await learner.logIn("1", "0000");
  sellACoffee(learner);

  expect(learner.message()).toBe("Paid 2.80 in cash. Receipt TRAIN-000001.");
});

test("one that shall go on where nothing is left begins anew", async () => {
  const cafe = await newCafe();
  const gone = await beginAt(cafe);
  const before = path.dirname(gone?.dir ?? "");
  gone?.end();

  const told: string[] = [];
  const anew = await beginTraining(
    { store: cafe.dir, prints: false, before, onFolder: (folder) => told.push(folder) },
    depsOf(cafe),
  );

  expect(told).toEqual([path.dirname(anew?.dir ?? "")]);
  expect(told).not.toEqual([before]);
  anew?.end();
});

test("it leaves nothing behind", async () => {
  const cafe = await newCafe();
  const training = await beginAt(cafe);
  training?.end();

  expect(await readdir(`${cafe.dir}.training`)).toEqual(["register.lock"]);
});

function sellACoffee(register: RealRegister): void {
  register.type("100");
  register.press("F3", "F9", "Enter");
}

function peopleOf({ till }: OpenTill) {
  return till.staff().map(({ number, shownName, role, permissions, discountLimit }) => ({
    number,
    shownName,
    role,
    permissions,
    discountLimit,
  }));
}

function settingsOf({ till }: OpenTill) {
  const keys = SETTING_KEYS;
  return keys.map((key) => settingNow(till, key));
}

/** Of what holds events and keys; SQLite's log of one that was only read is empty. */
async function bytesOf(dir: string) {
  const files = (await readdir(dir)).filter((file) => !/-(?:wal|shm)$|\.lock$/u.test(file));
  const log = await readFile(path.join(dir, "ledger.db-wal")).catch(() => Buffer.of());
  const bytes = await Promise.all(files.map((file) => readFile(path.join(dir, file), "hex")));
  return { files, bytes, log: log.length };
}

/** A training that the real shop's journal knows of; `cut` leaves it as a power cut would. */
async function noted(cafe: Cafe, staff: string, before?: string) {
  const deps = depsOf(cafe);
  const training = await beginTraining({ store: cafe.dir, prints: false, before }, deps);
  if (training === undefined) throw new Error("Somebody else is training.");
  const { end } = noteTraining(training, staff, onStore(cafe.dir, deps));
  const opened: OpenTill[] = [];
  async function closeAll(): Promise<void> {
    for (const open of opened.splice(0)) await open.close();
  }
  return {
    folder: path.dirname(training.dir),
    open: () => {
      const open = openTill(training.dir, deps);
      opened.push(open);
      return open;
    },
    close: async () => {
      await closeAll();
      end();
    },
    cut: async () => {
      await closeAll();
      const kept = `${path.dirname(training.dir)}.kept`;
      await rename(path.dirname(training.dir), kept);
      training.end();
      await rename(kept, path.dirname(training.dir));
    },
  };
}

function journalOf({ till }: OpenTill): ReadonlyArray<string> {
  return listJournal(till, { day: undefined, person: undefined }).map(
    ({ act, staff, count }) => `${act} by ${staff}: ${count}`,
  );
}
