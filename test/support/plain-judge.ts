/**
 * The rules of stage 1 once more, as plainly as they can be said and with no thought of speed: every chain
 * is a list of all that leads to its end, and everything is asked of every transaction. What the product
 * works out has to be the same.
 */

import { type KnownEvent } from "../../src/domain/events/kinds.ts";
import {
  type ChainEnd,
  type DeviceId,
  deviceOf,
  isFirstOrigin,
} from "../../src/domain/identity.ts";
import { type ChainLink } from "../../src/domain/membership/chain-shape.ts";
import { type PlacedAct } from "../../src/domain/membership/control-acts.ts";

const INCARNATIONS = 3;

type Rank = ReadonlyArray<string>;
type Is = (link: ChainLink) => boolean;

export interface PlainVerdict {
  /** Hashes of the transactions that count. */
  readonly counting: ReadonlySet<string>;
  readonly enrolled: ReadonlySet<DeviceId>;
  readonly authorities: ReadonlySet<DeviceId>;
  readonly revoked: ReadonlySet<DeviceId>;
}

interface Heard {
  readonly acts: ReadonlyArray<PlacedAct>;
  readonly links: ReadonlyArray<ChainLink>;
}

export function judgePlainly(founder: DeviceId, heard: Heard): PlainVerdict {
  const tree = growTree(heard.links);
  const control = takeTurns(tree, founder, heard.acts);
  const isFounded = heard.acts.some(({ event }) => event.kind === "shop/founded");
  return {
    counting: isFounded ? countTrade(tree, control, heard.acts) : new Set(),
    enrolled: new Set(isFounded ? control.ranks.keys() : []),
    authorities: control.turned,
    revoked: new Set(control.revocations.map(targetOf)),
  };
}

interface Tree {
  readonly all: ReadonlyArray<ChainLink>;
  readonly link: (hash: string) => ChainLink | undefined;
  /** From a transaction back to the first. */
  readonly way: (hash: string) => ReadonlyArray<string>;
  readonly children: (hash: string) => number;
}

function growTree(links: ReadonlyArray<ChainLink>): Tree {
  const byHash = new Map(links.map((link) => [link.hash as string, link]));
  const all = [...byHash.values()];
  function wayTo(hash: string): ReadonlyArray<string> {
    const link = byHash.get(hash);
    return link === undefined ? [] : [hash, ...wayTo(link.previous)];
  }
  const ways = new Map(all.map(({ hash }) => [hash as string, wayTo(hash)]));
  return {
    all,
    link: (hash) => byHash.get(hash),
    way: (hash) => ways.get(hash) ?? [],
    children: (hash) => all.filter(({ previous }) => previous === hash).length,
  };
}

function isOnWay(tree: Tree, link: ChainLink, end: ChainEnd): boolean {
  return tree.way(end.hash).includes(link.hash);
}

function soundness(
  tree: Tree,
  device: DeviceId,
  { isNamed, isCut }: { readonly isNamed: Is; readonly isCut: Is },
): Is {
  const own = tree.all.filter(({ origin }) => deviceOf(origin) === device);
  const unnamed = [...Map.groupBy(own, ({ origin }) => origin)].filter(([origin, links]) => {
    const first = links.filter((link) => link.first === 1);
    return !isFirstOrigin(origin) && !first.some(isNamed) && !first.every(isCut);
  });
  const excess = unnamed.length > INCARNATIONS ? unnamed.map(([origin]) => origin) : [];
  function isSettled(hash: string): boolean {
    const step = tree.link(hash);
    return step !== undefined && (tree.children(step.previous) === 1 || isNamed(step));
  }
  return (link) => !excess.includes(link.origin) && tree.way(link.hash).every(isSettled);
}

interface Control {
  readonly ranks: Map<DeviceId, Rank>;
  readonly promoted: Set<DeviceId>;
  readonly turned: Set<DeviceId>;
  readonly revocations: PlacedAct[];
  readonly admissions: PlacedAct[];
  readonly named: Set<string>;
}

function takeTurns(tree: Tree, founder: DeviceId, acts: ReadonlyArray<PlacedAct>): Control {
  const control: Control = {
    ranks: new Map(),
    promoted: new Set([founder]),
    turned: new Set(),
    revocations: [],
    admissions: [],
    named: new Set(),
  };
  const inOrder = acts.toSorted(compareSteps);
  for (const act of inOrder.filter(({ bySheet }) => bySheet)) {
    hearEnrolment(control, act, ["0"]);
    if (act.event.kind === "device/enrolled") control.promoted.add(act.event.body.device);
  }
  if (!control.ranks.has(founder)) control.ranks.set(founder, ["1"]);
  if (!acts.some(({ event }) => event.kind === "shop/founded")) return control;
  for (;;) {
    const [next] = [...control.ranks]
      .filter(([device]) => control.promoted.has(device) && !control.turned.has(device))
      .toSorted(([, a], [, b]) => compareRanks(a, b));
    if (next === undefined) return control;
    takeTurn(tree, control, { device: next[0], rank: next[1], acts: inOrder });
  }
}

function takeTurn(
  tree: Tree,
  control: Control,
  {
    device,
    rank,
    acts,
  }: { readonly device: DeviceId; readonly rank: Rank; readonly acts: ReadonlyArray<PlacedAct> },
): void {
  control.turned.add(device);
  const isCut = cutting(tree, control);
  const named = new Set(control.named);
  const isSound = soundness(tree, device, { isNamed: ({ hash }) => named.has(hash), isCut });
  for (const act of acts) {
    const link = tree.link(act.place.hash);
    const isOwn = !act.bySheet && deviceOf(act.event.key.origin) === device;
    if (!isOwn || link === undefined || !isSound(link) || isCut(link)) continue;
    hearEnrolment(control, act, rank);
    if (act.event.kind === "device/promoted") control.promoted.add(act.event.body.device);
    if (act.event.kind === "chain/admitted") control.admissions.push(act);
    if (act.event.kind !== "device/revoked") continue;
    control.revocations.push(act);
    name(tree, act, control.named);
  }
}

function countTrade(
  tree: Tree,
  control: Control,
  acts: ReadonlyArray<PlacedAct>,
): ReadonlySet<string> {
  const named = new Set<string>();
  for (const act of [...control.revocations, ...control.admissions]) name(tree, act, named);
  const isCut = cutting(tree, control);
  function isAdmitted(link: ChainLink): boolean {
    return control.admissions.some((act) => headsOf(act).some((head) => isOnWay(tree, link, head)));
  }
  for (;;) {
    const known = new Set(named);
    function isNamed({ hash }: ChainLink): boolean {
      return known.has(hash);
    }
    const sound = new Map(
      [...control.ranks.keys()].map((device) => [
        device,
        soundness(tree, device, { isNamed, isCut }),
      ]),
    );
    const counting = tree.all.filter((link) => {
      const isSound = sound.get(deviceOf(link.origin));
      return isSound !== undefined && ((isSound(link) && !isCut(link)) || isAdmitted(link));
    });
    const hashes = new Set<string>(counting.map(({ hash }) => hash));
    const closes = acts.filter(({ event }) => event.kind === "day/closed");
    for (const act of closes) if (hashes.has(act.place.hash)) name(tree, act, named);
    if (named.size === known.size) return hashes;
  }
}

function cutting(tree: Tree, { revocations, ranks }: Control): Is {
  const among = [...revocations];
  function leaves(act: PlacedAct, link: ChainLink): boolean {
    return headsOf(act).some((head) => {
      if (head.origin !== link.origin) return false;
      return tree.link(head.hash) === undefined ? link.seq <= head.seq : isOnWay(tree, link, head);
    });
  }
  function outranks(act: PlacedAct, other: PlacedAct): boolean {
    const [[a, rankA], [b, rankB]] = [weightOf(act, ranks), weightOf(other, ranks)];
    return a < b || (a === b && compareRanks(rankA, rankB) < 0);
  }
  function isSaved(link: ChainLink, from: PlacedAct, own: ReadonlyArray<PlacedAct>): boolean {
    return own.some(
      (act) => headsOf(act).some((head) => isOnWay(tree, link, head)) && outranks(act, from),
    );
  }
  return (link) => {
    const own = among.filter((act) => targetOf(act) === deviceOf(link.origin));
    return own.some((act) => !leaves(act, link) && !isSaved(link, act, own));
  };
}

/** The lighter one wins: what outsiders say, then those below the revoked, then the revoked itself. */
function weightOf(act: PlacedAct, ranks: ReadonlyMap<DeviceId, Rank>): readonly [number, Rank] {
  const [author, target] = [deviceOf(act.event.key.origin), targetOf(act)];
  const [own, other] = [ranks.get(author) ?? [], ranks.get(target)];
  const isBelow =
    other !== undefined && own.length > other.length && other.every((step, at) => step === own[at]);
  return [author === target ? 2 : isBelow ? 1 : 0, own];
}

function hearEnrolment({ ranks }: Control, act: PlacedAct, by: Rank): void {
  const { event } = act;
  if (event.kind !== "device/enrolled" || ranks.has(event.body.device)) return;
  ranks.set(event.body.device, [...by, stepText(act)]);
}

function headsOf({ event }: PlacedAct): ReadonlyArray<ChainEnd> {
  if (event.kind === "device/revoked") return event.body.heads;
  if (event.kind === "chain/admitted") return [event.body];
  return event.kind === "day/closed" ? event.body.frontier : [];
}

function name(tree: Tree, act: PlacedAct, into: Set<string>): void {
  const author = deviceOf(act.event.key.origin);
  const heads = headsOf(act).filter(({ origin }) => deviceOf(origin) !== author);
  for (const hash of heads.flatMap((head) => tree.way(head.hash))) into.add(hash);
}

function targetOf({ event }: { readonly event: KnownEvent }): DeviceId {
  return event.kind === "device/revoked" ? event.body.device : deviceOf(event.key.origin);
}

function compareRanks(a: Rank, b: Rank): number {
  if (a[0] !== b[0]) return (a[0] ?? "") < (b[0] ?? "") ? -1 : 1;
  if (a.length !== b.length) return a.length - b.length;
  const at = a.findIndex((step, index) => step !== b[index]);
  return at < 0 ? 0 : (a[at] ?? "") < (b[at] ?? "") ? -1 : 1;
}

function compareSteps(a: PlacedAct, b: PlacedAct): number {
  const [one, other] = [stepText(a), stepText(b)];
  return one === other ? 0 : one < other ? -1 : 1;
}

function stepText({ event: { key }, place }: PlacedAct): string {
  return [String(key.seq).padStart(9, "0"), key.origin, place.hash].join(" ");
}
