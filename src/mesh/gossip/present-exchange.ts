/**
 * Today before the past: a box that lacks much of the shop's past asks for the present first, and for its
 * history once that is here. Until it has heard everything it asks again and again what is new.
 *
 * One till is asked at a time. What it tells is checked by the ledger, and shown by it alone: nothing of it is
 * ever told on.
 */

import { type Hash } from "../../domain/identity.ts";
import { createFarBehind, type FarBehindDeps } from "./far-behind.ts";
import { type MessageOf } from "./messages.ts";
import { type Peer } from "./peer.ts";
import {
  type LinkId,
  type MeshLedger,
  type MeshOut,
  type PresentQuestion,
  type PresentTold,
} from "./ports.ts";
import { createPresentTellers, tellerOf } from "./present-tellers.ts";
import { HASH_BYTES } from "./present-telling.ts";
import { type Work } from "./work.ts";

export interface PresentExchange {
  /** Asks for what is due; call with each tick. */
  readonly look: (nowMs: number) => void;
  /**
   * Says whether the past has to wait, because the present is on its way or to be asked for; call before the past is
   * asked for. It notices here that this box is far behind: a look later its past would be on its way.
   */
  readonly holdBackThePast: (nowMs: number) => boolean;
  readonly hearPiece: (peer: Peer, bytes: Uint8Array, nowMs: number) => void;
  readonly hearPart: (peer: Peer, part: MessageOf<"present">, nowMs: number) => void;
  /** Notes that the peer's link has ended. */
  readonly left: (peer: Peer) => void;
}

export interface PresentExchangeDeps {
  readonly ledger: MeshLedger;
  readonly out: MeshOut;
  readonly peers: () => Iterable<Peer>;
  readonly lackedOf: FarBehindDeps["lackedOf"];
  readonly unshownOf: FarBehindDeps["unshownOf"];
  readonly work: Pick<Work, "effort">;
  /** Whether a connected member has told this box all secrets that it has for it. */
  readonly hasSecrets: () => boolean;
  /** The peer told what nobody may tell. */
  readonly shun: (peer: Peer, reason: string, nowMs: number) => void;
  /** Something of it was taken. */
  readonly onTaken: (nowMs: number) => void;
}

/** Who has been asked and says nothing for so long is asked no more for now. */
const PATIENCE_MS = 25_000;
/** The same of who is asked for a receipt. */
const PERSON_WAITS_MS = 3000;
/** Who has not heard the past itself is asked again later. */
const NOTHING_TO_TELL_MS = 60_000;
/** The pause between questions what is new. */
const NEWS_EVERY_MS = 2000;
/** The past waits no longer for the present than this. */
const AWAITED_MS_MAX = 30_000;
/** Nor for the secrets of the present, without which nobody signs in: behind the past they would come much later. */
const SECRETS_MS_MAX = 5000;
/** An answer that comes and comes is one of somebody with a bad line, or of a liar: another till is asked. */
const ANSWER_MS_MAX = 180_000;
/** Pieces and figures together; a shop of a million events has 209 KB. A liar must not fill the memory. */
const BYTES_MAX = 64 * 1024 * 1024;
const ENDLESS = "tells a present without end";
/** What a stream, a sum or an end takes of the memory besides its letters. */
const ITEM_BYTES = 128;

/** A question that was sent, and what has come of the answer. */
interface Question {
  readonly id: number;
  readonly link: LinkId;
  readonly patienceMs: number;
  readonly beganAtMs: number;
  movedAtMs: number;
  sizeBytes: number;
  readonly pieces: Array<PresentTold["pieces"][number]>;
  readonly parts: Array<MessageOf<"present">>;
}

export function createPresentExchange(deps: PresentExchangeDeps): PresentExchange {
  const { ledger, out, peers, work } = deps;
  const tellers = createPresentTellers(ledger, peers);
  const search = createReceiptSearch(ledger);
  const farBehind = createFarBehind(deps);
  let question: Question | undefined;
  let questions = 0;
  let askedAtMs = Number.NEGATIVE_INFINITY;
  let awaitedSinceMs: number | undefined;
  let toldAtMs: number | undefined;

  function send(peer: Peer, want: PresentQuestion, nowMs: number): void {
    const { since = null, receipts } = want;
    questions += 1;
    const { id: link } = peer.facts;
    const patienceMs = since === null ? PERSON_WAITS_MS : PATIENCE_MS;
    question = newQuestion({ id: questions, link, patienceMs, beganAtMs: nowMs });
    out.send(link, { type: "present-want", id: questions, since, receipts: [...receipts] });
  }

  function askForNews(nowMs: number): void {
    const known = ledger.present.facts();
    if (known !== undefined && nowMs - askedAtMs < NEWS_EVERY_MS) return;
    const [peer] = tellers.inTurn(nowMs);
    if (peer === undefined) return;
    askedAtMs = nowMs;
    const isSame = known !== undefined && known.teller === tellerOf(peer);
    const since = isSame ? known.arrival : 0;
    send(peer, { since, receipts: [] }, nowMs);
  }

  function look(nowMs: number): void {
    if (question !== undefined && isTooLate(question, nowMs)) {
      tellers.rest(question.link, nowMs + PATIENCE_MS * 2);
      question = undefined;
    }
    if (question !== undefined || !ledger.present.isWanted()) return;
    const asks = ledger.present.facts() && search.next(tellers.inTurn(nowMs));
    if (asks === undefined) askForNews(nowMs);
    else send(asks.peer, { since: undefined, receipts: [asks.receipt] }, nowMs);
  }

  function answered(peer: Peer, { pieces, parts }: Question, nowMs: number): void {
    const teller = tellerOf(peer);
    const told = joined(pieces, parts);
    if (teller === undefined || told === undefined) return;
    if (told.arrival === 0) {
      tellers.rest(peer.facts.id, nowMs + NOTHING_TO_TELL_MS);
      return;
    }
    if (told.what !== "all" && told.streams.length === 0) return;
    const isFirst = ledger.present.facts() === undefined;
    const fault = ledger.present.take(teller, told);
    if (fault !== undefined) return deps.shun(peer, fault, nowMs);
    if (ledger.present.facts() === undefined) {
      // Nothing of it was newer than what is here.
      tellers.rest(peer.facts.id, nowMs + NOTHING_TO_TELL_MS);
      return;
    }
    if (isFirst) toldAtMs = nowMs;
    deps.onTaken(nowMs);
  }

  return {
    look,
    holdBackThePast: (nowMs) => {
      farBehind.look(nowMs);
      if (!ledger.present.isWanted() || ledger.present.facts() !== undefined) {
        awaitedSinceMs = undefined;
        const isJustTold = toldAtMs !== undefined && nowMs - toldAtMs < SECRETS_MS_MAX;
        return isJustTold && !deps.hasSecrets();
      }
      awaitedSinceMs ??= nowMs;
      const isInVain = question === undefined && tellers.areAllSilent(nowMs);
      return nowMs - awaitedSinceMs < AWAITED_MS_MAX && !isInVain;
    },
    hearPiece: (peer, bytes, nowMs) => {
      if (question?.link !== peer.facts.id || bytes.length <= HASH_BYTES) return;
      if (!hasRoomFor(question, bytes.length, nowMs)) return deps.shun(peer, ENDLESS, nowMs);
      work.effort.asked();
      const previous = Buffer.from(bytes.subarray(0, HASH_BYTES)).toString("hex") as Hash;
      // What a link hands over may lie in a buffer that is used again.
      question.pieces.push({ previous, bytes: bytes.slice(HASH_BYTES) });
    },
    hearPart: (peer, part, nowMs) => {
      if (question?.link !== peer.facts.id || question.id !== part.id) return;
      if (!hasRoomFor(question, memoryOf(part), nowMs)) return deps.shun(peer, ENDLESS, nowMs);
      question.parts.push(part);
      work.effort.asked();
      if (part.end === null) return;
      const done = question;
      question = undefined;
      answered(peer, done, nowMs);
      look(nowMs);
    },
    left: ({ facts }) => {
      tellers.left(facts.id);
      if (question?.link === facts.id) question = undefined;
    },
  };
}

function newQuestion(asked: Pick<Question, "id" | "link" | "patienceMs" | "beganAtMs">): Question {
  return { ...asked, movedAtMs: asked.beganAtMs, sizeBytes: 0, pieces: [], parts: [] };
}

/** Counts what has come of an answer; false where that is more than there can be. */
function hasRoomFor(question: Question, bytes: number, nowMs: number): boolean {
  question.movedAtMs = nowMs;
  question.sizeBytes += bytes;
  return question.sizeBytes <= BYTES_MAX;
}

function isTooLate({ beganAtMs, movedAtMs, patienceMs }: Question, nowMs: number): boolean {
  return nowMs - movedAtMs >= patienceMs || nowMs - beganAtMs >= ANSWER_MS_MAX;
}

/** In bytes, roughly: JavaScript has two for a letter. */
function memoryOf({ streams, sums, ends, uncounted }: MessageOf<"present">): number {
  const names = [...streams, ...sums.map(([key]) => key)];
  const letters = names.reduce((sum, { length }) => sum + length, 0);
  return 2 * letters + ITEM_BYTES * (names.length + ends.length + uncounted.length);
}

interface ReceiptSearch {
  /** Returns whom to ask next for which receipt; undefined where there is nothing to ask. */
  readonly next: (
    tellers: ReadonlyArray<Peer>,
  ) => { readonly peer: Peer; readonly receipt: string } | undefined;
}

/** Asks one till after the other, because one that is behind may not have heard of a receipt. */
function createReceiptSearch({ present }: Pick<MeshLedger, "present">): ReceiptSearch {
  const askedFor = new Map<string, Set<LinkId>>();
  return {
    next: (tellers) => {
      const sought = present.sought();
      for (const receipt of askedFor.keys()) {
        if (!sought.includes(receipt)) askedFor.delete(receipt);
      }
      for (const receipt of sought) {
        const asked = askedFor.get(receipt) ?? new Set();
        const peer = tellers.find(({ facts }) => !asked.has(facts.id));
        if (peer !== undefined) {
          askedFor.set(receipt, asked.add(peer.facts.id));
          return { peer, receipt };
        }
        present.foundNowhere(receipt);
      }
      return undefined;
    },
  };
}

function joined(
  pieces: PresentTold["pieces"],
  parts: ReadonlyArray<MessageOf<"present">>,
): PresentTold | undefined {
  const end = parts.at(-1)?.end;
  if (end === undefined || end === null) return undefined;
  return {
    ...end,
    pieces,
    streams: parts.flatMap(({ streams }) => streams),
    sums: parts.flatMap(({ sums }) => sums),
    ends: parts.flatMap(({ ends }) => ends),
    uncounted: parts.flatMap(({ uncounted }) => uncounted),
  };
}
