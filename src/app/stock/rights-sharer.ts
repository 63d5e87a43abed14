/**
 * What a till does by itself for guarded goods, beside selling: each minute it gives others of what it has,
 * by need; it covers accounts that are short; and it takes what its own counts found once nobody can have
 * moved any of it before. Source: STOCK 2, rules 12, 14 and 21.
 */

import { err, ok } from "../../domain/base/result.ts";
import { guardDrafts } from "../../domain/commands/take-rights.ts";
import { type Draft } from "../../domain/events/kinds.ts";
import { type GiftReason, type Right } from "../../domain/events/rights-events.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { INGREDIENTS_MAX } from "../../domain/goods/stock-keeping.ts";
import { ONE_IN_STOCK, stockQuantity } from "../../domain/goods/stock-quantity.ts";
import { type DeviceId, type Origin, toStreamId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { shortOf, type Standing, usableOf } from "../../domain/stock/rights.ts";
import { giftsOf, type Sharer, useAfter } from "../../domain/stock/share-rights.ts";
import { stockAccountKey } from "../../domain/stock/stock-keys.ts";
import { type GlanceView } from "../mesh-view.ts";
import { isSelfRevoked } from "../own-revocation.ts";
import { type Till } from "../till.ts";
import { presentOrigin, standingHere } from "./rights.ts";

export interface RightsSharerDeps {
  readonly till: Pick<Till, "ledger" | "catalogue">;
  readonly steadyMs: () => number;
  /** Whether this process has the duties: one process of a box is enough. */
  readonly hasDuties: () => boolean;
  readonly mesh: () => Pick<GlanceView, "peers"> | undefined;
}

const SHARE_EVERY_MS = 60_000;
const MINUTE_MS = 60_000;
/** What is sold by weight or volume is shared in hundredths of its unit. */
const GRAIN = ONE_IN_STOCK / 100;

/** What was sold from an account, as far as this process has seen it. */
interface Use {
  readonly use: number;
  /** All that was ever sold from it, at the last look. */
  readonly sold: number;
}

/** Returns what the box does whenever it looks around. */
export function createRightsSharer(deps: RightsSharerDeps): () => void {
  const { till, steadyMs, hasDuties, mesh } = deps;
  const { ledger, catalogue } = till;
  const uses = new Map<string, Use>();
  let sharedMs: number | undefined;
  let revision = "";

  function noteUse(view: LedgerView, key: OfAccount, minutes: number): number {
    const { accounts } = view.state("stock", key.sku);
    const name = stockAccountKey(key.sku, key.origin);
    const sold = (accounts[key.origin] ?? 0) - view.sum(name);
    const before = uses.get(name);
    const use = useAfter(before?.use ?? 0, minutes, Math.max(0, sold - (before?.sold ?? sold)));
    uses.set(name, { use, sold });
    return use;
  }

  /** What everybody has, and what of it this till gives away, of one article. */
  function giftsNow(
    view: LedgerView,
    { product, standing, tills }: Article,
    minutes: number,
  ): ReadonlyArray<readonly [to: Origin, right: Right]> {
    const { sku } = product;
    const { origin: me } = ledger.identity;
    const grain = grainOf(product);
    const sharers = tills.map((origin): Sharer => {
      const account = standing.accounts.find((one) => one.origin === origin);
      const use = noteUse(view, { sku, origin }, minutes) / grain;
      return { origin, balance: Math.trunc((account?.balance ?? 0) / grain), use };
    });
    let spare = usableOf(standing, me).usable;
    return giftsOf(sharers, me).flatMap(({ to, count }) => {
      const quantity = Math.min(count * grain, Math.floor(spare / grain) * grain);
      spare -= quantity;
      return quantity <= 0 ? [] : [[to, { sku, quantity: stockQuantity(quantity) }] as const];
    });
  }

  function share(view: LedgerView, minutes: number): ReadonlyArray<Draft> {
    const byTill = new Map<Origin, Right[]>();
    for (const article of articlesOf(view)) {
      for (const [to, right] of giftsNow(view, article, minutes)) {
        byTill.set(to, [...(byTill.get(to) ?? []), right]);
      }
    }
    return [...byTill].map(([to, of]) => giftDraft(to, of.slice(0, INGREDIENTS_MAX), "spread"));
  }

  /** The richest of those that hear each other covers what somebody knows of. */
  function cover(view: LedgerView): ReadonlyArray<Draft> {
    const { origin: me } = ledger.identity;
    return articlesOf(view).flatMap(({ product: { sku }, standing, tills }) => {
      const short = standing.accounts.find(
        (account) => account.origin !== me && shortOf(account) > 0 && account.explained > 0,
      );
      if (short === undefined) return [];
      const mine = standing.accounts.find(({ origin }) => origin === me)?.balance ?? 0;
      const isRichest = tills.every((origin) => {
        const balance = standing.accounts.find((one) => one.origin === origin)?.balance ?? 0;
        return balance < mine || (balance === mine && origin >= me);
      });
      const quantity = Math.min(shortOf(short), short.explained, mine);
      return isRichest && quantity > 0
        ? [giftDraft(short.origin, [{ sku, quantity: stockQuantity(quantity) }], "covers")]
        : [];
    });
  }

  /** What a count of this till found is its own once every till has said something later. */
  function release(view: LedgerView): ReadonlyArray<Draft> {
    const { origin: me } = ledger.identity;
    return articlesOf(view).flatMap(({ product: { sku }, standing }) => {
      const last = view.state("stock", sku).counts.at(-1);
      if (standing.pool <= 0 || last === undefined || !last.id.startsWith(`${me}:`)) return [];
      if (!everyTill().every((origin) => hlcOf(origin) > last.hlc)) return [];
      const of = [{ sku, quantity: stockQuantity(standing.pool) }];
      const body = { from: null, of, why: "counted" } as const;
      return [{ kind: "rights/taken", streams: [toStreamId("stock", sku)], body }];
    });
  }

  function articlesOf(view: LedgerView): ReadonlyArray<Article> {
    const tills = [ledger.identity.origin, ...heard()];
    return [...catalogue().productsBySku.values()]
      .filter(({ stock }) => stock === "guarded")
      .map((product) => {
        return { product, standing: standingHere(ledger, view, product.sku), tills };
      });
  }

  function heard(): ReadonlyArray<Origin> {
    const peers = mesh()?.peers.filter(({ isConnected }) => isConnected) ?? [];
    const sellers = new Set(sellersOf());
    return peers
      .filter(({ device }) => sellers.has(device))
      .map(({ device }) => presentOrigin(ledger, device));
  }

  function everyTill(): ReadonlyArray<Origin> {
    const { device: self } = ledger.identity.key;
    return sellersOf()
      .filter((device) => device !== self)
      .map((device) => presentOrigin(ledger, device));
  }

  function sellersOf(): ReadonlyArray<DeviceId> {
    return [...ledger.admission().values()]
      .filter(({ revoked, rights }) => !revoked && rights.includes("till"))
      .map(({ device }) => device);
  }

  function hlcOf(origin: Origin): number {
    const head = ledger.head(origin);
    return (head && ledger.store.at(origin, head.seq)?.content.first.hlc) ?? 0;
  }

  function commit(decide: (view: LedgerView) => ReadonlyArray<Draft>): void {
    ledger.commit({
      by: "",
      name: "share rights",
      decide: (context) => {
        const drafts = context.counts ? decide(context.view) : [];
        if (drafts.length === 0) return err(NOTHING);
        const { view, origin: me, storedTo } = context;
        const guarded = guardDrafts({ view, till: me, storedTo }, drafts);
        return guarded.ok ? ok({ events: guarded.value }) : err(NOTHING);
      },
    });
  }

  /** Whether anything has moved since the last look. */
  function hasMoved(): boolean {
    const now = ledger.read((view) =>
      [view.revision("stock"), view.revision("order"), view.revision("cat")].join(" "),
    );
    const moved = now !== revision;
    revision = now;
    return moved;
  }

  return () => {
    if (!hasDuties() || ledger.growth() !== undefined || isSelfRevoked(ledger)) return;
    if (![...catalogue().productsBySku.values()].some(({ stock }) => stock === "guarded")) return;
    if (hasMoved()) {
      commit(cover);
      commit(release);
    }
    const nowMs = steadyMs();
    if (sharedMs !== undefined && nowMs - sharedMs < SHARE_EVERY_MS) return;
    const minutes = sharedMs === undefined ? 0 : (nowMs - sharedMs) / MINUTE_MS;
    sharedMs = nowMs;
    commit((view) => share(view, minutes));
  };
}

interface OfAccount {
  readonly sku: string;
  readonly origin: Origin;
}

interface Article {
  readonly product: Product;
  readonly standing: Standing;
  /** This till and those that it hears. */
  readonly tills: ReadonlyArray<Origin>;
}

/** The fault that ends a transaction in which there is nothing to write. */
const NOTHING = { type: "rights/nothing" } as const;

function giftDraft(to: Origin, of: ReadonlyArray<Right>, why: GiftReason): Draft {
  const streams = of.map(({ sku }) => toStreamId("stock", sku));
  return { kind: "rights/given", streams, body: { to, of: [...of], why } };
}

/** What is sold by the piece is given by the piece. */
function grainOf({ soldBy, unit }: Pick<Product, "soldBy" | "unit">): number {
  return soldBy === "each" && unit === "" ? ONE_IN_STOCK : GRAIN;
}
