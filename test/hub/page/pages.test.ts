/** What the pages of an office say, over rows as shops' ledgers give them. Size: whole. */

import { beforeAll, describe, expect, test } from "vitest";

import { pageTextIn } from "../../../hub/page/page-text.ts";
import { writeShopGroup } from "../../../hub/rows/shop-groups.ts";
import { addMadeShop, type Browser, openOfficePage } from "../../support/office-page.ts";
import { rowsOf } from "../../support/rows-engines.ts";

const database = rowsOf("folder");
const SCRIPT = `<script>alert("south")</script>`;

beforeAll(async () => {
  await addMadeShop(database(), {
    shop: "north",
    name: "Café North",
    groups: ["coast"],
    // It is half past two; last week the hour was the same.
    days: {
      0: { 9: 1250, 13: 2000, 14: 500 },
      1: { 9: 700 },
      7: { 9: 1000, 13: 1500, 14: 250, 18: 4000 },
    },
  });
  await addMadeShop(database(), {
    shop: "south",
    name: SCRIPT,
    groups: ["hills"],
    days: { 0: { 10: 300 }, 7: { 10: 600 } },
    open: [7],
    product: { sku: `"><img src=x>`, name: `=HYPERLINK("http://elsewhere")` },
  });
});

/** Each page with each of its tables, as whoever sees all shops finds them. */
const PAGES = [
  "/",
  "/day",
  "/day?day=2026-11-13",
  "/shops",
  "/shop/north?from=2026-11-01&to=2026-11-20",
  "/shop/south?from=2026-11-13&to=2026-11-20",
  "/products",
  "/product?sku=coffee",
  `/product?sku=${encodeURIComponent(`"><img src=x>`)}`,
] as const;

describe("today", () => {
  test("stands beside the same weekday of last week, shop by shop and over all", async () => {
    const browser = await lookAs({});

    const { status, text } = await browser.get("/");
    const { text: csv, headers } = await browser.get("/?csv=shops");

    expect(status).toBe(200);
    expect(plainText(text)).toContain("Fri 20 Nov 2026, beside Fri 13 Nov 2026");
    expect(plainText(text)).toContain(
      "Sold today 40.50 EUR 33.50 (+21%) by this time last week 73.50 that whole day",
    );
    expect(plainText(text)).toContain("Café North 3 37.50 27.50 +36% 67.50");
    expect(plainText(text)).toContain("Last week’s day is not complete: &lt;script&gt;");
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.split("\r\n")).toEqual([
      "shop,receipts,sold,sold-by-this-time-last-week,sold-last-week,currency",
      '"<script>alert(""south"")</script>",1,3.00,6.00,6.00,EUR',
      "Café North,3,37.50,27.50,67.50,EUR",
      "",
    ]);
  });

  test("has its chart's hours as a table", async () => {
    const browser = await lookAs({});

    const { text } = await browser.get("/?csv=hours-eur");

    expect(text.split("\r\n")).toEqual([
      "hour,receipts,sold,sold-before,currency",
      "09:00,1,12.50,10.00,EUR",
      "10:00,1,3.00,6.00,EUR",
      "13:00,1,20.00,15.00,EUR",
      "14:00,1,5.00,2.50,EUR",
      "18:00,0,0.00,40.00,EUR",
      "",
    ]);
  });
});

describe("a page", () => {
  test("of a shop has its days, and says which are not complete", async () => {
    const browser = await lookAs({});

    const { text } = await browser.get("/shop/south?from=2026-11-13&to=2026-11-20");
    const { text: csv } = await browser.get("/shop/north?from=2026-11-13&to=2026-11-20&csv=days");

    expect(plainText(text)).toContain("Not complete: Fri 13 Nov 2026.");
    expect(csv.split("\r\n")).toEqual([
      "day,sold,receipts,refunded,currency",
      "2026-11-20,37.50,3,0.00,EUR",
      "2026-11-19,7.00,1,0.00,EUR",
      "2026-11-13,67.50,4,0.00,EUR",
      "",
    ]);
  });

  test("of products has what each brought, and a formula stays text for a spreadsheet", async () => {
    const browser = await lookAs({});

    const { text } = await browser.get("/products?from=2026-11-20&to=2026-11-20&csv=products");

    expect(text.split("\r\n")).toEqual([
      "product,sku,quantity,sold,currency",
      "Coffee,coffee,6.000,37.50,EUR",
      `"'=HYPERLINK(""http://elsewhere"")","""><img src=x>",2.000,3.00,EUR`,
      "",
    ]);
  });

  test("takes days the wrong way round, and what is no day for the usual ones", async () => {
    const browser = await lookAs({});

    const turned = await browser.get("/shops?from=2026-11-20&to=2026-11-13&csv=shops");
    const none = await browser.get("/shops?from=soon&to=1;DROP&csv=shops");
    const long = await browser.get("/shops?from=2000-01-01&to=2026-11-20");

    expect(turned.text).toContain("Café North,8,112.00,0.00,0,EUR");
    expect(none.text).toBe(turned.text);
    expect(long.text).toContain("Fri 17 Oct 2025 – Fri 20 Nov 2026");
  });

  test.each(PAGES)("%s shows names as the text that they are", async (where) => {
    const page = await openOfficePage(database());
    await page.addUser("anna");
    const browser = await page.loggedIn("anna");

    const { status, text } = await browser.get(where);

    expect([status, page.faults]).toEqual([200, []]);
    expect(text).not.toContain(SCRIPT);
    expect(text).not.toContain("<img");
    const scripts = [...text.matchAll(/<script(?<rest>[^>]*)>/gu)];
    for (const { groups } of scripts) {
      expect(groups?.["rest"]).toMatch(/src="\/page\.js|type="application\/json"/u);
    }
  });

  test("that is none says so", async () => {
    const browser = await lookAs({});

    for (const where of ["/shop/nowhere", "/weather", "/product", "/?csv=weather"]) {
      const { status, text } = await browser.get(where);
      expect([where, status]).toEqual([where, 404]);
      expect(text).toContain("There is no such page, or none that you may see.");
    }
  });
});

describe("somebody of a group", () => {
  test.each(PAGES)("sees nothing of other shops on %s, nor in its tables", async (where) => {
    const [all, own] = [await lookAs({}), await lookAs({ groups: ["coast"] })];

    const { text: whole } = await all.get(where);
    const { text } = await own.get(where);
    const tables = [...whole.matchAll(/csv=(?<id>[\w-]+)"/gu)].map(({ groups }) => groups?.["id"]);
    const sheets: string[] = [];
    for (const id of tables) {
      sheets.push((await own.get(`${where}${where.includes("?") ? "&" : "?"}csv=${id}`)).text);
    }

    expect(tables.length).toBeGreaterThan(0);
    for (const seen of [text, ...sheets]) {
      expect(seen).not.toContain("south");
      expect(seen).not.toContain("HYPERLINK");
      // What both shops sold together: today, that day, these weeks.
      expect(seen).not.toMatch(/\b(?:40\.50|73\.50|121\.00)\b/u);
    }
  });

  test("sees a shop that is put into the group, until it is taken out", async () => {
    await writeShopGroup(database(), "harbour", ["north", "south"]);
    await writeShopGroup(database(), "harbour", ["south"]);
    const browser = await lookAs({ groups: ["harbour"] });
    const { text: put } = await browser.get("/");

    await writeShopGroup(database(), "harbour", []);
    const { text: taken } = await browser.get("/");

    expect(plainText(put)).toContain("south");
    expect(put).not.toContain("North");
    expect(plainText(taken)).toContain("No shop has been heard yet, or none that you may see.");
  });

  test("that has no shop sees none", async () => {
    const browser = await lookAs({ groups: ["moon"] });

    const { text } = await browser.get("/");

    expect(plainText(text)).toContain("No shop has been heard yet, or none that you may see.");
    expect(text).not.toContain("North");
  });
});

test("a day that brought many times as much as last week's says how many", () => {
  expect(pageTextIn("de").change(6500, 2000)).toBe("+225 %");
  expect(pageTextIn("en").change(0, 2000)).toBe("−100%");
  expect(pageTextIn("en").change(2000, 0)).toBe("");
});

describe("a language", () => {
  test("is that of the browser, or the person's own", async () => {
    const page = await openOfficePage(database());
    await page.addUser("anna");
    await page.addUser("zofia", { language: "pl" });
    const headers = { "accept-language": "de-CH, fr;q=0.8" };
    async function titleOf(name: string): Promise<string> {
      const browser = page.browser(headers);
      await browser.post("/log-in", { name, password: "correct horse battery" });
      const { text } = await browser.get("/");
      return /<html lang="[^"]*">|<h1>[^<]*/gu[Symbol.match](text)?.join(" ") ?? "";
    }

    expect(await titleOf("anna")).toBe('<html lang="de-CH"> <h1>Heute');
    expect(await titleOf("zofia")).toBe('<html lang="pl"> <h1>Dzisiaj');
  });
});

describe("news", () => {
  test("of written rows come at most every two seconds, and end with the session", async () => {
    const page = await openOfficePage(database());
    await page.addUser("anna");
    const browser = await page.loggedIn("anna");
    const { body, status } = await page.app.request("http://office.example/news", {
      headers: { cookie: browser.cookie() },
    });
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    async function heard(): Promise<string> {
      const { value, done } = await reader.read();
      return done ? "end" : (new TextDecoder().decode(value).split("\n", 1)[0] ?? "");
    }

    const first = await heard();
    page.tellNews();
    page.tellNews();
    page.clock.advance(2000);
    const second = await heard();
    page.clock.advance(25_000);
    const third = await heard();
    await browser.post("/log-out");
    page.tellNews();
    page.clock.advance(2000);

    expect(status).toBe(200);
    expect([first, second, third]).toEqual(["event: begun", "event: rows", "event: beat"]);
    expect(await heard()).toBe("end");
    expect(page.clock.pendingCount()).toBe(0);
  });

  test("are told to nobody who has not logged in", async () => {
    const page = await openOfficePage(database());

    expect((await page.browser().get("/news")).status).toBe(401);
  });
});

async function lookAs({
  groups = null,
}: {
  readonly groups?: Array<string> | null;
}): Promise<Browser> {
  const page = await openOfficePage(database());
  await page.addUser("anna", { groups });
  return page.loggedIn("anna");
}

/** What a person reads. */
function plainText(page: string): string {
  return page
    .replaceAll(/<script[^]*?<\/script>/gu, "")
    .replaceAll(/<[^>]*>/gu, " ")
    .replaceAll(/\s+/gu, " ");
}
