/** The secrets of a ledger, and the words that stand beside it: fitted to what counts there. */

import { type DeviceId, deviceOf } from "../domain/identity.ts";
import { type Db } from "./database.ts";
import { type DiskRoom } from "./disk-room.ts";
import { type DeviceKey } from "./log/chain.ts";
import { type Follower } from "./projection/follower.ts";
import { createSecretTable } from "./secret-table.ts";
import { createSecrets, type Secrets, type SecretsDeps } from "./secrets.ts";
import { type Store } from "./store.ts";
import { createWords, type Words } from "./words.ts";

interface Parts extends Pick<SecretsDeps, "commit" | "read"> {
  readonly db: Db;
  readonly key: DeviceKey;
  readonly room: DiskRoom;
  readonly follower: Follower;
  readonly store: Store;
}

export function createOwnSecrets({ db, key, room, follower, store, read, commit }: Parts): {
  readonly secrets: Secrets;
  readonly words: Words;
} {
  return {
    secrets: createSecrets({
      db,
      store,
      read,
      device: key.device,
      table: createSecretTable(db),
      admission: () => follower.admission(),
      compareDevices: (a, b) => follower.stageOne().result().compareDevices(a, b),
      hasRoom: () => room.state() === "plenty",
      doubtOf: (device) => doubtOf(follower, device),
      isPurged: (device) => follower.stageOne().result().purged.has(device),
      commit,
    }),
    words: createWords({
      db,
      key,
      keyOf: (device) => read(() => follower.keyOf(device)),
      isAuthority: (device) => read(() => follower.admission().get(device)?.authority === true),
      hasRoom: () => room.state() !== "none",
    }),
  };
}

function doubtOf(follower: Follower, device: DeviceId): string {
  const { result, shape } = follower.stageOne();
  const isRevoked = result().devices.get(device)?.revoked === true;
  const forked = shape().forked();
  const isForked = forked.some((origin) => deviceOf(origin) === device);
  return `${isRevoked ? "revoked" : ""} ${isForked ? "forked" : ""}`;
}
