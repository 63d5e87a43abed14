/** A till's link to a simulated ZVT terminal on a port, which says what was said on the wire. */

import { onTestFinished } from "vitest";

import { serveTerminal } from "../../proof/terminal/terminal-server.ts";
import {
  createSimulatedTerminal,
  type SimulatedTerminal,
} from "../../proof/terminal/zvt-terminal.ts";
import { systemClock } from "../../src/app/system/clock.ts";
import { type CardRequest, type EndedDay } from "../../src/card/contract.ts";
import { type CardLink, type LinkNews } from "../../src/card/run-dialogue.ts";
import { createZvtLink, type ZvtAddress } from "../../src/card/zvt/zvt-link.ts";
import { minor } from "../../src/domain/money/amounts.ts";
import { type Said } from "./pcap.ts";

export interface TerminalTalk {
  readonly terminal: SimulatedTerminal;
  readonly link: CardLink;
  /** All of it so far, in the order in which the terminal heard and said it. */
  readonly said: ReadonlyArray<Said>;
  /**
   * Asks for it on a new connection, acknowledges what is approved, and returns all news with the last of
   * the dialogue; its sum is in minor units.
   */
  readonly ask: (
    wish: Pick<CardRequest, "act" | "of"> & { readonly sum?: number },
  ) => Promise<ReadonlyArray<LinkNews>>;
  /** Tells it to end its day. */
  readonly endDay: () => Promise<EndedDay>;
}

export async function talkToTerminal(
  wish: Partial<Pick<ZvtAddress, "takesSlips">> = {},
): Promise<TerminalTalk> {
  const terminal = createSimulatedTerminal({
    clock: systemClock,
    approveMs: 1,
    date: () => "1120",
    time: () => "093000",
    lastReceipt: 470,
  });
  const said: Said[] = [];
  const server = await serveTerminal(overheard(terminal, said), { host: "127.0.0.1", port: 0 });
  const address = { host: "127.0.0.1", port: server.port, password: "000000", currency: 978 };
  let onNews: ((news: LinkNews) => void) | undefined;
  const link = createZvtLink({ ...address, ...wish }, (news) => onNews?.(news));
  onTestFinished(() => {
    link.hangUp();
    return server.close();
  });

  async function ask({
    sum = 0,
    ...asked
  }: Parameters<TerminalTalk["ask"]>[0]): Promise<ReadonlyArray<LinkNews>> {
    const read = await link.read();
    if (read.type !== "read") throw new Error(`The terminal is ${read.type}.`);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const heard: LinkNews[] = [];
    onNews = (news) => {
      heard.push(news);
      if (news.type === "result") link.acknowledge();
      else if (news.type !== "working") resolve(undefined);
    };
    link.send({ ...asked, sum: minor(sum), after: null, named: null });
    await promise;
    link.hangUp();
    return heard;
  }

  function endDay(): Promise<EndedDay> {
    return link.settle({ begin: () => ({ named: null }) });
  }

  return { terminal, link, said, ask, endDay };
}

function overheard(terminal: SimulatedTerminal, said: Said[]): SimulatedTerminal {
  return {
    ...terminal,
    connect: (wire) => {
      const connection = terminal.connect({
        ...wire,
        send: (bytes) => {
          said.push({ from: "server", bytes: Uint8Array.from(bytes) });
          wire.send(bytes);
        },
      });
      return {
        ...connection,
        receive: (bytes) => {
          said.push({ from: "client", bytes: Uint8Array.from(bytes) });
          connection.receive(bytes);
        },
      };
    },
  };
}
