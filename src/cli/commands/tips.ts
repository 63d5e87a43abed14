/** `till tips pool`: shares the tips of some days out. */

import { drawerCalled } from "../../app/drawers/drawer-text.ts";
import { poolTips, type SharedPool, sharedTips } from "../../app/people/tip-pool.ts";
import { moneyText } from "../../app/speech.ts";
import { type Till } from "../../app/till/till.ts";
import { padEnd, widest } from "../../app/words/text-columns.ts";
import { inCoins, leftOfShare } from "../../domain/commands/money/pool-tips.ts";
import { type PoolPay, type PoolRule } from "../../domain/events/tips-events.ts";
import { minor, sumMinor } from "../../domain/money/amounts.ts";
import { smallestCoin } from "../../domain/money/currency.ts";
import { readRoles, readStaffMember } from "../../domain/people/staff.ts";
import { sixtiethsText } from "../../domain/text/duration-text.ts";
import { localDate } from "../../domain/text/locale.ts";
import { wordsIn } from "../../domain/text/words-in.ts";
import { reportsWords } from "../../words/made/reports/all.ts";
import { tipsWords } from "../../words/made/tips/all.ts";
import { type Console } from "../console.ts";
import { type AtDrawer, atDrawer, drawerMeant, type DrawerOptions } from "../drawer-here.ts";
import { type ExitCode } from "../exit-codes.ts";
import { usageFault } from "../fault.ts";
import { quoted } from "../one-line.ts";
import { valueOf } from "../refusal-fault.ts";
import { sentencesOf } from "../sentences-of.ts";
import { dayOf } from "./order.ts";

const said = sentencesOf(tipsWords);

interface PoolOptions extends DrawerOptions {
  readonly day: string;
  readonly to?: string;
  readonly by: PoolRule;
  readonly points?: ReadonlyArray<string>;
  readonly pay?: PoolPay;
  readonly drawer?: string;
}

export function poolTheTips(options: PoolOptions, console: Console): Promise<ExitCode> {
  return atDrawer(options, console, {
    read: (till) => {
      const from = dayOf(options.day, till);
      const to = options.to === undefined ? from : dayOf(options.to, till, "--to");
      if (to < from) {
        const facts = { first: from, last: to };
        throw usageFault(sentencesOf(reportsWords)((words) => words.backwards(facts)));
      }
      return { from, to, by: options.by, points: pointsOf(till, options.points ?? []) };
    },
    act: async (at, typed) => {
      const { till, speech } = at;
      const { pay } = options;
      const drawer = pay === "drawer" ? drawerMeant(at, options.drawer) : undefined;
      const asked = { ...typed, drawer: drawer?.id };
      const pool =
        pay === undefined
          ? valueOf(sharedTips(till, asked), till)
          : await at.perform((by) => poolTips(till, by, asked));
      const called = drawer === undefined ? "" : drawerCalled(till, drawer.place, speech);
      const lines = poolLines(at, { ...typed, pool, pay, drawer: called });
      return { json: poolJson(till, { ...typed, pool, pay }), lines };
    },
  });
}

type Typed = Pick<Parameters<typeof sharedTips>[1], "from" | "to" | "by">;
type Told = Typed & { readonly pool: SharedPool; readonly pay: PoolPay | undefined };

function poolLines(
  { till, speech }: AtDrawer,
  { from, to, by, pool, pay, drawer }: Told & { readonly drawer: string },
): ReadonlyArray<string> {
  const { locale } = speech;
  const words = wordsIn(tipsWords, locale);
  const coin = minor(smallestCoin(till.currency));
  const left = sumMinor(pool.shares, leftOfShare);
  const owed = sumMinor(pool.shares, (share) => {
    const unpaid = leftOfShare(share);
    return minor(unpaid - inCoins(unpaid, { coin }));
  });
  const [first, last] = [localDate(from, locale), localDate(to, locale)];
  const range =
    from === to ? first : wordsIn(reportsWords, locale).range({ from: first, to: last });
  const rows = pool.shares.map(({ staff, weight, amount, had }) => ({
    name: `${staff}  ${till.staffName(staff)}`,
    weight: by === "hours" ? sixtiethsText(weight) : String(weight),
    amount: moneyText(amount, speech),
    had: had === undefined ? "" : `  ${words.had({ amount: moneyText(had, speech) })}`,
  }));
  const name = widest(
    rows.map((row) => row.name),
    1,
  );
  const weight = widest(
    rows.map((row) => row.weight),
    1,
  );
  const amount = widest(
    rows.map((row) => row.amount),
    1,
  );
  return [
    words.title({ range, amount: moneyText(pool.total, speech), by }),
    ...rows.map(
      (row) =>
        `  ${padEnd(row.name, name)}  ${row.weight.padStart(weight)}  ${row.amount.padStart(amount)}${row.had}`,
    ),
    ...(left === pool.total ? [] : [words.left({ amount: moneyText(left, speech) })]),
    pay === undefined ? words.preview : words.done({ pay, drawer }),
    ...(pay === "drawer" && owed > 0
      ? [words.stillOwed({ amount: moneyText(owed, speech), coin: moneyText(coin, speech) })]
      : []),
  ];
}

function poolJson(
  { currency, staffName }: Till,
  { from, to, by, pool, pay }: Told,
): Readonly<Record<string, unknown>> {
  return {
    currency: currency.code,
    from,
    to,
    by,
    paid: pay ?? null,
    total: pool.total,
    left: sumMinor(pool.shares, leftOfShare),
    taken: pool.taken,
    shares: pool.shares.map((share) => {
      const had = share.had ?? 0;
      return Object.assign({ name: staffName(share.staff) }, share, {
        had,
        left: leftOfShare(share),
      });
    }),
  };
}

/** `shift-lead=2`: points of a role, or of a person by number. One that nobody has would change nothing unseen. */
function pointsOf({ ledger }: Till, texts: ReadonlyArray<string>): ReadonlyMap<string, number> {
  return new Map(
    texts.map((text) => {
      const { who, points } = /^(?<who>[^=]+)=(?<points>\d{1,3})$/u.exec(text)?.groups ?? {};
      if (who === undefined || points === undefined) {
        throw usageFault(said(({ noPoints }) => noPoints({ text: quoted(text) })));
      }
      const isThere = ledger.read(
        (view) => readRoles(view).includes(who) || readStaffMember(view, who) !== undefined,
      );
      if (!isThere) throw usageFault(said(({ unknownWho }) => unknownWho({ text: quoted(text) })));
      return [who, Number(points)];
    }),
  );
}
