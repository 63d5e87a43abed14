/**
 * One device's part in the mesh, as a state machine: links, messages and ticks come in, messages go out.
 * It has no clock, no socket and no timer of its own, so that a simulator can run a whole shop of them.
 */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type DialRules } from "../dialling/dial-pauses.ts";
import { type AskedRights, type Asking, createAsking } from "./asking.ts";
import { type CatchingUp, createCatchingUp } from "./catching-up.ts";
import { createDoor, type Door, mayBeRevokedBy } from "./door.ts";
import { createHearing, type Hearing } from "./hearing.ts";
import { createKnowledge, type Knowledge } from "./knowledge.ts";
import { createLooking, type Looking } from "./looking.ts";
import {
  copiedDevices,
  type MeshGlance,
  type MeshStatus,
  peerGlances,
  peerStatuses,
} from "./mesh-status.ts";
import { decodeMessage, type Message, type MessageOf, sizeBytesOf, isPiece } from "./messages.ts";
import { createNeighbourhood, type Neighbourhood } from "./neighbourhood.ts";
import { createPeer, type LinkFacts, type Peer } from "./peer.ts";
import { type LinkId, type MeshLedger, type MeshOut } from "./ports.ts";
import { createPresentExchange, type PresentExchange } from "./present-exchange.ts";
import { createPresentTelling, type PresentTelling } from "./present-telling.ts";
import { createPushing, type Pushing } from "./pushing.ts";
import { createSecretDifferences, type SecretDifferences } from "./secret-differences.ts";
import { createSecretExchange, type SecretExchange } from "./secret-exchange.ts";
import { createServing, type Serving } from "./serving.ts";
import { createTaking, type Taking } from "./taking.ts";
import { type ViolationLog, createViolationLog } from "./violation-log.ts";
import { createWordExchange, type WordExchange } from "./word-exchange.ts";
import {
  createWork,
  priceMeter,
  USELESS_MS,
  type Work,
  type WorkDeps,
  type WorkMeter,
} from "./work.ts";

export interface MeshNode {
  readonly linkUp: (link: LinkFacts, nowMs: number) => void;
  readonly linkDown: (link: LinkId, nowMs: number) => void;
  /** Notes that the peer with that key broke the protocol on a link, such as by sending no frame. */
  readonly misbehaved: (linkKey: string, reason: string, nowMs: number) => void;
  /** Takes one message, or several pieces that came after each other. */
  readonly heard: (link: LinkId, payloads: ReadonlyArray<Uint8Array>, now: Now) => void;
  /** Notes that there is room to send again. */
  readonly drained: (link: LinkId) => void;
  /** Something new is in the store, by this process or by another one. */
  readonly committed: (nowMs: number) => void;
  /** Ten times a second or so. */
  readonly tick: (now: Now) => void;
  /** Says goodbye to everybody, so that nobody waits for a word. */
  readonly leave: () => void;
  readonly status: () => MeshStatus;
  readonly glance: () => MeshGlance;
  readonly connections: () => ReadonlyArray<Connection>;
  /** Returns the rules of dialling, which follow from the revocations. */
  readonly dialRules: () => DialRules;
  /** Who has which order before them: here, and at the other tills. */
  readonly looking: Pick<Looking, "show" | "seen">;
  /** Whether work is under way that is done a little with each tick, and is waited for. */
  readonly hasMoreToDo: () => boolean;
  /** Asks a till for rights to guarded goods. */
  readonly ask: Asking["ask"];
  /** Returns the addresses at which other tills have reached devices of the shop. */
  readonly gossipedAddresses: () => MessageOf<"neighbours">["addresses"];
}

export interface Now {
  /** The time of a steady clock, which never jumps and says nothing of the time of day. */
  readonly nowMs: number;
  /** The device's time of day, which is compared with others and decides nothing. */
  readonly wallMs: number;
}

export interface Connection {
  readonly link: LinkId;
  /** The device at the other end. It may be this device's own id, since a copy of its disk is another box. */
  readonly device: DeviceId;
  /** The id of the run of the box there. */
  readonly instance: string;
  readonly remote: string;
  readonly isDialled: boolean;
  /** The port that takes links there; undefined where none does. */
  readonly port: number | undefined;
}

export interface MeshNodeDeps {
  readonly ledger: MeshLedger;
  readonly out: MeshOut;
  /** The id of this run: 16 hexadecimal digits. */
  readonly instance: string;
  /** Returns the port on which this device takes links; null where it takes none. */
  readonly port: () => number | null;
  /** False while this device only fetches the shop that it joins: whoever leaves then isn't lost. */
  readonly isOpen?: boolean | undefined;
  /** How long work takes; missing, by its price alone. */
  readonly meter?: WorkMeter | undefined;
  /** A till asks for rights to guarded goods; missing where nobody gives any. */
  readonly onAsked?: ((device: DeviceId, asked: AskedRights) => void) | undefined;
}

interface Parts {
  readonly ledger: MeshLedger;
  readonly out: MeshOut;
  readonly peersByLink: Map<LinkId, Peer>;
  readonly knowledge: Knowledge;
  readonly violationLog: ViolationLog;
  readonly pushing: Pushing;
  readonly catchingUp: CatchingUp;
  readonly serving: Serving;
  readonly secrets: SecretExchange;
  readonly differences: SecretDifferences;
  readonly words: WordExchange;
  readonly present: PresentExchange;
  readonly telling: PresentTelling;
  readonly neighbourhood: Neighbourhood;
  readonly looking: Looking;
  readonly asking: Asking;
  readonly door: Door;
  readonly work: Work;
  readonly hearing: Hearing<Now>;
  readonly shun: (peer: Peer, reason: string, nowMs: number) => void;
  readonly taking: Taking;
  /** When a secret came or changed last, and what stood there then. */
  readonly secretsChange: SecretsChange;
}

export function createMeshNode(deps: MeshNodeDeps): MeshNode {
  const parts = createParts(deps);
  const { ledger, out, peersByLink, pushing, catchingUp, door, work, hearing } = parts;
  return {
    linkUp: (facts, nowMs) => {
      const peer = createPeer(facts, nowMs);
      peersByLink.set(facts.id, peer);
      door.comeIn(peer, nowMs);
    },
    linkDown: (link, nowMs) => {
      const peer = peersByLink.get(link);
      if (peersByLink.delete(link) && peer !== undefined) goOnWithout(parts, peer, nowMs);
    },
    misbehaved: (linkKey, reason, nowMs) => {
      const device = ledger.memberOf(linkKey)?.device;
      if (device !== undefined) parts.violationLog.note(device, reason, nowMs);
    },
    heard: (link, payloads, now) => {
      const peer = peersByLink.get(link);
      work.pass(now.nowMs);
      if (peer !== undefined) hearing.come(peer, payloads, now);
    },
    drained: (link) => {
      const peer = peersByLink.get(link);
      if (peer === undefined) return;
      peer.isFull = false;
      work.at(peer.facts.linkKey, () => {
        parts.serving.goOn(peer);
        parts.telling.goOn(peer);
      });
    },
    committed: (nowMs) => {
      pushing.tellNews();
      door.lookAgain(nowMs);
    },
    tick: (now) => {
      const { nowMs } = now;
      work.pass(nowMs);
      hearing.goOn(now);
      for (const peer of peersByLink.values()) {
        const death = beat(peer, out, now);
        if (death !== undefined) closeLink(parts, peer, { reason: death, nowMs });
        else if (peer.serving !== undefined) {
          work.at(peer.facts.linkKey, () => {
            parts.serving.nudge(peer, nowMs);
          });
        }
      }
      door.lookAgain(nowMs);
      pushing.tellNews();
      pushing.announce(nowMs);
      parts.telling.look(nowMs);
      parts.present.look(nowMs);
      catchingUp.look(nowMs);
      parts.words.tell(nowMs);
      parts.secrets.tell(nowMs);
      parts.differences.look(nowMs);
      parts.neighbourhood.tell(nowMs);
      parts.looking.tell(nowMs);
    },
    leave: () => {
      for (const { facts, standing } of peersByLink.values()) {
        if (standing !== "stranger") out.send(facts.id, { type: "bye", reason: "it closes" });
      }
    },
    looking: parts.looking,
    hasMoreToDo: parts.telling.isLookingUp,
    ask: parts.asking.ask,
    ...createLooks(parts),
  };
}

type Looks = Pick<
  MeshNode,
  "status" | "glance" | "dialRules" | "connections" | "gossipedAddresses"
>;

/** Makes the looks at the node's state, which change nothing. */
function createLooks(parts: Parts): Looks {
  const { ledger, peersByLink, knowledge, catchingUp } = parts;
  return {
    status: () => ({
      peers: peerStatuses({
        ledger,
        peers: [...peersByLink.values()],
        knowledge,
        secrets: parts.secrets,
        differences: parts.differences,
      }),
      catchUp: catchingUp.progress(),
      costs: parts.work.costs((linkKey) => ledger.memberOf(linkKey)?.device),
      violations: parts.violationLog.violations(),
      safeOn: knowledge.safeOn(),
      safety: knowledge.safety(),
      copied: copiedDevices(ledger.device, [...peersByLink.values()]),
      isPaused: parts.taking.isPaused(),
    }),
    glance: () => ({
      peers: peerGlances({ ledger, peers: [...peersByLink.values()], knowledge }),
      catchUp: catchingUp.progress(),
      safeOn: knowledge.safeOn(),
    }),
    dialRules: () => dialRules(ledger),
    connections: () => [...peersByLink.values()].flatMap(connectionOf),
    gossipedAddresses: () =>
      [...peersByLink.values()].flatMap(({ neighbours }) => neighbours.addresses),
  };
}

function createParts(deps: MeshNodeDeps): Parts {
  const { ledger, instance, port, isOpen = true } = deps;
  const peersByLink = new Map<LinkId, Peer>();
  const knowledge = createKnowledge(ledger);
  const violationLog = createViolationLog();
  const work = createWork({
    meter: deps.meter ?? priceMeter,
    onWaste: onWasteOf(violationLog, ledger),
  });
  const out = countedOut(deps.out, work);
  const shared = { ledger, out, peers: () => peersByLink.values() };
  const pushing = createPushing(shared);
  // The present comes before the past.
  const catchingUp = createCatchingUp({
    ...shared,
    holdBack: (nowMs) => present.holdBackThePast(nowMs),
  });
  const secrets = createSecretExchange({
    ...shared,
    secrets: ledger.secrets,
    mayHave: ({ device }) => device !== undefined && ledger.mayHaveSecrets(device),
  });
  const words = createWordExchange({ ...shared, words: ledger.words });
  const present = createPresentExchange({
    ...shared,
    lackedOf: catchingUp.lackedOf,
    unshownOf: catchingUp.unshownOf,
    work,
    hasSecrets: secrets.hasAll,
    shun,
    onTaken: (nowMs) => {
      door.lookAgain(nowMs);
      catchingUp.ask(nowMs);
    },
  });
  function close(peer: Peer, reason: string, nowMs: number): void {
    closeLink(parts, peer, { reason, nowMs });
  }
  function shun(peer: Peer, reason: string, nowMs: number): void {
    if (peer.device !== undefined) violationLog.note(peer.device, reason, nowMs);
    close(peer, reason, nowMs);
  }
  const door = createDoor({
    ...shared,
    violationLog,
    close,
    shun,
    instance,
    port,
    isOpen,
    onMember: (peer, device, nowMs) => {
      knowledge.heard(device, nowMs);
      violationLog.greeted(device);
      if (peer.hello?.isOpen === true) knowledge.opened(device);
      knowledge.holds(device, [...peer.claimedEnds.values()].flat());
      pushing.introduce(peer);
      catchingUp.ask(nowMs);
      words.greet(peer);
      secrets.greet(peer);
    },
  });
  const serving = createServing({ ...shared, areSecretsServed: secrets.isServed, work });
  const stores = { ledger, work, knowledge, pushing, catchingUp, serving, door };
  const parts: Parts = {
    ...stores,
    out,
    peersByLink,
    violationLog,
    secrets,
    differences: createSecretDifferences({ ...shared, secrets, catchingUp }),
    words,
    present,
    telling: createPresentTelling({ ...shared, work }),
    neighbourhood: createNeighbourhood({ ...shared, knowledge }),
    hearing: createHearing<Now>({
      ...shared,
      work,
      isPacked: ledger.isPacked,
      hear: (peer, payloads, now) => {
        // Another link of the same device may have become the peer since these messages waited.
        if (peersByLink.get(peer.facts.id) === peer) hearPayloads(parts, peer, { payloads, now });
      },
      onOverflow: (peer, { nowMs }) => {
        if (peer.device !== undefined) violationLog.overdrew(peer.device, nowMs);
        close(peer, "says more than can be heard", nowMs);
      },
    }),
    looking: createLooking(shared),
    asking: createAsking({ ...shared, onAsked: (...asked) => deps.onAsked?.(...asked) }),
    shun,
    taking: createTaking({ ...stores, close, shun }),
    secretsChange: { atMs: Number.NEGATIVE_INFINITY, revision: secretsRevision(ledger) },
  };
  return parts;
}

function onWasteOf(violationLog: ViolationLog, { memberOf }: MeshLedger): WorkDeps["onWaste"] {
  return (linkKey, nowMs) => {
    const device = memberOf(linkKey)?.device;
    if (device !== undefined) violationLog.overdrew(device, nowMs);
  };
}

/** The bytes that some work sends are part of its cost. */
function countedOut(out: MeshOut, { effort }: Work): MeshOut {
  return {
    ...out,
    send: (link, message) => {
      effort.bytes(sizeBytesOf(message));
      return out.send(link, message);
    },
  };
}

interface Ending {
  readonly reason: string;
  readonly nowMs: number;
}

function closeLink(parts: Parts, peer: Peer, { reason, nowMs }: Ending): void {
  if (!parts.peersByLink.delete(peer.facts.id)) return;
  parts.out.close(peer.facts.id, reason);
  goOnWithout(parts, peer, nowMs);
}

/** Asks other peers for what this one was asked for, and offers them what it would have sent on. */
function goOnWithout(
  { pushing, catchingUp, present, telling, violationLog, door }: Parts,
  peer: Peer,
  nowMs: number,
): void {
  const { standing, device, hello, upAtMs } = peer;
  door.left(peer, nowMs);
  present.left(peer);
  telling.left(peer);
  if (standing === "member" && device !== undefined && hello === undefined) {
    violationLog.stayedSilent(device, { forMs: nowMs - upAtMs, nowMs });
  }
  pushing.stepIn();
  catchingUp.ask(nowMs);
}

function hearPayloads(
  parts: Parts,
  peer: Peer,
  { payloads, now }: { readonly payloads: ReadonlyArray<Uint8Array>; readonly now: Now },
): void {
  const { nowMs } = now;
  peer.heardAtMs = nowMs;
  peer.unanswered = 0;
  if (peer.device !== undefined) parts.knowledge.heard(peer.device, nowMs);
  if (payloads.every(isPiece)) {
    if (peer.hello !== undefined) parts.taking.pieces(peer, payloads.map(pieceOf), nowMs);
    return;
  }
  const [payload = NOTHING] = payloads;
  const message = decodeMessage(payload);
  if (!message.ok) return parts.shun(peer, `a malformed ${message.fault.kind}`, nowMs);
  if (message.value === undefined) return;
  // Nothing but a greeting is heard before it.
  if (peer.hello === undefined && !isGreeting(message.value)) return;
  hear(parts, peer, { message: message.value, now });
}

const NOTHING = new Uint8Array();

function pieceOf(payload: Uint8Array): Uint8Array {
  return payload.subarray(1);
}

function isGreeting({ type }: Message): boolean {
  return type === "hello" || type === "introduction";
}

function hear(
  parts: Parts,
  peer: Peer,
  { message, now }: { readonly message: Message; readonly now: Now },
): void {
  const { out, door, catchingUp, secrets, words, neighbourhood } = parts;
  const { nowMs, wallMs } = now;
  const isMember = peer.standing === "member";
  switch (message.type) {
    case "hello":
      return door.hearHello(peer, message, nowMs);
    case "introduction":
      return parts.taking.introduction(peer, message.bytes, nowMs);
    case "piece":
      return parts.taking.pieces(peer, [message.bytes], nowMs);
    case "heads":
      return parts.taking.heads(peer, message, nowMs);
    case "want":
      return isMember ? parts.serving.serve(peer, message) : undefined;
    case "want-end":
      return catchingUp.wantEnds(peer, message.id, nowMs);
    case "ping":
      out.send(peer.facts.id, { type: "pong", id: message.id, wallMs });
      return undefined;
    case "pong":
      return hearPong(peer, message, now);
    case "neighbours":
      parts.work.effort.chargeWaste(USELESS_MS);
      if (isMember && neighbourhood.hear(peer, message)) parts.pushing.stepIn();
      return undefined;
    case "held":
      parts.work.effort.chargeWaste(USELESS_MS);
      return isMember ? neighbourhood.hearHeld(peer, message) : undefined;
    case "looks":
      return isMember ? parts.looking.hear(peer, message, nowMs) : undefined;
    case "rights-asked":
      // Each takes a look at the ledger, and some a write.
      parts.work.effort.chargeWaste(USELESS_MS);
      return isMember ? parts.asking.hear(peer, message) : undefined;
    case "words":
      excuseSecrets(parts, peer, nowMs);
      return isMember ? words.hearDigests(peer, message) : undefined;
    case "word-ids":
      excuseSecrets(parts, peer, nowMs);
      return isMember ? words.hearIds(peer, message) : undefined;
    case "word":
      excuseSecrets(parts, peer, nowMs);
      return peer.standing === "outcast"
        ? door.hearVerdict(peer, message, nowMs)
        : words.hearRow(peer, message);
    case "secret-lacks":
      excuseSecrets(parts, peer, nowMs);
      return hearLacks(parts, peer, message);
    case "secret":
      if (isMember && secrets.hearRow(message)) parts.work.effort.asked();
      return undefined;
    case "sealed-secret":
      if (isMember && secrets.hearSealed(peer, message)) parts.work.effort.asked();
      return undefined;
    case "present-want":
      return isMember ? parts.telling.hear(peer, message, nowMs) : undefined;
    case "present-piece":
      return parts.present.hearPiece(peer, message.bytes, nowMs);
    case "present":
      return parts.present.hearPart(peer, message, nowMs);
    case "bye":
      return closeLink(parts, peer, { reason: `said goodbye: ${message.reason}`, nowMs });
    default:
      return assertNever(message, "message of a peer");
  }
}

function dialRules(ledger: MeshLedger): DialRules {
  const revoked = ledger.revoked().filter((device) => device !== ledger.device);
  const seldom = revoked.filter((device) => mayBeRevokedBy(ledger, device));
  const never = revoked.filter((device) => !seldom.includes(device));
  return { never, seldom, isRevoked: ledger.isRevoked() };
}

function connectionOf({ facts, device, hello, standing }: Peer): ReadonlyArray<Connection> {
  if (device === undefined || hello === undefined) return [];
  if (standing !== "member" && standing !== "guest") return [];
  const { id, remote, isDialled } = facts;
  const { instance, port } = hello;
  return [{ link: id, device, instance, remote, isDialled, port: port ?? undefined }];
}

/** The runs of boxes with our own name among them. */
export function copiesIn(connections: Iterable<Connection>, device: DeviceId): ReadonlySet<string> {
  const copies = [...connections].filter((one) => one.device === device);
  return new Set(copies.map(({ instance }) => instance));
}

/* Whether the other side is still there, how far away it is, and what its clock says. */

const PING_EVERY_MS = 500;
const MISSED_MAX = 3;
/** The pings whose answer still says something of now: those of the last seconds. */
const AWAITED_MAX = 8;
/** A revoked device has said all that it has to say in this time. */
const OUTCAST_MS = 10_000;
/** The time within which a peer that got through the door has to greet. */
const GREETING_MS = 10_000;
/** The share of a new measurement, so that one slow answer doesn't make a peer far away. */
const SMOOTHING = 0.25;

/**
 * Pings when it is time; says why the link is dead when it is. Only our own time counts: a process that
 * was stopped for a while hasn't waited for an answer.
 */
function beat(
  peer: Peer,
  out: MeshOut,
  { nowMs, wallMs }: { readonly nowMs: number; readonly wallMs: number },
): string | undefined {
  if (peer.hello === undefined && nowMs - peer.upAtMs >= GREETING_MS) return "said nothing";
  const isDone = peer.standing === "outcast" && peer.want === undefined;
  if (isDone && nowMs - peer.upAtMs >= OUTCAST_MS) return "revoked";
  if (nowMs - peer.pingedAtMs < PING_EVERY_MS) return undefined;
  // The answers may be behind the messages that wait here.
  if (peer.unanswered >= MISSED_MAX && peer.waiting.length === 0) return "not heard any more";
  // To whom nothing was said, nothing is expected of.
  if (peer.standing === "stranger" || peer.hello === undefined) return undefined;
  peer.pingedAtMs = nowMs;
  peer.pingId += 1;
  peer.pings = [...peer.pings, { id: peer.pingId, atMs: nowMs }].slice(-AWAITED_MAX);
  peer.unanswered += 1;
  out.send(peer.facts.id, { type: "ping", id: peer.pingId, wallMs });
  return undefined;
}

/** Each of the last pings counts once; an answer to an older one says nothing of now. */
function hearPong(
  peer: Peer,
  { id, wallMs }: MessageOf<"pong">,
  now: { readonly nowMs: number; readonly wallMs: number },
): void {
  const ping = peer.pings.find((it) => it.id === id);
  if (ping === undefined) return;
  peer.pings = peer.pings.filter((it) => it.id > id);
  peer.answeredAtMs = ping.atMs;
  const tripMs = now.nowMs - ping.atMs;
  peer.roundTripMs = smoothed(peer.roundTripMs, tripMs);
  peer.clockAheadMs = wallMs + tripMs / 2 - now.wallMs;
}

function smoothed(before: number | undefined, now: number): number {
  return before === undefined ? now : before + SMOOTHING * (now - before);
}

/* A node's handling of messages about secrets and signed statements, besides the exchange itself. */

/** When a secret or a word came or changed last, and what stood there then. */
interface SecretsChange {
  atMs: number;
  revision: string;
}

interface SecretParts {
  readonly ledger: MeshLedger;
  readonly work: Work;
  readonly knowledge: Knowledge;
  readonly serving: Serving;
  readonly secrets: SecretExchange;
  readonly secretsChange: SecretsChange;
}

/** Who has to compare secrets after one has changed. */
const SECRETS_SETTLE_MS = 30_000;

/** Gives the peer more work when a secret has changed or tills have only just met: there is much to compare. */
function excuseSecrets(
  { ledger, secretsChange, work }: SecretParts,
  peer: Peer,
  nowMs: number,
): void {
  const revision = secretsRevision(ledger);
  if (secretsChange.revision !== revision) {
    secretsChange.revision = revision;
    secretsChange.atMs = nowMs;
  }
  const sinceMs = nowMs - Math.max(secretsChange.atMs, peer.upAtMs);
  if (sinceMs < SECRETS_SETTLE_MS) work.effort.chargeWaste(0);
}

function secretsRevision({ secrets, words }: MeshLedger): string {
  return `${words.revision()} ${secrets.revision()}`;
}

function hearLacks(
  { secrets, knowledge, serving }: SecretParts,
  peer: Peer,
  message: MessageOf<"secret-lacks">,
): void {
  // The message may come before the peer is known as a member: it counts from then on, and isn't
  // sent again.
  peer.secretLacks = message;
  if (peer.standing !== "member") return;
  secrets.hearLacks(peer, message);
  serving.goOn(peer);
  if (peer.device !== undefined) knowledge.hasSecrets(peer.device, secrets.areSame(peer));
}
