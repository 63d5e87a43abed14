/** Real stores of one shop, each with keys for links, as boxes have them once they have joined. */

import path from "node:path";

import { letInBeside } from "../../proof/stories/box-stage.ts";
import { systemRandom } from "../../src/app/system/random.ts";

/** Lets a box into the shop of `store`, under these letters; returns its store, beside the other. */
export async function joinStore(store: string, code: string, name: string): Promise<string> {
  const dir = path.join(path.dirname(store), `joined-${code}`);
  await letInBeside(store, { dir, code, name }, systemRandom);
  return dir;
}
