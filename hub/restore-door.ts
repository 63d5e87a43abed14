/** Where a shop that has lost all its boxes asks the office for its copy, with its recovery sheet. */

import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";

import { serveCopy, type ServedCopy } from "../src/app/founding/copy-wire.ts";
import { type ShopId } from "../src/domain/identity.ts";
import { type StoreDeps } from "../src/ledger/open-ledger.ts";
import { type LinkKeyPair, newLinkKeyPair } from "../src/mesh/links/certificates.ts";
import { type SharedDoor } from "../src/mesh/links/shared-door.ts";
import { type Rows } from "./rows/rows-database.ts";
import { writeShopCopy } from "./shop-copy.ts";

export interface RestoreDoorDeps {
  readonly hub: string;
  readonly store: Pick<StoreDeps, "random">;
  readonly door: SharedDoor;
  readonly rows: Rows;
  readonly onLog: (line: string) => void;
  readonly onFault: (cause: unknown) => void;
}

export interface RestoreDoor {
  /** Opens it, once the founding is here and says which sheet the shop has. */
  readonly open: (sheetKey: string) => void;
  readonly close: () => Promise<void>;
}

/** What it hands out is among the rows, so that it is open while the shop's ledger is closed. */
export function createRestoreDoor(shop: ShopId, deps: RestoreDoorDeps): RestoreDoor {
  const { hub, store, door, rows, onLog, onFault } = deps;
  const { random } = store;
  let opening: Promise<{ readonly close: () => Promise<void> } | undefined> | undefined;

  async function open(sheetKey: string): ReturnType<typeof openRoom> {
    try {
      return await openRoom(sheetKey);
    } catch (cause) {
      onFault(cause);
      return undefined;
    }
  }

  async function openRoom(
    sheetKey: string,
  ): Promise<{ readonly close: () => Promise<void> } | undefined> {
    const keys = await strangersKeys();
    const opened = await serveCopy({
      door,
      sheetKey,
      keys,
      random,
      copy,
      onLog,
      onFault,
    });
    return opened.ok ? opened.value : undefined;
  }

  async function copy(): Promise<ServedCopy | undefined> {
    const to = mkdtempSync(path.join(hub, "copy-"));
    function done(): void {
      rmSync(to, { recursive: true, force: true });
    }
    try {
      const made = await writeShopCopy(rows, { wanted: shop, to, random });
      if (made.type === "written") return { folder: made.folder, done };
    } catch (cause) {
      onFault(cause);
    }
    done();
    return undefined;
  }

  return {
    open: (sheetKey) => {
      opening ??= open(sheetKey);
    },
    close: async () => {
      const opened = await opening;
      await opened?.close();
    },
  };
}

let keys: Promise<LinkKeyPair> | undefined;

/** One pair for all shops of the process: who comes with a sheet has no way to know another. */
function strangersKeys(): Promise<LinkKeyPair> {
  keys ??= newLinkKeyPair();
  return keys;
}
