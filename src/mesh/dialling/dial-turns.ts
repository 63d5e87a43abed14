/** Which candidates are dialled now: not too many at once, and one till by one address first. */

import { type Address } from "../address.ts";
import { HEARD_MAX } from "./candidate-set.ts";
import {
  type Candidate,
  begin,
  createAllowance,
  hasLeft,
  isCovered,
  isDialled,
  isTrusted,
  likelyOwner,
  type NeedsNoDial,
} from "./dial-candidate.ts";

/** Takes those whose turn it is; each of them counts as dialled. */
export type DialTurns = (
  candidates: ReadonlyArray<Candidate>,
  needsNoDial: NeedsNoDial,
  nowMs: number,
) => ReadonlyArray<Address>;

const UNDER_WAY_MAX = 48;
/** To addresses that only multicast knows: a flood of them costs no more than a full house. */
const STRANGE_UNDER_WAY_MAX = 16;
const STRANGE_DIALS = { most: HEARD_MAX, pauseMs: 5000 / HEARD_MAX };
/** Between dials to two addresses of one till. */
const NEXT_ADDRESS_MS = 250;
/** Of an id: what multicast tells of it. */
const HINT_LENGTH = 8;

export function createDialTurns(): DialTurns {
  const strangeDials = createAllowance(STRANGE_DIALS, 0);
  const dialledAtMsByOwner = new Map<string, number>();

  return (candidates, needsNoDial, nowMs) => {
    for (const [owner, atMs] of dialledAtMsByOwner) {
      if (nowMs - atMs >= NEXT_ADDRESS_MS) dialledAtMsByOwner.delete(owner);
    }
    const ready = candidates
      .filter((candidate) => isReady(candidate, nowMs))
      .filter((candidate) => !isCovered(candidate, needsNoDial, nowMs));
    if (ready.length === 0) return [];
    const underWay = candidates.filter((candidate) => isDialled(candidate, nowMs));
    const strangeUnderWay = underWay.filter((candidate) => !isTrusted(candidate));
    const count = { all: underWay.length, strange: strangeUnderWay.length };
    const begun: Address[] = [];
    for (const candidate of ready.toSorted(byTurn)) {
      if (!mayBegin(candidate, count, nowMs)) continue;
      begin(candidate, nowMs);
      note(candidate, count, nowMs);
      begun.push(candidate.address);
    }
    return begun;
  };

  function mayBegin(
    candidate: Candidate,
    count: { readonly all: number; readonly strange: number },
    nowMs: number,
  ): boolean {
    if (count.all >= UNDER_WAY_MAX || dialledAtMsByOwner.has(ownerKey(candidate))) return false;
    if (isTrusted(candidate)) return true;
    return count.strange < STRANGE_UNDER_WAY_MAX && hasLeft(strangeDials, nowMs);
  }

  function note(
    candidate: Candidate,
    count: { all: number; strange: number },
    nowMs: number,
  ): void {
    count.all += 1;
    if (ownerKey(candidate) !== "") dialledAtMsByOwner.set(ownerKey(candidate), nowMs);
    if (isTrusted(candidate)) return;
    count.strange += 1;
    strangeDials.left -= 1;
  }
}

function isReady(candidate: Candidate, nowMs: number): boolean {
  if (nowMs < candidate.notBeforeMs || nowMs < candidate.aloneUntilMs) return false;
  return !isDialled(candidate, nowMs) && hasLeft(candidate.allowance, nowMs);
}

function byTurn(left: Candidate, right: Candidate): number {
  return Number(isTrusted(right)) - Number(isTrusted(left)) || left.notBeforeMs - right.notBeforeMs;
}

function ownerKey(candidate: Candidate): string {
  return likelyOwner(candidate)?.slice(0, HINT_LENGTH) ?? "";
}
