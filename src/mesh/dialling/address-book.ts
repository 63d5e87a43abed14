/**
 * Which addresses may lead to the other tills of the shop, and which of them to dial now.
 *
 * Four sources: multicast, what worked before, what other tills tell, what a person typed in. None
 * of them is a fact: who is there is known when a link has proved it. Anybody on the network can
 * answer by multicast, so what comes from there is few, private, and dialled seldom. A till that was
 * shut out is not dialled: it dials the others until it hears so, and seldom from then on. Who has our own
 * name is another box, with a copy of our disk, until it proves to be this very one.
 *
 * No I/O: time is handed in and never goes back, `due` says whom to dial, and whoever dials tells
 * how it ended.
 */

import { type DeviceId } from "../../domain/identity.ts";
import { type Random } from "../../domain/ports.ts";
import { type Address, addressText, fraction, isPrivate, isReachable } from "../address.ts";
import {
  type AddressSource,
  type Candidate,
  type DialEnd,
  endProven,
  fail,
  giveAnotherChance,
  isCovered,
  isDialled,
  isHeard,
  isOwnedBy,
  leaveOurselvesAlone,
  leaveSpareAlone,
  leaveStrangerAlone,
  likelyOwner,
  namesTill,
  begin,
  createAllowance,
  hasLeft,
  isTrusted,
  type NeedsNoDial,
  type Claim,
  createCandidate,
  isAtFirstHand,
} from "./dial-candidate.ts";
import {
  createDialPauses,
  type DialPauses,
  type DialRules,
  EVERYBODY,
  isDialledSeldom,
  SELDOM_MS_MAX,
} from "./dial-pauses.ts";
import {
  type AddressMemory,
  type RememberedAddress,
  areSame,
  newest,
  withWorking,
} from "./remembered-addresses.ts";

/** A claim by one source and speaker. */
type NewClaim = Partial<Claim> & Pick<Claim, "source" | "by">;

interface CandidateSet {
  readonly all: () => ReadonlyArray<Candidate>;
  readonly at: (address: Address) => Candidate | undefined;
  readonly claimAt: (address: Address, of: Pick<NewClaim, "source" | "by">) => Claim | undefined;
  /** `news`: whether nobody had claimed so before. */
  readonly claim: (
    address: Address,
    claim: NewClaim,
    nowMs: number,
  ) => { readonly candidate: Candidate; readonly news: "address" | "claim" | "none" };
  /** Lets go of the claims that are meant, and of candidates without any. */
  readonly drop: (isMeant: (claim: Claim, at: Candidate) => boolean) => void;
  /** Keeps the newest claims of those that are meant. */
  readonly keep: (most: number, isMeant: (claim: Claim) => boolean) => void;
  /** Whether one more may be heard of by multicast, after letting go of a worse one. */
  readonly makeRoom: (isFirstHand: boolean, nowMs: number) => boolean;
}

const HEARD_MAX = 32;
/** The most claims of one address by multicast: only one till can be there, but anybody may claim it. */
const HEARD_CLAIMS_MAX = 3;

/**
 * The most addresses remembered that nobody claims any more: named again, they get no more dials
 * than before.
 */
const RESTING_MAX = 256;

/** All candidates, each there as long as somebody claims it. How many there are is bounded by source. */
function createCandidateSet(): CandidateSet {
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
      if (known === undefined) return { candidate, news: "address" };
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

/** The addresses of one till, as multicast knows them. */
export interface HeardTill {
  /** How it calls itself; another one after each start. */
  readonly instance: string;
  /** The first characters of its id, as it says. */
  readonly deviceHint: string | undefined;
  readonly addresses: ReadonlyArray<Address>;
  /** The host that said so. */
  readonly from: string;
}

interface GossipedTill {
  readonly device: DeviceId;
  readonly addresses: ReadonlyArray<Address>;
}

interface EndedDial {
  readonly address: Address;
  /** `spare` only of a box with our own name. */
  readonly how: DialEnd;
}

interface RevokedEnd {
  readonly device: DeviceId;
  readonly address: Address;
  readonly lastedMs: number;
}

interface ProvenLink {
  readonly device: DeviceId;
  /** The id of the run of the box there. */
  readonly instance?: string;
  /** The host at the link's other end. */
  readonly host: string;
  /** The dialled address; for an incoming link its host, and the port that the till says it listens on. */
  readonly address: Address | undefined;
}

export interface CandidateView {
  readonly address: Address;
  readonly sources: ReadonlyArray<AddressSource>;
  /** The till that a link through this address led to. */
  readonly device: DeviceId | undefined;
  readonly state: "not needed" | "dialled" | "waiting" | "left alone";
  readonly failures: number;
  /** How the last dial ended; undefined when it led to a till, or there was none. */
  readonly lastEnd: Candidate["lastEnd"];
}

export interface AddressBook {
  /** Multicast brought news of a till, also the same news again. */
  readonly heard: (till: HeardTill, nowMs: number) => void;
  /** Notes that the till said goodbye, or was not heard for too long. */
  readonly vanished: (instance: string) => void;
  /** A till of the shop says where another one is. */
  readonly gossiped: (till: GossipedTill, nowMs: number) => void;
  /** All that people typed in. */
  readonly setStatic: (addresses: ReadonlyArray<Address>, nowMs: number) => void;
  /** Who is revoked may have changed. */
  readonly setRules: (rules: DialRules) => void;
  /** The runs of all boxes with our own name that are linked. */
  readonly setCopies: (instances: ReadonlySet<string>, nowMs: number) => void;
  /** Whom to dial now: each of them counts as dialled, until `linked` or `dialEnded`. */
  readonly due: (nowMs: number) => ReadonlyArray<Address>;
  readonly dialEnded: (dial: EndedDial, nowMs: number) => void;
  /** A link has proved which till is there; also another link to a till that is connected. */
  readonly linked: (link: ProvenLink, nowMs: number) => void;
  /** No link to it is left. */
  readonly unlinked: (device: DeviceId, nowMs: number) => void;
  /** A dial led to a till that is revoked, and its link has ended. */
  readonly ledToRevoked: (end: RevokedEnd, nowMs: number) => void;
  /** Our own addresses are others now: who was out of reach may be in reach. */
  readonly networkChanged: (nowMs: number) => void;
  /** Returns the addresses at which tills were reached since the start, which other tills may use. */
  readonly worthTelling: () => ReadonlyArray<RememberedAddress>;
  readonly view: (nowMs: number) => ReadonlyArray<CandidateView>;
}

export interface AddressBookOptions {
  /** The id of this till. */
  readonly device: DeviceId;
  readonly random: Random;
  readonly memory?: AddressMemory;
}

/** The most addresses that people may type in. */
export const STATIC_MAX = 32;
const GOSSIPED_MAX = 128;
const GOSSIPED_PER_DEVICE_MAX = 4;
const GOSSIPED_MS = 86_400_000;
/** The time that an address of our own name holds; it is sent again every second while it is right. */
const GOSSIPED_OWN_MS = 10_000;
/**
 * The wait of the larger id: the smaller one of a pair dials first, so that mostly one link comes
 * about and not two.
 */
const LARGER_WAITS_MS = 1000;
/** The time of dials after a change of address, before silence has ended the old link. */
const MOVED_MS = 3000;
const SPREAD_MS = 100;
const NEVER_MS = 0;

/** The end of a connected till's link: its host, and the address that was dialled. */
interface LinkEnd {
  readonly host: string;
  readonly address: Address | undefined;
  /** The time since which the till is connected. */
  readonly sinceMs: number;
}

interface HeardAddress {
  readonly till: HeardTill;
  readonly address: Address;
}

type AddressClaim = NewClaim & { readonly address: Address };

interface BookState {
  readonly device: DeviceId;
  readonly random: Random;
  readonly memory: AddressMemory | undefined;
  readonly candidates: CandidateSet;
  readonly links: Map<DeviceId, LinkEnd>;
  copies: ReadonlySet<string>;
  rules: DialRules;
  readonly rests: DialPauses;
  remembered: ReadonlyArray<RememberedAddress>;
}

export function createAddressBook({ device, random, memory }: AddressBookOptions): AddressBook {
  const turns = createDialTurns();
  const book: BookState = {
    device,
    random,
    memory,
    candidates: createCandidateSet(),
    links: new Map(),
    copies: new Set(),
    rules: EVERYBODY,
    rests: createDialPauses(random),
    remembered: newest(memory?.load() ?? []).filter((known) => known.device !== device),
  };
  for (const known of book.remembered) claim(book, ofRemembered(known), 0);

  return {
    heard: (till, nowMs) => {
      hear(book, till, nowMs);
    },
    vanished: (instance) => {
      book.candidates.drop(({ source, by }) => source === "heard" && by === instance);
    },
    gossiped: (till, nowMs) => {
      tell(book, till, nowMs);
    },
    setStatic: (addresses, nowMs) => {
      setStatic(book, addresses, nowMs);
    },
    setRules: (rules) => {
      book.rules = rules;
    },
    setCopies: (instances, nowMs) => {
      setCopies(book, instances, nowMs);
    },
    due: (nowMs) => {
      keepProofsFresh(book, nowMs);
      book.candidates.drop(({ untilMs }) => untilMs <= nowMs);
      return turns(
        book.candidates.all(),
        (owner, candidate) =>
          needsNoDial(book, owner, candidate) || book.rests.areOn(owner, book.rules, nowMs),
        nowMs,
      );
    },
    dialEnded: (dial, nowMs) => {
      endDial(book, dial, nowMs);
    },
    linked: (link, nowMs) => {
      prove(book, link, nowMs);
    },
    unlinked: (whose, nowMs) => {
      lose(book, whose, nowMs);
    },
    ledToRevoked: (end, nowMs) => {
      endAtRevoked(book, end, nowMs);
    },
    networkChanged: (nowMs) => {
      book.rests.forgetBrief();
      startAll(book, nowMs);
    },
    worthTelling: () =>
      book.remembered.filter(
        (known) =>
          isReachable(known.host) && book.candidates.at(known)?.proof?.device === known.device,
      ),
    view: (nowMs) => book.candidates.all().map((candidate) => viewOf(book, candidate, nowMs)),
  };
}

function hear(book: BookState, till: HeardTill, nowMs: number): void {
  const addresses = till.addresses.filter(({ host }) => isPrivate(host));
  const keys = new Set(addresses.map(addressText));
  book.candidates.drop(
    ({ source, by }, { address }) =>
      source === "heard" && by === till.instance && !keys.has(addressText(address)),
  );
  for (const address of addresses) hearOne(book, { till, address }, nowMs);
}

/** `place`: one of the addresses that the till names. */
function hearOne(book: BookState, heard: HeardAddress, nowMs: number): void {
  const { candidates } = book;
  const { till, address } = heard;
  const isFirstHand = address.host === till.from;
  const known = candidates.at(address);
  if (known === undefined || !isHeard(known)) {
    if (!candidates.makeRoom(isFirstHand, nowMs)) return;
  }
  const said = { source: "heard", by: till.instance } as const;
  const before = candidates.claimAt(address, said);
  const movedUntilMs = before?.movedUntilMs ?? NEVER_MS;
  const moves = movedUntilMs === NEVER_MS && isAwayFromLink(book, till);
  const claimed = { ...said, address, owner: till.deviceHint, isFirstHand };
  const once = moves ? nowMs + MOVED_MS : movedUntilMs;
  const candidate = claim(book, { ...claimed, movedUntilMs: once }, nowMs);
  // Another till answers at this address than before.
  if (before === undefined) giveAnotherChance(candidate);
  // A till that speaks is there: what failed so far says nothing of now.
  if (candidate.failures > 0 && !isSeldom(book, candidate)) startSooner(book, candidate, nowMs);
}

/** Whether the connected till names addresses now, none of which is the host that its link leads to. */
function isAwayFromLink({ links }: BookState, { deviceHint, addresses }: HeardTill): boolean {
  for (const [device, { host }] of links) {
    if (namesTill(deviceHint, device)) return addresses.every((address) => address.host !== host);
  }
  return false;
}

function tell(book: BookState, till: GossipedTill, nowMs: number): void {
  const { device, addresses } = till;
  const reachable = addresses.filter(({ host }) => isReachable(host));
  const isOwn = device === book.device;
  // Every till tells where this very box is; only of two addresses one may be a copy's.
  if (isOwn && new Set(reachable.map(addressText)).size < 2) return;
  for (const address of reachable.slice(0, GOSSIPED_PER_DEVICE_MAX)) {
    const untilMs = nowMs + (isOwn ? GOSSIPED_OWN_MS : GOSSIPED_MS);
    claim(book, { address, source: "told", by: device, owner: device, untilMs }, nowMs);
  }
  book.candidates.keep(
    GOSSIPED_PER_DEVICE_MAX,
    ({ source, owner }) => source === "told" && owner === device,
  );
  book.candidates.keep(GOSSIPED_MAX, ({ source }) => source === "told");
}

function setStatic(book: BookState, addresses: ReadonlyArray<Address>, nowMs: number): void {
  const kept = addresses.slice(0, STATIC_MAX);
  const keys = new Set(kept.map(addressText));
  book.candidates.drop(
    ({ source }, { address }) => source === "static" && !keys.has(addressText(address)),
  );
  for (const address of kept) claim(book, { address, source: "static", by: "" }, nowMs);
}

function endDial(book: BookState, dial: EndedDial, nowMs: number): void {
  const candidate = book.candidates.at(dial.address);
  if (candidate === undefined) return;
  const mostMs = isSeldom(book, candidate) ? SELDOM_MS_MAX : undefined;
  fail(candidate, nowMs, { jitter: fraction(book.random), mostMs });
  if (dial.how === "spare") return leaveSpareAlone(candidate, book.device, nowMs);
  candidate.lastEnd = dial.how;
  if (dial.how === "stranger") leaveStrangerAlone(candidate, nowMs);
  if (dial.how === "ourselves") leaveOurselvesAlone(candidate, nowMs);
}

function prove(book: BookState, link: ProvenLink, nowMs: number): void {
  const { device, host, address } = link;
  const { sinceMs } = book.links.get(device) ?? { sinceMs: nowMs };
  book.links.set(device, { host, address, sinceMs });
  if (address === undefined) return;
  const working = { device, ...address };
  if (device === book.device) {
    // A copy has no business to be there, and isn't looked for once it is gone.
    const candidate = book.candidates.at(address);
    if (candidate !== undefined) endProven(candidate, link, nowMs);
    return;
  }
  endProven(claim(book, ofRemembered(working), nowMs), link, nowMs);
  remember(book, withWorking(book.remembered, working));
}

function setCopies(book: BookState, instances: ReadonlySet<string>, nowMs: number): void {
  const isOneLost = !book.copies.isSubsetOf(instances);
  book.copies = instances;
  if (!isOneLost) return;
  for (const candidate of book.candidates.all()) {
    if (!isOwnedBy(candidate, book.device)) continue;
    giveAnotherChance(candidate);
    startSooner(book, candidate, nowMs);
  }
}

/** Keeps the proofs of connected addresses fresh: time takes nothing from them. */
function keepProofsFresh({ links, candidates }: BookState, nowMs: number): void {
  for (const [device, { address }] of links) {
    const candidate = address && candidates.at(address);
    if (candidate?.proof?.device === device) candidate.proof = { ...candidate.proof, atMs: nowMs };
  }
}

function lose(book: BookState, device: DeviceId, nowMs: number): void {
  const link = book.links.get(device);
  if (link === undefined) return;
  book.links.delete(device);
  const lastedMs = nowMs - link.sinceMs;
  book.rests.ended({ device, lastedMs, isSeldom: isDialledSeldom(book.rules, device) }, nowMs);
  for (const candidate of book.candidates.all()) {
    if (isOwnedBy(candidate, device)) startAnew(book, candidate, nowMs);
  }
}

/** Notes that the address leads to a revoked till, also where a person typed it in. */
function endAtRevoked(
  book: BookState,
  { device, address, lastedMs }: RevokedEnd,
  nowMs: number,
): void {
  const candidate = book.candidates.at(address);
  if (candidate !== undefined) endProven(candidate, { device }, nowMs);
  book.rests.ended({ device, lastedMs, isSeldom: isDialledSeldom(book.rules, device) }, nowMs);
}

/** Whether the address is dialled seldom: this till, or the one sought there, is revoked and has been heard. */
function isSeldom({ rules, rests }: BookState, candidate: Candidate): boolean {
  return rests.isHeardOut() && isDialledSeldom(rules, likelyOwner(candidate));
}

function startAll(book: BookState, nowMs: number): void {
  for (const candidate of book.candidates.all()) {
    giveAnotherChance(candidate);
    startSooner(book, candidate, nowMs);
  }
}

function remember(book: BookState, addresses: ReadonlyArray<RememberedAddress>): void {
  const before = book.remembered;
  book.remembered = addresses;
  const kept = new Set(addresses.map((known) => `${addressText(known)} ${known.device}`));
  book.candidates.drop(
    ({ source, by }, { address }) =>
      source === "remembered" && !kept.has(`${addressText(address)} ${by}`),
  );
  if (!areSame(before, addresses)) book.memory?.save(addresses);
}

function ofRemembered({ device, host, port }: RememberedAddress): AddressClaim {
  return { address: { host, port }, source: "remembered", by: device, owner: device };
}

function claim(book: BookState, { address, ...said }: AddressClaim, nowMs: number): Candidate {
  const { candidate, news } = book.candidates.claim(address, said, nowMs);
  if (news === "address") startAnew(book, candidate, nowMs);
  else if (news === "claim") startSooner(book, candidate, nowMs);
  return candidate;
}

/** Lets the candidate be dialled as if it had never failed. */
function startAnew(book: BookState, candidate: Candidate, nowMs: number): void {
  candidate.failures = 0;
  candidate.notBeforeMs = firstTurnMs(book, candidate, nowMs);
}

/** Lets the candidate be dialled soon; one whose turn comes sooner keeps it, however often this is called. */
function startSooner(book: BookState, candidate: Candidate, nowMs: number): void {
  candidate.failures = 0;
  candidate.notBeforeMs = Math.min(candidate.notBeforeMs, firstTurnMs(book, candidate, nowMs));
}

function firstTurnMs({ device, random }: BookState, candidate: Candidate, nowMs: number): number {
  const owner = likelyOwner(candidate);
  const isLarger = owner !== undefined && owner < device.slice(0, owner.length);
  return nowMs + (isLarger ? LARGER_WAITS_MS : 0) + SPREAD_MS * fraction(random);
}

function needsNoDial(book: BookState, owner: string, candidate: Candidate): boolean {
  const { device, links, rules } = book;
  if (namesTill(owner, device)) return isLinkedCopy(book, candidate);
  for (const linked of links.keys()) if (namesTill(owner, linked)) return true;
  return rules.never.some((revoked) => namesTill(owner, revoked));
}

/**
 * Whether the address leads to a linked box of our own name: there may be several, which hear of
 * each other by none but us.
 */
function isLinkedCopy({ device, copies }: BookState, { proof }: Candidate): boolean {
  const { instance } = proof ?? {};
  return proof?.device === device && instance !== undefined && copies.has(instance);
}

function viewOf(book: BookState, candidate: Candidate, nowMs: number): CandidateView {
  return {
    address: candidate.address,
    sources: [...new Set([...candidate.claims.values()].map(({ source }) => source))],
    device: candidate.proof?.device,
    state: stateOf(book, candidate, nowMs),
    failures: candidate.failures,
    lastEnd: candidate.lastEnd,
  };
}

function stateOf(book: BookState, candidate: Candidate, nowMs: number): CandidateView["state"] {
  if (isDialled(candidate, nowMs)) return "dialled";
  if (nowMs < candidate.aloneUntilMs) return "left alone";
  const isNeedless = isCovered(candidate, (owner) => needsNoDial(book, owner, candidate), nowMs);
  return isNeedless ? "not needed" : "waiting";
}

/** Takes those whose turn it is; each of them counts as dialled. */
type DialTurns = (
  candidates: ReadonlyArray<Candidate>,
  needsNoDial: NeedsNoDial,
  nowMs: number,
) => ReadonlyArray<Address>;

const UNDER_WAY_MAX = 48;
/** To addresses that only multicast knows: a flood of them costs no more than a full house. */
const STRANGE_UNDER_WAY_MAX = 16;
const STRANGE_DIALS = { most: HEARD_MAX, pauseMs: 5000 / HEARD_MAX };
/** The pause between dials to two addresses of one till. */
const NEXT_ADDRESS_MS = 250;
/** The characters of an id that multicast tells. */
const HINT_LENGTH = 8;

/** Which candidates are dialled now: not too many at once, and one till by one address first. */
function createDialTurns(): DialTurns {
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
