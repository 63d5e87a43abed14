/**
 * Values of secrets. The chains say which ones there are, by their hashes, so each till knows what it lacks
 * and asks for that: one after the other of those that it is linked to, first for what it has asked least
 * often. What nobody asked for isn't taken, and nobody sends it.
 *
 * Head office is told none that it could read: it gets each sealed for the recovery sheet, and keeps it for the shop.
 *
 * What counts is compared, by a digest, and never what is held: two tills that have heard the same are
 * equal, whatever values are gone for good.
 */

import { type MessageOf, SECRETS_LACKED_MAX } from "./messages.ts";
import { connectedMembers, type Peer } from "./peer.ts";
import { type MeshOut, type MeshSecrets, type SecretNamed } from "./ports.ts";

export interface SecretExchange {
  /** Asks for what is lacking, and tells what has changed; call with each tick. */
  readonly tell: (nowMs: number) => void;
  readonly hearLacks: (peer: Peer, message: MessageOf<"secret-lacks">) => void;
  /** Whether it was wanted. */
  readonly hearRow: (message: MessageOf<"secret">) => boolean;
  /** The same of a value that only the recovery sheet opens. */
  readonly hearSealed: (peer: Peer, message: MessageOf<"sealed-secret">) => boolean;
  /** Tells somebody new. */
  readonly greet: (peer: Peer) => void;
  /** Whether the same counts there, and it lacks nothing that is here. */
  readonly areSame: (peer: Peer) => boolean;
  /** Whether it has said what it lacks, and nothing of that is here: it may not have heard of more yet. */
  readonly isServed: (peer: Peer) => boolean;
  /** Whether nothing of what counts here is lacking that it may have, as far as it has said. */
  readonly lacksTheSame: (peer: Peer) => boolean;
  /** Whether some connected member that may have secrets lacks the same as this till: it has told all of them. */
  readonly hasAll: () => boolean;
}

export interface SecretExchangeDeps {
  readonly secrets: MeshSecrets;
  readonly mayHave: (peer: Peer) => boolean;
  readonly out: MeshOut;
  readonly peers: () => Iterable<Peer>;
}

const LOOK_EVERY_MS = 500;
/** The pause before unanswered questions are asked again, should anything have been lost. */
const AGAIN_EVERY_MS = 15_000;

export function createSecretExchange({
  secrets,
  mayHave,
  out,
  peers,
}: SecretExchangeDeps): SecretExchange {
  const isPeerServed = createServedLookup(secrets, mayHave);
  /** How often each was asked for in vain. */
  const askedById = new Map<string, number>();
  let open = new Set<string>();
  let listed: ReadonlyArray<SecretNamed> | undefined;
  let asked: Peer | undefined;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  /** The requests in a row that brought nothing. */
  let futile = 0;
  let isFruitful = false;

  function send(peer: Peer, isAsked: boolean): void {
    const { digest = "", names } = secrets.lacks();
    for (const id of askedById.keys()) if (!open.has(id)) askedById.delete(id);
    const lacks = leastAsked(names, askedById);
    if (isAsked) for (const { id } of lacks) askedById.set(id, 1 + (askedById.get(id) ?? 0));
    peer.sentSecrets = textOf(digest, names);
    out.send(peer.facts.id, {
      type: "secret-lacks",
      digest,
      asks: isAsked,
      names: lacks.map(({ id, hash }) => [id, hash]),
    });
  }

  function listening(): ReadonlyArray<Peer> {
    return connectedMembers(peers()).filter((peer) => !peer.isFull);
  }

  function ask(listeners: ReadonlyArray<Peer>, nowMs: number): void {
    futile = isFruitful ? 0 : futile + 1;
    isFruitful = false;
    askedAtMs = nowMs;
    const at = asked === undefined ? -1 : listeners.indexOf(asked);
    asked = listeners[(at + 1) % listeners.length];
    if (asked !== undefined) send(asked, true);
  }

  return {
    greet: (peer) => {
      futile = 0;
      send(peer, false);
    },
    areSame: (peer) =>
      peer.secretLacks !== undefined &&
      peer.secretLacks.digest !== "" &&
      peer.secretLacks.digest === secrets.lacks().digest &&
      isPeerServed(peer),
    isServed: isPeerServed,
    lacksTheSame: (peer) => !mayHave(peer) || lacksTheSame(secrets, peer),
    hasAll: () =>
      connectedMembers(peers()).some((peer) => mayHave(peer) && lacksTheSame(secrets, peer)),
    tell: (nowMs) => {
      if (nowMs - lookedAtMs < LOOK_EVERY_MS) return;
      lookedAtMs = nowMs;
      const { digest = "", names } = secrets.lacks();
      // The list stays the same object as long as nothing has changed, because a liar may have
      // named very many.
      if (names !== listed) open = new Set(names.map(({ id }) => id));
      listed = names;
      const listeners = listening();
      const isDue = isFruitful || nowMs - askedAtMs >= pauseMs(futile, listeners.length);
      if (names.length > 0 && isDue) ask(listeners, nowMs);
      const text = textOf(digest, names);
      for (const peer of listeners) if (peer.sentSecrets !== text) send(peer, false);
    },
    hearLacks: (peer, message) => {
      if (!message.asks) return;
      if (mayHave(peer)) answer({ secrets, out }, peer, message);
      else answerSealed({ secrets, out }, peer, message);
    },
    hearRow: ({ row }) => open.has(idOf(row)) && secrets.receive(row) && isTaken(row),
    hearSealed: ({ device }, { row }) =>
      device !== undefined &&
      open.has(idOf(row)) &&
      secrets.receiveSealed?.(row, device) === true &&
      isTaken(row),
  };

  function isTaken(row: unknown): true {
    isFruitful = true;
    open.delete(idOf(row));
    // The next ones are asked for at the next tick.
    lookedAtMs = Number.NEGATIVE_INFINITY;
    if (open.size === 0) for (const peer of listening()) send(peer, false);
    return true;
  }
}

/** Looked up once for what it has said and what is here: before each piece that it is told it is asked. */
function createServedLookup(
  secrets: MeshSecrets,
  mayHave: (peer: Peer) => boolean,
): SecretExchange["isServed"] {
  const known = new WeakMap<object, { readonly at: string; readonly isServed: boolean }>();
  return (peer) => {
    if (peer.secretLacks === undefined) return false;
    const at = secrets.revision();
    const before = known.get(peer.secretLacks);
    if (before?.at === at) return before.isServed;
    const isNow = !mayHave(peer) || isServed(secrets, peer);
    known.set(peer.secretLacks, { at, isServed: isNow });
    return isNow;
  };
}

function isServed({ row }: MeshSecrets, { secretLacks }: Peer): boolean {
  return secretLacks?.names.every(([id, hash]) => row({ id, hash }) === undefined) === true;
}

function lacksTheSame({ lacks }: MeshSecrets, { secretLacks }: Peer): boolean {
  const { digest, names } = lacks();
  if (secretLacks === undefined || digest === undefined) return false;
  const lost = new Set(secretLacks.names.map(([, hash]) => hash));
  // A peer may lack more than it can name: then nobody waits for values that may be nowhere.
  return lost.size === SECRETS_LACKED_MAX || names.every(({ hash }) => lost.has(hash));
}

function leastAsked(
  names: ReadonlyArray<SecretNamed>,
  askedById: ReadonlyMap<string, number>,
): ReadonlyArray<SecretNamed> {
  return names
    .map((name) => ({ name, times: askedById.get(name.id) ?? 0 }))
    .toSorted((a, b) => a.times - b.times)
    .slice(0, SECRETS_LACKED_MAX)
    .map(({ name }) => name);
}

function answer(
  { secrets, out }: Pick<SecretExchangeDeps, "secrets" | "out">,
  peer: Peer,
  { names }: MessageOf<"secret-lacks">,
): void {
  for (const [id, hash] of names) {
    const row = secrets.row({ id, hash });
    // A value that finds no room on the link is asked for again.
    if (row !== undefined && !out.send(peer.facts.id, { type: "secret", row })) return;
  }
}

/** Sealing one takes a third of a millisecond, and nobody at this till waits longer for it than for a key. */
const SEALED_AT_ONCE = 16;

/** Those that go beyond what is sealed at once are asked for again. */
function answerSealed(
  { secrets, out }: Pick<SecretExchangeDeps, "secrets" | "out">,
  peer: Peer,
  { names }: MessageOf<"secret-lacks">,
): void {
  let count = 0;
  for (const [id, hash] of names) {
    const row = secrets.sealed?.({ id, hash });
    if (row === undefined) continue;
    count += 1;
    if (!out.send(peer.facts.id, { type: "sealed-secret", row }) || count === SEALED_AT_ONCE)
      return;
  }
}

/** Unanswered requests are repeated less and less often, but each newly linked peer is asked at once. */
function pauseMs(futile: number, count: number): number {
  const rounds = Math.max(0, futile - count);
  return Math.min(LOOK_EVERY_MS * 2 ** Math.min(rounds, 10), AGAIN_EVERY_MS);
}

function textOf(digest: string, names: ReadonlyArray<SecretNamed>): string {
  return `${digest} ${names.length} ${names[0]?.hash ?? ""}`;
}

function idOf(row: unknown): string {
  return typeof row === "object" && row !== null && "id" in row ? String(row.id) : "";
}
