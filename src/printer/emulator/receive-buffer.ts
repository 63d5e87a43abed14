/** The receive buffer of a printer: bytes that have arrived and are not worked on yet. */

export interface ReceiveBuffer {
  readonly length: () => number;
  readonly add: (byte: number) => void;
  /** All of them, until the next change. */
  readonly bytes: () => Uint8Array;
  /** The first ones are done. */
  readonly drop: (count: number) => void;
  readonly clear: () => void;
}

const FIRST_BYTES = 256;

export function createReceiveBuffer(): ReceiveBuffer {
  let room = new Uint8Array(FIRST_BYTES);
  let from = 0;
  let to = 0;

  /** To the front of its room, or of one that is twice as large. */
  function makeRoom(): void {
    const larger = to - from > room.length / 2 ? new Uint8Array(room.length * 2) : room;
    larger.set(room.subarray(from, to));
    [room, from, to] = [larger, 0, to - from];
  }

  return {
    length: () => to - from,
    add(byte) {
      if (to === room.length) makeRoom();
      room[to] = byte;
      to += 1;
    },
    bytes: () => room.subarray(from, to),
    drop(count) {
      from += count;
      if (from === to) [from, to] = [0, 0];
    },
    clear() {
      [from, to] = [0, 0];
    },
  };
}
