/** Each driver of a card terminal, against its terminal in software. */

import { makeNexoPapers } from "../../proof/terminal/nexo-papers.ts";
import { serveNexoTerminal } from "../../proof/terminal/nexo-server.ts";
import { createNexoTerminal, type NexoFault } from "../../proof/terminal/nexo-terminal.ts";
import { serveTerminal } from "../../proof/terminal/terminal-server.ts";
import { type TerminalFault } from "../../proof/terminal/zvt-faults.ts";
import { createSimulatedTerminal } from "../../proof/terminal/zvt-terminal.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { systemRandom } from "../../src/app/system/random.ts";
import { createNexoLink } from "../../src/card/nexo/nexo-link.ts";
import { createZvtLink } from "../../src/card/zvt/zvt-link.ts";
import { currenciesByCode } from "../../src/domain/money/currency.ts";
import { cardDriverContract, type Driver, type DriverBench } from "./card-driver-contract.ts";
import { cardTabContract } from "./card-tab-contract.ts";

const HOST = "127.0.0.1";

async function openZvt(): Promise<DriverBench> {
  const terminal = createSimulatedTerminal({
    clock: systemClock,
    approveMs: 5,
    date: () => "1120",
    time: () => "093000",
    lastReceipt: 470,
  });
  const server = await serveTerminal(terminal, { host: HOST, port: 0 });
  return {
    port: server.port,
    link: (port, onNews) =>
      createZvtLink({ host: HOST, port, password: "000000", currency: 978 }, onNews),
    set: (faults) => {
      terminal.set(faults as ReadonlyArray<TerminalFault>);
    },
    books: () => booksOf(terminal.books()),
    standing: () => booksOf(terminal.books()).map(([, amount]) => amount),
    close: server.close,
  };
}

const zvt: Driver = {
  open: openZvt,
  nameOf: () => null,
  faults: [
    [["partial"], "captured", [1000]],
    [["duplicate-result"], "captured", [2000]],
    [["duplicate-completion"], "captured", [2000]],
    [["split"], "captured", [2000]],
    [["drop-before-result", "keeps"], "captured", [2000]],
    [["wrong-amount", "keeps"], "unknown", [2000]],
    [["wrong-currency", "keeps"], "unknown", [2000]],
    [["garbage"], "declined", []],
  ],
  words: {
    decline: "decline",
    busy: "busy",
    noGuest: "no-answer",
    unheard: ["drop-before-result", "keeps"],
    forgets: "no-memory",
  },
  older: "unknown",
};
cardDriverContract("ZVT", zvt);
// A terminal that speaks ZVT raises nothing: a second reservation is made.
cardTabContract("ZVT", zvt, { raises: false });

const POI = "V400m-346403161";
const PASSPHRASE = "correct horse battery staple";
const papers = await makeNexoPapers(POI);

async function openNexo(): Promise<DriverBench> {
  const terminal = createNexoTerminal({
    clock: systemClock,
    random: systemRandom,
    poi: POI,
    passphrase: PASSPHRASE,
    approveMs: 5,
    lateMs: 100,
  });
  const server = await serveNexoTerminal(terminal, { host: HOST, port: 0, papers });
  const currency = currenciesByCode.get("EUR");
  if (currency === undefined) throw new Error("There is no euro.");
  const key = { name: "till", version: 1, passphrase: PASSPHRASE };
  const address = { host: HOST, poi: POI, trust: papers.root, key, currency, sale: "TILL" };
  return {
    port: server.port,
    link: (port, onNews) =>
      createNexoLink({ ...address, port }, onNews, { clock: systemClock, random: systemRandom }),
    set: (faults) => {
      terminal.set(faults as ReadonlyArray<NexoFault>);
    },
    books: () => booksOf(terminal.books()),
    standing: () => booksOf(terminal.books()).map(([, amount]) => amount),
    close: server.close,
  };
}

const nexo: Driver = {
  open: openNexo,
  nameOf: (number) => ({ sale: "TILL", service: `PAY${number}`, poi: POI }),
  faults: [
    [["partial"], "captured", [1000]],
    [["duplicate"], "captured", [2000]],
    [["offline"], "captured", [2000]],
    [["drop-before"], "declined", []],
    [["drop-after"], "captured", [2000]],
    [["drop-after", "in-progress"], "captured", [2000]],
    [["drop-after", "other-payment"], "unknown", [2000]],
    [["drop-after", "partial"], "captured", [1000]],
    [["no-answer"], "captured", [2000]],
    [["late-answer"], "captured", [2000]],
    [["unreachable"], "declined", []],
    [["wrong-amount"], "unknown", [2000]],
    [["wrong-currency"], "unknown", [2000]],
    [["wrong-hmac"], "captured", [2000]],
    [["other-sale"], "captured", [2000]],
    [["garbage"], "captured", [2000]],
    [["huge"], "captured", [2000]],
  ],
  words: {
    decline: "decline",
    busy: "busy",
    noGuest: "no-guest",
    unheard: ["drop-after"],
    forgets: "forgets",
  },
  older: "captured",
};
cardDriverContract("Nexo", nexo);
cardTabContract("Nexo", nexo, { raises: true });

function booksOf(
  books: ReadonlyArray<{
    readonly act: string;
    readonly amount: number;
    readonly isReversed: boolean;
  }>,
): ReturnType<DriverBench["books"]> {
  return books.flatMap(({ act, amount, isReversed }) =>
    isReversed ? [] : [[act, amount] as const],
  );
}
