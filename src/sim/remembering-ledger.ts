/**
 * A ledger that remembers what it was asked until something is written. A simulated box has one process
 * alone on its store, so nothing else can change what was read; and an hour of a quiet shop has more
 * questions than anything else.
 */

import { type Ledger } from "../ledger/ledger.ts";
import { type MeshLedger } from "../mesh/gossip/ports.ts";

interface Writes {
  /** How many there have been; also those that were taken back. */
  readonly count: () => number;
  /** In the midst of one anything may change from one question to the next. */
  readonly isWriting: () => boolean;
}

function watchWrites({ db }: Ledger): Writes {
  const { write } = db;
  let [count, depth] = [0, 0];
  Object.assign(db, {
    write: <Value>(work: () => Value): Value => {
      count += 1;
      depth += 1;
      try {
        return write(work);
      } finally {
        depth -= 1;
      }
    },
  });
  return { count: () => count, isWriting: () => depth > 0 };
}

export function rememberReads(ledger: Ledger, mesh: MeshLedger): MeshLedger {
  const writes = watchWrites(ledger);
  const answers = new Map<string, unknown>();
  let countedTo = -1;

  function remembered<Answer>(question: string, answer: () => Answer): Answer {
    if (writes.isWriting()) return answer();
    const now = writes.count();
    if (now !== countedTo) answers.clear();
    countedTo = now;
    const known = answers.get(question);
    if (known !== undefined || answers.has(question)) return known as Answer;
    const found = answer();
    // What was read may have had to be caught up with first.
    if (writes.count() === now) answers.set(question, found);
    return found;
  }

  return {
    ...mesh,
    ends: () => remembered("ends", mesh.ends),
    endsOf: (origin) => remembered(`ends ${origin}`, () => mesh.endsOf(origin)),
    holds: (end) => remembered(`holds ${end.origin} ${end.seq} ${end.hash}`, () => mesh.holds(end)),
    newsSince: (arrival, limit) =>
      remembered(`news ${arrival} ${limit}`, () => mesh.newsSince(arrival, limit)),
    lastArrival: () => remembered("last", mesh.lastArrival),
    membership: () => remembered("membership", mesh.membership),
    ownOrigin: () => remembered("own", mesh.ownOrigin),
    memberOf: (linkKey) => remembered(`member ${linkKey}`, () => mesh.memberOf(linkKey)),
    isActive: (device) => remembered(`active ${device}`, () => mesh.isActive(device)),
    revoked: () => remembered("revoked", mesh.revoked),
    isShutOut: () => remembered("shut out", mesh.isShutOut),
    toldOutBy: () => remembered("told out by", mesh.toldOutBy),
    secrets: mesh.secrets,
    words: {
      ...mesh.words,
      revision: () => remembered("words", mesh.words.revision),
    },
  };
}
