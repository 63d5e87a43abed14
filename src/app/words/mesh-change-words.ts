/** What commands say of tills that are listed, looked for, shut out and replaced. */

import { type MeshView } from "../mesh-view.ts";

type Sources = MeshView["addresses"][number]["sources"][number];
type End = NonNullable<MeshView["addresses"][number]["lastEnd"]>;

/** What a till costs this one. */
export interface CostWords {
  /** `size`: `1.4 MB`. */
  readonly stored: (transactions: number, size: string) => string;
  readonly chains: (count: number) => string;
  readonly doubted: (transactions: number) => string;
  readonly refused: (transactions: number) => string;
  /** `work`: `2.3 s`. */
  readonly work: (work: string, size: string) => string;
  readonly waited: (times: number) => string;
}

export interface MeshChangeWords {
  /** `authority`, or a right as events name it; one that is unknown here stays as it is. */
  readonly right: (name: string) => string;
  readonly isRevoked: (reason: string, replacedBy: string | undefined) => string;
  readonly self: string;
  readonly fingerprint: (digits: string) => string;
  /** `when` has the date in it. */
  readonly chain: (name: string, events: number, when: string) => string;
  readonly cost: CostWords;
  readonly promoted: (till: string) => string;
  /** Followed by its chains. */
  readonly revoked: (till: string) => string;
  readonly countsUpTo: (chain: string, seq: number, hash: string) => string;
  readonly saidNothing: string;
  /** Of a till that is senior to this one. */
  readonly canAnswer: (till: string) => string;
  /** Followed by what it decided about tills. */
  readonly spared: string;
  readonly sparedAct: Readonly<
    Record<"device/enrolled" | "device/promoted" | "device/revoked", (till: string) => string>
  >;
  /** Before it is asked for: lines of a warning. */
  readonly forEver: (till: string, chains: number, isSelf: boolean) => ReadonlyArray<string>;
  readonly typeLetters: (letters: string) => string;
  readonly nothingRevoked: string;
  readonly address: {
    readonly added: (address: string) => string;
    readonly known: (address: string) => string;
    readonly tooMany: string;
    readonly removed: (address: string) => string;
    readonly notTyped: (address: string) => string;
    readonly notTried: string;
    readonly none: string;
    readonly sources: Readonly<Record<Sources, string>>;
    readonly leadsTo: (till: string) => string;
    readonly connected: string;
    readonly triedNow: string;
    readonly willBeTried: string;
    readonly untried: string;
    readonly leftAlone: string;
    readonly ended: (end: End, tries: number) => string;
  };
  readonly leaves: {
    /** Why it is shut out: recorded, as all reasons are, in the shop's language. */
    readonly reason: string;
    readonly title: (till: string) => string;
    readonly orders: (count: number, due: string) => string;
    readonly cash: (taken: string, day: string) => string;
    readonly noCash: string;
    readonly unknownAll: string;
    readonly unknownAfter: (when: string) => string;
    readonly shutOut: (till: string) => string;
  };
}
