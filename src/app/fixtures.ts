/** Shops that are written down in the project's files. */

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { err, type Result } from "../domain/result.ts";
import { fixtureFilesByPart, parseShopFixture, type ShopFixture } from "../domain/shop-fixture.ts";

export interface FixtureFault {
  readonly type: "fixture/unknown" | "fixture/broken";
  readonly sentence: string;
}

/** Reads a fixture by its name, such as `cafe`. */
export function loadFixture(name: string): Result<ShopFixture, FixtureFault> {
  const folder = path.join(projectFolder(), "fixtures", name);
  if (!/^[a-z0-9-]+$/u.test(name) || !existsSync(path.join(folder, fixtureFilesByPart.shop))) {
    return err({ type: "fixture/unknown", sentence: `There is no fixture "${name}": try cafe.` });
  }
  const parts = Object.entries(fixtureFilesByPart).map(([part, file]) => [
    part,
    JSON.parse(readFileSync(path.join(folder, file), "utf8")) as unknown,
  ]);
  const fixture = parseShopFixture(Object.fromEntries(parts));
  return fixture.ok
    ? fixture
    : err({ type: "fixture/broken", sentence: fixture.fault[0] ?? `${name} is broken.` });
}

/** From `src/app` and from the bundle in `dist` alike: the folder that holds package.json. */
function projectFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, "package.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error("The project's own folder can't be found.");
    folder = parent;
  }
  return folder;
}
