/** A connection to a terminal as bytes: a socket, or whatever stands in its place. */

import { connect } from "node:net";

export interface TerminalWire {
  readonly write: (bytes: Uint8Array) => void;
  /** Returns how many bytes the other side has not taken yet. */
  readonly unsentBytes: () => number;
  /** Ends it at once. */
  readonly destroy: () => void;
}

export interface WireEvents {
  readonly onBytes: (bytes: Uint8Array) => void;
  /** It could not be made, or is gone; may be told more than once. */
  readonly onEnd: () => void;
}

/** Makes a connection; what comes of it is told later, never before this returns. */
export type ConnectWire = (
  address: { readonly host: string; readonly port: number },
  events: WireEvents,
) => TerminalWire;

export function connectSocket(
  { host, port }: Parameters<ConnectWire>[0],
  { onBytes, onEnd }: WireEvents,
): TerminalWire {
  const socket = connect({ host, port, noDelay: true });
  socket.on("data", onBytes);
  socket.on("error", onEnd);
  socket.on("close", onEnd);
  return {
    write: (bytes) => {
      socket.write(bytes);
    },
    unsentBytes: () => socket.writableLength,
    destroy: () => {
      socket.destroy();
    },
  };
}
