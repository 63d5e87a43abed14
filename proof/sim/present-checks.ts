/**
 * What must hold of the present in a shop that is whole again: a box that was told today alone sees of it what a
 * till sees that has heard everything.
 */

import { rmSync } from "node:fs";
import path from "node:path";

import { listDiffering } from "../../src/app/membership/differing-present.ts";
import { type StateByType, type StreamType } from "../../src/domain/folds/folds.ts";
import { deviceOf, type StreamId, streamName, streamType } from "../../src/domain/identity.ts";
import { type LedgerView } from "../../src/domain/ledger-view.ts";
import { OPEN_TAGS, WHOLE_TAGS } from "../../src/domain/present/present-streams.ts";
import { type EntryState } from "../../src/domain/state/entry-state.ts";
import { registerValue } from "../../src/domain/state/register.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { joinLedger, type StoreDeps } from "../../src/ledger/open-ledger.ts";
import { type Member } from "./checks.ts";
import { createSeededRandom } from "./dice.ts";
import { type World } from "./world.ts";

const NAMED_MAX = 3;
/** Characters that two texts have in common and that are shown. */
const BEFORE = 60;
const SEED_BYTES = 32;

/** Tells a new box the present, which joins the shop for nothing else. */
export function checkPresent(world: World, members: ReadonlyArray<Member>): void {
  for (const { box, process } of members) {
    // A liar claims until the end what nobody has: two minutes later it is believed no more.
    if (world.liars.length > 0) process.ledger.present.settle(true, () => undefined);
    if (process.ledger.present.facts() !== undefined) {
      world.problem(`${box.name} still sells by what it was told of today`);
    }
  }
  const [first, ...others] = members;
  if (first === undefined) return;
  for (const sentence of blamedForNothing(world, first)) world.problem(sentence);
  if (world.options.hearsLate) checkShown(world, first, others);
  const { box, process } = first;
  const { ledger } = process;
  const dir = path.join(world.dir, "newcomer");
  const { shop, founder } = ledger.identity;
  const deps = depsOf(world);
  const seed = deps.random.bytes(SEED_BYTES);
  const newcomer = joinLedger(dir, { shop, founder, seed, zone: "UTC" }, deps);
  try {
    for (const problem of differences(ledger, newcomer)) world.problem(`${box.name}: ${problem}`);
  } finally {
    newcomer.close();
    rmSync(dir, { recursive: true });
  }
}

/** Nobody is asked about a till that told everything as it was. */
function blamedForNothing(
  { tellers: { misled } }: World,
  { process: { ledger } }: Member,
): ReadonlyArray<string> {
  return listDiffering(ledger).flatMap(({ origin, till, said: { entries, amount, figures } }) => {
    if (misled.has(deviceOf(origin))) return [];
    const what = [...entries, `an amount of ${amount}`, `${figures} figures`].join(", ");
    return `${till} was told as it is, and somebody is asked about ${what}`;
  });
}

/** What the rows hold is compared elsewhere; what a till shows comes from them, or from what it was told. */
function checkShown(world: World, { box, process }: Member, others: ReadonlyArray<Member>): void {
  const shown = textsOf(process.ledger);
  for (const other of others) {
    const otherwise = textsOf(other.process.ledger);
    const stream = [...shown.keys()].find((one) => otherwise.get(one) !== shown.get(one));
    if (stream === undefined) continue;
    world.problem(`${box.name} and ${other.box.name} show ${stream} otherwise`);
  }
}

function textsOf(ledger: Ledger): ReadonlyMap<StreamId, string> {
  return ledger.read(
    (view) =>
      new Map(WHOLE_TAGS.flatMap(view.tagged).map((stream) => [stream, stateText(view, stream)])),
  );
}

function depsOf(world: World): StoreDeps {
  return {
    clock: world.time,
    random: createSeededRandom("newcomer"),
    offsetMinutes: () => 0,
    tuning: world.tuning,
  };
}

/** What the newcomer sees otherwise, in words; none where the present is whole. */
export function differences(teller: Ledger, newcomer: Ledger): ReadonlyArray<string> {
  const told = teller.present.tell({ since: 0, receipts: [] });
  if (told === undefined) return ["it has nothing to tell of today"];
  const taken = newcomer.present.take(teller.identity.key.device, told);
  if (!taken.ok) return [`the present can't be taken: ${taken.fault.type}`];
  return teller.read((theirs) =>
    newcomer.read((ours) => [
      ...differingStates(told.streams, theirs, ours).slice(0, NAMED_MAX),
      ...differingTags(theirs, ours).slice(0, NAMED_MAX),
      ...differingSums(told.sums, theirs, ours).slice(0, NAMED_MAX),
      ...(membersText(teller) === membersText(newcomer) ? [] : ["other members are told"]),
    ]),
  );
}

function differingStates(
  streams: ReadonlyArray<StreamId>,
  theirs: LedgerView,
  ours: LedgerView,
): ReadonlyArray<string> {
  return streams.flatMap((stream) => {
    const [want, have] = [stateText(theirs, stream), stateText(ours, stream)];
    return want === have ? [] : [`told of ${stream}${apart(have, want)}`];
  });
}

/** Where two texts part. */
function apart(have: string, want: string): string {
  let at = 0;
  while (at < have.length && have[at] === want[at]) at += 1;
  const from = Math.max(0, at - BEFORE);
  return `: ${cut(have.slice(from))}, and it is ${cut(want.slice(from))}`;
}

function stateText(view: LedgerView, stream: StreamId): string {
  const type = streamType(stream) as StreamType;
  // What was touched may be a stream that nothing is folded of.
  const state = view.glance(type, streamName(stream)) as StateByType[StreamType] | null;
  if (state === null) return "";
  if (type === "terminal") {
    const { entry, ...rest } = view.glance("terminal", streamName(stream));
    return textOf([valuesOf(entry), rest]);
  }
  return textOf("fields" in state && "codes" in state ? valuesOf(state) : state);
}

/** A state that was read from its row has its fields in another order than one that was just folded. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(byName))
      : part,
  );
}

/** Which writes are replaced, and which had heard of them, is the past's affair. */
function valuesOf({ fields, codes, removedCodes, ...rest }: EntryState): unknown {
  const values = Object.entries(fields).map(([name, field]) => [name, registerValue(field)]);
  const standing = codes.filter(({ id }) => !removedCodes.includes(id));
  return [Object.fromEntries(values.toSorted(byName)), standing, rest];
}

function byName([a]: ReadonlyArray<unknown>, [b]: ReadonlyArray<unknown>): number {
  return String(a) < String(b) ? -1 : 1;
}

function differingTags(theirs: LedgerView, ours: LedgerView): ReadonlyArray<string> {
  return [...WHOLE_TAGS, ...OPEN_TAGS].flatMap((tag) => {
    const [want, have] = [theirs.tagged(tag).join(" "), ours.tagged(tag).join(" ")];
    return want === have ? [] : [`told under ${tag}${apart(have, want)}`];
  });
}

function differingSums(
  sums: ReadonlyArray<readonly [string, number]>,
  theirs: LedgerView,
  ours: LedgerView,
): ReadonlyArray<string> {
  return sums.flatMap(([key]) => {
    const [want, have] = [theirs.sum(key), ours.sum(key)];
    return want === have ? [] : [`told ${have} for ${key}, and it is ${want}`];
  });
}

function membersText(ledger: Ledger): string {
  const members = [...ledger.admission().values()].toSorted((a, b) =>
    a.device < b.device ? -1 : 1,
  );
  return JSON.stringify(members);
}

function cut(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
