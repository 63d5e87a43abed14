/**
 * What of a device's chains every till has to hold: what counts, what leads to a named end, and what proves
 * a fork or too many incarnations. That part alone gives the same result, so tills that hold different
 * parts of a flood agree. It is linear chains and a few proofs; all else is *doubt*, of which each till keeps
 * what comes first, up to a bound. Source: docs/rules/belief.md, B12 and B13.
 */

import { type ChainEnd, deviceOf, type Hash, isFirstOrigin, type Origin } from "../identity.ts";
import { type Judged } from "./chain-pass.ts";
import { type ChainRule, isCounted } from "./chain-rule.ts";
import { type ChainLink } from "./chain-shape.ts";
import { type CountingActs, type Turn } from "./control-pass.ts";
import { UNNAMED_INCARNATIONS_MAX } from "./sound-chain.ts";

export interface Holding {
  readonly keepOf: (origin: Origin) => ChainRule;
  /**
   * Whether what comes next has to be held too. `siblings`: the ends of what is here after the same event;
   * of these and of first transactions so many prove a threshold, and more are no proof of anything else.
   */
  readonly needs: (next: Next, siblings: ReadonlyArray<ChainEnd>) => boolean;
  /** The ends that acts name and that are missing here, where that makes a difference. */
  readonly lacked: ReadonlyArray<ChainEnd>;
}

export type Next = Pick<ChainLink, "origin" | "first" | "seq" | "hash" | "previous">;

/** Two that follow one event prove a fork. */
const FORK_PROOF = 2;

export function holdingOf(
  judged: Judged,
  control: CountingActs,
  lacked: ReadonlyArray<ChainEnd>,
): Holding {
  const ruleByOrigin = new Map<Origin, ChainRule>();
  const lackedHashes = new Set<Hash>(lacked.map(({ hash }) => hash));
  return {
    keepOf: (origin) => {
      const rule = ruleByOrigin.get(origin) ?? keep(judged, control, origin);
      ruleByOrigin.set(origin, rule);
      return rule;
    },
    needs: (next, siblings) =>
      lackedHashes.has(next.hash) ||
      turnsOf(judged, control, next.origin).some((turn) =>
        continues(judged, turn, { next, siblings }),
      ),
    lacked,
  };
}

/** Returns the judgements of a device's chains: for trade, and for an authority as of its turn. */
function turnsOf(
  { soundLinksOf, cuts }: Judged,
  { paths, turns }: CountingActs,
  origin: Origin,
): ReadonlyArray<Turn> {
  const device = deviceOf(origin);
  const turn = turns.get(device);
  // A device that isn't enrolled has no path: only the named ends of it count.
  return [
    ...(paths.has(device) ? [{ soundLinks: soundLinksOf(device), cuts }] : []),
    ...(turn === undefined ? [] : [turn]),
  ];
}

function keep(judged: Judged, control: CountingActs, origin: Origin): ChainRule {
  const { shape, named, ruleOf } = judged;
  const turns = turnsOf(judged, control, origin);
  const counted = control.paths.has(deviceOf(origin)) ? ruleOf(origin) : NOTHING;
  const common = shape.commonUntil(origin) ?? Number.POSITIVE_INFINITY;
  const until = Math.max(
    counted.until,
    ...turns.map(({ soundLinks, cuts }) =>
      soundLinks.isCommonSound(origin) ? cuts.uncutUntil(origin) : 0,
    ),
    ...named.ends(origin).map(({ seq }) => seq),
  );
  const beyond = shape
    .beyond(origin)
    .filter(
      (link) =>
        isCounted(counted, link) ||
        named.has(link) ||
        turns.some(({ soundLinks, cuts }) => soundLinks.isSound(link) && !cuts.isCut(link)),
    );
  const proofs = turns.flatMap(({ soundLinks }) =>
    [
      soundLinks.witnesses(origin),
      soundLinks.tooMany().filter((end) => end.origin === origin),
    ].flat(),
  );
  return {
    until: Math.min(until, common),
    beyondFork: new Set([...beyond, ...proofs].map(({ hash }) => hash)),
  };
}

const NOTHING: ChainRule = { until: 0, beyondFork: new Set() };

function continues(
  { shape, named }: Judged,
  { soundLinks, cuts }: Turn,
  { next, siblings }: { readonly next: Next; readonly siblings: ReadonlyArray<ChainEnd> },
): boolean {
  const { origin, first, previous } = next;
  if (cuts.isCut(next) || siblings.some(named.has)) return false;
  if (first === 1 && !isFirstOrigin(origin) && siblings.length === 0) {
    return soundLinks.unnamedCount <= UNNAMED_INCARNATIONS_MAX;
  }
  const predecessor = shape.beyond(origin).find(({ hash }) => hash === previous);
  const isOnSoundLink =
    predecessor === undefined ? soundLinks.isCommonSound(origin) : soundLinks.isSound(predecessor);
  const isBeyondFork =
    predecessor === undefined && first - 1 > (shape.commonUntil(origin) ?? first);
  return (
    isOnSoundLink && !isBeyondFork && siblings.filter((end) => !cuts.isCut(end)).length < FORK_PROOF
  );
}
