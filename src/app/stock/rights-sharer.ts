/**
 * What a till does by itself for guarded goods, beside selling: each minute it gives others of what it has,
 * by need; it covers accounts that are short; and it takes what its own counts found once nobody can have
 * moved any of it before. Source: docs/rules/stock.md, S12, S14 and S21.
 */

import { type Draft } from "../../domain/events/kinds.ts";
import { type Right } from "../../domain/events/rights-events.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { INGREDIENTS_MAX } from "../../domain/goods/stock-keeping.ts";
import { stockQuantity } from "../../domain/goods/stock-quantity.ts";
import { chainPosition, type DeviceId, type Origin, toStreamId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { coverableOf, type Standing, usableOf } from "../../domain/stock/rights.ts";
import { giftsOf, type Sharer, agedUse } from "../../domain/stock/share-rights.ts";
import { stockAccountKey } from "../../domain/stock/stock-keys.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type GlanceView } from "../membership/mesh-view.ts";
import { isSelfRevoked } from "../membership/own-revocation.ts";
import { systemSteadyMs } from "../system/clock.ts";
import { lastHlc, presentOrigin, standingHere } from "../till/standing-here.ts";
import { type Till } from "../till/till.ts";
import { balanceOf, giftDraft, grainOf, isRichest, writeRights } from "./write-rights.ts";

export interface RightsSharerDeps {
  readonly till: Pick<Till, "ledger" | "catalogue">;
  readonly steadyMs?: () => number;
  /** Whether this process has the duties: one process of a box is enough. */
  readonly hasDuties: () => boolean;
  readonly mesh: () => Pick<GlanceView, "peers"> | undefined;
}

const SHARE_EVERY_MS = 60_000;
const MINUTE_MS = 60_000;
/** Returns what the box does whenever it looks around. */
export function createRightsSharer(deps: RightsSharerDeps): () => void {
  const { till, steadyMs = systemSteadyMs, hasDuties } = deps;
  const { ledger, catalogue } = till;
  const uses = createUses();
  let sharedMs: number | undefined;
  let revision = "";

  const commit = writeRights.bind(undefined, ledger);

  /** Whether anything has moved since the last look. */
  function hasMoved(): boolean {
    const now = ledger.read((view) =>
      [view.revision("stock"), view.revision("order"), view.revision("cat")].join(" "),
    );
    const moved = now !== revision;
    revision = now;
    return moved;
  }

  function isAsked(): boolean {
    if (!hasDuties() || ledger.growth() !== undefined || isSelfRevoked(ledger)) return false;
    return [...catalogue().productsBySku.values()].some(({ stock }) => stock === "guarded");
  }

  return () => {
    if (!isAsked()) return;
    if (hasMoved()) {
      commit((view) => {
        const articles = articlesOf(deps, view);
        const covers = articles.flatMap(coverOf(ledger));
        return [...covers, ...articles.flatMap(releaseOf(ledger, view))];
      });
    }
    const nowMs = steadyMs();
    if (sharedMs !== undefined && nowMs - sharedMs < SHARE_EVERY_MS) return;
    const minutes = sharedMs === undefined ? 0 : (nowMs - sharedMs) / MINUTE_MS;
    sharedMs = nowMs;
    ledger.read((view) => {
      for (const article of articlesOf(deps, view)) uses.note(view, article, minutes);
    });
    commit((view) => shareOf(ledger, articlesOf(deps, view), uses));
  };
}

interface Article {
  readonly product: Product;
  readonly standing: Standing;
  /** This till and those that it hears. */
  readonly tills: ReadonlyArray<Origin>;
}

function articlesOf(
  { till: { ledger, catalogue }, mesh }: RightsSharerDeps,
  view: LedgerView,
): ReadonlyArray<Article> {
  const sellers = new Set(sellersOf(ledger));
  const heard = (mesh()?.peers ?? [])
    .filter(({ device, isConnected }) => isConnected && sellers.has(device))
    .map(({ device }) => presentOrigin(ledger, device));
  const tills = [ledger.identity.origin, ...heard];
  return [...catalogue().productsBySku.values()]
    .filter(({ stock }) => stock === "guarded")
    .map((product) => ({ product, standing: standingHere(ledger, view, product.sku), tills }));
}

function sellersOf(ledger: Ledger): ReadonlyArray<DeviceId> {
  return [...ledger.admission().values()]
    .filter(({ revoked, rights }) => !revoked && rights.includes("till"))
    .map(({ device }) => device);
}

interface Uses {
  /** Adds what was sold from each till's account in so many minutes. */
  readonly note: (view: LedgerView, article: Article, minutes: number) => void;
  /** Returns what was sold from a till's account, the older the less. */
  readonly of: (sku: string, origin: Origin) => number;
}

/** What was sold from accounts, as far as this process has seen it. */
function createUses(): Uses {
  const known = new Map<string, { readonly use: number; readonly sold: number }>();
  return {
    note: (view, { product: { sku }, tills }, minutes) => {
      const { accounts } = view.state("stock", sku);
      for (const origin of tills) {
        const name = stockAccountKey(sku, origin);
        const sold = (accounts[origin] ?? 0) - view.sum(name);
        const before = known.get(name);
        const more = Math.max(0, sold - (before?.sold ?? sold));
        known.set(name, { use: agedUse(before?.use ?? 0, minutes, more), sold });
      }
    },
    of: (sku, origin) => known.get(stockAccountKey(sku, origin))?.use ?? 0,
  };
}

/** Returns what this till gives away of all articles: one gift for each till. */
function shareOf(
  ledger: Ledger,
  articles: ReadonlyArray<Article>,
  uses: Uses,
): ReadonlyArray<Draft> {
  const gifts = articles.flatMap((article) =>
    giftsOfArticle(ledger.identity.origin, article, uses),
  );
  return [...Map.groupBy(gifts, ({ to }) => to)].map(([to, of]) => {
    const rights = of.slice(0, INGREDIENTS_MAX).map(({ right }) => right);
    return giftDraft(to, rights, "spread");
  });
}

interface GiftOfArticle {
  readonly to: Origin;
  readonly right: Right;
}

function giftsOfArticle(
  me: Origin,
  { product, standing, tills }: Article,
  uses: Uses,
): ReadonlyArray<GiftOfArticle> {
  const { sku } = product;
  const grain = grainOf(product);
  const sharers = tills.map((origin): Sharer => {
    const balance = Math.trunc(balanceOf(standing, origin) / grain);
    return { origin, balance, use: uses.of(sku, origin) / grain };
  });
  let spare = usableOf(standing, me).usable;
  return giftsOf(sharers, me).flatMap(({ to, count }): ReadonlyArray<GiftOfArticle> => {
    const quantity = Math.min(count * grain, Math.floor(spare / grain) * grain);
    spare -= quantity;
    return quantity <= 0 ? [] : [{ to, right: { sku, quantity: stockQuantity(quantity) } }];
  });
}

/** The richest of those that hear each other covers what somebody knows of. */
function coverOf({ identity }: Ledger): (article: Article) => ReadonlyArray<Draft> {
  const { origin: me } = identity;
  return ({ product: { sku }, standing, tills }) => {
    const short = standing.accounts.find(
      (account) => account.origin !== me && coverableOf(account) > 0,
    );
    if (short === undefined) return [];
    const quantity = Math.min(coverableOf(short), balanceOf(standing, me));
    return quantity > 0 && isRichest(standing, me, tills)
      ? [giftDraft(short.origin, [{ sku, quantity: stockQuantity(quantity) }], "covers")]
      : [];
  };
}

/** What a count of this till found is its own once every other till has said something later. */
function releaseOf(ledger: Ledger, view: LedgerView): (article: Article) => ReadonlyArray<Draft> {
  const { origin: me, key } = ledger.identity;
  const others = sellersOf(ledger).filter((device) => device !== key.device);
  const lastHlcs = others.map((device) => lastHlc(ledger, presentOrigin(ledger, device)));
  return ({ product: { sku }, standing }) => {
    const last = view.state("stock", sku).counts.at(-1);
    if (standing.pool <= 0 || last === undefined) return [];
    if (chainPosition(last.id).origin !== me || lastHlcs.some((hlc) => hlc <= last.hlc)) return [];
    const of = [{ sku, quantity: stockQuantity(standing.pool) }];
    const body = { from: null, of, why: "counted" } as const;
    return [{ kind: "rights/taken", streams: [toStreamId("stock", sku)], body }];
  };
}
