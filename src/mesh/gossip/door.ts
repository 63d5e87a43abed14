/**
 * Who is at the other end of a link. TLS has shown that its certificate is the shop's; whether its key is
 * a member's, the ledger says, now and whenever that changes.
 *
 * Whoever isn't a member is told nothing; one that was is told that it is revoked, so that it doesn't go
 * on selling, and may tell what it sold meanwhile. If it has spoken with two voices, it is told where they
 * part, in words of its own key: what it did beyond counts for nothing, also its shutting out of others,
 * and it may never have heard its other voice. A device that has just joined, or was restored from old copies,
 * may itself not know those who know it: it hears them as guests, because all that they tell is checked,
 * and tells them nothing before it has learned who they are.
 */

import { type DeviceId, deviceIdSchema } from "../../domain/identity.ts";
import { MESH_VERSION, type MessageOf } from "./messages.ts";
import { isConnected, type Peer } from "./peer.ts";
import { type MeshLedger, type MeshOut } from "./ports.ts";
import { type ViolationLog } from "./violation-log.ts";

export interface Door {
  readonly comeIn: (peer: Peer, nowMs: number) => void;
  readonly hearHello: (peer: Peer, hello: MessageOf<"hello">, nowMs: number) => void;
  /** Takes a word of a device that this one has revoked: it counts where that device has revoked this one. */
  readonly hearVerdict: (peer: Peer, word: MessageOf<"word">, nowMs: number) => void;
  /** Looks again who everybody is, if that may have changed. */
  readonly lookAgain: (nowMs: number) => void;
  /** Looks again who this one is. */
  readonly settle: (peer: Peer, nowMs: number) => void;
  /** Notes that the peer's link has ended. */
  readonly left: (peer: Peer, nowMs: number) => void;
}

export interface DoorDeps {
  readonly ledger: MeshLedger;
  readonly out: MeshOut;
  readonly violationLog: ViolationLog;
  readonly peers: () => Iterable<Peer>;
  readonly close: (peer: Peer, reason: string, nowMs: number) => void;
  /** Closes the link and does not talk to the peer for a while. */
  readonly shun: (peer: Peer, reason: string, nowMs: number) => void;
  /** Called when both sides know each other. */
  readonly onMember: (peer: Peer, device: DeviceId, nowMs: number) => void;
  /** The id of this run: 16 hexadecimal digits. */
  readonly instance: string;
  /** Returns the port that takes links; null where none does. */
  readonly port: () => number | null;
  /** False while this device only fetches the shop that it joins. */
  readonly isOpen: boolean;
}

/** Why links end of whoever dials itself, and a box that is linked already. */
export const VERY_BOX = "this very box";
export const SPARE_LINK = "one link is enough";
const OUT = "revoked";

type BoxName = Pick<MessageOf<"hello">, "device" | "instance">;

export function createDoor(deps: DoorDeps): Door {
  const { ledger, out, violationLog, peers, close, shun } = deps;
  let membership: object | undefined;
  const self = { device: ledger.device, instance: deps.instance };
  const greet = createGreeting(deps);
  const outcasts = createOutcasts(deps);

  function settle(peer: Peer, nowMs: number): void {
    const member = ledger.memberOf(peer.facts.linkKey);
    if (member === undefined) return;
    if (violationLog.isShunned(member.device, nowMs))
      return close(peer, "shunned for a while", nowMs);
    const isOut = !member.isActive && !isObeyed(deps, member.device);
    if (isOut) return castOut(peer, member.device, nowMs);
    const { standing } = peer;
    outcasts.forget(peer);
    peer.device = member.device;
    peer.standing = "member";
    if (standing === "stranger") greet(peer);
    if (standing !== "member") becomeMember(peer, nowMs);
  }

  /**
   * Nothing is said to it before it has greeted: whoever stole it may knock, and hears nothing. Only one that this device has dialled, because it may be shut out itself, is
   * greeted first: each would wait for the other's word.
   */
  function castOut(peer: Peer, device: DeviceId, nowMs: number): void {
    if (outcasts.isResting(peer, device, nowMs)) return close(peer, OUT, nowMs);
    if (peer.facts.isDialled && mayBeRevokedBy(ledger, device)) greet(peer);
    peer.standing = "outcast";
    peer.device = device;
    // The peer gets no more of what it had asked for.
    peer.serving = undefined;
    if (peer.hello !== undefined) outcasts.tell(peer, device);
  }

  /** Makes the peer a member once it has greeted too. */
  function becomeMember(peer: Peer, nowMs: number): void {
    const { hello, device } = peer;
    if (hello === undefined || device === undefined) return;
    if (hello.device !== device) return shun(peer, "says that it is another device", nowMs);
    for (const other of [...peers()].filter((it) => it !== peer && isSameBox(it, peer))) {
      if (isPreferred(self, other, peer)) return close(peer, SPARE_LINK, nowMs);
      close(other, SPARE_LINK, nowMs);
    }
    deps.onMember(peer, device, nowMs);
  }

  return {
    comeIn: (peer, nowMs) => {
      settle(peer, nowMs);
      // One that is out hears of this box from nobody else, and tells nothing to a box that it doesn't know.
      if (peer.standing === "member") return;
      const bytes = ledger.introduction();
      if (bytes !== undefined) out.send(peer.facts.id, { type: "introduction", bytes });
    },
    hearHello: (peer, hello, nowMs) => {
      if (hello.shop !== ledger.shop) return close(peer, "of another shop", nowMs);
      if (hello.version !== MESH_VERSION) return close(peer, "speaks another version", nowMs);
      if (hello.instance === deps.instance) return close(peer, VERY_BOX, nowMs);
      if (peer.hello !== undefined) {
        // A repeated greeting says nothing new.
        return isSameHello(peer.hello, hello) ? undefined : shun(peer, "greets twice", nowMs);
      }
      peer.hello = hello;
      if (peer.standing === "member") return becomeMember(peer, nowMs);
      greet(peer);
      if (peer.standing === "outcast") return outcasts.tell(peer, peer.device ?? hello.device);
      peer.standing = "guest";
    },
    hearVerdict: (peer, { row }, nowMs) => {
      if (isVerdict(deps, peer, row) && ledger.words.receive(row)) settle(peer, nowMs);
    },
    settle,
    left: outcasts.left,
    lookAgain: (nowMs) => {
      const now = ledger.membership();
      if (now === membership) return;
      membership = now;
      for (const peer of peers()) settle(peer, nowMs);
    },
  };
}

/** Greets each peer once. */
function createGreeting({ ledger, out, instance, port, isOpen }: DoorDeps): (peer: Peer) => void {
  const greeted = new WeakSet<Peer>();
  return (peer) => {
    if (greeted.has(peer)) return;
    greeted.add(peer);
    const { shop, device } = ledger;
    const { id } = peer.facts;
    out.welcome(id);
    const ownFacts = { instance, port: port(), isOpen };
    out.send(id, { type: "hello", version: MESH_VERSION, shop, device, ...ownFacts });
  };
}

/**
 * Each has shut the other out, and neither hears the other's chain. Once somebody has heard both, the
 * senior one stays: so the other one takes its word, and tells it what it sold. Who has heard what it did
 * knows by itself whether that counts.
 */
function isObeyed({ ledger }: DoorDeps, device: DeviceId): boolean {
  return ledger.outranks(device) && ledger.unheardRevokers().includes(device);
}

/** Whether this device has revoked a senior one: it may not have heard which of the two stays. */
export function mayBeRevokedBy(ledger: MeshLedger, device: DeviceId): boolean {
  const verdict = revokedId(device, ledger.device);
  return ledger.outranks(device) && ledger.words.idsFrom(verdict).includes(verdict);
}

/** A word that would tell so. Who signed it is looked at when it is taken. */
function isVerdict({ ledger }: DoorDeps, { device }: Peer, row: unknown): boolean {
  if (device === undefined || !ledger.outranks(device)) return false;
  if (typeof row !== "object" || row === null || !("id" in row)) return false;
  return row.id === revokedId(ledger.device, device);
}

interface Outcasts {
  /** Says it once, and again when it has come out since that it spoke with two voices. */
  readonly tell: (peer: Peer, device: DeviceId) => void;
  /** Lets the peer in again. */
  readonly forget: (peer: Peer) => void;
  /** Whether the peer comes back too soon: it was heard before, and there is nothing new to tell it. */
  readonly isResting: (peer: Peer, device: DeviceId, nowMs: number) => boolean;
  readonly left: (peer: Peer, nowMs: number) => void;
}

/** The proof goes first: with it the other side may know anew whose word that it is revoked counts. */
function createOutcasts({ ledger, out }: DoorDeps): Outcasts {
  const sentProofs = new WeakMap<Peer, string>();
  const pauses = createOutcastPauses();
  return {
    tell: (peer, device) => {
      pauses.noteVerdict(peer.facts.linkKey, verdictOn(ledger, device));
      const { id: link } = peer.facts;
      const proof = ledger.forkProof(device);
      const text = proof.map(({ hash }) => hash).join(" ");
      if (sentProofs.get(peer) === text) return;
      sentProofs.set(peer, text);
      for (const piece of proof) out.send(link, { type: "piece", bytes: piece.bytes() });
      for (const id of verdictIds(ledger, device)) {
        const rows = [ledger.words.row(id), ledger.words.seconded(id)];
        // Who has shut it out may have joined since: it knows this device and not that one.
        for (const row of rows) if (row !== undefined) out.send(link, { type: "word", row });
      }
    },
    forget: (peer) => {
      sentProofs.delete(peer);
      pauses.end(peer.facts.linkKey);
    },
    isResting: ({ facts, standing }, device, nowMs) =>
      standing === "stranger" &&
      !facts.isDialled &&
      pauses.isOn(facts.linkKey, verdictOn(ledger, device), nowMs),
    left: ({ facts, standing, upAtMs }, nowMs) => {
      if (standing === "outcast") pauses.left(facts.linkKey, nowMs - upAtMs, nowMs);
    },
  };
}

function verdictIds(ledger: MeshLedger, device: DeviceId): ReadonlySet<string> {
  const said = [revokedId(device, ""), replacedId(device, "")].flatMap(ledger.words.idsFrom);
  // A disk that went back may have lost the row, and have its chain back from the others.
  const heard = ledger.revokersOf(device).map((by) => revokedId(device, by));
  return new Set([...said, ...heard]);
}

/** All that it would be told, in a few words. */
function verdictOn(ledger: MeshLedger, device: DeviceId): string {
  const proof = ledger.forkProof(device).map(({ hash }) => hash);
  return [...proof, ...verdictIds(ledger, device)].join(" ");
}

/** The word that tells a device that it is revoked, in the words of whoever did it; each has its own. */
export function revokedId(device: DeviceId, by: string): string {
  return `revoked/${device}/${by}`;
}

/** The word that tells who came in the place of a device that is revoked. */
export function replacedId(device: DeviceId, by: string): string {
  return `replaced/${device}/${by}`;
}

/** Who tells the device by this word that it is revoked; undefined for any other one. */
export function revokerIn(id: string, device: DeviceId): DeviceId | undefined {
  const start = revokedId(device, "");
  const revoker = id.startsWith(start)
    ? deviceIdSchema.safeParse(id.slice(start.length))
    : undefined;
  return revoker?.data;
}

function isSameHello(one: MessageOf<"hello">, other: MessageOf<"hello">): boolean {
  return one.device === other.device && one.instance === other.instance && one.port === other.port;
}

/** A copy of its disk is another box with the same name, also of ours: each of them is heard. */
function isSameBox(a: Peer, b: Peer): boolean {
  return isConnected(a) && a.device === b.device && a.hello?.instance === b.hello?.instance;
}

/**
 * Whether the older of two links is kept. Both sides keep the one that the smaller id dialled, or
 * the smaller run of two boxes with one id; of two links dialled by the same side the newer stays,
 * since that side gave the older up.
 */
function isPreferred(self: BoxName, older: Peer, { facts, device, hello }: Peer): boolean {
  if (older.facts.isDialled === facts.isDialled) return false;
  const other = { device: device ?? self.device, instance: hello?.instance ?? self.instance };
  const isOwnPreferred =
    self.device === other.device ? self.instance < other.instance : self.device < other.device;
  return older.facts.isDialled === isOwnPreferred;
}

interface OutcastPauses {
  /** Notes the verdict that the device is told: while it is new the device is heard. */
  readonly noteVerdict: (linkKey: string, verdict: string) => void;
  /** A link to one that is out has ended. */
  readonly left: (linkKey: string, lastedMs: number, nowMs: number) => void;
  readonly isOn: (linkKey: string, verdict: string, nowMs: number) => boolean;
  /** Ends the rest, since the device is let in again. */
  readonly end: (linkKey: string) => void;
}

interface OutcastPause {
  /** Links in a row. */
  readonly count: number;
  readonly untilMs: number;
  readonly verdict: string;
}

/**
 * The shortest time in which a device is heard out: after a shorter link it may come again soon, a
 * few times.
 */
const HEARD_OUT_MS = 8000;
const BRIEF_FREE = 2;
const FIRST_MS = 5000;
/** Shorter than a revoked till waits that wants to know whether it still is. */
const MOST_MS = 600_000;
/** The most rests: more than a shop has revoked tills. */
const RESTS_MAX = 128;

/**
 * How long a revoked device is not listened to, after it was: it is told what has become of it, tells what
 * it sold, and has nothing more to say. Whoever dials again and again costs a handshake each time, and no
 * word. By the key of its links, so that a new link changes nothing.
 */
function createOutcastPauses(): OutcastPauses {
  const pauses = new Map<string, OutcastPause>();

  function keep(linkKey: string, rest: OutcastPause): void {
    pauses.delete(linkKey);
    pauses.set(linkKey, rest);
    const [oldest] = pauses.keys();
    if (pauses.size > RESTS_MAX && oldest !== undefined) pauses.delete(oldest);
  }

  function pauseOf(linkKey: string): OutcastPause {
    return pauses.get(linkKey) ?? { count: 0, untilMs: Number.NEGATIVE_INFINITY, verdict: "" };
  }

  return {
    noteVerdict: (linkKey, verdict) => {
      keep(linkKey, { ...pauseOf(linkKey), verdict });
    },
    left: (linkKey, lastedMs, nowMs) => {
      const before = pauseOf(linkKey);
      const count = before.count + 1;
      const isFree = lastedMs < HEARD_OUT_MS && count <= BRIEF_FREE;
      const pauseMs = isFree ? 0 : Math.min(FIRST_MS * 2 ** (count - 1), MOST_MS);
      keep(linkKey, { ...before, count, untilMs: nowMs + pauseMs });
    },
    isOn: (linkKey, verdict, nowMs) => {
      const { untilMs, verdict: known } = pauseOf(linkKey);
      return nowMs < untilMs && known === verdict;
    },
    end: (linkKey) => {
      pauses.delete(linkKey);
    },
  };
}
