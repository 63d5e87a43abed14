/**
 * The fold of one secret. Only the first value of each device is kept, so that more of them cost
 * nothing. The value that holds is chosen when the secret is read, because it depends on which
 * device is senior by then.
 */

import { type KnownEvent } from "../events/kinds.ts";
import { type DeviceId, deviceOf, type Hash, type Origin, toStreamId } from "../identity.ts";
import { type Fold, noContributions } from "../state/fold.ts";

interface SecretWord {
  readonly origin: Origin;
  readonly seq: number;
}

export interface SecretWritten extends SecretWord {
  readonly hash: Hash;
}

export interface SecretState {
  /** The values written, by device in the order of their ids. */
  readonly written: Readonly<Record<DeviceId, SecretWritten>>;
  readonly destroyed: Readonly<Record<DeviceId, SecretWord>>;
}

export const SECRET_TAG = "secret";
/** The tag of secrets that are to be destroyed. */
export const SECRET_DESTROYED_TAG = "secret/destroyed";

export const secretFold: Fold<SecretState> = {
  version: 1,
  empty: { written: {}, destroyed: {} },
  apply: (state: SecretState, event: KnownEvent, stream: string): SecretState => {
    if (event.kind !== "secret/written" && event.kind !== "secret/destroyed") return state;
    if (toStreamId("secret", event.body.id) !== stream) return state;
    const { origin, seq } = event.key;
    return event.kind === "secret/written"
      ? { ...state, written: withFirst(state.written, { origin, seq, hash: event.body.hash }) }
      : { ...state, destroyed: withFirst(state.destroyed, { origin, seq }) };
  },
  contributions: () => noContributions,
  tags: ({ destroyed }) => [
    SECRET_TAG,
    ...(Object.keys(destroyed).length === 0 ? [] : [SECRET_DESTROYED_TAG]),
  ],
};

function withFirst<Word extends SecretWord>(
  words: Readonly<Record<DeviceId, Word>>,
  word: Word,
): Readonly<Record<DeviceId, Word>> {
  const device = deviceOf(word.origin);
  const wordNow = words[device];
  if (wordNow !== undefined && !isBefore(word, wordNow)) return words;
  const all: ReadonlyArray<[string, Word]> = Object.entries({ ...words, [device]: word });
  return Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function isBefore(one: SecretWord, other: SecretWord): boolean {
  return one.origin === other.origin ? one.seq < other.seq : one.origin < other.origin;
}
