/** The office's page in a real browser, at the widths of a phone and of a desk. Size: whole, waiting. */

import { type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";

import {
  addMadeShop,
  PASSWORD,
  serveOfficePage,
  type ServedPage,
} from "../../support/office-page.ts";
import { startBrowser, whyNoBrowser } from "../../support/page-browser.ts";
import { rowsOf } from "../../support/rows-engines.ts";

/** How many charts each page has. */
const CHARTS = {
  "": 1,
  "day?day=2026-11-13": 1,
  shops: 1,
  "shop/north": 1,
  products: 0,
  "product?sku=coffee": 1,
};
const SHOP = `<script>document.title = "taken"</script>`;

describe.skipIf(whyNoBrowser() !== undefined)("a page in a browser", () => {
  const database = rowsOf("folder");
  let browser: Browser;

  beforeAll(async () => {
    const days = { 0: { 9: 1250, 13: 2000 }, 1: { 10: 900 }, 7: { 9: 1000, 18: 4000 } };
    await addMadeShop(database(), { shop: "north", name: SHOP, days });
    await addMadeShop(database(), {
      shop: "south",
      name: "A shop with a very long name by the old harbour",
      days,
    });
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser.close();
  });

  test.each([390, 1280])(
    "%d pixels wide has all pages in it, draws charts and says nothing on its console",
    async (width) => {
      const { tab, said, served } = await logIn(width);

      for (const [where, charts] of Object.entries(CHARTS)) {
        await tab.goto(served.url + where);
        await tab.locator("nav").waitFor();
        const over = await tab.evaluate("document.documentElement.scrollWidth - innerWidth");
        expect([where, over]).toEqual([where, 0]);
        expect([where, await tab.locator(".plot canvas").count()]).toEqual([where, charts]);
      }
      await tab.goto(`${served.url}shops`);
      expect(await tab.locator("tbody th").first().innerText()).toBe(SHOP);
      expect(await tab.title()).toBe("Shops · Head office");
      expect(said).toEqual([]);
    },
  );

  test("shows what is new without being asked, and leaves open what was open", async () => {
    const { tab, served } = await logIn(1280);
    const figure = tab.locator(".figure").first();
    expect(await figure.innerText()).toBe("65.00 EUR");
    await tab.locator("summary").click();

    await addMadeShop(database(), { shop: "west", days: { 0: { 11: 300 } } });
    await served.hears;
    served.page.tellNews();
    served.page.clock.advance(2000);

    await tab.getByText("68.00 EUR").first().waitFor();
    expect(await tab.locator("details[open]").count()).toBe(1);
    expect(await tab.locator(".plot canvas").count()).toBe(1);
  });

  async function logIn(width: number): Promise<LoggedIn> {
    const served = await serveOfficePage(database());
    await served.page.addUser("anna");
    const context = await browser.newContext({ viewport: { width, height: 844 }, locale: "en-GB" });
    onTestFinished(async () => {
      await context.close();
      await served.close();
    });
    const tab = await context.newPage();
    const said: string[] = [];
    tab.on("console", (message) => said.push(message.text()));
    tab.on("pageerror", (error) => said.push(String(error)));
    await tab.goto(served.url);
    await tab.fill("input[name=name]", "anna");
    await tab.fill("input[name=password]", PASSWORD);
    await tab.click("form button");
    await tab.locator("nav").waitFor();
    return { tab, said, served };
  }
});

interface LoggedIn {
  readonly tab: Page;
  /** What its console says, and what goes wrong in its scripts. */
  readonly said: ReadonlyArray<string>;
  readonly served: ServedPage;
}
