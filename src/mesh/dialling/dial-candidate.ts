/**
 * One address that may lead to a till of the shop: its claims, its dials, and when it may be
 * dialled again. Time is handed in and never goes back.
 */

import { type DeviceId } from "../../domain/identity.ts";
import { type Address } from "../address.ts";

/** `heard`: by multicast, from anybody. `told`: by a till of the shop. `remembered`: it worked once. */
export type AddressSource = "static" | "remembered" | "told" | "heard";

/**
 * `stranger`: of another shop, or no till at all. `ourselves`: this very box. `spare`: a box that is linked
 * already.
 */
export type DialEnd = "unreachable" | "stranger" | "ourselves" | "spare";

/** Somebody says that a till is there. */
export interface Claim {
  readonly source: AddressSource;
  /** Who says so. */
  readonly by: string;
  /** The id of the till there, or its first characters; undefined when nobody knows. A hint, never a proof. */
  readonly owner: string | undefined;
  /** The claim was sent from the very address that it names. */
  readonly isFirstHand: boolean;
  readonly untilMs: number;
  /** Dialled until then although its till is connected: it may have moved here. */
  readonly movedUntilMs: number;
}

interface Proof {
  readonly device: DeviceId;
  /** The id of the run of the box there; undefined where it was not said. */
  readonly instance: string | undefined;
  readonly atMs: number;
}

export interface Candidate {
  readonly address: Address;
  /** The claims by source and speaker. */
  readonly claims: Map<string, Claim>;
  /** The till that a link through this address led to. */
  proof: Proof | undefined;
  /** Dials in a row that led nowhere, and how the last one ended. */
  failures: number;
  lastEnd: Exclude<DialEnd, "spare"> | undefined;
  notBeforeMs: number;
  /** The time until which the address alone is not dialled, since it led to another shop or to ourselves. */
  aloneUntilMs: number;
  /** How often in a row it seemed to lead to a stranger. */
  strangers: number;
  dialledAtMs: number | undefined;
  readonly allowance: Allowance;
}

/** A number of dials at once, and one more after each pause. */
export interface Allowance {
  readonly most: number;
  readonly pauseMs: number;
  left: number;
  countedAtMs: number;
}

/** The dials in the long run: one per five seconds; the first few follow each other quickly. */
const DIAL_PAUSE_MS = 5000;
const DIALS_AT_ONCE = 5;
const STRANGER_MS = [0, 15_000, 60_000];
const LEFT_ALONE_MS = 900_000;
export const RETRY_MS_MIN = 250;
/** A till that was connected once, or that a person named, is looked for as often as may be. */
export const RETRY_MS_MAX_TRUSTED = 6000;
const RETRY_MS_MAX = 60_000;
const JITTER = 0.2;
/** The most doublings of the pause: more than it takes from the first to the longest. */
const DOUBLED_MAX = 16;
/** Longer than any dial takes: whoever forgets to tell how one ended blocks nothing for ever. */
const DIAL_MS_MAX = 30_000;
/** An address that led to a till may lead to another one some day. */
const PROOF_MS = 3_600_000;

export function createCandidate(address: Address, nowMs: number): Candidate {
  return {
    address,
    claims: new Map(),
    proof: undefined,
    failures: 0,
    lastEnd: undefined,
    notBeforeMs: nowMs,
    aloneUntilMs: 0,
    strangers: 0,
    dialledAtMs: undefined,
    allowance: createAllowance({ most: DIALS_AT_ONCE, pauseMs: DIAL_PAUSE_MS }, nowMs),
  };
}

export function createAllowance(
  rate: Pick<Allowance, "most" | "pauseMs">,
  nowMs: number,
): Allowance {
  return { ...rate, left: rate.most, countedAtMs: nowMs };
}

export function hasLeft(allowance: Allowance, nowMs: number): boolean {
  const { most, pauseMs, countedAtMs } = allowance;
  const grown = Math.max(0, Math.floor((nowMs - countedAtMs) / pauseMs));
  allowance.left = Math.min(most, allowance.left + grown);
  // A full allowance grows no further: the next pause begins when one is taken.
  allowance.countedAtMs = allowance.left === most ? nowMs : countedAtMs + grown * pauseMs;
  return allowance.left > 0;
}

/** A till of the shop, or a person, says that a till is there. */
export function isTrusted({ claims, proof }: Candidate): boolean {
  return proof !== undefined || [...claims.values()].some(({ source }) => source !== "heard");
}

export function isDialled(candidate: Candidate, nowMs: number): boolean {
  const { dialledAtMs } = candidate;
  return dialledAtMs !== undefined && nowMs - dialledAtMs < DIAL_MS_MAX;
}

export function begin(candidate: Candidate, nowMs: number): void {
  candidate.dialledAtMs = nowMs;
  candidate.allowance.left -= 1;
}

export function endProven(
  candidate: Candidate,
  { device, instance }: Pick<Proof, "device"> & { readonly instance?: string | undefined },
  nowMs: number,
): void {
  candidate.proof = { device, instance, atMs: nowMs };
  candidate.failures = 0;
  candidate.lastEnd = undefined;
  giveAnotherChance(candidate);
  candidate.dialledAtMs = undefined;
  for (const [name, claim] of candidate.claims) {
    const movedUntilMs = Math.min(claim.movedUntilMs, nowMs);
    candidate.claims.set(name, { ...claim, movedUntilMs });
  }
}

export interface BackOff {
  /** Failures in a row. */
  readonly count: number;
  readonly firstMs: number;
  readonly mostMs: number;
}

/** `jitter` is at least 0 and less than 1, so that boxes that lost each other don't dial in step. */
export function backOffMs({ count, firstMs, mostMs }: BackOff, jitter: number): number {
  const delayMs = Math.min(firstMs * 2 ** Math.min(count - 1, DOUBLED_MAX), mostMs);
  return delayMs * (1 - JITTER + 2 * JITTER * jitter);
}

/** `mostMs`: the longest pause before the next dial, where it isn't the usual one. */
export function fail(
  candidate: Candidate,
  nowMs: number,
  { jitter, mostMs }: { readonly jitter: number; readonly mostMs?: number | undefined },
): void {
  candidate.dialledAtMs = undefined;
  candidate.failures += 1;
  const usualMs = isTrusted(candidate) ? RETRY_MS_MAX_TRUSTED : RETRY_MS_MAX;
  const backOff = {
    count: candidate.failures,
    firstMs: RETRY_MS_MIN,
    mostMs: mostMs ?? usualMs,
  };
  candidate.notBeforeMs = nowMs + backOffMs(backOff, jitter);
}

/**
 * Leaves the address alone for longer each time. A peer that hangs up in the middle looks like a
 * stranger, but may be a till of ours that is starting.
 */
export function leaveStrangerAlone(candidate: Candidate, nowMs: number): void {
  const first = isTrusted(candidate) ? 0 : 1;
  const delayMs = STRANGER_MS[first + candidate.strangers] ?? LEFT_ALONE_MS;
  candidate.strangers += 1;
  candidate.aloneUntilMs = nowMs + delayMs;
  if (delayMs === LEFT_ALONE_MS) candidate.proof = undefined;
}

export function leaveOurselvesAlone(candidate: Candidate, nowMs: number): void {
  candidate.proof = undefined;
  candidate.aloneUntilMs = nowMs + LEFT_ALONE_MS;
}

/** Leaves the address alone: it leads to a box of our name that has a link already. */
export function leaveSpareAlone(candidate: Candidate, device: DeviceId, nowMs: number): void {
  endProven(candidate, { device }, nowMs);
  candidate.aloneUntilMs = nowMs + LEFT_ALONE_MS;
}

/** Forgets the failures, which are of another time or another till. */
export function giveAnotherChance(candidate: Candidate): void {
  candidate.aloneUntilMs = 0;
  candidate.strangers = 0;
}

/** Whether the till needs no dial: it is connected, or must not be dialled. */
export type NeedsNoDial = (owner: string, candidate: Candidate) => boolean;

export function isCovered(candidate: Candidate, needsNoDial: NeedsNoDial, nowMs: number): boolean {
  const claims = [...candidate.claims.values()];
  if (claims.some(({ movedUntilMs }) => movedUntilMs > nowMs)) return false;
  const proven = freshProof(candidate, nowMs);
  const owners = new Set(claims.map(({ owner }) => owner ?? proven));
  if (proven !== undefined) owners.add(proven);
  for (const owner of owners) {
    if (owner === undefined || !needsNoDial(owner, candidate)) return false;
  }
  return proven !== undefined || isOneTill([...owners]);
}

/** Whether the address may be this till's. */
export function isOwnedBy(candidate: Candidate, device: DeviceId): boolean {
  if (candidate.proof?.device === device) return true;
  return [...candidate.claims.values()].some(({ owner }) => namesTill(owner, device));
}

/** Returns the likely owner of the address by its claims; a proof counts most. */
export function likelyOwner(candidate: Candidate): string | undefined {
  const claimed = [...candidate.claims.values()].find(({ owner }) => owner !== undefined)?.owner;
  return candidate.proof?.device ?? claimed;
}

export function isHeard({ claims }: Candidate): boolean {
  return [...claims.values()].some(({ source }) => source === "heard");
}

export function isAtFirstHand({ claims }: Candidate): boolean {
  return [...claims.values()].some(({ isFirstHand }) => isFirstHand);
}

export function namesTill(owner: string | undefined, device: string): boolean {
  return owner !== undefined && owner !== "" && device.startsWith(owner);
}

function freshProof({ proof }: Candidate, nowMs: number): DeviceId | undefined {
  return proof !== undefined && nowMs - proof.atMs < PROOF_MS ? proof.device : undefined;
}

/** A hint and the whole id may mean the same till; who contradict each other prove nothing. */
function isOneTill(owners: ReadonlyArray<string | undefined>): boolean {
  const [longest = ""] = owners.toSorted(
    (left, right) => (right ?? "").length - (left ?? "").length,
  );
  return owners.every((owner) => namesTill(owner, longest));
}
