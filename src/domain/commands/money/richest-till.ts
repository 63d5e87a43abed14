/** The till that has most of what another lacks, as a refusal names it. */

import { deviceOf, type Origin } from "../../identity.ts";
import { type Peer } from "../../membership/peer.ts";
import { type Account } from "../../stock/rights.ts";
import { type DecisionContext } from "../decision.ts";

export interface RichestTill extends Peer {
  readonly origin: Origin;
}

export function richestTill(
  { peer }: Pick<DecisionContext, "peer">,
  { origin }: Pick<Account, "origin">,
): RichestTill {
  return { ...(peer?.(origin) ?? { till: deviceOf(origin) }), origin };
}
