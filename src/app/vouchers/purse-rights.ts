/**
 * A voucher's cents move to where it is redeemed, and a customer's points to where they are spent: that till asks
 * whoever has some, and each gives all that it has. Before anything moves, accounts that are short are covered.
 * Source: docs/rules/vouchers.md, G2 and G10; docs/rules/stock.md, S12 and S22.
 */

import { pause } from "../../domain/base/pause.ts";
import { type BodyOf, type Draft } from "../../domain/events/kinds.ts";
import { VOUCHER_SHORT_TAG } from "../../domain/folds/voucher-fold.ts";
import {
  type DeviceId,
  deviceOf,
  type Origin,
  streamName,
  type StreamId,
  streamType,
  toStreamId,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor } from "../../domain/money/amounts.ts";
import { type Clock } from "../../domain/ports.ts";
import { type PurseState } from "../../domain/state/purse-state.ts";
import {
  type Account,
  coverableOf,
  othersWith,
  shortOf,
  type Standing,
  usableOf,
} from "../../domain/stock/rights.ts";
import { pointsPurse } from "../../domain/vouchers/points-rights.ts";
import { purseStanding, unsaidGifts } from "../../domain/vouchers/purse-rights.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type AskedRights } from "../../mesh/gossip/asking.ts";
import { isSelfRevoked } from "../membership/own-revocation.ts";
import { balanceOf, isRichest, writeRights } from "../stock/write-rights.ts";
import { presentOrigin, storedHere } from "../till/standing-here.ts";
import { type Till } from "../till/till.ts";

/** Asks a till for rights; nothing happens where it can't be reached. */
export type AskRights = (device: DeviceId, asked: AskedRights) => void;

/** A guest waits no longer than that for rights of other tills. */
const WAIT_MS_MAX = 300;
const LOOK_EVERY_MS = 15;

/** Returns whose right the cents of a voucher are kept under. */
export function voucherPurse(id: string): StreamId {
  return toStreamId("voucher", id);
}

/** Returns whose right the points of a customer are kept under. */
export function customerPurse(customer: string): StreamId {
  return toStreamId("points", customer);
}

/** Waits for what other tills may take of a purse, until this one may take all that is left, or for 300 ms. */
export async function gatherPurse(
  {
    till,
    clock,
    askRights,
  }: {
    readonly till: Pick<Till, "ledger">;
    readonly clock: Clock;
    readonly askRights: AskRights;
  },
  of: StreamId,
): Promise<void> {
  for (let waitedMs = 0; waitedMs < WAIT_MS_MAX; waitedMs += LOOK_EVERY_MS) {
    const { standing, me } = till.ledger.read((view) => purseHere(till.ledger, view, of));
    const missing = standing.level - usableOf(standing, me).usable;
    const others = othersWith(standing, me);
    if (missing <= 0 || others.length === 0) return;
    if (waitedMs === 0) askForPurse(till, of, askRights);
    await pause(clock, LOOK_EVERY_MS);
  }
}

/** Asks each till that has some of a purse for all that this one lacks. */
export function askForPurse({ ledger }: Pick<Till, "ledger">, of: StreamId, ask: AskRights): void {
  const { standing, me } = ledger.read((view) => purseHere(ledger, view, of));
  const quantity = standing.level - usableOf(standing, me).usable;
  if (quantity <= 0) return;
  for (const { origin } of othersWith(standing, me)) {
    const heard = ledger.store.head(origin)?.seq ?? 0;
    ask(deviceOf(origin), { of, quantity, heard });
  }
}

/** Gives a till that asks what can be given, unless a gift is under way to it already; covers first. */
export function givePurse(
  { ledger }: Pick<Till, "ledger">,
  device: DeviceId,
  { of, quantity, heard }: AskedRights,
): void {
  if (ledger.growth() !== undefined || isSelfRevoked(ledger)) return;
  writeRights(ledger, (view) => {
    const purse = purseHere(ledger, view, of);
    const { standing, me, gifts: given, after } = purse;
    const to = presentOrigin(ledger, device);
    const isUnderWay = (given[to]?.[me] ?? 0) > heard;
    if (to === me || isUnderWay) return [];
    const covers = coversBy(purse);
    const covered = covers.reduce((sum, cover) => sum + cover.amount, 0);
    const allShort = shortOfOthers(standing, me);
    const balance = balanceOf(standing, me) - covered;
    const usable = Math.max(0, balance - (allShort - covered));
    const amount = Math.min(usable, quantity);
    const gifts = covers.map((cover) => giftDraft(of, cover, { why: "covers", after }));
    if (amount <= 0) return gifts;
    return [...gifts, giftDraft(of, { to, amount }, { why: "asked", after })];
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
      view.tagged(VOUCHER_SHORT_TAG).flatMap((of) => {
        const purse = purseHere(ledger, view, of);
        const { standing, me, after } = purse;
        return isRichest(standing, me, linked)
          ? coversBy(purse).map((cover) => giftDraft(of, cover, { why: "covers", after }))
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
function coversBy({ standing, me, coverableOf: coverable }: PurseHere): ReadonlyArray<Gift> {
  let left = Math.max(0, balanceOf(standing, me));
  return standing.accounts.flatMap((account) => {
    const amount = account.origin === me ? 0 : Math.min(left, coverable(account));
    left -= amount;
    return amount === 0 ? [] : [{ to: account.origin, amount }];
  });
}

function shortOfOthers({ accounts }: Standing, me: Origin): number {
  return accounts.reduce((sum, account) => sum + (account.origin === me ? 0 : shortOf(account)), 0);
}

function giftDraft(
  of: StreamId,
  { to, amount }: Gift,
  how: Pick<BodyOf<"voucher/given">, "why" | "after">,
): Draft {
  const streams = [of];
  return streamType(of) === "points"
    ? { kind: "points/given", streams, body: { to, amount, ...how } }
    : { kind: "voucher/given", streams, body: { to, amount: minor(amount), ...how } };
}

/** What is whose of a purse, as this till knows. */
interface PurseHere extends Pick<PurseState, "gifts"> {
  readonly me: Origin;
  readonly standing: Standing;
  /** The gifts to this till that it has not said that it heard. */
  readonly after: BodyOf<"voucher/given">["after"];
  /** Returns how much of what an account is short is covered without a question. */
  readonly coverableOf: (account: Account) => number;
}

function purseHere(
  ledger: Ledger,
  view: Pick<LedgerView, "state" | "sums">,
  of: StreamId,
): PurseHere {
  const isPoints = streamType(of) === "points";
  const name = streamName(of);
  const purse = isPoints ? pointsPurse(view, name) : view.state("voucher", name);
  const me = ledger.identity.origin;
  return {
    me,
    gifts: purse.gifts,
    standing: purseStanding(purse, storedHere(ledger)),
    after: [...unsaidGifts(purse, me)],
    // Goods that come back leave an account of points short, and nobody is asked about that.
    coverableOf: isPoints ? shortOf : coverableOf,
  };
}
