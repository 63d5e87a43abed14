/** The promotions of the shop: those that are offered now, and each that a line was ever offered. */

import { lazy } from "../base/lazy.ts";
import { compareInLedger } from "../events/event.ts";
import { type PromotionSet } from "../events/promotion-events.ts";
import { type EventId, streamName } from "../identity.ts";
import { type LedgerView } from "../ledger-view.ts";
import {
  type CouponOff,
  type DealTerms,
  indexPromotions,
  type Promotion,
  type PromotionIndex,
} from "../promotions/promotion.ts";
import { PROMOTION_TAG, type PromotionWrite } from "../state/entry-state.ts";

/** What a promotion's event says of it. */
export type PromotionFacts = NonNullable<PromotionSet["promotion"]>;

export interface PromotionBook {
  /** By id: the last write of each that has not ended. */
  readonly offeredById: ReadonlyMap<string, Promotion>;
  readonly index: () => PromotionIndex;
  /** Those that are worked out over pieces, by their write, in the order of writing. */
  readonly byWrite: ReadonlyMap<EventId, Promotion<DealTerms>>;
  /** The coupons by their write, in the order of writing. */
  readonly couponsByWrite: ReadonlyMap<EventId, Promotion<CouponOff>>;
}

interface KnownBook {
  readonly revision: number;
  readonly book: PromotionBook;
}

/** Each line that is added asks, and promotions change once in weeks. */
const bookByView = new WeakMap<LedgerView, KnownBook>();

/** Name of a promotion's stream, after `cat/`. */
export function promotionEntry(id: string): string {
  return `promotion/${id}`;
}

export function promotionBook(view: LedgerView): PromotionBook {
  const revision = view.revision("cat");
  const kept = bookByView.get(view);
  if (kept?.revision === revision) return kept.book;
  const book = readBook(view);
  bookByView.set(view, { revision, book });
  return book;
}

interface Written {
  readonly id: string;
  readonly write: PromotionWrite;
}

function readBook(view: LedgerView): PromotionBook {
  const entries = view.tagged(PROMOTION_TAG).map((stream) => {
    const name = streamName(stream);
    const { promotions = [] } = view.state("cat", name);
    return { id: name.slice(promotionEntry("").length), writes: promotions };
  });
  const all = entries
    .flatMap(({ id, writes }) => writes.map((write): Written => ({ id, write })))
    .toSorted((a, b) => compareInLedger(a.write, b.write));
  const last = new Set(entries.flatMap(({ writes }) => writes.at(-1)?.id ?? []));
  const promotions = all.flatMap(asPromotion);
  const offered = promotions.filter(({ write }) => last.has(write));
  return {
    offeredById: new Map(offered.map((promotion) => [promotion.id, promotion])),
    index: lazy(() => indexPromotions(offered)),
    byWrite: byWrite(promotions.filter(isOverPieces)),
    couponsByWrite: byWrite(promotions.filter(isCoupon)),
  };
}

/** Returns the coupon that is offered under one of these hashes, which are made where the shop has any. */
export function couponOfCode(
  view: LedgerView,
  hashes: () => ReadonlyArray<string>,
): Promotion<CouponOff> | undefined {
  const coupons = [...promotionBook(view).offeredById.values()].filter(isCoupon);
  if (coupons.length === 0) return undefined;
  const known = hashes();
  return coupons.find(({ terms }) => known.includes(terms.code));
}

function byWrite<One extends Promotion>(all: ReadonlyArray<One>): ReadonlyMap<EventId, One> {
  return new Map(all.map((promotion) => [promotion.write, promotion]));
}

function isCoupon(promotion: Promotion): promotion is Promotion<CouponOff> {
  return promotion.terms.type === "coupon";
}

function isOverPieces(promotion: Promotion): promotion is Promotion<DealTerms> {
  return !isCoupon(promotion);
}

function asPromotion({ id, write }: Written): ReadonlyArray<Promotion> {
  const { promotion } = write;
  if (promotion === null) return [];
  const { name, terms, ...conditions } = promotion;
  return [{ write: write.id, id, name, terms, conditions }];
}
