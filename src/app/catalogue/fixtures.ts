/** Shops that are written down in the project's files. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { err, type Result } from "../../domain/base/result.ts";
import { fixtureStaffSchema } from "../../domain/founding/shop-fixture-shape.ts";
import {
  fixtureFilesByPart,
  parseShopFixture,
  type ShopFixture,
} from "../../domain/founding/shop-fixture.ts";
import { projectFolder } from "./project-folder.ts";

export interface FixtureFault {
  readonly type: "fixture/unknown" | "fixture/broken";
  readonly sentence: string;
}

/** Reads a fixture by its name, such as `cafe`. */
export function loadFixture(name: string): Result<ShopFixture, FixtureFault> {
  const folder = path.join(allFixtures(), name);
  if (!/^[a-z0-9-]+$/u.test(name) || !isFixture(folder)) {
    const sentence = `There is no fixture "${name}": there are ${fixtureNames().join(", ")}.`;
    return err({ type: "fixture/unknown", sentence });
  }
  const parts = Object.entries(fixtureFilesByPart).map(([part, file]) => [
    part,
    readPart(path.join(folder, file)),
  ]);
  const fixture = parseShopFixture(Object.fromEntries(parts));
  return fixture.ok
    ? fixture
    : err({ type: "fixture/broken", sentence: fixture.fault[0] ?? `${name} is broken.` });
}

/** Reads only the staff of a fixture, who are shown with their PINs. */
export function fixtureStaff(name: string): ShopFixture["staff"] {
  const file = path.join(allFixtures(), name, fixtureFilesByPart.staff);
  const people = fixtureStaffSchema().safeParse(readPart(file));
  return people.success ? people.data : [];
}

/** Returns the staff of the fixture whose shop is called so; empty where none is. */
export function staffOfShop(shopName: string): ShopFixture["staff"] {
  const name = fixtureNames().find((fixture) => {
    const file = path.join(allFixtures(), fixture, fixtureFilesByPart.shop);
    return (readPart(file) as { readonly name?: unknown }).name === shopName;
  });
  return name === undefined ? [] : fixtureStaff(name);
}

function allFixtures(): string {
  return path.join(projectFolder(), "fixtures");
}

function fixtureNames(): ReadonlyArray<string> {
  const all = allFixtures();
  return readdirSync(all)
    .filter((name) => isFixture(path.join(all, name)))
    .toSorted();
}

function isFixture(folder: string): boolean {
  return existsSync(path.join(folder, fixtureFilesByPart.shop));
}

/** Products that are too many for a file are made by `products.mjs` in its place. */
function readPart(file: string): unknown {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const maker = createRequire(import.meta.url)(file.replace(/\.json$/u, ".mjs")) as {
    readonly makeProducts: () => unknown;
  };
  return maker.makeProducts();
}
