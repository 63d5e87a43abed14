/** A shop of the café fixture for measuring, through the use cases that the register calls. */

import path from "node:path";

import { loadFixture } from "../src/app/catalogue/fixtures.ts";
import { foundShop } from "../src/app/founding/found-shop.ts";
import { openTill, type OpenTill } from "../src/app/open-till.ts";
import { createUnseenSession } from "../src/app/register/unseen-session.ts";
import { systemStoreDeps } from "../src/app/system/store-deps.ts";
import { type Actor } from "../src/app/till/till.ts";
import { ok } from "../src/domain/base/result.ts";
import { type TillSession } from "../src/tui/ports/till-port.ts";

export const CASHIER: Actor = { number: "1", name: "Mia" };

export async function foundBenchShop(
  dir: string,
  name: string,
  goods: "cafe" | "grocery" = "cafe",
): Promise<string> {
  const fixture = loadFixture(goods);
  if (!fixture.ok) throw new Error(fixture.fault.sentence);
  const store = path.join(dir, name);
  const founding = { dir: store, fixture: fixture.value, deviceName: "Bench", demo: true };
  await foundShop(founding, systemStoreDeps);
  return store;
}

export function openBenchTill(store: string): OpenTill {
  return openTill(store);
}

/** The register's session without a screen; papers stay in the queue. */
export function sessionOf(open: OpenTill): TillSession {
  const { till, random } = open;
  return createUnseenSession({
    till,
    open,
    actor: CASHIER,
    random,
    prepare: () => ok(undefined),
  });
}
