/**
 * What can be wrong with a store, each with one sentence that says what is now true and what to do.
 *
 * Whoever is refused must know whether something was written: on a full disk nothing was; when the
 * disk fails in the middle of a sync nobody knows, not even the kernel.
 */

export class StoreError extends Error {
  readonly type:
    | "store/wrong-key"
    /** The key lies under a passphrase: nobody said it, or it was another one. */
    | "store/no-passphrase"
    | "store/wrong-passphrase"
    /** The key is a credential that systemd has not handed to this process. */
    | "store/no-credential"
    /** A change of the key that would change nothing. */
    | "store/same-key"
    | "store/newer-version"
    | "store/unsafe-sqlite"
    | "store/not-a-ledger"
    | "store/exists"
    | "store/locked"
    /** Joined, and nothing heard of the shop yet. */
    | "store/unheard"
    /** No room: nothing was written, and the same may succeed later. */
    | "store/full"
    | "store/unwritable"
    | "store/damaged"
    /** The disk reports an error. */
    | "store/failing-disk"
    | "store/unreadable";

  /** The facts from which a message is made; undefined where there is only the English text. */
  readonly facts: StoreFacts | undefined;

  constructor(
    type: StoreError["type"],
    message: string,
    { facts, ...options }: ErrorOptions & { readonly facts?: StoreFacts } = {},
  ) {
    super(message, options);
    this.name = "StoreError";
    this.type = type;
    this.facts = facts;
  }
}

export interface StoreFacts {
  /** Which sentence. */
  readonly trouble:
    | "no-shop"
    | "exists"
    | "at-work"
    | "locked"
    | "full"
    | "wrong-key"
    | "unwritable"
    | "failing-disk"
    | "damaged"
    | "in-the-way"
    /** The folder is another user's, whose name stands in `code`. */
    | "not-yours"
    | "unreadable"
    | "no-passphrase"
    | "wrong-passphrase";
  /** A folder or a file. */
  readonly place?: string;
  /** The error code of SQLite or the system, or the name of the user whose the folder is. */
  readonly code?: string;
}

/** For whoever sees it coming. */
export function fullDisk(): StoreError {
  return new StoreError("store/full", FULL, { facts: { trouble: "full" } });
}

/** Undefined for anything that no store and no file system says: a fault of ours. */
export function storeErrorOf(cause: unknown): StoreError | undefined {
  if (cause instanceof StoreError) return cause;
  if (!(cause instanceof Error) || !("code" in cause) || typeof cause.code !== "string") {
    return undefined;
  }
  const { code } = cause;
  const known = SENTENCES.find(({ codes }) => codes.test(code));
  if (known !== undefined) {
    const facts = { trouble: known.trouble, code };
    return new StoreError(known.type, known.sentence(code), { cause, facts });
  }
  if (!("syscall" in cause)) return undefined;
  const place = "path" in cause && typeof cause.path === "string" ? cause.path : "A file";
  const isInTheWay = cause.syscall === "mkdir" && /^(?:EEXIST|ENOTDIR)$/u.test(code);
  const message = isInTheWay
    ? `${place} can't be made, because a file is in its place: name another folder.`
    : `${place} can't be used (${code}): check that it is there and yours.`;
  const facts = { trouble: isInTheWay ? "in-the-way" : "unreadable", place, code } as const;
  return new StoreError("store/unreadable", message, { cause, facts });
}

const FULL = "The disk is full, and nothing was written: make room on it.";

interface Sentence {
  readonly codes: RegExp;
  readonly type: StoreError["type"];
  readonly trouble: StoreFacts["trouble"];
  readonly sentence: (code: string) => string;
}

/** The first that fits counts. */
const SENTENCES: ReadonlyArray<Sentence> = [
  {
    // The index of the log has to grow before anything is written: no room for it looks like this.
    codes: /^(?:SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)$/u,
    type: "store/full",
    trouble: "full",
    sentence: () => FULL,
  },
  {
    // Moved: its key was changed while we waited for it.
    codes: /^SQLITE_(?:BUSY|LOCKED|PROTOCOL|READONLY_DBMOVED)/u,
    type: "store/locked",
    trouble: "locked",
    sentence: () => "Another program holds the ledger: try again.",
  },
  {
    // A damaged first page looks the same as a wrong key: nobody can tell the two apart.
    codes: /^SQLITE_NOTADB/u,
    type: "store/wrong-key",
    trouble: "wrong-key",
    sentence: () =>
      "The key doesn't open this ledger, or the file is damaged or no ledger: copy its folder before anything else.",
  },
  {
    codes: /^(?:SQLITE_(?:CANTOPEN|READONLY|PERM|AUTH)|EROFS$)/u,
    type: "store/unwritable",
    trouble: "unwritable",
    sentence: (code) =>
      `The store can't be opened for writing (${code}): check whose folder it is, and its disk.`,
  },
  {
    codes: /^(?:SQLITE_IOERR|EIO$)/u,
    type: "store/failing-disk",
    trouble: "failing-disk",
    sentence: (code) =>
      `The disk fails (${code}): look what was recorded last, and copy the ledger's folder to another disk.`,
  },
  {
    // The remaining codes are wrong statements and broken constraints, which are bugs of ours.
    codes: /^SQLITE_(?:CORRUPT|FORMAT|SCHEMA|NOLFS)/u,
    type: "store/damaged",
    trouble: "damaged",
    sentence: (code) =>
      `The file of the ledger is damaged (${code}): copy its folder before anything else.`,
  },
];
