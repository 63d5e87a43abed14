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

export function judgePlainly(
  founder: DeviceId,
  {
    acts,
    links,
  }: { readonly acts: ReadonlyArray<PlacedAct>; readonly links: ReadonlyArray<ChainLink> },
): PlainVerdict {
  const byHash = new Map(links.map((link) => [link.hash as string, link]));
  const stored = [...byHash.values()];
  const isFounded = acts.some(({ event }) => event.kind === "shop/founded");

  function wayTo(hash: string): ReadonlyArray<string> {
    const way: string[] = [];
    for (let at = byHash.get(hash); at !== undefined; at = byHash.get(at.previous))
      way.push(at.hash);
    return way;
  }
  const ways = new Map(stored.map(({ hash }) => [hash as string, wayTo(hash)]));
  const isHere = (end: ChainEnd): boolean => byHash.has(end.hash);
  const isOnWay = (link: ChainLink, end: ChainEnd): boolean =>
    ways.get(end.hash)?.includes(link.hash) === true;
  const children = (previous: string): ReadonlyArray<ChainLink> =>
    stored.filter((link) => link.previous === previous);

  function soundness(device: DeviceId, isNamed: Is, isCut: Is): Is {
    const origins = Map.groupBy(
      stored.filter(({ origin }) => deviceOf(origin) === device),
      ({ origin }) => origin,
    );
    const unnamed = [...origins].filter(([origin, own]) => {
      const first = own.filter((link) => link.first === 1);
      return !isFirstOrigin(origin) && !first.some(isNamed) && !first.every(isCut);
    });
    const excess = unnamed.length > INCARNATIONS ? unnamed.map(([origin]) => origin) : [];
    return (link) =>
      !excess.includes(link.origin) &&
      (ways.get(link.hash) ?? []).every((hash) => {
        const step = byHash.get(hash);
        return step !== undefined && (children(step.previous).length === 1 || isNamed(step));
      });
  }

  const ranks = new Map<DeviceId, Rank>();
  const promoted = new Set<DeviceId>();
  const turned = new Set<DeviceId>();
  const revocations: PlacedAct[] = [];
  const admissions: PlacedAct[] = [];
  const controlNamed = new Set<string>();

  function headsOf(act: PlacedAct): ReadonlyArray<ChainEnd> {
    if (act.event.kind === "device/revoked") return act.event.body.heads;
    if (act.event.kind === "chain/admitted") return [act.event.body];
    return act.event.kind === "day/closed" ? act.event.body.frontier : [];
  }
  function name(act: PlacedAct, into: Set<string>): void {
    for (const head of headsOf(act)) {
      if (deviceOf(head.origin) === deviceOf(act.event.key.origin)) continue;
      for (const hash of ways.get(head.hash) ?? []) into.add(hash);
    }
  }
  const leaves = (act: PlacedAct, link: ChainLink): boolean =>
    headsOf(act).some(
      (head) =>
        head.origin === link.origin && (isHere(head) ? isOnWay(link, head) : link.seq <= head.seq),
    );
  const saves = (act: PlacedAct, link: ChainLink): boolean =>
    headsOf(act).some((head) => isHere(head) && isOnWay(link, head));
  function weight(act: PlacedAct): readonly [number, Rank] {
    const [author, target] = [deviceOf(act.event.key.origin), targetOf(act)];
    const [own, other] = [ranks.get(author) ?? [], ranks.get(target)];
    const isBelow =
      other !== undefined &&
      own.length > other.length &&
      other.every((step, at) => step === own[at]);
    return [author === target ? 2 : isBelow ? 1 : 0, own];
  }
  function cutting(among: ReadonlyArray<PlacedAct>): Is {
    return (link) => {
      const own = among.filter((act) => targetOf(act) === deviceOf(link.origin));
      return own.some(
        (act) =>
          !leaves(act, link) &&
          !own.some((other) => {
            const [[a, rankA], [b, rankB]] = [weight(other), weight(act)];
            return saves(other, link) && (a < b || (a === b && compareRanks(rankA, rankB) < 0));
          }),
      );
    };
  }
  function hearEnrolment(act: PlacedAct, by: Rank): void {
    if (act.event.kind !== "device/enrolled") return;
    const step = `${String(act.event.key.seq).padStart(9, "0")} ${act.event.key.origin} ${act.place.hash}`;
    if (!ranks.has(act.event.body.device)) ranks.set(act.event.body.device, [...by, step]);
  }
  const inOrder = acts.toSorted((a, b) => compareSteps(a, b));

  if (isFounded) {
    for (const act of inOrder.filter(({ bySheet }) => bySheet)) {
      hearEnrolment(act, ["0"]);
      if (act.event.kind === "device/enrolled") promoted.add(act.event.body.device);
    }
    if (!ranks.has(founder)) ranks.set(founder, ["1"]);
    promoted.add(founder);
    for (;;) {
      const [next] = [...ranks]
        .filter(([device]) => promoted.has(device) && !turned.has(device))
        .toSorted(([, a], [, b]) => compareRanks(a, b));
      if (next === undefined) break;
      const [device, rank] = next;
      turned.add(device);
      const isCut = cutting([...revocations]);
      const named = new Set(controlNamed);
      const isSound = soundness(device, ({ hash }) => named.has(hash), isCut);
      for (const act of inOrder) {
        const link = byHash.get(act.place.hash);
        if (act.bySheet || deviceOf(act.event.key.origin) !== device) continue;
        if (link === undefined || !isSound(link) || isCut(link)) continue;
        hearEnrolment(act, rank);
        if (act.event.kind === "device/promoted") promoted.add(act.event.body.device);
        if (act.event.kind === "chain/admitted") admissions.push(act);
        if (act.event.kind !== "device/revoked") continue;
        revocations.push(act);
        name(act, controlNamed);
      }
    }
  }

  const named = new Set<string>();
  for (const act of [...revocations, ...admissions]) name(act, named);
  const isCut = cutting(revocations);
  const closes = acts.filter(({ event }) => event.kind === "day/closed");
  for (;;) {
    const before = named.size;
    const sound = new Map(
      [...ranks.keys()].map((device) => [
        device,
        soundness(device, ({ hash }) => named.has(hash), isCut),
      ]),
    );
    const counting = new Set(
      stored
        .filter(
          (link) =>
            ranks.has(deviceOf(link.origin)) &&
            ((sound.get(deviceOf(link.origin))?.(link) === true && !isCut(link)) ||
              admissions.some((act) => headsOf(act).some((head) => isOnWay(link, head)))),
        )
        .map(({ hash }) => hash as string),
    );
    for (const act of closes) if (counting.has(act.place.hash)) name(act, named);
    if (named.size > before) continue;
    return {
      counting,
      enrolled: new Set(isFounded ? ranks.keys() : []),
      authorities: turned,
      revoked: new Set(revocations.map(targetOf)),
    };
  }
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
  const [one, other] = [a, b].map(({ event: { key }, place }) =>
    [String(key.seq).padStart(9, "0"), key.origin, place.hash].join(" "),
  );
  return one === other ? 0 : (one ?? "") < (other ?? "") ? -1 : 1;
}
