/**
 * Telling the present to a box that has not heard the past: what today rests on, or what of it is new.
 *
 * It takes the teller a while to find, so all of it is told one box now and then at most.
 */

import { type ByteMessage, ENDS_MAX, LISTED_MAX, type MessageOf } from "./messages.ts";
import { type Peer } from "./peer.ts";
import { type LinkId, type MeshLedger, type MeshOut, type PresentTold } from "./ports.ts";
import { type Work } from "./work.ts";

export interface PresentTelling {
  readonly hear: (peer: Peer, want: MessageOf<"present-want">, nowMs: number) => void;
  /** Tells those who had to wait; call with each tick. */
  readonly look: (nowMs: number) => void;
  /** Whether somebody waits for what is being looked up, so that the next tick should come soon. */
  readonly isLookingUp: () => boolean;
  /** Goes on telling a peer whose link has room again. */
  readonly goOn: (peer: Peer) => void;
  /** Notes that the peer's link has ended. */
  readonly left: (peer: Peer) => void;
}

export interface PresentTellingDeps {
  readonly ledger: MeshLedger;
  readonly out: MeshOut;
  readonly work: Pick<Work, "effort">;
}

/** All of it. */
const ALL_EVERY_MS = 20_000;
/** What is new since. */
const NEWS_EVERY_MS = 1000;
/** Receipts alone: a person waits for them. */
const ASKED_EVERY_MS = 100;
/** The hash that a piece follows stands before it. */
export const HASH_BYTES = 32;

export function createPresentTelling({ ledger, out, work }: PresentTellingDeps): PresentTelling {
  const telling = new Map<LinkId, Iterator<PresentMessage>>();
  /** What each was told last, by the key of its links. */
  const lastTold = new Map<string, { readonly arrival: number; readonly atMs: number }>();
  const lastAsked: typeof lastTold = new Map();
  const waiting = new Map<Peer, MessageOf<"present-want">>();
  let isLookingUp = false;

  /** Whoever goes on from what it was told last is told what is new; any other question takes all of it. */
  function isSoon({ facts }: Peer, want: MessageOf<"present-want">, nowMs: number): boolean {
    const isAsked = want.since === null;
    const last = (isAsked ? lastAsked : lastTold).get(facts.linkKey);
    if (last === undefined) return false;
    if (isAsked) return nowMs - last.atMs < ASKED_EVERY_MS;
    const pauseMs = want.since === last.arrival ? NEWS_EVERY_MS : ALL_EVERY_MS;
    return nowMs - last.atMs < pauseMs;
  }

  /** Tells whoever has waited long enough, once all is looked up. */
  function tellNow(peer: Peer, nowMs: number): void {
    const want = waiting.get(peer);
    if (want === undefined || isSoon(peer, want, nowMs)) return;
    const { receipts } = want;
    const since = want.since ?? undefined;
    const isNothing = since === ledger.lastArrival() && receipts.length === 0;
    if (!isNothing && ledger.present.gather({ since, receipts })) {
      isLookingUp = true;
      return;
    }
    waiting.delete(peer);
    const told = isNothing ? nothingNew(since) : ledger.present.tell({ since, receipts });
    tell(peer, want, { told, nowMs });
  }

  function tell(
    peer: Peer,
    want: MessageOf<"present-want">,
    { told, nowMs }: { readonly told: PresentTold | undefined; readonly nowMs: number },
  ): void {
    const { id, since } = want;
    const last = since === null ? lastAsked : lastTold;
    last.set(peer.facts.linkKey, { arrival: told?.arrival ?? 0, atMs: nowMs });
    // A box that lacks it has to have it: nothing else that it says may wait for that.
    work.effort.asked();
    telling.set(peer.facts.id, messagesOf(id, told ?? nothingNew(0)));
    goOn(peer);
  }

  function goOn(peer: Peer): void {
    const messages = telling.get(peer.facts.id);
    if (messages === undefined) return;
    for (let next = messages.next(); next.done !== true; next = messages.next()) {
      peer.isFull = !out.send(peer.facts.id, next.value);
      if (peer.isFull) return;
    }
    telling.delete(peer.facts.id);
  }

  return {
    hear: (peer, want, nowMs) => {
      waiting.set(peer, want);
      tellNow(peer, nowMs);
    },
    look: (nowMs) => {
      isLookingUp = false;
      for (const peer of waiting.keys()) tellNow(peer, nowMs);
    },
    isLookingUp: () => isLookingUp,
    goOn,
    left: (peer) => {
      waiting.delete(peer);
      telling.delete(peer.facts.id);
    },
  };
}

/** Zero: nothing can be told at all, since no till has such an arrival. */
function nothingNew(arrival: number): PresentTold {
  const none = { ends: [], streams: [], sums: [], pieces: [], uncounted: [] };
  return { arrival, what: "news", ...none };
}

type PresentMessage = MessageOf<"present"> | ByteMessage;

function* messagesOf(id: number, told: PresentTold): Generator<PresentMessage> {
  for (const { previous, bytes } of told.pieces) {
    const payload = new Uint8Array(HASH_BYTES + bytes.length);
    payload.set(Buffer.from(previous, "hex"));
    payload.set(bytes, HASH_BYTES);
    yield { type: "present-piece", bytes: payload };
  }
  const { streams, sums, ends, uncounted, arrival, what } = told;
  const counts = [streams, sums].map(({ length }) => Math.ceil(length / LISTED_MAX));
  const endParts = [ends, uncounted].map(({ length }) => Math.ceil(length / ENDS_MAX));
  const parts = Math.max(1, ...counts, ...endParts);
  for (let at = 0; at < parts; at += 1) {
    yield {
      type: "present",
      id,
      streams: streams.slice(at * LISTED_MAX, (at + 1) * LISTED_MAX),
      sums: sums
        .slice(at * LISTED_MAX, (at + 1) * LISTED_MAX)
        .map(([key, amount]) => [key, amount]),
      ends: ends.slice(at * ENDS_MAX, (at + 1) * ENDS_MAX),
      uncounted: uncounted.slice(at * ENDS_MAX, (at + 1) * ENDS_MAX),
      end: at === parts - 1 ? { arrival, what } : null,
    };
  }
}
