/** The office joins a shop that has invited it, as a box of its own. */

import { type JoinProblem } from "../src/app/founding/join-problem.ts";
import { joinTheShop, type JoinWish } from "../src/app/founding/join-shop.ts";
import { type JoiningShop } from "../src/app/mesh/joining-shop.ts";
import { err, ok, type Result } from "../src/domain/base/result.ts";
import { type StoreDeps } from "../src/ledger/open-ledger.ts";
import { joiningFolder, keepJoined, shopFolder } from "./hub-folder.ts";

export interface JoinedOffice {
  readonly dir: string;
  readonly shop: JoiningShop;
}

/** `hub/has-shop`: the office has that shop already, under another key, which stays the one that counts here. */
export type JoinOfficeFault =
  | JoinProblem
  | { readonly type: "hub/has-shop"; readonly name: string };

/** Throws StoreError when the folder can't be written. */
export async function joinOffice(
  hub: string,
  wish: Omit<JoinWish, "dir">,
  deps: StoreDeps,
): Promise<Result<JoinedOffice, JoinOfficeFault>> {
  const joined = await joinTheShop({ ...wish, dir: joiningFolder(hub) }, deps);
  if (!joined.ok) return joined;
  const { shop, name } = joined.value;
  if (!keepJoined(hub, shop)) return err({ type: "hub/has-shop", name });
  return ok({ dir: shopFolder(hub, shop), shop: joined.value });
}
