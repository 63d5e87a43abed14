/**
 * What a story is: a shop, what people do in it, what goes wrong meanwhile, and what must hold in the end.
 * `till demo --story` plays it for somebody who reads along; the tests play the same one.
 */

import { type OpenItem } from "../app/attention/attention-items.ts";
import { type EventId } from "../domain/identity.ts";
import { type DayReport } from "../report/day-report.ts";
import { type Counter } from "./counter.ts";
import { type Check, type Narrator } from "./narrator.ts";

export type Story = VirtualStory | BoxStory;

interface StoryWords {
  /** In the list of stories, after its number. */
  readonly title: string;
  /** What it is about, before it begins. */
  readonly about: ReadonlyArray<string>;
  /** Who works at which till, by staff number of the café: `{ A: "3" }`. A founds the shop. */
  readonly staff: Readonly<Record<string, string>>;
}

/** In virtual time: real ledgers, use cases and nodes, on a network and clocks that are simulated. */
export interface VirtualStory extends StoryWords {
  readonly stage: "virtual";
  readonly play: (scene: VirtualScene) => Promise<Conclusion>;
}

/** Real processes on this machine, linked by real TLS over loopback. */
export interface BoxStory extends StoryWords {
  readonly stage: "processes";
  readonly play: (scene: BoxScene) => Promise<Conclusion>;
}

export interface Scene {
  readonly at: (till: string) => Counter;
  /** What happens to the boxes, or around them. */
  readonly tell: (text: string) => void;
  /** Without a line for each step. */
  readonly quietly: <Done>(work: () => Done) => Done;
  /** Goes on as soon as it is so; a story in which it never is does not hold. */
  readonly until: (what: string, isSo: () => boolean) => Promise<void>;
  /** Until every till holds the same events as every other one. */
  readonly untilEqual: () => Promise<void>;
  /** From here on it is told what holds. */
  readonly conclude: () => Promise<Conclusion>;
  readonly holds: (sentence: string, isSo: boolean) => void;
  /** What every till shows of an order; they have to show the same. */
  readonly showOrder: (order: EventId) => void;
  /** What needs somebody, by every till. */
  readonly showAttention: () => ReadonlyArray<OpenItem>;
}

export interface VirtualScene extends Scene {
  /** Between these tills and those nothing arrives any more. */
  readonly cut: (some: ReadonlyArray<string>, others: ReadonlyArray<string>) => void;
  /** All that was cut is plugged in again. */
  readonly heal: () => void;
  readonly passes: (ms: number) => Promise<void>;
  /** All boxes are switched off, and on again at eight in the morning of the next day. */
  readonly night: () => Promise<void>;
}

export interface BoxScene extends Scene {
  readonly cut: () => Promise<void>;
  readonly heal: () => Promise<void>;
  /** SIGKILL, while no paper is in a printer's hands. */
  readonly kill: (till: string) => Promise<void>;
  readonly boot: (till: string) => Promise<void>;
  readonly switchPrinters: (till: string, how: "off" | "on") => Promise<void>;
  /** How many wait for a printer. */
  readonly waitingPapers: (till: string) => number;
  /** What has come out of the till's printers: receipts first, then tickets. */
  readonly papers: (till: string) => Promise<ReadonlyArray<string>>;
}

/** What each till says when all is told. */
export interface Conclusion {
  readonly tills: ReadonlyArray<TillFacts>;
}

export interface TillFacts {
  readonly till: string;
  /** Numbers of receipts and refunds that it knows, of whichever till, in order. */
  readonly receipts: ReadonlyArray<string>;
  /** `till reconcile` of each day of the story. */
  readonly reports: ReadonlyArray<DayReport>;
  readonly attention: ReadonlyArray<OpenItem>;
  /** Of all rows that are shared: equal on tills that are equal to the byte. */
  readonly digest: string;
  readonly events: number;
}

export interface StoryResult {
  readonly title: string;
  readonly stage: Story["stage"];
  readonly lines: ReadonlyArray<string>;
  readonly checks: ReadonlyArray<Check>;
  readonly tills: ReadonlyArray<TillFacts>;
  /** Why it broke off; undefined when it came to its end. */
  readonly brokeOff: string | undefined;
}

/** What a story is played on; all that was made for it goes with it. */
export interface Stage<Played> extends AsyncDisposable {
  /** When it is, in the time of the story. */
  readonly time: () => string;
  /** Founds the shop and lets everybody in. */
  readonly scene: (narrator: Narrator) => Promise<Played>;
}

export interface PlayOptions {
  readonly story: Story;
  readonly onLine: (line: string) => void;
  /** Somebody has seen enough: the story breaks off. */
  readonly signal?: AbortSignal;
}

/** What should have come about never did. */
export class StoryBreak extends Error {
  override readonly name = "StoryBreak";
}
