/**
 * The parts of a ledger that go into a backup: segments, which never change any more and are copied
 * once, and the tail of what came after them.
 */

import { type ShopFounded } from "../../domain/events/control-events.ts";
import { type ChainEnd } from "../../domain/identity.ts";
import { endsOf, type Piece } from "../exchange.ts";
import { type Ledger } from "../ledger.ts";
import { type SecretRow } from "../secret-table.ts";
import { type WordRow } from "../words.ts";

/** A consistent snapshot of the ledger. */
export interface BackupSource {
  readonly founding: ShopFounded;
  readonly heads: ReadonlyArray<ChainEnd>;
  readonly segments: ReadonlyArray<Piece>;
  /** Transactions as `receive` takes them, in the order of each chain. */
  readonly tail: ReadonlyArray<Uint8Array>;
  readonly secrets: ReadonlyArray<SecretRow>;
  readonly words: ReadonlyArray<WordRow>;
}

/** Undefined on a device that has not heard of its shop yet. */
export function backupSource(ledger: Ledger): BackupSource | undefined {
  return ledger.read(() => {
    const founding = ledger.founding();
    if (founding === undefined) return undefined;
    const pieces = ledger.pieces();
    return {
      founding,
      heads: endsOf(ledger.heads()),
      segments: pieces.filter(({ isPacked }) => isPacked),
      tail: pieces.filter(({ isPacked }) => !isPacked).map((piece) => piece.bytes()),
      secrets: ledger.secrets.rows(),
      words: ledger.words.rows(),
    };
  });
}
