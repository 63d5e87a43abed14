/** The printer in software as a channel in this process: no socket, so that many cases take no time. */

import { type Duplex } from "node:stream";

import { type PrinterConnector } from "../../proof/emulator/printer-server.ts";
import { err, ok } from "../../src/domain/base/result.ts";
import {
  type Channel,
  type Line,
  type LineListener,
} from "../../src/printer/transports/channel.ts";

export function createWireChannel(connector: Pick<PrinterConnector, "connect">): Channel {
  return {
    open: async (listener) => {
      const stream = connector.connect();
      stream.on("error", () => undefined);
      if (stream.destroyed) return err("off");
      return ok(createLine(stream, listener));
    },
    close: async () => undefined,
  };
}

function createLine(stream: Duplex, listener: LineListener): Line {
  const life = { isClosing: false };
  const waiting = new Set<(isTaken: boolean) => void>();
  stream.on("data", (bytes: Buffer) => {
    if (!life.isClosing) listener.onData(bytes);
  });
  stream.on("close", () => {
    for (const done of waiting) done(false);
    if (!life.isClosing) listener.onClose();
  });
  return {
    write: (bytes) => {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      if (stream.destroyed || life.isClosing) resolve(false);
      else {
        waiting.add(resolve);
        stream.write(bytes, (error) => {
          waiting.delete(resolve);
          resolve(error === undefined || error === null);
        });
      }
      return promise;
    },
    close: async () => {
      // An answer may come before the stream says that it took the question.
      await new Promise((resolve) => setImmediate(resolve));
      const isTaken = waiting.size === 0 && !stream.destroyed;
      life.isClosing = true;
      stream.destroy();
      return isTaken;
    },
  };
}
