/** The page of an office over made rows, and a browser without a screen that keeps cookies. */

import { mkdirSync } from "node:fs";
import path from "node:path";

import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from "kysely";

import { createNews } from "../../hub/news.ts";
import { readAssets } from "../../hub/page/assets.ts";
import { pageApp } from "../../hub/page/page-app.ts";
import { type PageDeps } from "../../hub/page/page-deps.ts";
import { servePage } from "../../hub/page/page-server.ts";
import { insertRows, type Rows } from "../../hub/rows/rows-database.ts";
import { useCode } from "../../hub/users/codes.ts";
import { addUser, makePassword, type User, userNamed } from "../../hub/users/users.ts";
import { systemCalendar } from "../../src/app/system/calendar.ts";
import { type BusinessDay } from "../../src/domain/identity.ts";
import { addDays, wallMsAt } from "../../src/domain/text/civil-time.ts";
import { createManualClock, type ManualClock } from "./manual-clock.ts";
import { QUICK_PINS } from "./quick-pins.ts";
import { valueOf } from "./shop.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { testRandom } from "./test-random.ts";

export const PASSWORD = "correct horse battery";
/** A Friday. */
export const PAGE_DAY = "2026-11-20" as BusinessDay;
/** 14:32 of it in Amsterdam. */
const PAGE_NOW_MS = 1_795_181_520_000;

export interface OfficePage {
  readonly hub: string;
  readonly clock: ManualClock;
  readonly app: ReturnType<typeof pageApp>;
  readonly faults: ReadonlyArray<unknown>;
  /** Says that rows were written. */
  readonly tellNews: () => void;
  /** A browser of its own, with what its requests say of themselves. */
  readonly browser: (headers?: Readonly<Record<string, string>>) => Browser;
  /** A browser in which that person has logged in. */
  readonly loggedIn: (name: string) => Promise<Browser>;
  readonly addUser: (name: string, parts?: Partial<User>) => Promise<void>;
}

export interface Browser {
  readonly get: (where: string) => Promise<Answer>;
  readonly post: (where: string, fields?: Readonly<Record<string, string>>) => Promise<Answer>;
  /** Sends another cookie from now on. */
  readonly setCookie: (cookie: string) => void;
  readonly cookie: () => string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Returns a page over these rows, which nobody may look at yet. */
export async function openOfficePage(
  rows: Rows,
  { isEncrypted = false }: { readonly isEncrypted?: boolean } = {},
): Promise<OfficePage> {
  const { deps, ...office } = await newOffice(rows);
  const app = pageApp({ ...deps, isEncrypted, isOwnName: (name) => name === HOST });
  return {
    ...office,
    app,
    browser: (headers) => createBrowser(app, headers),
    loggedIn: async (name) => {
      const browser = createBrowser(app);
      await browser.post("/log-in", { name, password: PASSWORD });
      return browser;
    },
  };
}

export interface ServedPage {
  readonly page: Omit<OfficePage, "app" | "browser" | "loggedIn">;
  readonly url: string;
  /** Resolves as soon as somebody listens for news. */
  readonly hears: Promise<void>;
  readonly close: () => Promise<void>;
}

/** Serves a page on a port of this box. */
export async function serveOfficePage(rows: Rows): Promise<ServedPage> {
  const { deps, ...page } = await newOffice(rows);
  const { promise: hears, resolve } = Promise.withResolvers<void>();
  const served = await servePage(
    { host: "127.0.0.1", port: 0 },
    {
      ...deps,
      hear: (listener) => {
        resolve();
        return deps.hear(listener);
      },
    },
  );
  if ("type" in served) throw new Error("The page is not served.");
  return { page, hears, ...served };
}

type ServedDeps = Omit<PageDeps, "isEncrypted" | "isOwnName">;

/** Returns what a page is made of, for a port of its own. */
export async function pageDeps(rows: Rows): Promise<ServedDeps> {
  return (await newOffice(rows)).deps;
}

async function newOffice(rows: Rows): Promise<ServedPage["page"] & { readonly deps: ServedDeps }> {
  const hub = path.join(await temporaryFolder(), "hub");
  mkdirSync(hub);
  const clock = createManualClock(PAGE_NOW_MS);
  const faults: unknown[] = [];
  const news = createNews();
  const deps = {
    rows,
    clock,
    random: testRandom,
    offsetMinutes: systemCalendar.offsetMinutes,
    assets: readAssets(),
    userNamed: (name: string) => userNamed(hub, name),
    useCode: (user: User, code: string) => useCode(hub, user, { code, nowMs: clock.nowMs() }),
    hear: news.hear,
    onFault: (cause: unknown) => {
      faults.push(cause);
    },
  };
  return {
    hub,
    clock,
    faults,
    deps,
    tellNews: news.tell,
    addUser: async (name, parts = {}) => {
      const password = await makePassword(name, PASSWORD, { random: testRandom, cost: QUICK_PINS });
      valueOf(
        addUser(hub, { name, password, groups: null, language: null, codes: null, ...parts }),
      );
    },
  };
}

/** A database in which nothing is ever found: a log-in needs none. */
export function noRows(): Rows {
  return new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

const HOST = "office.example";

function createBrowser(
  app: OfficePage["app"],
  own: Readonly<Record<string, string>> = {},
): Browser {
  let cookie = "";

  async function ask(where: string, init: RequestInit): Promise<Answer> {
    const headers = { host: HOST, cookie, ...own, ...(init.headers as Record<string, string>) };
    const response = await app.request(`http://${HOST}${where}`, { ...init, headers });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ""] = set.split(";");
      cookie = /max-age=0/iu.test(set) ? "" : pair;
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  return {
    get: (where) => ask(where, {}),
    post: (where, fields = {}) =>
      ask(where, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", origin: `http://${HOST}` },
        body: new URLSearchParams(fields).toString(),
      }),
    setCookie: (next) => {
      cookie = next;
    },
    cookie: () => cookie,
  };
}

/** A receipt of each hour, in minor units; at half past. */
export type SoldHours = Readonly<Record<number, number>>;

export interface MadeShop {
  /** Its name, too, where it has no other. */
  readonly shop: string;
  readonly name?: string;
  readonly zone?: string;
  readonly currency?: string;
  readonly groups?: ReadonlyArray<string>;
  /** By how many days before today. */
  readonly days?: Readonly<Record<number, SoldHours>>;
  /** Days before today that are not complete, though they are past. */
  readonly open?: ReadonlyArray<number>;
  readonly product?: { readonly sku: string; readonly name: string };
}

/** Writes rows as a shop's ledger would give them: sums, closed days, receipts of one line. */
export async function addMadeShop(rows: Rows, made: MadeShop): Promise<void> {
  const {
    shop,
    name = shop,
    zone = "Europe/Amsterdam",
    currency = "EUR",
    days = {},
    open = [],
  } = made;
  const { sku, name: product } = made.product ?? { sku: "coffee", name: "Coffee" };
  const sold = Object.entries(days).map(([before, hours]) => {
    const day = addDays(PAGE_DAY, -Number(before));
    const receipts = Object.entries(hours).map(([hour, total]) => ({
      receipt: `${day} ${hour}`,
      atMs: wallMsAt(day, Number(hour) * 60 + 30, (ms) => systemCalendar.offsetMinutes(zone, ms)),
      total,
    }));
    return { day, isClosed: before !== "0" && !open.includes(Number(before)), receipts };
  });
  const till = "A";
  await insertRows(rows, shop, {
    shop: [{ name, zone, currency, demo: false }],
    day: sold.map(({ day, isClosed: closed }) => ({
      stream: day,
      day,
      closed,
      total: 0,
      missing_zs: 0,
      later_zs: 0,
      missing_tills: "",
    })),
    traded_day: sold.map(({ day }) => ({ day })),
    day_sum: sold.flatMap(({ day, receipts }) => {
      const sales = receipts.reduce((sum, { total }) => sum + total, 0);
      const sums = { receipts: receipts.length, sales, returned: 0, refunded: 0 };
      const taxes = { "tax/9000/included/VAT/base": sales, "tender/cash/amount": sales };
      return Object.entries({ ...sums, ...taxes }).map(([what, amount]) => ({
        day,
        till,
        what,
        amount,
      }));
    }),
    receipt: sold.flatMap(({ day, receipts }) =>
      receipts.map(({ receipt, atMs, total }) => ({
        stream: day,
        receipt,
        number: receipt,
        till,
        day,
        at_ms: atMs,
        staff: "1",
        total,
        rounding: 0,
      })),
    ),
    receipt_line: sold.flatMap(({ day, receipts }) =>
      receipts.map(({ receipt, total: net }) => ({
        stream: day,
        receipt,
        place: 0,
        sku,
        name: product,
        quantity: 2000,
        net,
      })),
    ),
  });
  for (const group of made.groups ?? []) {
    await sql`INSERT INTO till.shop_group (shop, grp) VALUES (${shop}, ${group})`.execute(rows);
  }
}
