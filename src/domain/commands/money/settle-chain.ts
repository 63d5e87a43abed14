/**
 * Decisions of a person who looked at a chain in question: it counts, or it stays out. Either may be
 * decided again; admitted beats retired. Batches that broke off can only be dismissed, each by name.
 */

import { err, ok } from "../../base/result.ts";
import { type ChainEnd } from "../../identity.ts";
import {
  type Decision,
  type DecisionContext,
  requirePermission,
  requireShortText,
} from "../decision.ts";

export interface ChainSettling {
  readonly end: ChainEnd;
  /** Instead of the chain: up to where each is dismissed. */
  readonly batches?: ReadonlyArray<ChainEnd & { readonly batch: string }>;
  readonly kind: "chain/admitted" | "chain/retired";
  readonly reason: string;
  /** Whether the box may speak for the shop in this: its word would be void otherwise. */
  readonly isAuthority: boolean;
}

export function decideSettleChain(
  context: DecisionContext,
  { end, batches, kind, reason, isAuthority }: ChainSettling,
): Decision {
  const allowed = requirePermission(context, "devices");
  if (!allowed.ok) return allowed;
  if (!isAuthority) return err({ type: "chain/no-authority" });
  const fits = requireShortText("reason", reason);
  if (!fits.ok) return fits;
  if (batches === undefined) return ok([{ kind, streams: [], body: { ...end, reason } }]);
  return ok(
    batches.map((batch) => ({ kind: "chain/retired", streams: [], body: { ...batch, reason } })),
  );
}
