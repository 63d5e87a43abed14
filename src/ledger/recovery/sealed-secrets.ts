/**
 * The secrets of a shop as its head office has them: each sealed for the recovery sheet, none to be read here but the keys
 * of names that the office made itself. Of each secret the value that holds is kept; one that is to be destroyed, or that
 * doesn't hold any more, goes at once.
 */

import { oncePer } from "../../domain/base/lazy.ts";
import { type DeviceId } from "../../domain/identity.ts";
import { type Random } from "../../domain/ports.ts";
import { type Ledger } from "../ledger.ts";
import { type SecretName } from "../secret-table.ts";
import { sealForSheet, type SheetSecret, sheetSecretSchema } from "./sheet-secret.ts";

export interface SealedSecrets {
  /** Returns the names of values that hold, and are neither here nor sealed here; the same list while nothing changes. */
  readonly lacks: () => ReturnType<Ledger["secrets"]["lacks"]>;
  /** Takes one that a till has sealed. False where it is no value that holds, or is here already. */
  readonly receive: (row: unknown, by: DeviceId) => boolean;
  /** Seals what this office has written itself and did not seal yet: a shop comes back with the names that it brought. */
  readonly sealOwn: (random: Random) => void;
  /** Returns all that hold, by rising id, after those that don't were thrown away. */
  readonly rows: () => ReadonlyArray<SheetSecret>;
}

type Lacks = ReturnType<SealedSecrets["lacks"]>;

/** A till that was shut out may have sealed rubbish: what it sealed is asked for again. */
interface KeptSecret extends SheetSecret {
  readonly by: DeviceId;
}

const PREFIX = "sealed-secret/";

/** One for each open ledger: whoever links and whoever writes rows see the same. */
export const sealedSecretsOf = oncePer(createSealedSecrets);

function createSealedSecrets(ledger: Ledger): SealedSecrets {
  const { db, store, secrets } = ledger;
  const all = db.prepare<[string, string], { readonly key: string; readonly value: string }>(
    "SELECT key, value FROM local WHERE key >= ? AND key < ? ORDER BY key",
  );
  const remove = db.prepare<[string]>("DELETE FROM local WHERE key = ?");
  let known: { readonly of: Lacks; readonly revision: number; readonly left: Lacks } | undefined;
  let revision = 0;
  /** No other process of the office takes any. */
  const kept = new Map(read().map((row) => [row.id, { hash: row.hash, by: row.by }]));

  function read(): ReadonlyArray<KeptSecret> {
    const found = all.all(PREFIX, `${PREFIX}\u{10FFFF}`);
    return found.map(({ value }) => JSON.parse(value) as KeptSecret);
  }

  function isKept({ id, hash }: SecretName): boolean {
    const own = kept.get(id);
    return own?.hash === hash && isTrusted(own.by);
  }

  function isTrusted(by: DeviceId): boolean {
    return ledger.admission().get(by)?.revoked === false;
  }

  function holds({ id, hash }: SecretName): boolean {
    const { values, isHidden } = secrets.standing(id);
    return !isHidden && values[0]?.hash === hash;
  }

  function receive(candidate: unknown, by: DeviceId): boolean {
    const row = sheetSecretSchema().safeParse(candidate).data;
    if (row === undefined || !holds(row) || isKept(row)) return false;
    kept.set(row.id, { hash: row.hash, by });
    store.setLocal(PREFIX + row.id, JSON.stringify({ ...row, by } satisfies KeptSecret));
    revision += 1;
    return true;
  }

  return {
    sealOwn: (random) => {
      const { shop, key } = ledger.identity;
      const sheetSealKey = ledger.founding()?.sheetSealKey;
      if (sheetSealKey === undefined) return;
      for (const { id, value } of secrets.rows()) {
        const hash = secrets.standing(id).values[0]?.hash;
        if (hash === undefined || isKept({ id, hash })) continue;
        receive(sealForSheet({ id, hash, value }, { shop, sheetSealKey }, random), key.device);
      }
    },
    lacks: () => {
      const of = secrets.lacks();
      if (known?.of.names === of.names && known.revision === revision) {
        return known.of.digest === of.digest ? known.left : { ...known.left, digest: of.digest };
      }
      const names = of.names.filter((name) => !isKept(name));
      known = { of, revision, left: { digest: of.digest, names } };
      return known.left;
    },
    receive,
    rows: () => {
      const { stay = [], go = [] } = Object.groupBy(read(), (row) =>
        isTrusted(row.by) && holds(row) ? "stay" : "go",
      );
      if (go.length > 0) {
        db.write(() => {
          for (const { id } of go) remove.run(PREFIX + id);
        });
        for (const { id } of go) kept.delete(id);
        revision += 1;
      }
      return stay.map(({ id, hash, ephemeral, sealed }) => ({ id, hash, ephemeral, sealed }));
    },
  };
}
