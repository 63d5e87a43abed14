/**
 * A printer is set up from the office: asked first, over a real socket, and left alone where it serves somebody else.
 *
 * Size: small, waiting.
 */

import { once } from "node:events";
import { connect } from "node:net";

import { expect, onTestFinished, test } from "vitest";

import { createPrinterServer } from "../../../proof/emulator/printer-server.ts";
import { listPrinters } from "../../../src/app/printing/printer-changes.ts";
import { createUnseenSession } from "../../../src/app/register/unseen-session.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { ok } from "../../../src/domain/base/result.ts";
import { LOCALES } from "../../../src/domain/text/locale.ts";
import { textWidth } from "../../../src/domain/text/text-width.ts";
import { createPrinterDevice } from "../../../src/printer/emulator/printer-device.ts";
import { wordsFor } from "../../../src/words/screen-words.ts";
import { cafeCopies } from "../../support/cafe.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

const RAVI = { number: "4", name: "Ravi" };
const newCafe = cafeCopies();

test("one that has another till's connection in hand is not taken for one that can't answer", async () => {
  const { open } = await newCafe();
  const { till, ...rest } = open();
  const printer = createPrinterDevice({ clock: systemClock, columns: 42 });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer });
  onTestFinished(server.close);
  const at = `127.0.0.1:${server.port}`;
  const { office } = createUnseenSession({
    till,
    open: { till, ...rest },
    actor: RAVI,
    random: rest.random,
    prepare: () => ok(undefined),
  });
  const wish = {
    at,
    model: "EPSON TM-T88VI",
    name: "Grill",
    width: 80,
    use: { type: "tickets", stations: ["kitchen"] },
    hasDrawer: false,
  } as const;
  const neighbour = connect({ host: "127.0.0.1", port: server.port });
  await once(neighbour, "connect");

  const refused = faultOf(await office.printers.add(wish));

  expect(refused.message).toBe(
    `${at}: silent, perhaps used by another till. See to it, then Enter again.`,
  );
  expect(listPrinters(till).map(({ name }) => name)).not.toContain("Grill");
  neighbour.destroy();
  await once(neighbour, "close");
  await expect.poll(() => server.connections()).toBe(0);
  expect(valueOf(await office.printers.add(wish))).toBe("Grill");
  expect(listPrinters(till).find(({ name }) => name === "Grill")?.abilities).toContain("status");
});

test.each(LOCALES)("why is short enough for the list and for the message line, in %s", (locale) => {
  const { officePrinters: w } = wordsFor({ locale });

  expect(textWidth(w.isHeld)).toBeLessThanOrEqual(44);
});
