import { expect, test } from "vitest";

import { createConnector } from "../../../proof/emulator/printer-server.ts";
import { NO_ABILITIES } from "../../../src/domain/printers/printer-abilities.ts";
import {
  CLONE_ANSWERS,
  EPSON_ANSWERS,
  IMPACT_ANSWERS,
} from "../../../src/printer/emulator/answers.ts";
import {
  createPrinterDevice,
  type PrinterDeviceOptions,
} from "../../../src/printer/emulator/printer-device.ts";
import { probePrinter } from "../../../src/printer/transports/probe-printer.ts";
import { createManualClock } from "../../support/manual-clock.ts";
import { createPassingTime } from "../../support/passing-time.ts";
import { createWireChannel } from "../../support/wire-channel.ts";

test("an Epson answers everything, and says who it is", async () => {
  const { probed, printer } = await probe({ answers: EPSON_ANSWERS, serial: "J7K0012345" });

  expect(probed).toMatchObject({
    ok: true,
    value: {
      abilities: { processId: true, fence: true, status: true, asb: true, counter: true },
      serial: "J7K0012345",
    },
  });
  expect(printer.roll()).toEqual([]);
});

test("an impact printer has no process ids: it gets the fence", async () => {
  const { probed } = await probe({ answers: IMPACT_ANSWERS });

  expect(probed).toMatchObject({
    ok: true,
    value: { abilities: { processId: false, fence: true, status: true } },
  });
});

test("a clone that says how it is can't prove anything", async () => {
  const { probed } = await probe({ answers: CLONE_ANSWERS });

  expect(probed).toMatchObject({
    value: {
      abilities: { processId: false, fence: false, status: true, asb: false, counter: false },
    },
  });
});

test("one that never says a thing is asked no more than two questions", async () => {
  const { probed, printer } = await probe({ answers: [] });

  expect(probed).toMatchObject({ value: { abilities: { fence: false, status: false } } });
  expect([...printer.received()]).toEqual([0x10, 0x04, 1, 0x1d, 0x72, 1]);
});

test("one that can't print just now says why, and is asked again when it can", async () => {
  const { probed } = await probe({}, { cover: "open" });

  expect(probed).toEqual({ ok: false, fault: "cover-open" });
});

test.each([
  ["how it is", { status: true }],
  ["in its turn", { fence: true }],
])(
  "the silence of one that is known to say %s is not what it can: somebody else has it",
  async (_, known) => {
    const clock = createManualClock();
    const connector = createConnector(createPrinterDevice({ clock, columns: 48 }));
    connector.connect();

    const probed = await createPassingTime(clock).until(
      probePrinter(createWireChannel(connector), clock, { ...NO_ABILITIES, ...known }),
    );

    expect(probed).toEqual({ ok: false, fault: "silent" });
  },
);

async function probe(
  options: Partial<PrinterDeviceOptions>,
  change: Parameters<ReturnType<typeof createPrinterDevice>["set"]>[0] = {},
): Promise<{
  readonly probed: Awaited<ReturnType<typeof probePrinter>>;
  readonly printer: ReturnType<typeof createPrinterDevice>;
}> {
  const clock = createManualClock();
  const printer = createPrinterDevice({ clock, columns: 48, ...options });
  printer.set(change);
  const channel = createWireChannel(createConnector(printer));
  const probed = await createPassingTime(clock).until(probePrinter(channel, clock));
  return { probed, printer };
}
