/** A shop whose tills are linked for real, anew for each test of a file, and closed after it. */

import { afterEach, beforeEach } from "vitest";

import { createLivingMeshes, type LivingMeshes, type Rogue } from "./living-meshes.ts";
import { createShop, type TestShop } from "./shop.ts";

export interface LivingShop {
  readonly shop: TestShop;
  readonly meshes: LivingMeshes;
  /** Those that a test adds hang up before the tills are closed. */
  readonly rogues: Rogue[];
}

/** `take` gets the shop of each test before the test runs. */
export function withLivingShops(take: (opened: LivingShop) => void): void {
  let opened: LivingShop | undefined;

  beforeEach(() => {
    opened = { shop: createShop(), meshes: createLivingMeshes(), rogues: [] };
    take(opened);
  });

  afterEach(async () => {
    for (const { hangUp } of opened?.rogues ?? []) hangUp();
    await opened?.meshes.closeAll();
    opened?.shop[Symbol.dispose]();
  });
}
