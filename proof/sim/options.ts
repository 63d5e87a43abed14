/** The options of a run besides its seed: the size of the shop, its pace, and its troubles. */

import { type NetworkOptions } from "./network-paths.ts";

/** The troubles. Each can be left out, to show which of them a failure needs. */
export const TROUBLES = [
  /** Cables and air: cuts of all kinds, slow and lossy ways, other addresses. */
  "network",
  /** Boxes that say a thing twice, or two things in the wrong order, which no cable does. */
  "messages",
  /** Processes that end, hang or are started again; power that fails. */
  "crashes",
  /** Disks that lose what was synced, go back in time, or are copied into another box. */
  "disks",
  /** Disks that fill up. */
  "full-disks",
  /** Clocks that are set, or forget the year. */
  "clocks",
  /** Devices that are shut out, and authorities that shut out each other. */
  "revocations",
  /** Boxes that join while the shop is open. */
  "newcomers",
  /** Tills that tell a newcomer of today what is not so, or nothing; only where boxes hear the past late. */
  "tellers",
  /** Builds that know more than others. */
  "versions",
  /** A night that passes in the middle of a short run: all clocks go on by most of a day. */
  "nights",
  /** Quiet minutes that pass at once in a short run, so that shifts and breaks have some. */
  "lulls",
  /** Printers in kitchens: without power, paper, cable or voice, or slow. Left out, there are none. */
  "printers",
  /**
   * Card terminals: without power or cable, at odds with the till, or with a till that burns. Left out, there
   * are none, as in polite shops and those with a liar.
   */
  "cards",
  /**
   * Goods that run out: people receive, waste, count, give and take back at tills that are apart. Left out,
   * nobody keeps a stock, as in shops with a liar.
   */
  "stock",
  /**
   * Vouchers, which any till redeems that has a right to their money. Left out, nobody sells any, as in shops
   * with a liar.
   */
  "vouchers",
  /** Orders that guests collect later, with deposits. Left out, nobody takes any. */
  "later",
  /** Promotions and a combo. Left out, there are none, as in shops with a liar. */
  "promotions",
  /** Points that guests earn and spend at any till. Left out, nobody has any, as in shops with a liar. */
  "points",
  /** Deposits on bottles. Left out, no drink has one, as in shops with a liar. */
  "bottles",
  /**
   * What two tills that don't hear each other say of one order, piece, sheet or delivery, in every third shop. Left
   * out, nobody sets out to, as in polite shops, those with a liar, and those that hear the past late.
   */
  "apart",
  /**
   * Tills that are carried about, out of the radio's reach, asleep, with an empty battery, or lost; some take
   * no cash. Left out, none is, as in polite shops and those with a liar.
   */
  "tablets",
] as const;
export type Trouble = (typeof TROUBLES)[number];

/**
 * `rough`: people reach for the same orders and goods everywhere. `silence`: no two people touch the same
 * thing, and nobody loses anything, so that nobody has to be asked anything in the end.
 */
export type Manners = "rough" | "silence";

export interface SimOptions {
  readonly seed: number;
  readonly tills: number;
  /** How long the shop is open before everything is healed. */
  readonly hours: number;
  /** The acts of each cashier in an hour; an act is several key presses. */
  readonly actsPerHour: number;
  /** The troubles of the whole shop in an hour. */
  readonly troublesPerHour: number;
  readonly without: ReadonlySet<Trouble>;
  readonly manners: Manners;
  readonly network: NetworkOptions;
  /** How wrong clocks are at the beginning, one way or the other. */
  readonly clockSkewMsMax: number;
  readonly clockDriftPpmMax: number;
  /** Each run is played a second time: it has to be the same to the last line. */
  readonly isTwice: boolean;
  /** Somebody has the key of a till, and lies with it. */
  readonly hasLiar: boolean;
  /** Boxes that join are told today first, and hear the past late. */
  readonly hearsLate: boolean;
}

/** The given options; the others come from the seed and the length of the run. */
export type SimWish = Pick<SimOptions, "seed"> &
  Partial<
    Pick<
      SimOptions,
      | "tills"
      | "hours"
      | "actsPerHour"
      | "troublesPerHour"
      | "without"
      | "manners"
      | "isTwice"
      | "hasLiar"
      | "hearsLate"
    > & { readonly delayMs: number; readonly lossPercent: number }
  >;

export const TILLS_MAX = 64;
export const HOURS_MAX = 24 * 14;

const DEFAULT = { tillsMin: 2, tillsMax: 5, hours: 0.05 };
/** A short run has as many as a long one of that length, so that a minute's run is worth its start. */
const BUSY = { acts: 14, troubles: 6 };
const ORDINARY_PER_HOUR = { acts: 60, troubles: 12 };
const HOUR_MS = 3_600_000;
const HALF = 0.5;
const DAY_SHARE = 0.1;

/** The defaults don't use the run's own dice, so that a given option changes nothing else. */
export function completeOptions(wish: SimWish): SimOptions {
  const { seed, hours = DEFAULT.hours, manners = "rough" } = wish;
  const tillsRange = DEFAULT.tillsMax - DEFAULT.tillsMin + 1;
  const { tills = DEFAULT.tillsMin + (seed % tillsRange) } = wish;
  const {
    actsPerHour = Math.max(ORDINARY_PER_HOUR.acts, Math.round(BUSY.acts / hours)),
    troublesPerHour = Math.max(ORDINARY_PER_HOUR.troubles, Math.round(BUSY.troubles / hours)),
  } = wish;
  const without = wish.without ?? new Set();
  // Where a stock is counted by wrong clocks nobody can say what came first: without `clocks` they are right.
  const isRight = without.has("clocks") && !without.has("stock");
  return {
    seed,
    tills,
    hours,
    actsPerHour,
    troublesPerHour,
    without,
    manners,
    network: {
      delayMs: wish.delayMs ?? 2,
      jitterMs: 2 * (wish.delayMs ?? 2),
      lossPercent: wish.lossPercent ?? 0.1,
      bytesPerSecond: 5_000_000,
    },
    clockSkewMsMax: isRight ? 0 : manners === "silence" ? 60_000 : 600_000,
    clockDriftPpmMax: isRight ? 0 : 150,
    isTwice: wish.isTwice ?? false,
    hasLiar: wish.hasLiar ?? false,
    hearsLate: wish.hearsLate ?? false,
  };
}

/** How long something stays wrong: half of a short run, a tenth of a long one, an hour at most. */
export function troubleMsMax({ hours }: SimOptions): number {
  return Math.min(HOUR_MS, hours * HOUR_MS * (hours < 1 ? HALF : DAY_SHARE));
}

/** Returns the command that replays the run. It names all options, so that later defaults don't matter. */
export function replayCommand(options: SimOptions): string {
  const { seed, tills, hours, actsPerHour, troublesPerHour, without, manners, network } = options;
  const words = [
    `--seed ${seed}`,
    `--tills ${tills}`,
    `--hours ${hours}`,
    `--acts-per-hour ${actsPerHour}`,
    `--troubles-per-hour ${troublesPerHour}`,
    `--delay-ms ${network.delayMs}`,
    `--loss-percent ${network.lossPercent}`,
    ...(without.size === 0 ? [] : [`--without ${[...without].join(",")}`]),
    ...(manners === "silence" ? ["--silence"] : []),
    ...(options.hasLiar ? ["--liar"] : []),
    ...(options.hearsLate ? ["--late"] : []),
    ...(options.isTwice ? ["--twice"] : []),
  ];
  return `till sim ${words.join(" ")}`;
}
