/**
 * A voucher's cents move to where it is redeemed: that till asks whoever has some, and each gives all that it
 * has. Before anything moves, accounts that are short are covered. Source: COUNTER 21; STOCK 1.
 */

import { pause } from "../../domain/base/pause.ts";
import { type BodyOf, type Draft } from "../../domain/events/kinds.ts";
import { VOUCHER_SHORT_TAG } from "../../domain/folds/voucher-fold.ts";
import {
  type DeviceId,
  deviceOf,
  type Origin,
  streamName,
  toStreamId,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor } from "../../domain/money/amounts.ts";
import { type Clock } from "../../domain/ports.ts";
import {
  coverableOf,
  othersWith,
  shortOf,
  type Standing,
  usableOf,
} from "../../domain/stock/rights.ts";
import { unsaidGifts, voucherStanding } from "../../domain/vouchers/voucher-rights.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type AskedRights } from "../../mesh/gossip/asking.ts";
import { isSelfRevoked } from "../own-revocation.ts";
import { presentOrigin, storedHere } from "../stock/standing-here.ts";
import { balanceOf, isRichest, writeRights } from "../stock/write-rights.ts";
import { type Till } from "../till.ts";

/** Asks a till for rights; nothing happens where it can't be reached. */
export type AskRights = (device: DeviceId, asked: AskedRights) => void;

/** A guest waits no longer than that for rights of other tills. */
const WAIT_MS_MAX = 300;
const LOOK_EVERY_MS = 15;

/** Waits for what other tills may redeem of a voucher, until this one may redeem all that is left, or for 300 ms. */
export async function gatherVoucher(
  {
    till,
    clock,
    askRights,
  }: {
    readonly till: Pick<Till, "ledger">;
    readonly clock: Clock;
    readonly askRights: AskRights;
  },
  id: string,
): Promise<void> {
  for (let waitedMs = 0; waitedMs < WAIT_MS_MAX; waitedMs += LOOK_EVERY_MS) {
    const { standing, me } = till.ledger.read((view) => standingIn(till.ledger, view, id));
    const missing = standing.level - usableOf(standing, me).usable;
    const others = othersWith(standing, me);
    if (missing <= 0 || others.length === 0) return;
    if (waitedMs === 0) askFor(till, { id, standing }, askRights);
    await pause(clock, LOOK_EVERY_MS);
  }
}

/** Asks each till that has some of a voucher for all that this one lacks. */
export function askForVoucher({ ledger }: Pick<Till, "ledger">, id: string, ask: AskRights): void {
  askFor(
    { ledger },
    { id, standing: ledger.read((view) => standingIn(ledger, view, id)).standing },
    ask,
  );
}

function askFor(
  { ledger }: Pick<Till, "ledger">,
  { id, standing }: { readonly id: string; readonly standing: Standing },
  ask: AskRights,
): void {
  const me = ledger.identity.origin;
  const quantity = standing.level - usableOf(standing, me).usable;
  if (quantity <= 0) return;
  for (const { origin } of othersWith(standing, me)) {
    const heard = ledger.store.head(origin)?.seq ?? 0;
    ask(deviceOf(origin), { of: toStreamId("voucher", id), quantity, heard });
  }
}

/** Gives a till that asks what can be given, unless a gift is under way to it already; covers first. */
export function giveVoucher(
  { ledger }: Pick<Till, "ledger">,
  device: DeviceId,
  { of, quantity, heard }: AskedRights,
): void {
  const id = streamName(of);
  if (ledger.growth() !== undefined || isSelfRevoked(ledger)) return;
  writeRights(ledger, (view) => {
    const { standing, me } = standingIn(ledger, view, id);
    const to = presentOrigin(ledger, device);
    const isUnderWay = (view.state("voucher", id).gifts[to]?.[me] ?? 0) > heard;
    if (to === me || isUnderWay) return [];
    const covers = coversBy(standing, me);
    const covered = covers.reduce((sum, cover) => sum + cover.amount, 0);
    const allShort = shortOfOthers(standing, me);
    const balance = balanceOf(standing, me) - covered;
    const usable = Math.max(0, balance - (allShort - covered));
    const given = Math.min(usable, quantity);
    const after = [...unsaidGifts(view.state("voucher", id), me)];
    const gifts = covers.map((cover) => giftDraft(id, cover, { why: "covers", after }));
    if (given <= 0) return gifts;
    return [...gifts, giftDraft(id, { to, amount: given }, { why: "asked", after })];
  });
}

/**
 * Returns what a box does whenever it looks around: it covers accounts that are short, as far as it has something,
 * where none of those that hear each other has more.
 */
export function createVoucherCovers({
  till: { ledger },
  hasDuties,
  heard,
}: {
  readonly till: Pick<Till, "ledger">;
  readonly hasDuties: () => boolean;
  /** Returns the tills that are linked now. */
  readonly heard: () => ReadonlyArray<DeviceId>;
}): () => void {
  let seen = "";
  return () => {
    if (!hasDuties() || ledger.growth() !== undefined || isSelfRevoked(ledger)) return;
    // Whoever had more may have gone since.
    const devices = heard();
    const now = [ledger.read((view) => view.revision("voucher")), ...devices].join(" ");
    if (now === seen) return;
    seen = now;
    const linked = devices.map((device) => presentOrigin(ledger, device));
    writeRights(ledger, (view) =>
      view.tagged(VOUCHER_SHORT_TAG).flatMap((stream) => {
        const id = streamName(stream);
        const { standing, me } = standingIn(ledger, view, id);
        const after = [...unsaidGifts(view.state("voucher", id), me)];
        return isRichest(standing, me, linked)
          ? coversBy(standing, me).map((cover) => giftDraft(id, cover, { why: "covers", after }))
          : [];
      }),
    );
  };
}

interface Gift {
  readonly to: Origin;
  readonly amount: number;
}

/** Returns what a till gives to accounts that are short, as far as it has something. */
function coversBy(standing: Standing, me: Origin): ReadonlyArray<Gift> {
  let left = Math.max(0, balanceOf(standing, me));
  return standing.accounts.flatMap((account) => {
    const amount = account.origin === me ? 0 : Math.min(left, coverableOf(account));
    left -= amount;
    return amount === 0 ? [] : [{ to: account.origin, amount }];
  });
}

function shortOfOthers({ accounts }: Standing, me: Origin): number {
  return accounts.reduce((sum, account) => sum + (account.origin === me ? 0 : shortOf(account)), 0);
}

function giftDraft(
  id: string,
  { to, amount }: Gift,
  how: Pick<BodyOf<"voucher/given">, "why" | "after">,
): Draft {
  const streams = [toStreamId("voucher", id)];
  return { kind: "voucher/given", streams, body: { to, amount: minor(amount), ...how } };
}

interface StandingHere {
  readonly me: Origin;
  readonly standing: Standing;
}

/** Returns what is whose of a voucher, as this till knows. */
function standingIn(ledger: Ledger, view: Pick<LedgerView, "state">, id: string): StandingHere {
  const standing = voucherStanding(view.state("voucher", id), storedHere(ledger));
  return { me: ledger.identity.origin, standing };
}
