/**
 * What people are told of who stand at no till: what needs somebody, and troubles of boxes that nobody
 * answers, such as a till that is silent or a disk that fills.
 */

import { moneyDayTag } from "../../domain/folds/order-sums.ts";
import { type BusinessDay, deviceOf, type StreamId, streamName } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { minor } from "../../domain/money/amounts.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { notifyLimit, receivers } from "../../domain/settings/notify-rules.ts";
import { readSetting } from "../../domain/settings/settings.ts";
import { type Addressee } from "../../domain/state/attention.ts";
import { type RefundState } from "../../domain/state/order-state.ts";
import { addDays } from "../../domain/text/civil-time.ts";
import { localDate, type Locale, localMoney } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { noticesWords } from "../../words/made/notices/all.ts";
import { type NoticesWords } from "../../words/made/notices/words.ts";
import { type MeshView } from "../membership/mesh-view.ts";
import { lostTills, peerOf, tillName } from "../mesh/mesh-report.ts";
import { type Cause } from "../notify/notice.ts";
import { untiedDaysOf } from "../notify/reconciled-days.ts";
import { type OpenTill } from "../open-till.ts";
import { shopTimeText } from "../shop-time-text.ts";
import { type Till } from "../till/till.ts";
import { listAttentionItems, listTillItems } from "./attention-items.ts";
import { type DueItem, dueItems } from "./due-items.ts";
import { itemId } from "./item-id.ts";

type Watched = Pick<OpenTill, "till" | "jobs" | "clock" | "printing" | "backups">;

export interface CausesAsked {
  readonly view: MeshView | undefined;
  readonly locale: Locale;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Returns a function that lists what is so now and concerns somebody who is told, however short it has lasted. */
export function createCauses(open: Watched): (asked: CausesAsked) => ReadonlyArray<Cause> {
  const lateRefunds = createLateRefunds();
  return (asked) => listCauses({ ...open, lateRefunds }, asked);
}

function listCauses(
  open: Watched & { readonly lateRefunds: LateRefunds },
  { view, locale }: CausesAsked,
): ReadonlyArray<Cause> {
  const { till } = open;
  const words = wordsIn(noticesWords, locale);
  const rules = till.ledger.read((read) => readSetting(read, "notify-to"));
  const limits = till.ledger.read((read) => readSetting(read, "notify-limits"));
  const found: Found = { open, view, words, locale, limits };
  return [
    ...itemCauses(found),
    ...silentTills(found),
    ...downPrinters(found),
    ...oldBackup(found),
    ...fullDisk(found),
    ...bigRefunds(found),
    ...untiedDays(found),
  ].filter(({ to }) => receivers(rules, to) !== undefined);
}

interface Found extends CausesAsked {
  readonly open: Watched & { readonly lateRefunds: LateRefunds };
  readonly words: NoticesWords;
  readonly limits: ReadonlyArray<string>;
}

/** Some items are a cashier's on the screen; away from it somebody else has to know. */
const TOLD_TO: Readonly<Record<string, Addressee>> = {
  "tab/overnight": "lead",
  "clock/wrong": "manager",
};
/** The failing hook can't tell of itself. */
const NEVER_TOLD = "notify/fails";

function itemCauses({ open, view, locale }: Found): ReadonlyArray<Cause> {
  const { till, jobs, clock } = open;
  const shops = listAttentionItems(open, locale);
  const own = listTillItems({ till, jobs, clock, printing: { mesh: () => view } }, locale);
  const known = new Set(shops.map(({ id }) => id));
  return dueItems(open, [...shops, ...own], locale)
    .filter(({ kind }) => kind !== NEVER_TOLD)
    .map((item) => itemCause(item, known.has(item.id) ? "shop" : "box"));
}

function itemCause(
  { id, kind, addressee, text, sinceMs }: DueItem,
  knownTo: Cause["knownTo"],
): Cause {
  const to = TOLD_TO[kind] ?? addressee;
  return { kind, key: id, to, knownTo, sinceMs, afterMs: 0, say: () => text };
}

/** A till that goes again and has said something since is another trouble, and so is the next day. */
function silentTills({ open, view, words, locale, limits }: Found): ReadonlyArray<Cause> {
  if (view === undefined) return [];
  const { till, clock } = open;
  const { ledger } = till;
  const nowMs = clock.nowMs();
  return lostTills(ledger, view).map(({ device }): Cause => {
    const chains = [...ledger.heads()].filter(([origin]) => deviceOf(origin) === device);
    const said = chains.reduce((sum, [, { seq }]) => sum + seq, 0);
    const sinceMs = nowMs - (peerOf(view, device)?.heardAgoMs ?? view.openForMs);
    return {
      kind: "till/silent",
      key: `${device} ${said} ${till.days().suggested}`,
      to: "lead",
      knownTo: "shop",
      sinceMs,
      afterMs: notifyLimit(limits, "till") * MINUTE_MS,
      name: tillName(ledger.admission(), device),
      say: (names) =>
        words.tillSilent({
          names: names.join(", "),
          at: shopTimeText({ offsetMinutes: till.offsetMinutes, locale }, sinceMs, nowMs),
        }),
    };
  });
}

function downPrinters({ open, words, limits }: Found): ReadonlyArray<Cause> {
  const down = open.printing.printers().filter(({ isSetUp, state }) => isSetUp && state === "off");
  const papers = down.reduce((sum, { waitingJobs }) => sum + waitingJobs, 0);
  return down.map(({ id, name }) => ({
    kind: "printer/down",
    key: id,
    to: "lead",
    knownTo: "box",
    afterMs: notifyLimit(limits, "printer") * MINUTE_MS,
    name,
    say: (names) =>
      words.printerDown({
        names: names.join(", "),
        count: names.length,
        till: ownName(open.till),
        papers,
      }),
  }));
}

function oldBackup({ open, words, limits }: Found): ReadonlyArray<Cause> {
  const hours = open.backups.age()?.hours;
  if (hours === undefined || hours < notifyLimit(limits, "backup")) return [];
  return [
    boxCause(open.till, {
      kind: "backup/old",
      sinceMs: open.clock.nowMs() - hours * HOUR_MS,
      say: (till) => words.backupOld({ till, hours }),
    }),
  ];
}

function fullDisk({ open: { till }, words, limits }: Found): ReadonlyArray<Cause> {
  const percent = till.ledger.room.usedPercent();
  if (percent === undefined || percent < notifyLimit(limits, "disk")) return [];
  return [
    boxCause(till, { kind: "disk/full", say: (name) => words.diskFull({ till: name, percent }) }),
  ];
}

interface BoxTrouble {
  readonly kind: string;
  readonly sinceMs?: number;
  readonly say: (till: string) => string;
}

/** Returns the cause of a trouble that a box has once, and that is the manager's. */
function boxCause(till: Till, { kind, sinceMs, say }: BoxTrouble): Cause {
  const name = ownName(till);
  return {
    kind,
    key: kind,
    to: "manager",
    knownTo: "box",
    sinceMs,
    afterMs: 0,
    name,
    say: () => say(name),
  };
}

function ownName({ deviceName, code }: Till): string {
  return `${code()} ${deviceName()}`;
}

function bigRefunds({ open: { till, lateRefunds }, words, locale }: Found): ReadonlyArray<Cause> {
  const { ledger, currency } = till;
  const limit = ledger.read((view) => readSetting(view, "notify-refund"));
  if (limit === 0) return [];
  const { now } = till.days();
  const refunds = ledger.read((view) => lateRefunds(view, now));
  return (
    refunds
      // The total of a refund is below zero.
      .filter(({ body }) => 0 - body.total >= limit)
      .map(({ id, by, wallMs, body }): Cause => {
        const sentence = words.refund({
          money: localMoney(minor(0 - body.total), currency, locale),
          number: receiptNumber(body.series, body.no),
          person: till.staffName(by),
        });
        return {
          kind: "refund/big",
          key: itemId(["refund/big", id]),
          to: "manager",
          knownTo: "shop",
          sinceMs: wallMs,
          afterMs: 0,
          say: () => sentence,
        };
      })
  );
}

type LateRefunds = (view: LedgerView, today: BusinessDay) => ReadonlyArray<RefundState>;

/** Returns a function for the refunds of today and the day before, which reads only orders that have changed. */
function createLateRefunds(): LateRefunds {
  const refundsByOrder = new Map<StreamId, ReadonlyArray<RefundState>>();
  let known: { readonly today: BusinessDay; readonly revision: number } | undefined;
  return (view, today) => {
    const days = [addDays(today, -1), today];
    const changed = known?.today === today ? view.changedSince("order", known.revision) : undefined;
    if (changed === undefined) refundsByOrder.clear();
    for (const stream of changed ?? days.flatMap((day) => view.tagged(moneyDayTag(day)))) {
      const { refunds } = view.glance("order", streamName(stream));
      const late = refunds.filter(({ day, home }) => home && days.includes(day));
      if (late.length === 0) refundsByOrder.delete(stream);
      else refundsByOrder.set(stream, late);
    }
    known = { today, revision: view.revision("order") };
    return [...refundsByOrder.values()].flat();
  };
}

/** A day whose last reconciliation here found something. */
function untiedDays({ open: { till }, words, locale }: Found): ReadonlyArray<Cause> {
  return untiedDaysOf(till.ledger.store).map(({ day, code, atMs }) => ({
    kind: "day/not-tied",
    key: `${day} ${code}`,
    to: "bookkeeper",
    knownTo: "box",
    sinceMs: atMs,
    afterMs: 0,
    name: localDate(day, locale),
    say: (names) => words.notTied({ days: names.join(", "), count: names.length }),
  }));
}
