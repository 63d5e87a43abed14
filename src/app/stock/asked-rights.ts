/**
 * A sale that lacks a guarded article asks whoever has most of it, and that till gives half of what it has, or
 * as much as the sale lacks. Source: docs/rules/stock.md, S21 and S22.
 */

import { type Refusal } from "../../domain/commands/refusal.ts";
import { stockQuantity } from "../../domain/goods/stock-quantity.ts";
import { type DeviceId, deviceOf, streamName, toStreamId } from "../../domain/identity.ts";
import { usableOf } from "../../domain/stock/rights.ts";
import { type AskedRights } from "../../mesh/gossip/asking.ts";
import { isSelfRevoked } from "../membership/own-revocation.ts";
import { presentOrigin, standingHere } from "../till/standing-here.ts";
import { type Till } from "../till/till.ts";
import { balanceOf, writeRights, giftDraft, grainOf } from "./write-rights.ts";

/** Asks whoever has most of what a refused sale lacked; nothing happens after other refusals. */
export function askForRights(
  here: Pick<Till, "ledger">,
  refusal: Refusal,
  tell: (device: DeviceId, asked: AskedRights) => void,
): void {
  if (refusal.type !== "stock/none-here" || refusal.other === undefined) return;
  const { sku, lacks: quantity, other } = refusal;
  const heard = here.ledger.store.head(other.origin)?.seq ?? 0;
  tell(deviceOf(other.origin), { of: toStreamId("stock", sku), quantity, heard });
}

/** Gives a till that asks what can be given, unless a gift is under way to it already. */
export function giveAsked(
  { ledger, catalogue }: Pick<Till, "ledger" | "catalogue">,
  device: DeviceId,
  { of, quantity, heard }: AskedRights,
): void {
  const sku = streamName(of);
  const product = catalogue().productsBySku.get(sku);
  if (product?.stock !== "guarded" || ledger.growth() !== undefined || isSelfRevoked(ledger))
    return;
  const { origin: me } = ledger.identity;
  const grain = grainOf(product);
  writeRights(ledger, (view) => {
    const to = presentOrigin(ledger, device);
    const isUnderWay = (view.state("stock", sku).gifts[to]?.[me] ?? 0) > heard;
    if (to === me || isUnderWay) return [];
    const standing = standingHere(ledger, view, sku);
    const half = Math.ceil(balanceOf(standing, me) / 2 / grain) * grain;
    const given = Math.min(usableOf(standing, me).usable, Math.max(half, quantity));
    return given <= 0 ? [] : [giftDraft(to, [{ sku, quantity: stockQuantity(given) }], "asked")];
  });
}
