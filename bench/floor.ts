/**
 * What a waiter waits for on a full evening: a shop of 50,000 goods with 200 tables in use. The register's own
 * steps on a real store, the frame drawn to its last row, without the terminal. The least of five is gated: what
 * else the machine does makes no step faster.
 */

import { loadFixture } from "../src/app/catalogue/fixtures.ts";
import { foundShop } from "../src/app/founding/found-shop.ts";
import { type OpenTill, openTill } from "../src/app/open-till.ts";
import { createRegisterPort } from "../src/app/register/register-port.ts";
import { systemClock } from "../src/app/system/clock.ts";
import { systemStoreDeps } from "../src/app/system/store-deps.ts";
import { type ShopFixture } from "../src/domain/founding/shop-fixture.ts";
import { checkDigit } from "../src/domain/goods/barcode.ts";
import { frameRows } from "../src/tui/frame/frame.ts";
import { type KeyName } from "../src/tui/keys/key-event.ts";
import { createRegisterStore, type RegisterStore } from "../src/tui/register-store.ts";
import { registerFrame } from "../src/tui/screens/register-frame.ts";
import { createScreenStyle } from "../src/tui/terminal/screen-style.ts";
import { type Measurement, rounded } from "./measurement.ts";

const WORDS = ["oat", "milk", "gouda", "tea", "soap", "bread", "apple", "rice", "salt", "wine"];
const COLUMNS = 80;
const ROWS = 24;
/** Longer than a key that repeats itself takes. */
const BETWEEN_MS = 1000;
/** What the floor's work may take; and one frame of a screen that is drawn sixty times a second. */
const FLOOR_MS = 10;
const FRAME_MS = 16;
const MANAGER = ["11", "1212"] as const;
const LINES_OF_TABLE = 5;

interface FloorSizes {
  readonly goods: number;
  readonly tables: number;
  readonly longBillLines: number;
  readonly parts: number;
  /** Of so many the least is taken. */
  readonly times: number;
}

interface Waiter {
  readonly store: RegisterStore;
  readonly press: (key: KeyName) => void;
  readonly type: (text: string) => void;
  readonly scan: (code: string) => void;
  /** The steps, and the whole screen after each. */
  readonly frame: () => string;
  readonly say: () => string;
}

export async function measureFloor(
  dir: string,
  sizes: FloorSizes,
): Promise<ReadonlyArray<Measurement>> {
  const { tables, goods, times, longBillLines, parts } = sizes;
  const shop = fullRestaurant(sizes);
  const founding = { dir, fixture: shop, deviceName: "Bench", demo: true };
  await foundShop(founding, systemStoreDeps);
  const open = openTill(dir);
  const waiter = waiterAt(open);
  await logIn(waiter);
  const codes = shop.products.flatMap(({ barcodes }) => barcodes);
  for (let table = 1; table <= tables; table += 1) {
    seatAt(waiter, table, codes.slice(table * LINES_OF_TABLE, (table + 1) * LINES_OF_TABLE));
  }
  const note = `${tables} open tables, ${goods.toLocaleString("en")} goods; step and frame, synced; the least of ${times}`;
  const longBill = `a bill of ${longBillLines} lines split by ${parts}`;
  const figures = [
    ["a scanned code until its line stands there", FLOOR_MS, scanned(waiter, codes, times)],
    ["a key of a search by name", FLOOR_MS, searched(waiter, times)],
    ["the plan of the room", FLOOR_MS, planned(waiter, times)],
    ["from one table to another", FRAME_MS, switched(waiter, times)],
    [longBill, FLOOR_MS, split(waiter, codes, sizes)],
    ["a table's bill, into the printer's queue", FRAME_MS, billed(waiter, times)],
  ] as const;
  waiter.store.close();
  await open.close();
  return figures.map(([name, limit, ms]) => ({
    name,
    value: rounded(ms),
    unit: "ms",
    limit,
    note,
  }));
}

/** The restaurant with as many goods as a wholesaler, and a table for each number. */
function fullRestaurant({ goods, tables }: FloorSizes): ShopFixture {
  const fixture = loadFixture("restaurant");
  if (!fixture.ok) throw new Error(fixture.fault.sentence);
  const { products, areas } = fixture.value;
  const [like] = products;
  if (like === undefined) throw new Error("The restaurant sells nothing.");
  const more = Array.from({ length: goods - products.length }, (_, at) => goodsLike(like, at));
  return {
    ...fixture.value,
    products: [...products, ...more],
    tables: Array.from({ length: tables }, (_, at) => {
      const name = String(at + 1);
      const area = areas[at % areas.length]?.id ?? "";
      return { id: name, name, area, seats: 4, position: 0 };
    }),
  };
}

type Goods = ShopFixture["products"][number];

function goodsLike(like: Goods, at: number): Goods {
  const [first, second] = [WORDS[at % WORDS.length], WORDS[Math.floor(at / 7) % WORDS.length]];
  const body = `20${String(at).padStart(10, "0")}`.replace(/^20/u, "40");
  return {
    ...like,
    sku: `MORE-${at}`,
    name: `${first} ${second} ${at}`,
    plu: "",
    barcodes: [`${body}${checkDigit(body)}`],
    modifierGroups: [],
  };
}

function waiterAt(open: OpenTill): Waiter {
  let aheadMs = 0;
  const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + aheadMs };
  const port = createRegisterPort(open, { demoStaff: [] });
  const store = createRegisterStore({
    port,
    clock,
    onLog: (sentence) => {
      throw new Error(sentence);
    },
  });
  const style = createScreenStyle({ signs: "all", color: true });
  const window = { style, columns: COLUMNS, rows: ROWS, offsetMinutes: () => 0 };
  return {
    store,
    press: (key) => {
      aheadMs += BETWEEN_MS;
      store.dispatch([{ type: "key", key }]);
    },
    type: (text) => {
      for (const sign of text) store.dispatch([{ type: "text", text: sign }]);
    },
    scan: (code) => store.dispatch([{ type: "scan", code, echoed: "" }]),
    frame: () =>
      port.together(() =>
        frameRows(
          registerFrame(store.till, store.getState(), { ...window, nowMs: clock.nowMs() }),
        ).join("\n"),
      ),
    say: () => store.getState().message?.text ?? "",
  };
}

async function logIn({ store, type, press }: Waiter): Promise<void> {
  for (const typed of MANAGER) {
    type(typed);
    press("enter");
  }
  while (store.getState().session === undefined) {
    if (store.getState().message?.level === "error") throw new Error("Nobody was let in.");
    await new Promise((resolve) => {
      setTimeout(resolve, BETWEEN_MS / 10);
    });
  }
}

function seatAt(waiter: Waiter, table: number, codes: ReadonlyArray<string>): void {
  waiter.type(`${table}*4`);
  waiter.press("f7");
  for (const code of codes) waiter.scan(code);
  const { order } = waiter.store.getState();
  if (order?.lines.length !== codes.length) throw new Error(`Table ${table}: ${waiter.say()}`);
}

/** Milliseconds of the steps and a frame: the least of so many. `prepare` is not counted. */
function leastOf(
  times: number,
  work: (index: number) => void,
  prepare: (index: number) => void = () => undefined,
): number {
  let least = Number.POSITIVE_INFINITY;
  for (let index = 0; index < times; index += 1) {
    prepare(index);
    const startedMs = performance.now();
    work(index);
    least = Math.min(least, performance.now() - startedMs);
  }
  return least;
}

function scanned(waiter: Waiter, codes: ReadonlyArray<string>, times: number): number {
  return leastOf(times, (index) => {
    waiter.scan(codes[index] ?? "");
    waiter.frame();
  });
}

/** The first sign of a word has most goods to look at. */
function searched(waiter: Waiter, times: number): number {
  return leastOf(
    times,
    (index) => {
      waiter.type(WORDS[index]?.charAt(0) ?? "");
      waiter.frame();
    },
    () => waiter.press("escape"),
  );
}

function planned(waiter: Waiter, times: number): number {
  waiter.press("escape");
  return leastOf(times, () => {
    waiter.press("f7");
    waiter.frame();
    waiter.press("escape");
  });
}

function switched(waiter: Waiter, times: number): number {
  return leastOf(times, (index) => {
    waiter.type(String(index + 2));
    waiter.press("f7");
    waiter.frame();
  });
}

function split(
  waiter: Waiter,
  codes: ReadonlyArray<string>,
  { longBillLines, parts: wanted, times }: FloorSizes,
): number {
  waiter.type("1");
  waiter.press("f7");
  const lines = waiter.store.getState().order?.lines.length ?? 0;
  for (const code of codes.slice(-(longBillLines - lines))) waiter.scan(code);
  waiter.press("f9");
  const ms = leastOf(
    times,
    () => {
      waiter.press("enter");
      waiter.frame();
    },
    (index) => {
      // Another number of parts each time, so that there is something to do.
      waiter.type(`/${wanted - (index % 2)}`);
      waiter.frame();
    },
  );
  const { parts = [] } = waiter.store.getState().order ?? {};
  if (parts.length !== wanted) throw new Error(`${parts.length} parts: ${waiter.say()}`);
  waiter.press("escape");
  return ms;
}

function billed(waiter: Waiter, times: number): number {
  waiter.type("2");
  waiter.press("f7");
  return leastOf(times, () => {
    waiter.press("f8");
    waiter.frame();
    if (!/^Bill \d/u.test(waiter.say())) throw new Error(waiter.say());
  });
}
