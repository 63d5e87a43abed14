/** The ledger of a simulated box as its mesh uses it. */

import { createMeshLedger } from "../../src/app/mesh/mesh-ledger.ts";
import { type Ledger } from "../../src/ledger/ledger.ts";
import { type MeshLedger } from "../../src/mesh/gossip/ports.ts";
import { tellingBadly } from "./bad-tellers.ts";
import { claimingNothing, hearingLate, type LatePast } from "./late-past.ts";

/** What a till does wrong is between what tests do to its ledger and the real one. */
export function meshLedgerOf(deps: LatePast): MeshLedger {
  const { world, name, ledger } = deps;
  const mesh = hearingLate(deps, rememberReads(ledger, createMeshLedger(ledger)));
  return claimingNothing(deps, world.wrap.meshLedger(tellingBadly(world, name, mesh)));
}

interface Writes {
  /** How many there have been; also those that were taken back. */
  readonly count: () => number;
  /** Whether a write transaction runs, within which any answer may change. */
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

/**
 * A ledger that remembers what it was asked until something is written. A simulated box has one process
 * alone on its store, so nothing else can change what was read; and an hour of a quiet shop has more
 * questions than anything else.
 */
function rememberReads(ledger: Ledger, mesh: MeshLedger): MeshLedger {
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
    // The read may have caught up first, so its answer is kept only if nothing was written.
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
    isRevoked: () => remembered("shut out", mesh.isRevoked),
    unheardRevokers: () => remembered("unheard revokers", mesh.unheardRevokers),
    secrets: mesh.secrets,
    words: {
      ...mesh.words,
      revision: () => remembered("words", mesh.words.revision),
    },
  };
}
