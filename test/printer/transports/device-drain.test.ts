/** How drivers are asked whether they have handed on all. None of a printer's is on the test's box. */

import { open, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect, test } from "vitest";

import { drainSerial, drainUsb } from "../../../src/printer/transports/open-transport.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { openPseudoPort } from "../../support/pseudo-port.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const clock = createManualClock();

test("a printer's driver is asked by a write of nothing, which comes to the system", async () => {
  const file = path.join(await temporaryFolder(), "lp0");
  await writeFile(file, "");
  await using writable = await open(file, "r+");
  await using readable = await open(file, "r");

  const taken = await drainUsb({ path: file, fd: writable.fd, clock });
  // The system alone knows that nothing can be written there.
  const refused = await drainUsb({ path: file, fd: readable.fd, clock });

  expect([taken, refused]).toEqual(["drained", "gone"]);
});

test("a serial port's driver is asked by stty, for as long as a slow printer may need", async () => {
  const port = openPseudoPort();

  const drained = await drainSerial({ path: port.path, fd: 0, clock });
  const waiting = drainSerial({ path: port.path, fd: 0, clock });
  clock.advance(10_000);
  const gone = await drainSerial({ path: `${port.path}-absent`, fd: 0, clock });

  expect([drained, await waiting, gone]).toEqual(["drained", "stuck", "gone"]);
  expect(clock.pendingCount()).toBe(0);
});
