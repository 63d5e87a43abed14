/**
 * A drawer that somebody opens by its key: the sensor on the printer's plug tells it, and the ledger has it,
 * while the drawers that our own pulses open are none of these.
 *
 * Size: whole.
 */

import { describe, expect, onTestFinished, test } from "vitest";

import { createPrinterServer } from "../../../proof/emulator/printer-server.ts";
import { dayEvents } from "../../../src/app/day/day-report.ts";
import { listLooseOpenings, openToCount } from "../../../src/app/drawers/drawers.ts";
import { sumKey } from "../../../src/domain/figures/day-sums.ts";
import { type BusinessDay, type DeviceId } from "../../../src/domain/identity.ts";
import { minor } from "../../../src/domain/money/amounts.ts";
import {
  type AnswerKind,
  CLONE_ANSWERS,
  EPSON_ANSWERS,
} from "../../../src/printer/emulator/answers.ts";
import { createPrinterDevice } from "../../../src/printer/emulator/printer-device.ts";
import { type DrawerSwitch } from "../../../src/printer/emulator/status-bytes.ts";
import { actsOfDay } from "../../../src/report/day-acts.ts";
import { enrolBar } from "../../support/cafe-bar.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { countDrawer, openDrawer, openWithoutSale } from "../../support/drawer-acts.ts";
import { createPassingTime } from "../../support/passing-time.ts";
import { sellGoods } from "../../support/sell-goods.ts";
import { setPrinters } from "../../support/set-printers.ts";
import { valueOf } from "../../support/shop.ts";

const newCafe = cafeCopies();
const RAVI = { number: "4", name: "Ravi" };
const ALL = ["processId", "fence", "status", "asb", "counter"];

describe.each([
  ["is high when closed", "closed-high", ALL],
  ["is high when open", "open-high", ALL],
  ["is high when closed and never told unasked", "closed-high", ["status"]],
] as const)("a sensor that %s", (_name, drawerSwitch, abilities) => {
  test("tells of each opening by the key once, and of no other", async () => {
    const shop = await openShop({ drawerSwitch, abilities });
    const session = valueOf(openDrawer(shop.till, MIA, { no: 1, float: cash(5000) })).id;
    await shop.opensAndIsShut();
    await shop.sell();
    await shop.sell();
    expect(shop.turned()).toBe(0);

    await shop.turnKey();
    expect(shop.turned()).toBe(1);
    await shop.sell();
    valueOf(openWithoutSale(shop.till, RAVI, "change"));
    await shop.opensAndIsShut();
    openToCount(shop.till, MIA, session);
    await shop.opensAndIsShut();
    valueOf(countDrawer(shop.till, MIA, { session, cash: cash(5000) }));
    await shop.pass(60_000);
    await shop.turnKey();

    expect(shop.turned()).toBe(2);
    const { unlocks, noSales } = shop.till.ledger.read((view) => view.state("drawer", session));
    expect(unlocks.map(({ body, by }) => [body.how, by])).toEqual([
      ["key", ""],
      ["count", MIA.number],
      ["key", ""],
    ]);
    expect(noSales).toHaveLength(1);
  });
});

test("a drawer that stands open for hours, or whose switch chatters, was opened once", async () => {
  const shop = await openShop();
  await shop.learn();
  shop.printer.set({ drawer: "open" });
  await shop.pass(3 * 3_600_000);
  expect(shop.turned()).toBe(1);
  for (let shake = 0; shake < 50; shake += 1) {
    shop.printer.set({ drawer: shake % 2 === 0 ? "closed" : "open" });
    await shop.pass(300);
  }
  shop.printer.set({ drawer: "closed" });
  await shop.pass(10_000);

  expect(shop.turned()).toBe(1);
});

test.each([
  ["no switch", { drawerSwitch: "none" }],
  ["a printer that says nothing of itself", { answers: [], abilities: [] }],
] as const)("with %s nothing is told", async (_name, wish) => {
  const shop = await openShop(wish);
  await shop.learn();
  await shop.turnKey();
  await shop.turnKey();

  expect(shop.turned()).toBe(0);
});

test("what was learned of a drawer outlasts the process", async () => {
  const shop = await openShop({ drawerSwitch: "open-high" });
  await shop.learn();
  await shop.startAnew();
  await shop.pass(60_000);
  await shop.turnKey();

  expect(shop.turned()).toBe(1);
});

test("a printer that another till had when this one began to print is heard once it is back", async () => {
  const shop = await openShop({ beginsAtBar: true });
  await shop.pass(5000);
  shop.takeBack();
  await shop.pass(5000);
  await shop.learn();
  await shop.turnKey();

  expect(shop.turned()).toBe(1);
});

test("no more than two hundred are written on a day", async () => {
  const shop = await openShop();
  await shop.learn();
  for (let turn = 0; turn < 205; turn += 1) await shop.turnKey();

  expect(shop.turned()).toBe(200);
});

test("without an open drawer it is told all the same, in the X and the day's report", async () => {
  const shop = await openShop();
  await shop.learn();
  await shop.turnKey();

  const { till } = shop;
  const day = till.days().now;
  expect(listLooseOpenings(till, day).unlocks).toHaveLength(1);
  const acts = till.ledger.read((view) =>
    actsOfDay(view, dayEvents(till.ledger, day, false), {
      staffName: till.staffName,
      tillName: () => "Counter",
    }),
  );
  expect(acts.filter(({ act }) => act === "key")).toMatchObject([
    { till: "Counter", by: { staff: "", name: "" } },
  ]);
});

test("a key that is turned before anybody sells belongs to the new day", async () => {
  const shop = await openShop();
  await shop.learn();
  const before = shop.till.days().now;
  await shop.pass(60_000);
  shop.jump(20 * 3_600_000);
  await shop.pass(30_000);
  await shop.turnKey();

  expect(shop.till.days().now > before).toBe(true);
  expect(shop.turned()).toBe(1);
});

interface Wish {
  readonly drawerSwitch?: DrawerSwitch;
  readonly abilities?: ReadonlyArray<string>;
  readonly answers?: ReadonlyArray<AnswerKind>;
  /** The printer belongs to another till at first. */
  readonly beginsAtBar?: boolean;
}

/** A café whose receipts and drawer hang on a printer on a real port. */
async function openShop({
  drawerSwitch = "closed-high",
  abilities = ALL,
  answers,
  beginsAtBar = false,
}: Wish = {}) {
  const cafe = await newCafe();
  const { clock } = cafe;
  const printer = createPrinterDevice({
    clock,
    columns: 48,
    drawerSwitch,
    answers: answers ?? (abilities.includes("asb") ? EPSON_ANSWERS : CLONE_ANSWERS),
  });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer });
  onTestFinished(() => server.close());
  const time = createPassingTime(clock);
  let open = cafe.open();
  setPrinters(open.till, (all) =>
    all.map((it) => {
      if (!it.prints.includes("receipts")) return it;
      const connection = { type: "network", host: "127.0.0.1", port: server.port } as const;
      return { ...it, connection, abilities: [...abilities] };
    }),
  );
  if (beginsAtBar) {
    const bar = await enrolBar(cafe, open.till);
    giveTo(bar.till.ledger.identity.key.device);
  }
  open.printing.keepDriving(() => undefined);
  onTestFinished(() => time.until(open.close()));
  return {
    get till() {
      return open.till;
    },
    printer,
    pass: time.pass,
    takeBack: () => {
      giveTo(open.till.ledger.identity.key.device);
    },
    jump: (ms: number) => {
      clock.set(clock.nowMs() + ms);
    },
    turned: () => turned(open.till),
    opensAndIsShut,
    sell,
    learn: async () => {
      await sell();
      await sell();
    },
    turnKey: async () => {
      printer.set({ drawer: "open" });
      await time.pass(8000);
      printer.set({ drawer: "closed" });
      await time.pass(8000);
    },
    startAnew: async () => {
      await time.until(open.close());
      open = cafe.open();
      open.printing.keepDriving(() => undefined);
    },
  };

  function giveTo(till: DeviceId): void {
    setPrinters(open.till, (all) =>
      all.map((it) => (it.prints.includes("receipts") ? { ...it, till } : it)),
    );
  }

  /** By a pulse that is on its way. */
  async function opensAndIsShut(): Promise<void> {
    await time.pass(8000);
    printer.set({ drawer: "closed" });
    await time.pass(8000);
  }

  async function sell(): Promise<void> {
    sellGoods(open.till, ["croissant"], { cash: 260 });
    await opensAndIsShut();
  }
}

function turned({
  ledger,
  days,
}: Parameters<typeof listLooseOpenings>[0] & {
  readonly days: () => { readonly now: BusinessDay };
}): number {
  return ledger.read((view) =>
    view.sum(sumKey("byKey", { day: days().now, till: ledger.identity.origin }, { sum: "count" })),
  );
}

function cash(own: number) {
  return { own: minor(own), pieces: [], foreign: [] };
}
