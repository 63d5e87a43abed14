/**
 * A story is a shop, its people, a mishap, and what must hold in the end. `till demo --story` plays
 * it for a reader, and the tests play the same one.
 */

import { type OpenItem } from "../../src/app/attention/open-item.ts";
import { type DayReport } from "../../src/app/day/day-report-parts.ts";
import { type EventId } from "../../src/domain/identity.ts";
import { type Counter } from "./counter.ts";
import { type Check, type Narrator } from "./narrator.ts";

export type Story = VirtualStory | BoxStory;

interface StoryWords {
  /** The title in the list of stories, after the number. */
  readonly title: string;
  /** The introduction of the story. */
  readonly about: ReadonlyArray<string>;
  /** Who works at which till, by staff number of the café: `{ A: "3" }`. A founds the shop. */
  readonly staff: Readonly<Record<string, string>>;
}

/** A story in virtual time: real ledgers, use cases and nodes on a simulated network and clocks. */
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
  /** Tells the reader what happens to the boxes, or around them. */
  readonly tell: (text: string) => void;
  /** Does work without a line for each step. */
  readonly quietly: <Done>(work: () => Done) => Done;
  /** Goes on as soon as it is so; a story in which it never is does not hold. */
  readonly until: (what: string, isSo: () => boolean) => Promise<void>;
  /** Waits until every till holds the same events. */
  readonly untilEqual: () => Promise<void>;
  /** Ends the story; its checks are told from here on. */
  readonly conclude: () => Promise<Conclusion>;
  readonly holds: (sentence: string, isSo: boolean) => void;
  /** Shows an order as every till shows it; they have to show the same. */
  readonly showOrder: (order: EventId) => void;
  /** Shows the open questions on every till. */
  readonly showAttention: () => ReadonlyArray<OpenItem>;
}

export interface VirtualScene extends Scene {
  /** Cuts the network between these tills and those. */
  readonly cut: (some: ReadonlyArray<string>, others: ReadonlyArray<string>) => void;
  /** All that was cut is plugged in again. */
  readonly heal: () => void;
  readonly passes: (ms: number) => Promise<void>;
  /** Puts a simulated card terminal beside the till. */
  readonly hasTerminal: (till: string) => void;
  /** Asks the till's terminal for what is due on the order. */
  readonly asksTerminal: (till: string, order: EventId) => void;
  /** Pulls the till's plug when its terminal has said yes, and the till has not written that yet. */
  readonly losesPowerAtYes: (till: string) => Promise<void>;
  readonly plugsIn: (till: string) => void;
  /** Returns what the bank behind the terminals has charged and not taken back, in minor units. */
  readonly charges: () => ReadonlyArray<number>;
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
  /** Returns the papers of the till's printers: receipts first, then tickets. */
  readonly papers: (till: string) => Promise<ReadonlyArray<string>>;
}

/** The facts of each till at the end of the story. */
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
  /** The digest of all shared rows: equal on tills that are equal to the byte. */
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

/** The stage of a story, which disposes of all that was made for it. */
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

/** Thrown when something that the story waits for never happens. */
export class StoryBreak extends Error {
  override readonly name = "StoryBreak";
}
