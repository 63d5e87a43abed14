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
import { presentOrigin } from "../stock/standing-here.ts";
import { writeRights } from "../stock/write-rights.ts";
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
    const { standing, me } = standingOf(till.ledger, id);
    const missing = standing.level - usableOf(standing, me).usable;
    const others = othersWith(standing, me);
    if (missing <= 0 || others.length === 0) return;
    if (waitedMs === 0) askFor(till, { id, standing }, askRights);
    await pause(clock, LOOK_EVERY_MS);
  }
}

/** Asks each till that has some of a voucher for all that this one lacks. */
export function askForVoucher({ ledger }: Pick<Till, "ledger">, id: string, ask: AskRights): void {
  askFor({ ledger }, { id, standing: standingOf(ledger, id).standing }, ask);
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
    const { standing, me } = standingOf(ledger, id);
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
  let seen = -1;
  return () => {
    if (!hasDuties() || ledger.growth() !== undefined || isSelfRevoked(ledger)) return;
    const revision = ledger.read((view) => view.revision("voucher"));
    if (revision === seen) return;
    seen = revision;
    writeRights(ledger, (view) =>
      view.tagged(VOUCHER_SHORT_TAG).flatMap((stream) => {
        const id = streamName(stream);
        const { standing, me } = standingOf(ledger, id);
        const mine = balanceOf(standing, me);
        const others = heard().map((device) => presentOrigin(ledger, device));
        const isRichest = others.every((origin) => {
          const balance = balanceOf(standing, origin);
          return balance < mine || (balance === mine && origin >= me);
        });
        const after = [...unsaidGifts(view.state("voucher", id), me)];
        return isRichest
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

function balanceOf({ accounts }: Standing, me: Origin): number {
  return accounts.find(({ origin }) => origin === me)?.balance ?? 0;
}

function giftDraft(
  id: string,
  { to, amount }: Gift,
  how: Pick<BodyOf<"voucher/given">, "why" | "after">,
): Draft {
  const streams = [toStreamId("voucher", id)];
  return { kind: "voucher/given", streams, body: { to, amount: minor(amount), ...how } };
}

function standingOf(
  ledger: Ledger,
  id: string,
): { readonly me: Origin; readonly standing: Standing } {
  const me = ledger.identity.origin;
  const state = ledger.read((view) => view.state("voucher", id));
  return {
    me,
    standing: voucherStanding(state, (origin) => ledger.store.head(origin)?.seq ?? 0),
  };
}
