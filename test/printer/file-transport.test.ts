import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { createFileTransport } from "../../src/printer/transports/open-transport.ts";
import { transportContract, type TransportBench } from "../contract/transport-contract.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

transportContract("the file transport", createBench);

test("a file takes the bytes as they are, and can't say that they were printed", async () => {
  const file = path.join(await temporaryFolder(), "job.bin");

  const outcome = await createFileTransport(file).send(Uint8Array.of(0x1b, 0x40, 0xff));

  expect(outcome).toEqual({ ok: true, value: "sent" });
  expect([...(await readFile(file))]).toEqual([0x1b, 0x40, 0xff]);
});

test("only the till's own user can read what was printed", async () => {
  const folder = path.join(await temporaryFolder(), "shop.paper");
  const file = path.join(folder, "kitchen.bin");

  await createFileTransport(file).send(Uint8Array.of(0x41));

  expect(modeOf(await stat(folder))).toBe("700");
  expect(modeOf(await stat(file))).toBe("600");
});

function modeOf({ mode }: { readonly mode: number }): string {
  return (mode & 0o777).toString(8);
}

/** Off means that the folder is gone and something else stands in its place. */
async function createBench(): Promise<TransportBench> {
  const folder = path.join(await temporaryFolder(), "printer");
  const file = path.join(folder, "bytes.bin");
  return {
    transport: createFileTransport(file),
    paper: () => readFile(file, "latin1"),
    async turnOff() {
      await mkdir(folder, { recursive: true });
      await rename(folder, `${folder}.away`);
      await writeFile(folder, "");
    },
    async turnOn() {
      await rm(folder);
      await rename(`${folder}.away`, folder);
    },
  };
}
