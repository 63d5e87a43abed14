/** A printer that is asked what it can, over a real socket, and what is kept of that. Size: small, waiting. */

import { describe, expect, onTestFinished, test } from "vitest";

import { createPrinterServer } from "../../../proof/emulator/printer-server.ts";
import { type OpenTill } from "../../../src/app/open-till.ts";
import { changePrinter, listPrinters } from "../../../src/app/printing/printer-changes.ts";
import { ask, probe } from "../../../src/app/printing/printer-finding.ts";
import { spokenTo } from "../../../src/app/printing/printer-models.ts";
import { systemClock } from "../../../src/app/system/clock.ts";
import { type Printer } from "../../../src/domain/printers/printers.ts";
import {
  type AnswerKind,
  CLONE_ANSWERS,
  EPSON_ANSWERS,
  IMPACT_ANSWERS,
} from "../../../src/printer/emulator/answers.ts";
import {
  createPrinterDevice,
  type PrinterDevice,
} from "../../../src/printer/emulator/printer-device.ts";
import { cafeCopies, MIA } from "../../support/cafe.ts";
import { faultOf, valueOf } from "../../support/shop.ts";

/** A manager. */
const RAVI = { number: "4", name: "Ravi" };
const newCafe = cafeCopies();

describe("a printer that is asked", () => {
  test.each([
    [{ maker: "EPSON", model: "TM-T88V", answers: EPSON_ANSWERS }, ["epson-tm-t88", 42, 5]],
    [{ maker: "EPSON", model: "TM-U220B", answers: IMPACT_ANSWERS }, ["epson-tm-u220", 33, 3]],
    [{ maker: "STAR", model: "TSP143", answers: EPSON_ANSWERS }, ["star", 48, 5]],
    [{ maker: "NONAME", model: "POS80", answers: EPSON_ANSWERS }, ["careful", 48, 5]],
    [{ maker: "NONAME", model: "POS80", answers: CLONE_ANSWERS }, ["careful", 48, 1]],
    [{ maker: "NONAME", model: "POS80", answers: [] }, ["careful", 48, 0]],
  ])("is kept as what it is: %j", async (device, kept) => {
    const shop = await shopWith(device);

    const { before, after } = valueOf(await probe(shop.open, RAVI, shop.printer()));

    expect(before.profile).toBe("careful");
    const { profile, columns, abilities } = shop.printer();
    expect([profile, columns, abilities?.length]).toEqual(kept);
    expect(shop.printer()).toEqual(after);
    expect(shop.device.roll()).toEqual([]);
  });

  test("keeps the width that a person has said, and is found again by its number", async () => {
    const shop = await shopWith({ maker: "EPSON", model: "TM-T20II", serial: "J7K0012345" });
    const said = { columns: 32 };
    valueOf(changePrinter(shop.open.till, RAVI, { id: "grill", isNew: false, said }));

    valueOf(await probe(shop.open, RAVI, shop.printer()));

    expect(shop.printer()).toMatchObject({
      profile: "epson-tm-t20",
      columns: 32,
      connection: { serial: "J7K0012345" },
    });
  });

  test("is only looked at where nobody wants more, and by nobody kept who may not", async () => {
    const shop = await shopWith({ maker: "EPSON", model: "TM-T88V" });

    const { after } = valueOf(await ask(shop.open, shop.printer()));
    const refused = faultOf(await probe(shop.open, MIA, shop.printer()));

    expect(after.profile).toBe("epson-tm-t88");
    expect(refused).toMatchObject({ type: "refused", refusal: { type: "permission/missing" } });
    expect(shop.printer().profile).toBe("careful");
  });

  test("is let alone while it has a paper in hand, or has to say what became of one", async () => {
    const shop = await shopWith({});
    const { jobs } = shop.open;
    const document = '{"kind":"report","blocks":[]}';
    const paper = { documentId: "page", printer: "grill", copy: 1, kind: "report" } as const;
    const job = jobs.add({ ...paper, document, createdMs: 0 });

    for (const state of ["sending", "uncertain"] as const) {
      jobs.save({ ...jobs.byId(job.id), ...job, state, note: "{}" }, stateOf(shop.open, job.id));
      expect(faultOf(await ask(shop.open, shop.printer()))).toEqual({ type: "in-hand" });
    }
    expect([...shop.device.received()]).toEqual([]);
    jobs.save({ ...job, state: "printed", note: "" }, "uncertain");
    expect((await ask(shop.open, shop.printer())).ok).toBe(true);
  });

  test("and lacks paper says so, and nothing is kept", async () => {
    const shop = await shopWith({ maker: "EPSON", model: "TM-T88V" });
    shop.device.set({ paper: "out" });

    const fault = faultOf(await probe(shop.open, RAVI, shop.printer()));

    expect(fault).toEqual({ type: "trouble", trouble: "paper-out" });
    expect(shop.printer().abilities).toBeUndefined();
  });
});

test.each([
  ["EPSON TM-T82", { profile: "epson-tm-t20", columns: 48 }, "epson-tm-t20", 48],
  ["EPSON TM-T82", { profile: "careful", columns: 48 }, "epson-80", 48],
  ["EPSON TM-T88V", { profile: "epson-80", columns: 40 }, "epson-tm-t88", 40],
  ["EPSON TM-T88V", { profile: "epson-80", columns: 48 }, "epson-tm-t88", 42],
  ["", { profile: "wincor-th230", columns: 48 }, "wincor-th230", 48],
])("%s that was %j is spoken to as %s on %i columns", (model, now, ...spoken) => {
  const { profile, columns } = spokenTo(model, now);
  expect([profile, columns]).toEqual(spoken);
});

interface Device {
  readonly maker?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly answers?: ReadonlyArray<AnswerKind>;
}

interface Shop {
  readonly open: OpenTill;
  readonly device: PrinterDevice;
  readonly printer: () => Printer;
}

async function shopWith(options: Device): Promise<Shop> {
  const device = createPrinterDevice({ clock: systemClock, columns: 48, ...options });
  const server = await createPrinterServer({ host: "127.0.0.1", port: 0, printer: device });
  onTestFinished(() => server.close());
  const open = { ...(await newCafe()).open(), clock: systemClock };
  const connection = { type: "network", host: "127.0.0.1", port: server.port } as const;
  valueOf(changePrinter(open.till, RAVI, { id: "grill", isNew: true, said: { connection } }));
  return {
    open,
    device,
    printer: () => {
      const printer = listPrinters(open.till).find(({ id }) => id === "grill");
      if (printer === undefined) throw new Error("The grill has no printer.");
      return printer;
    },
  };
}

function stateOf({ jobs }: OpenTill, id: number) {
  const state = jobs.byId(id)?.state;
  if (state === undefined) throw new Error("The job is gone.");
  return state;
}
