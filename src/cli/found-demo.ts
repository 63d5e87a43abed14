/** The demo shop, made without a question. */

import { loadFixture } from "../app/catalogue/fixtures.ts";
import { foundShop } from "../app/founding/found-shop.ts";
import { systemStoreDeps } from "../app/open-till.ts";
import { printSheet } from "../app/papers/sheet-paper.ts";
import { type ShopFixture } from "../domain/founding/shop-fixture.ts";
import { type Console } from "./console.ts";
import { USUAL_DEVICE } from "./device-name.ts";
import { usageFault } from "./fault.ts";

const DEMO_FIXTURE = "cafe";

export function demoShop(): ShopFixture {
  const fixture = loadFixture(DEMO_FIXTURE);
  if (!fixture.ok) throw usageFault(fixture.fault.sentence);
  return fixture.value;
}

export async function foundDemo(store: string, { say }: Pick<Console, "say">): Promise<void> {
  const fixture = demoShop();
  const founding = { dir: store, fixture, deviceName: USUAL_DEVICE, demo: true };
  // Nobody is asked anything on the way to a demo.
  await foundShop(
    {
      ...founding,
      handOut: async (sheet) => {
        await printSheet(store, sheet);
        return "unread";
      },
    },
    systemStoreDeps,
  );
  say(`Made the demo shop ${fixture.shop.name} in ${store}`);
}
