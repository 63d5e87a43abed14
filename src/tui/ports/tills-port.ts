/** The tills of the shop as the screens hear of them, and what decides which belong to it. */

import { type CodeFault } from "../../domain/base/crockford.ts";
import { type Result } from "../../domain/base/result.ts";
import { type BusinessDay, type DeviceId } from "../../domain/identity.ts";
import { type MinorUnits } from "../../domain/money/amounts.ts";
import { type Refusal } from "./refusal-port.ts";

/** One till of the shop as this one sees it. */
export interface ShopTill {
  readonly device: DeviceId;
  /** `B Bar`. */
  readonly name: string;
  readonly link: TillLink;
  /** Off what most tills say, by how much; undefined when it is right, or nobody knows. */
  readonly clock: { readonly off: string; readonly isAhead: boolean } | undefined;
  /** It sent what no till sends. */
  readonly misbehaves: boolean;
  /** Of one that is connected, and of this one as far as others say something of it. */
  readonly line?: TillLine | undefined;
}

export interface TillLine {
  /** `192.168.1.20:7777` */
  readonly address: string | undefined;
  /** `2 ms`; undefined before it was measured. */
  readonly roundTrip: string | undefined;
  /** Then one without a deviation is right. */
  readonly isClockKnown: boolean;
}

export type TillLink =
  /** This one; on how many others all that it said is safe, undefined in a shop of one box, and if nothing. */
  | { readonly type: "self"; readonly safeOn: number | undefined }
  | ({ readonly type: "connected" } & TillHoldings)
  /** `14:02`; undefined when it wasn't heard since the program began. */
  | ({ readonly type: "lost"; readonly heardAt: string | undefined } & Partial<TillHoldings>)
  /** It was ended properly, at `19:02`. */
  | { readonly type: "closed"; readonly at: string }
  /** It has joined, and no register was opened there yet. */
  | { readonly type: "unopened" }
  /** Nobody here is connected yet. */
  | { readonly type: "unknown" }
  /** For ever: what it says counts for nothing any more. */
  | { readonly type: "shut-out" };

export interface TillHoldings {
  /** Events. */
  readonly lacks: number;
  /** All that this till has said is there. */
  readonly hasOurs: boolean;
}

/** What a till leaves behind, as far as it was heard here. */
export interface TillRemains {
  /** `2026-11-20 14:02`, by its own clock; undefined when nothing that it said is here. */
  readonly heardUntil: string | undefined;
  readonly openOrders: number;
  /** On all of these. */
  readonly due: MinorUnits;
  /** Less what was counted or taken out. */
  readonly cash: ReadonlyArray<{ readonly day: BusinessDay; readonly taken: MinorUnits }>;
}

export interface TillDecision {
  readonly what: "took-in" | "promoted" | "shut-out";
  readonly device: DeviceId;
  /** `C Bar`. */
  readonly till: string;
}

/** What a till costs this one, each as it is shown; what is as always is not. */
export interface CostShown {
  /** `3210 transactions, 1.2 MB` */
  readonly stored: string;
  /** Of which it speaks on one. */
  readonly chains: string | undefined;
  /** Transactions that no till has to hold. */
  readonly doubted: string | undefined;
  /** Those that had no place here. */
  readonly refused: string | undefined;
  /** `2.3 s, 4.5 MB`: of the processor, and over its links. */
  readonly work: string | undefined;
  /** How often it had to wait, because it had used up its share. */
  readonly waits: string | undefined;
}

/** Why what was typed is not the code on the shop's recovery sheet. */
export type SheetFault = CodeFault | { readonly type: "recovery-code/other-sheet" };

/** Where another till may be. */
export interface TillAddress {
  /** `192.168.1.20:7777` */
  readonly address: string;
  /** Who says so: a person, this till's own experience, another till, or the network. */
  readonly from: "typed" | "remembered" | "told" | "heard";
  /** The till that a link through it has led to: `B Bar`. */
  readonly leadsTo: string | undefined;
  readonly found: "connected" | "nobody" | "stranger" | "ourselves" | "unknown";
}

/** For one more box. */
export interface TillInvitation {
  readonly state: "opening" | "open" | "joined" | "declined" | "burnt" | "over";
  /** Known to whoever made it, as long as they are here, and kept nowhere. */
  readonly code: string | undefined;
  /** The printer that its slip came out of, or why none did, for whoever made it. */
  readonly slip:
    | { readonly type: "printed"; readonly printer: string; readonly isFile: boolean }
    | { readonly type: "no-printer" | "in-software" }
    | { readonly type: "failed"; readonly printer: string }
    | undefined;
  readonly endsAtMs: number;
  readonly wrongCodes: number;
  /** Where the new box is awaited, for a network on which it finds nobody. */
  readonly port: number | undefined;
  /** The same with this box's addresses: `192.168.1.20:7778`. */
  readonly places: ReadonlyArray<string>;
  /** Who has come: `B Bar`. */
  readonly joined: string | undefined;
}

/** Which tills belong to the shop, and where they are. */
export interface OfficeTills {
  /** This one first, then the others by their letters; last those that are shut out. */
  readonly list: () => ReadonlyArray<ShopTill>;
  /** Undefined for whoever may not decide about tills. */
  readonly remains: (device: DeviceId) => TillRemains | undefined;
  /**
   * What it costs this till, this one too; undefined for whoever may not decide about tills, and where there
   * is nothing yet.
   */
  readonly cost: (device: DeviceId) => CostShown | undefined;
  /** For ever, and never this one. */
  readonly shutOut: (device: DeviceId, reason: string) => Result<void, Refusal>;
  /** Whether it is senior to this one: then it could go on to take in tills after it was shut out. */
  readonly canAnswer: (device: DeviceId) => boolean;
  /** What one that is shut out decided about tills, and what goes on counting. */
  readonly decided: (device: DeviceId) => ReadonlyArray<TillDecision>;
  /** Whether this till could let that one decide about tills, and it doesn't yet. */
  readonly canPromote: (device: DeviceId) => boolean;
  /** It takes in, promotes and shuts out tills from then on. */
  readonly promote: (device: DeviceId) => Result<void, Refusal>;
  /** Whether this till takes in, promotes and shuts out others. */
  readonly mayDecide: () => boolean;
  /** Whether the recovery sheet would make it senior: by no till that it has made so, and not the founder. */
  readonly canPromoteBySheet: (device: DeviceId) => boolean;
  readonly sheetFault: (typed: string) => SheetFault | undefined;
  /** By the sheet's code, which has no fault: it decides from then on, senior to the founder. */
  readonly promoteBySheet: (device: DeviceId, code: string) => Result<void, Refusal>;
  /** Of this box; what somebody typed in comes first. */
  readonly addresses: () => ReadonlyArray<TillAddress>;
  /** As it is kept; undefined when it names no place. */
  readonly readAddress: (typed: string) => string | undefined;
  /** False when there are too many already. */
  readonly addAddress: (address: string) => Result<boolean, Refusal>;
  readonly removeAddress: (address: string) => Result<void, Refusal>;
  /** Whether this person may shut a till out, or replace it, alone or with another one's word. */
  readonly mayShutOut: () => Result<void, Refusal>;
  /** Whether it would be any use to invite. */
  readonly mayInvite: () => Result<void, Refusal>;
  /** Takes the time of a code's hash. */
  readonly invite: () => Promise<Result<void, Refusal>>;
  /** The one that is open, or that has come to an end here not long ago. */
  readonly invitation: () => TillInvitation | undefined;
  /** Ends what was made here and is open; false where there is nothing to end. */
  readonly endInvitation: () => Result<boolean, Refusal>;
}
