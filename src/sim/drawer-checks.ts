/**
 * Drawers in a shop that is whole again: what each of them and the safe should hold is to the cent what
 * the books say, on paper that nobody of the tills has written; and so is what each count expected.
 */

import { type KnownEvent } from "../domain/events/kinds.ts";
import { type DeviceId, deviceOf, type EventId } from "../domain/identity.ts";
import { type Ledger } from "../ledger/ledger.ts";
import { countingActs, isUndisputed, type Member } from "./checks.ts";
import { byLedger, drawerSumsOf, isOf, type Of, sessionOf } from "./drawer-books.ts";
import { type World } from "./world.ts";

const NAMED_MAX = 3;

export function checkDrawers(world: World, [first]: ReadonlyArray<Member>): void {
  if (first === undefined) return;
  const { ledger } = first.process;
  const events = countingActs(world, ledger).flatMap((act) => act.events);
  const wrong = [
    ...wrongSums(ledger, events),
    ...(isUndisputed(world, ledger) ? wrongCounts(events) : []),
    ...wrongCloses(events, endedDevices(world, ledger)),
  ];
  for (const sentence of wrong.slice(0, NAMED_MAX)) {
    world.problem(`${first.box.name}: ${sentence}`);
  }
}

function wrongSums(ledger: Ledger, events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  const expected = drawerSumsOf(events);
  const found = new Map(
    ledger
      .read((view) => [...view.sums("drawer/"), ...view.sums("safe/")])
      // Slips of cash there are none: what lies there says it.
      .filter(([key]) => !key.endsWith("/tender/cash/amount") && !key.endsWith("/count")),
  );
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((key) => {
    const [kept, booked] = [found.get(key) ?? 0, expected.get(key) ?? 0];
    return kept === booked ? [] : [`${key} should be ${kept}, and by the books it is ${booked}`];
  });
}

/** A count says what was expected by what was known: by the books of just these events it is the same. */
function wrongCounts(events: ReadonlyArray<KnownEvent>): ReadonlyArray<string> {
  return events.filter(isOf("drawer/counted")).flatMap((count) => {
    const knew = new Map(count.body.knew.map(({ origin, seq }) => [origin, seq]));
    const known = events.filter(({ key }) => key.seq <= (knew.get(key.origin) ?? 0));
    const session = sessionOf(count);
    const booked = drawerSumsOf(known).get(`drawer/${session}/own`) ?? 0;
    const { own } = count.body.expected;
    return own === booked
      ? []
      : [`a count of drawer ${session} expected ${own}, and by the books it was ${booked}`];
  });
}

/** Shut out, or robbed of their key. */
function endedDevices({ liars }: World, ledger: Ledger): ReadonlySet<DeviceId> {
  const revoked = [...ledger.admission().values()].filter((device) => device.revoked);
  return new Set([...liars, ...revoked].map(({ device }) => device));
}

/** What was counted went somewhere: into the safe, or it stays; and the difference is what it is. */
function wrongCloses(
  events: ReadonlyArray<KnownEvent>,
  ended: ReadonlySet<DeviceId>,
): ReadonlyArray<string> {
  const counts = new Map<EventId, Of<"drawer/counted">>(
    events.filter(isOf("drawer/counted")).map((count) => [count.id, count]),
  );
  return events
    .filter(isOf("drawer/closed"))
    .toSorted(byLedger)
    .flatMap(({ id, body }) => {
      const count = counts.get(body.count)?.body;
      // What a till said beyond its end counts no more, also where others have built on it.
      if (count === undefined && ended.has(deviceOf(body.count))) return [];
      if (count === undefined) return [`${id} closes a drawer by a count that nobody made`];
      const isRight =
        body.expected === count.expected.own &&
        body.counted === count.cash.own &&
        body.difference === count.cash.own - count.expected.own &&
        body.leaves.own + body.toSafe === count.cash.own + body.since;
      return isRight ? [] : [`${id} closes a drawer otherwise than it was counted`];
    });
}
