/** What was found on a box, as facts: each has a sentence in every language. */

import { type Loss } from "../../ledger/incarnation.ts";
import { type SettledFacts } from "../../report/difference.ts";
import { type PlaceStatus } from "../backup/backup-status.ts";

/** How the ledger's key is kept; `place` names the file or the credential. */
export interface KeyFacts {
  readonly how: "beside" | "passphrase-file" | "handed-over" | "locked" | "sealed" | "unsealed";
  readonly place: string;
  /** In English. */
  readonly sentence: string;
}

export interface OversoldFacts {
  readonly name: string;
  readonly beyond: string;
  /** Empty where it was counted. */
  readonly tills: string;
}

export interface NumbersFacts extends Pick<Loss, "cause" | "isPending"> {
  readonly series: string;
}

export interface UnreadFacts {
  readonly events: number;
  /** Which, each once. */
  readonly kinds: ReadonlyArray<{ readonly kind: string; readonly v: number }>;
}

export interface ClockFacts {
  /** Such as `12 min`. */
  readonly off: string;
  readonly isAhead: boolean;
  /** The only other till; undefined where it differs from several. */
  readonly till: string | undefined;
  readonly isToSet: boolean;
}

/** One message each, whole sentences. What is wrong says what to do, too. */
export interface FindingWords {
  readonly shop: (name: string, isDemo: boolean, till: string) => string;
  readonly ledgerFine: (transactions: number) => string;
  readonly ledgerDamaged: (detail: string) => string;
  readonly synced: () => string;
  readonly notSynced: () => string;
  readonly writable: () => string;
  readonly readOnly: () => string;
  /** In MB; undefined where the system does not say. */
  readonly roomPlenty: (free: number | undefined) => string;
  readonly roomScarce: (free: number | undefined) => string;
  readonly roomNone: () => string;
  readonly key: (key: KeyFacts) => string;
  readonly memory: (swaps: ReadonlyArray<string>, dumps: boolean) => string;
  readonly keyExposed: () => string;
  readonly keyChangeCut: () => string;
  readonly day: (now: string) => string;
  readonly dayTyped: (now: string) => string;
  readonly dayClockWrong: (says: string, now: string) => string;
  readonly dayNext: (now: string, next: string) => string;
  readonly numbers: (loss: NumbersFacts) => string;
  readonly allCounts: () => string;
  readonly inQuestion: (receipts: number, money: string, chains: number) => string;
  readonly settled: (settled: SettledFacts) => string;
  readonly oversold: (oversold: OversoldFacts) => string;
  readonly contradictions: (count: number) => string;
  readonly sheetRead: (day: string) => string;
  readonly sheetDemo: () => string;
  readonly sheetNever: () => string;
  readonly noManager: () => string;
  readonly holderAnswers: (pid: number) => string;
  readonly holderSilent: (pid: number | undefined) => string;
  readonly holderAbsent: () => string;
  readonly papersUnserved: (papers: number) => string;
  readonly papersNone: () => string;
  readonly papersAsk: (papers: number) => string;
  readonly papersWait: (papers: number, isOff: boolean) => string;
  readonly unfinished: (tills: string) => string;
  readonly readsAll: () => string;
  readonly update: (unread: UnreadFacts) => string;
  readonly updateNeeded: (unread: UnreadFacts) => string;
  readonly printersAll: () => string;
  readonly printersMissing: (noReceipts: boolean, stations: ReadonlyArray<string>) => string;
  readonly letters: (letters: string) => string;
  /** `safeOn`: how many of the others hold what was said last; 0 where it is not known. */
  readonly noBackup: (others: number, safeOn: number) => string;
  readonly backup: (place: PlaceStatus) => string;
  readonly paperFolder: (folder: string, isThere: boolean) => string;
  readonly meshSingle: () => string;
  readonly meshShutOut: (reason: string, replacedBy: string | undefined) => string;
  readonly meshKeyless: (others: number) => string;
  readonly meshNoProgram: (others: number) => string;
  readonly meshSilent: (pid: number | undefined) => string;
  readonly meshUnlinked: (pid: number, others: number) => string;
  readonly port: (port: number) => string;
  readonly otherPort: (port: number, usual: number) => string;
  /** `since`: a time on the wall; undefined where none was heard since the program began. */
  readonly nobodyHeard: (since: string | undefined) => string;
  readonly connected: (connected: number, others: number, safeOn: number | undefined) => string;
  readonly unopened: (till: string) => string;
  readonly notHeard: (till: string, since: string | undefined) => string;
  readonly noRoomForOthers: () => string;
  readonly fetching: (held: number, known: number) => string;
  readonly addressSilent: (address: string, tries: number) => string;
  readonly addressStranger: (address: string) => string;
  readonly addressOurselves: (address: string) => string;
  readonly clockStray: (till: string, off: string, isAhead: boolean) => string;
  readonly clockOwn: (clock: ClockFacts) => string;
  /** `reason` is the protocol's, in English. */
  readonly misdeed: (till: string, reason: string, count: number) => string;
  readonly staysSilent: (till: string) => string;
  readonly misdated: (till: string, date: string) => string;
  readonly asksTooMuch: (till: string) => string;
  /** What people sign in with, and the keys of names: for how long they have differed from that till's. */
  readonly secretsDiffer: (till: string, lasted: string) => string;
  readonly multicastPublic: (host: string) => string;
  readonly multicastNoNetwork: () => string;
  readonly multicastFails: (network: string, fault: string) => string;
  readonly multicastFilteredHere: (network: string) => string;
  readonly multicastFiltered: (network: string, tills: ReadonlyArray<string>) => string;
  readonly isolated: (network: string, addresses: string, gateway: string) => string;
  readonly multicastThrough: () => string;
  readonly multicastQuiet: () => string;
}
