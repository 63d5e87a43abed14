/** A folder of its own for a test, removed when the test is over. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";

import { onTestFinished } from "vitest";

/** A process of the test that ends meanwhile may still write into it. */
const REMOVAL = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 } as const;

export async function temporaryFolder(root: string = tmpdir()): Promise<string> {
  const folder = await mkdtemp(`${root}/`);
  onTestFinished(() => rm(folder, REMOVAL));
  return folder;
}
