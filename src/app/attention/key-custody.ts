/** Who keeps a store's key, and what a thief could read for all that: said out loud. */

import { assertNever } from "../../domain/base/assert-never.ts";
import { type Locale } from "../../domain/text/locale.ts";
import { type KeyProviderType } from "../../ledger/key/key-provider.ts";
import { readKeptKeys } from "../../ledger/key/ledger-key.ts";
import { refuseNoLedger } from "../../ledger/open-ledger.ts";
import { hasTpm, isInMemory } from "../system/leaks.ts";
import { findingsIn } from "../words/findings-in.ts";

export interface KeyCustody {
  readonly provider: KeyProviderType;
  /** The credential's name, where systemd keeps the key. */
  readonly credential: string | null;
  /** Whether this box has one. */
  readonly tpm: boolean;
  /** A change of the key was cut short; the next opening ends it. */
  readonly interrupted: boolean;
  /**
   * Whether a thief can read the ledger: from the disk alone, from the box switched off, from the
   * box as it runs.
   */
  readonly thief: { readonly disk: boolean; readonly off: boolean; readonly running: true };
  readonly sentence: string;
}

/** How the passphrase comes in, where that isn't from somebody's head. */
export interface PassphraseSource {
  readonly passphraseFile?: string | undefined;
  /** Whether systemd hands it over. */
  readonly isCredential?: boolean;
}

/** Reads `ledger.key` alone: needs no passphrase. Throws StoreError where there is none. */
export function keyCustody(dir: string, source: PassphraseSource, tpm = hasTpm()): KeyCustody {
  refuseNoLedger(dir);
  const kept = readKeptKeys(dir);
  const [{ provider, credential = null } = { provider: "file" as const }] = kept;
  const facts = { provider, credential, tpm, interrupted: kept.length > 1 };
  switch (provider) {
    case "file":
      return { ...facts, ...BESIDE };
    case "passphrase":
      return { ...facts, ...underPassphrase(source) };
    case "credential":
      return { ...facts, ...(tpm ? sealed(credential ?? "") : unsealed(credential ?? "")) };
    default:
      return assertNever(provider, "key provider");
  }
}

/** Returns the sentence in that language. */
export function keySentence(custody: KeyCustody, source: PassphraseSource, locale: Locale): string {
  const place = { check: "key", state: "note" } as const;
  return findingsIn(locale)(place, "key", keyFacts(custody, source)).sentence;
}

/** Returns what a thief could read where a file keeps the key, and where a passphrase that somebody types does. */
export function keyChoiceSentences(locale: Locale): {
  readonly file: string;
  readonly passphrase: string;
} {
  const place = { check: "key", state: "note" } as const;
  const words = findingsIn(locale);
  const beside: KeyFacts = { how: "beside", place: "ledger.key", sentence: BESIDE.sentence };
  const locked: KeyFacts = { how: "locked", place: "", sentence: LOCKED.sentence };
  return {
    file: words(place, "key", beside).sentence,
    passphrase: words(place, "key", locked).sentence,
  };
}

/** How the ledger's key is kept; `place` names the file or the credential. The sentence is English. */
interface KeyFacts {
  readonly how: "beside" | "passphrase-file" | "handed-over" | "locked" | "sealed" | "unsealed";
  readonly place: string;
  readonly sentence: string;
}

/** Returns the same facts for a message in any language. */
export function keyFacts(
  { provider, credential, thief, sentence }: KeyCustody,
  { passphraseFile }: PassphraseSource,
): KeyFacts {
  switch (provider) {
    case "file":
      return { how: "beside", place: "ledger.key", sentence };
    case "passphrase": {
      const handed = passphraseFile === undefined ? "handed-over" : "passphrase-file";
      return { how: thief.disk ? handed : "locked", place: passphraseFile ?? "", sentence };
    }
    case "credential":
      return { how: thief.disk ? "unsealed" : "sealed", place: credential ?? "", sentence };
    default:
      return assertNever(provider, "key provider");
  }
}

type Danger = Pick<KeyCustody, "thief" | "sentence">;

const ALL = { disk: true, off: true, running: true } as const;

function beside(where: string): Danger {
  const sentence = `${where}: whoever takes this box, or its disk, can read everything.`;
  return { thief: ALL, sentence };
}

const BESIDE = beside("The key lies beside the ledger, in ledger.key");

function underPassphrase({ passphraseFile, isCredential = false }: PassphraseSource): Danger {
  if (passphraseFile !== undefined) {
    if (isInMemory(passphraseFile)) return LOCKED;
    return beside(`The passphrase lies on this box, in ${passphraseFile}`);
  }
  return isCredential ? HANDED_OVER : LOCKED;
}

/** The source from which systemd has the credential can't be seen from here. */
const HANDED_OVER: Danger = {
  thief: ALL,
  sentence:
    "Systemd hands over the passphrase: unless somebody types it after each start, whoever takes this box can read everything.",
};

const LOCKED: Danger = {
  thief: { disk: false, off: false, running: true },
  sentence:
    "A passphrase opens the ledger: whoever takes this box switched off can read nothing; as it runs, everything.",
};

function sealed(credential: string): Danger {
  return {
    thief: { disk: false, off: true, running: true },
    sentence: `Systemd hands over the key, as ${credential}: if the TPM seals it (--with-key=host+tpm2), whoever takes the disk alone can read nothing; with the whole box, everything that its logins don't keep from them.`,
  };
}

function unsealed(credential: string): Danger {
  return {
    thief: ALL,
    sentence: `Systemd hands over the key, as ${credential}, but this box has no TPM: the key that seals it lies on the same disk, which only hides it, so whoever takes this box, or its disk, can read everything.`,
  };
}
