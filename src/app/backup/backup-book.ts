/**
 * The backups of this box: the places, the state of each, and the files there. The book is local,
 * because sticks and disks belong to a box, and in the encrypted database, because commands hold
 * secrets.
 */

import * as z from "zod";

import { lazy } from "../../domain/base/lazy.ts";
import { chainEndSchema, type Hash } from "../../domain/identity.ts";
import { type Random } from "../../domain/ports.ts";
import { type Ledger } from "../../ledger/ledger.ts";
import { type BackupKey, newBackupKey } from "../../ledger/recovery/backup-seal.ts";

export type PlaceSetting = z.infer<ReturnType<typeof placeSettingSchema>>;
const placeSettingSchema = lazy(() =>
  z.object({
    id: z.string().regex(/^[0-9a-f]{16}$/u),
    name: z.string(),
    addedMs: z.int(),
    where: z.discriminatedUnion("type", [
      z.object({ type: z.literal("folder"), folder: z.string() }),
      z.object({
        type: z.literal("command"),
        put: z.string(),
        get: z.string().optional(),
        list: z.string().optional(),
      }),
    ]),
  }),
);

/** How far a place has shown that it holds what it was given. */
export type Proof = z.infer<ReturnType<typeof proofSchema>>;
const proofSchema = lazy(() => z.enum(["read-back", "sizes", "sent"]));

export type PlaceState = z.infer<ReturnType<typeof placeStateSchema>>;
const placeStateSchema = lazy(() =>
  z.object({
    /** The newest backup that is whole there. */
    verified: z
      .object({
        atMs: z.int(),
        slot: z.enum(["a", "b"]),
        generation: z.int(),
        proof: proofSchema(),
        heads: z.array(chainEndSchema),
        files: z.int(),
        bytes: z.int(),
      })
      .optional(),
    /** Why there is no newer one. */
    trouble: z.object({ type: z.string(), sentence: z.string() }).optional(),
  }),
);

/** A segment as it lies in a place. */
export interface BookedSegment {
  readonly size: number;
  /** The time when it was last read there. */
  readonly checkedMs: number;
}

export interface BackupBook {
  readonly places: () => ReadonlyArray<PlaceSetting>;
  readonly setPlaces: (places: ReadonlyArray<PlaceSetting>) => void;
  readonly state: (place: string) => PlaceState;
  readonly setState: (place: string, state: PlaceState) => void;
  readonly segments: (place: string) => ReadonlyMap<Hash, BookedSegment>;
  /** Books all segments with one sync of the disk. */
  readonly bookSegments: (place: string, segments: ReadonlyMap<Hash, BookedSegment>) => void;
  /** Forgets all that was known of a place. */
  readonly forget: (place: string) => void;
  /** The key of this box's backups, made when it is first asked for. */
  readonly key: (random: Random) => BackupKey;
}

const PLACES_KEY = "backup-places";
const KEY_KEY = "backup-key";
const segmentSchema = lazy(() => z.tuple([z.int(), z.int()]));
const keySchema = lazy(() =>
  z.object({ key: z.string(), ephemeral: z.string(), sealed: z.string() }),
);

export function createBackupBook({ db, store, founding, identity }: Ledger): BackupBook {
  const inPlace = db.prepare<[string, string], { readonly key: string; readonly value: string }>(
    "SELECT key, value FROM local WHERE key > ? AND key < ?",
  );
  const drop = db.prepare<[string, string, string]>(
    "DELETE FROM local WHERE key = ? OR (key > ? AND key < ?)",
  );

  function read<Schema extends z.ZodType>(
    key: string,
    schema: Schema,
  ): z.infer<Schema> | undefined {
    const text = store.local(key);
    return text === undefined ? undefined : schema.parse(JSON.parse(text));
  }

  function makeKey(random: Random): BackupKey {
    const { sheetSealKey } = founding() ?? {};
    if (sheetSealKey === undefined) throw new Error("This device has not heard of its shop yet.");
    const key = newBackupKey({ shop: identity.shop, sheetSealKey }, random);
    store.setLocal(KEY_KEY, JSON.stringify(key));
    return key;
  }

  return {
    places: () => read(PLACES_KEY, z.array(placeSettingSchema())) ?? [],
    setPlaces: (places) => store.setLocal(PLACES_KEY, JSON.stringify(places)),
    state: (place) => read(stateKey(place), placeStateSchema()) ?? {},
    setState: (place, state) => store.setLocal(stateKey(place), JSON.stringify(state)),
    segments: (place) =>
      new Map(
        inPlace.all(...segmentKeys(place)).map(({ key, value }) => {
          const [size, checkedMs] = segmentSchema().parse(JSON.parse(value));
          return [key.slice(stateKey(place).length + 1) as Hash, { size, checkedMs }];
        }),
      ),
    bookSegments: (place, segments) => {
      db.write(() => {
        for (const [hash, { size, checkedMs }] of segments) {
          store.setLocal(`${stateKey(place)}/${hash}`, JSON.stringify([size, checkedMs]));
        }
      });
    },
    forget: (place) => {
      db.write(() => drop.run(stateKey(place), ...segmentKeys(place)));
    },
    key: (random) =>
      read(KEY_KEY, keySchema()) ??
      // Two processes that need the first key at the same time get the same one.
      db.write(() => read(KEY_KEY, keySchema()) ?? makeKey(random)),
  };
}

function stateKey(place: string): string {
  return `backup/${place}`;
}

/** All keys between these are of its segments. */
function segmentKeys(place: string): [string, string] {
  return [`${stateKey(place)}/`, `${stateKey(place)}0`];
}
