/** All candidates, each there as long as somebody claims it. How many there are is bounded by source. */

import { type Address, addressText } from "../address.ts";
import {
  type AddressSource,
  type Candidate,
  type Claim,
  createCandidate,
  isAtFirstHand,
  isDialled,
  isHeard,
} from "./dial-candidate.ts";

/** One of each source and speaker. */
export type NewClaim = Partial<Claim> & Pick<Claim, "source" | "by">;

export interface CandidateSet {
  readonly all: () => ReadonlyArray<Candidate>;
  readonly at: (address: Address) => Candidate | undefined;
  readonly claimAt: (address: Address, of: Pick<NewClaim, "source" | "by">) => Claim | undefined;
  /** `news`: whether nobody had claimed so before. */
  readonly claim: (
    address: Address,
    claim: NewClaim,
    nowMs: number,
  ) => { readonly candidate: Candidate; readonly news: "place" | "claim" | "none" };
  /** Lets go of the claims that are meant, and of candidates without any. */
  readonly drop: (isMeant: (claim: Claim, at: Candidate) => boolean) => void;
  /** Keeps the newest claims of those that are meant. */
  readonly keep: (most: number, isMeant: (claim: Claim) => boolean) => void;
  /** Whether one more may be heard of by multicast, after letting go of a worse one. */
  readonly makeRoom: (isFirstHand: boolean, nowMs: number) => boolean;
}

export const HEARD_MAX = 32;
/** Of one place by multicast: more than one till can't be there, but anybody may say so. */
const HEARD_CLAIMS_MAX = 3;

/** Of places that nobody claims any more: named again, they have no more dials than before. */
const RESTING_MAX = 256;

export function createCandidateSet(): CandidateSet {
  const candidates = new Map<string, Candidate>();
  const resting = new Map<string, Candidate>();

  return {
    all: () => [...candidates.values()],
    at: (address) => candidates.get(addressText(address)),
    claimAt: (address, { source, by }) =>
      candidates.get(addressText(address))?.claims.get(claimName(source, by)),
    claim: (address, said, nowMs) => {
      const name = claimName(said.source, said.by);
      const key = addressText(address);
      const known = candidates.get(key);
      const candidate = known ?? resting.get(key) ?? createCandidate(address, nowMs);
      resting.delete(key);
      candidates.set(key, candidate);
      // Deleted first: what was said last stands last.
      const isNews = !candidate.claims.delete(name);
      candidate.claims.set(name, { ...NO_MORE_SAID, ...said });
      if (said.source === "heard") trimHeardClaims(candidate);
      if (known === undefined) return { candidate, news: "place" };
      return { candidate, news: isNews ? "claim" : "none" };
    },
    drop: (isMeant) => {
      for (const candidate of candidates.values()) {
        for (const [name, claim] of candidate.claims) {
          if (isMeant(claim, candidate)) candidate.claims.delete(name);
        }
        if (candidate.claims.size === 0) rest(candidate);
      }
    },
    keep: (most, isMeant) => {
      const meant = [...candidates.values()].flatMap((candidate) =>
        [...candidate.claims]
          .filter(([, claim]) => isMeant(claim))
          .map(([name, { untilMs }]) => ({ candidate, name, untilMs })),
      );
      if (meant.length <= most) return;
      const oldest = meant.toSorted((left, right) => left.untilMs - right.untilMs);
      for (const { candidate, name } of oldest.slice(0, meant.length - most)) {
        candidate.claims.delete(name);
        if (candidate.claims.size === 0) rest(candidate);
      }
    },
    makeRoom: (isFirstHand, nowMs) => {
      const heard = [...candidates.values()].filter(isHeard);
      if (heard.length < HEARD_MAX) return true;
      // Who failed makes room for who has not been tried, hearsay for who speaks for himself.
      const [worst] = heard
        .filter((candidate) => candidate.proof === undefined && !isDialled(candidate, nowMs))
        .filter((candidate) => candidate.failures > 0 || (isFirstHand && !isAtFirstHand(candidate)))
        .toSorted((left, right) => right.failures - left.failures);
      if (worst === undefined) return false;
      for (const [name, { source }] of worst.claims) {
        if (source === "heard") worst.claims.delete(name);
      }
      if (worst.claims.size === 0) rest(worst);
      return true;
    },
  };

  function rest(candidate: Candidate): void {
    const key = addressText(candidate.address);
    candidates.delete(key);
    resting.delete(key);
    resting.set(key, candidate);
    const [oldest] = resting.keys();
    if (resting.size > RESTING_MAX && oldest !== undefined) resting.delete(oldest);
  }
}

const NO_MORE_SAID = {
  owner: undefined,
  isFirstHand: false,
  untilMs: Infinity,
  movedUntilMs: 0,
};

function claimName(source: AddressSource, by: string): string {
  return `${source} ${by}`;
}

/** The oldest go first: what was said again stands last. */
function trimHeardClaims({ claims }: Candidate): void {
  const names = [...claims].filter(([, { source }]) => source === "heard");
  for (const [name] of names.slice(0, Math.max(0, names.length - HEARD_CLAIMS_MAX))) {
    claims.delete(name);
  }
}
