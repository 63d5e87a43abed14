/** Whose rights to guarded goods are whose, and what people say of them. */

import { err, type Result } from "../../domain/base/result.ts";
import { findDevice } from "../../domain/commands/office/find-device.ts";
import { type Refusal } from "../../domain/commands/refusal.ts";
import { decideGiveRights, decideTakeRights } from "../../domain/commands/stock/move-rights.ts";
import { type GiftReason, type TakingReason } from "../../domain/events/rights-events.ts";
import { type Product } from "../../domain/goods/catalogue.ts";
import { type DeviceId, deviceOf, type Origin } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { shortOf, usableOf } from "../../domain/stock/rights.ts";
import { type Committed, type Ledger } from "../../ledger/ledger.ts";
import { deviceNameOf } from "../membership/till-name.ts";
import { presentOrigin, standingHere } from "../till/standing-here.ts";
import { type Actor, type Till } from "../till/till.ts";

/** A till, as far as the rights to one article go; in millionths. */
export interface TillRights {
  readonly device: DeviceId;
  readonly till: string;
  readonly isOwn: boolean;
  readonly balance: number;
  /** How much it lacks; zero while gifts to it are not here yet. */
  readonly short: number;
}

export interface ArticleRights {
  readonly product: Product;
  readonly level: number;
  readonly usable: number;
  /** What counts found, which nobody sells from until somebody takes it. */
  readonly found: number;
  readonly tills: ReadonlyArray<TillRights>;
}

/** Returns what is whose by right: of some articles, or of all that are guarded. */
export function rightsOfShop(
  till: Till,
  articles?: ReadonlyArray<Product>,
): ReadonlyArray<ArticleRights> {
  const { ledger, catalogue } = till;
  const guarded = [...catalogue().productsBySku.values()].filter(
    ({ stock }) => stock === "guarded",
  );
  return ledger.read((view) =>
    (articles ?? guarded).map((product) => articleRights(ledger, view, product)),
  );
}

function articleRights(ledger: Ledger, view: LedgerView, product: Product): ArticleRights {
  const standing = standingHere(ledger, view, product.sku);
  const { origin: me } = ledger.identity;
  const byDevice = Map.groupBy(standing.accounts, ({ origin }) => deviceOf(origin));
  const own = deviceOf(me);
  const devices = [own, ...[...byDevice.keys()].filter((device) => device !== own)];
  const tills = devices.map((device): TillRights => {
    const accounts = byDevice.get(device) ?? [];
    return {
      device,
      till: deviceNameOf(ledger.admission(), device),
      isOwn: device === own,
      balance: accounts.reduce((sum, { balance }) => sum + balance, 0),
      short: accounts.reduce((sum, account) => sum + shortOf(account), 0),
    };
  });
  const { usable } = usableOf(standing, me);
  return { product, level: standing.level, usable, found: standing.pool, tills };
}

interface OfArticle {
  readonly sku: string;
  readonly quantity: number;
}

/** Gives rights to a till, by its letter or name. */
export function giveRights(
  till: Till,
  actor: Actor,
  { to, why = "by-hand", ...of }: OfArticle & { readonly to: string; readonly why?: GiftReason },
): Result<Committed, Refusal> {
  const device = findDevice(till.ledger.admission(), to);
  if (!device.ok) return device;
  const origin = presentOrigin(till.ledger, device.value.device);
  return till.act(actor, "stock give", (context) =>
    decideGiveRights(context, { ...of, to: origin, why }),
  );
}

/** Takes rights of a till, by its letter or name; `from` undefined: what counts found. */
export function takeRights(
  till: Till,
  actor: Actor,
  {
    from,
    why,
    ...of
  }: OfArticle & { readonly from: string | undefined; readonly why: TakingReason },
): Result<Committed, Refusal> {
  const { ledger } = till;
  const device = from === undefined ? undefined : findDevice(ledger.admission(), from);
  if (device?.ok === false) return err(device.fault);
  return till.act(actor, "stock take-back", (context) => {
    const { device: taken } = device?.value ?? {};
    const origin =
      taken === undefined ? null : richestOf(ledger, context.view, { sku: of.sku, of: taken });
    return decideTakeRights(context, { ...of, from: origin, why });
  });
}

/** A box that was restored or replaced has left what it had under an earlier name. */
function richestOf(
  ledger: Ledger,
  view: LedgerView,
  { sku, of }: { readonly sku: string; readonly of: DeviceId },
): Origin {
  const { accounts } = standingHere(ledger, view, sku);
  const [richest] = accounts
    .filter(({ origin }) => deviceOf(origin) === of)
    .toSorted((one, other) => other.balance - one.balance);
  return richest?.origin ?? presentOrigin(ledger, of);
}
