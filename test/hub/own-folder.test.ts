/** The folder of a head office has shops' keys and all that they sold: it is its user's alone. */

import { statSync, writeFileSync } from "node:fs";
import { chmod } from "node:fs/promises";
import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { joiningFolder, takeHubLock } from "../../hub/hub-folder.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test.each([
  ["a shop is joined", (hub: string) => void joiningFolder(hub)],
  ["the office begins", (hub: string) => takeHubLock(hub)?.release()],
])("a folder that others may look into is closed to them when %s", async (_when, begin) => {
  const before = process.umask(0o022);
  onTestFinished(() => void process.umask(before));
  const hub = await temporaryFolder();
  await chmod(hub, 0o755);

  begin(hub);
  const file = path.join(hub, "row");
  writeFileSync(file, "");

  expect(modeOf(hub)).toBe("700");
  expect(modeOf(file)).toBe("600");
});

function modeOf(file: string): string {
  return (statSync(file).mode & 0o777).toString(8);
}
