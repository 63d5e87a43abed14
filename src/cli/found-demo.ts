/** The demo shop, made without a question. */

import { loadFixture } from "../app/catalogue/fixtures.ts";
import { type DemoShop } from "../app/day/demo-shops.ts";
import { foundShop } from "../app/founding/found-shop.ts";
import { printSheet } from "../app/papers/sheet-paper.ts";
import { readLanguageName } from "../app/system/environment.ts";
import { systemStoreDeps } from "../app/system/store-deps.ts";
import { type ShopFixture } from "../domain/founding/shop-fixture.ts";
import { type Locale } from "../domain/text/locale.ts";
import { cliBoxWords } from "../words/made/cliBox/all.ts";
import { readBoxLanguage } from "./box-language.ts";
import { type Console } from "./console.ts";
import { usageFault } from "./fault.ts";
import { sentencesOf } from "./sentences-of.ts";

export function demoShop(name: DemoShop): ShopFixture {
  const fixture = loadFixture(name);
  if (!fixture.ok) throw usageFault(fixture.fault.sentence);
  return fixture.value;
}

interface DemoWish {
  readonly shop: DemoShop;
  /** Undefined for the box's. */
  readonly language: Locale | undefined;
}

export async function foundDemo(
  store: string,
  { say }: Pick<Console, "say">,
  { shop, language }: DemoWish,
): Promise<void> {
  const { demoIn } = await import("./first-start/shop-names.ts");
  const { firstStartWords } = await import("./first-start/words.ts");
  const locale = language ?? readBoxLanguage(readLanguageName()).locale ?? "en";
  const fixture = demoIn(demoShop(shop), locale, { keepsGoods: shop !== "cafe" });
  const { device, terminal } = firstStartWords(locale);
  // Nobody is asked anything on the way to a demo.
  await foundShop(
    {
      dir: store,
      fixture,
      deviceName: device,
      demo: true,
      terminal,
      handOut: async (sheet) => {
        await printSheet(store, sheet);
        return "unread";
      },
    },
    systemStoreDeps,
  );
  const { name } = fixture.shop;
  say(sentencesOf(cliBoxWords)(({ demo }) => demo.made({ name, store })));
}
