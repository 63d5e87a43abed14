/** The present as the rest of the program uses it: telling it, and selling by it. */

import { type PresentDiffered } from "../../domain/events/present-events.ts";
import {
  type BusinessDay,
  type DeviceId,
  type Origin,
  type ShopId,
  type StreamId,
} from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { type Follower } from "../projection/follower.ts";
import { quarantinedChains } from "../quarantine.ts";
import { type Shown } from "../shown.ts";
import { type Store } from "../store.ts";
import { differingPresent } from "./differing-present.ts";
import { type PresentFacts } from "./present-table.ts";
import { type Present, type Search } from "./present.ts";
import {
  type Gathering,
  gatherPresent,
  isAllTold,
  isFresh,
  type PresentQuestion,
  type PresentTold,
  tellPresent,
} from "./tell-present.ts";

/** The streams of a look that nobody feels: a few milliseconds, and some twenty on a fifth of a processor. */
const GATHERED_AT_ONCE = 150;
/** How often a look begins anew for one answer. */
const BEGINS_MAX = 3;

export interface LedgerPresent {
  /**
   * Looks at a part of what has to be told for such a question; true while there is more. Whoever tells all at once
   * holds everybody up for as long as that takes.
   */
  readonly gather: (asked: PresentQuestion) => boolean;
  /** Returns what a box that has not heard the past needs of today; undefined where this box has not heard it either. */
  readonly tell: (asked: PresentQuestion) => PresentTold | undefined;
  readonly take: Present["take"];
  readonly want: Present["want"];
  readonly isWanted: () => boolean;
  /** What this box lacks while it asks for the present. */
  readonly lacked: Present["lacked"];
  /** By which this box sells while the past is not here; undefined once it is. */
  readonly facts: () => PresentFacts | undefined;
  readonly holds: (stream: StreamId) => boolean;
  /** Looks for a receipt of the past by its number. */
  readonly seek: (receipt: string) => Search;
  readonly sought: Present["sought"];
  readonly foundNowhere: Present["foundNowhere"];
  /** How far each chain is known: what is stored, and what tellers of the present had heard. */
  readonly known: () => ReadonlyMap<Origin, { readonly seq: number }>;
  /** The same of one chain; zero for one that nothing is known of. */
  readonly knownTo: (origin: Origin) => number;
  /**
   * Takes the present away once the past is here, or `isOver`; true when it did. What was told otherwise and used
   * is handed over before: the box may end in between, and then it is handed over once more.
   */
  readonly settle: (isOver: boolean, onDiffering: (what: PresentDiffered) => void) => boolean;
}

interface LedgerPresentDeps {
  readonly shop: ShopId;
  readonly founder: DeviceId;
  /** This box. */
  readonly device: DeviceId;
  readonly store: Store;
  readonly follower: Follower;
  readonly present: Present;
  readonly shown: Shown;
  readonly read: <Value>(look: (view: LedgerView) => Value) => Value;
  /** Called after something else is shown. */
  readonly changed: () => void;
  readonly today: () => BusinessDay;
}

export function createLedgerPresent({
  shop,
  founder,
  device,
  store,
  follower,
  present,
  shown,
  read,
  changed,
  today,
}: LedgerPresentDeps): LedgerPresent {
  let begun: Gathering | undefined;
  let begins = 0;

  /** What it was told itself is not told on. That somebody claims more than is here says nothing of what is. */
  function hasPast(): boolean {
    return present.lacked() !== "everything" && present.shown() === undefined;
  }

  return {
    gather: (asked) =>
      read((view) => {
        if (!hasPast() || !isAllTold(store, asked)) return false;
        const deps = { store, view, today: today(), rules: follower.rules() };
        if (begun === undefined || !isFresh(begun, deps)) {
          // Where so much comes all the time, whoever asks would wait for ever: then it is told in one go.
          if (begins >= BEGINS_MAX) return false;
          begins += 1;
          begun = gatherPresent(deps);
        }
        return !begun.isDone() && begun.lookOn(view, GATHERED_AT_ONCE);
      }),
    tell: (asked) =>
      read((view) => {
        if (!hasPast()) return undefined;
        const heads = store.origins().flatMap((origin) => {
          const head = follower.head(origin);
          return head === undefined ? [] : [{ origin, seq: head.seq, hash: head.hash }];
        });
        const quarantined = quarantinedChains(store, follower.stageOne());
        const rules = follower.rules();
        const chains = { shop, founder, ends: heads, quarantined };
        const deps = { ...chains, store, view, today: today(), rules };
        const told = tellPresent(deps, asked, begun);
        if (told.what === "all") [begun, begins] = [undefined, 0];
        return told;
      }),
    take: (teller, told) => {
      const taken = present.take(teller, told);
      if (taken.ok) changed();
      return taken;
    },
    want: present.want,
    isWanted: present.isWanted,
    lacked: present.lacked,
    facts: () => read(() => present.shown()?.facts),
    holds: present.holds,
    seek: (receipt) => (read(() => present.isMissing(receipt)) ? present.seek(receipt) : "over"),
    sought: () => read(present.sought),
    foundNowhere: (receipt) => {
      present.foundNowhere(receipt);
      changed();
    },
    known: () =>
      read(() => {
        const told = present.shown()?.facts.ends ?? [];
        const origins = new Set([...store.origins(), ...told.map(({ origin }) => origin)]);
        return new Map([...origins].map((origin) => [origin, { seq: shown.knownTo(origin) }]));
      }),
    knownTo: (origin) => read(() => shown.knownTo(origin)),
    settle: (isOver, onDiffering) => {
      if (read(() => present.shown() === undefined || !(isOver || present.isPastHere()))) {
        return false;
      }
      const differing = read(() => {
        const told = present.shown();
        const deps = { store, device, past: follower.view(), today: today() };
        return told && differingPresent(deps, told);
      });
      if (differing !== undefined) onDiffering(differing);
      present.drop();
      changed();
      return true;
    },
  };
}
