/** Stores of the café, founded once and copied: every test sells in one of its own. */

import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll } from "vitest";

import { onceARun } from "./once-a-run.ts";
import { quickenPins } from "./quick-pins.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const HOUR_MS = 3_600_000;

/**
 * The café for a file of tests; each test sells in a copy of its own, which is removed with it. It is
 * founded once for all files of a run: whose tills talk to others needs `ownShopCopies`. `prepare`: what
 * is done once to the shop that is copied, and beside it.
 */
export function shopCopies(prepare?: Prepare): () => Promise<string> {
  return copiesOf(async (folder) => {
    await cp(await cafeOfRun(), folder, { recursive: true });
  }, prepare);
}

/** One copy of the run's café for tests that leave it as it is. */
export function sharedShop(): () => string {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tillmesh-"));
    await cp(await cafeOfRun(), folder, { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return () => path.join(folder, "shop");
}

/** A copy of the run's café for one test: for modules that several files share, where hooks run once. */
export async function cafeCopy(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(await cafeOfRun(), folder, { recursive: true });
  return path.join(folder, "shop");
}

/** The same, a shop of this file's: on one machine, tills would find another file's tills in it. */
export function ownShopCopies(prepare?: Prepare): () => Promise<string> {
  return copiesOf(foundCafe, prepare);
}

type Prepare = (store: string) => Promise<unknown>;

function copiesOf(
  makeShopIn: (folder: string) => Promise<void>,
  prepare?: Prepare,
): () => Promise<string> {
  const founded = { dir: "" };

  beforeAll(async () => {
    founded.dir = await mkdtemp(path.join(tmpdir(), "tillmesh-"));
    await makeShopIn(founded.dir);
    await prepare?.(path.join(founded.dir, "shop"));
  });

  afterAll(() => rm(founded.dir, { recursive: true, force: true }));

  return async () => {
    const folder = await temporaryFolder();
    await cp(founded.dir, folder, { recursive: true });
    return path.join(folder, "shop");
  };
}

/** Returns the folder that it is in. After the full hour it is founded anew: it might be yesterday's. */
function cafeOfRun(): Promise<string> {
  return onceARun(`cafe-${Math.floor(Date.now() / HOUR_MS)}`, foundCafe);
}

async function foundCafe(folder: string): Promise<void> {
  const store = path.join(folder, "shop");
  // Whoever copies alone doesn't load the whole program.
  const { tillHere } = await import("./till-here.ts");
  const { code, stderr } = await tillHere(["init", "--fixture", "cafe", "--store", store]);
  if (code !== 0) throw new Error(stderr);
  await quickenPins(store);
}
