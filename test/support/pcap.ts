/** Files of captured packets, of bytes that two sides of a TCP connection said. Source: pcap(5), RFC 791, RFC 9293. */

export interface Said {
  readonly from: "client" | "server";
  readonly bytes: Uint8Array;
}

const MAGIC = 0xa1b2c3d4;
/** Packets begin with the header of the Internet Protocol. */
const RAW_IP = 101;
const IP_HEADER = 20;
const TCP_HEADER = 20;
const TCP = 6;
const PUSHED = 0x18;
const CLIENT_PORT = 40_000;
/** More than a packet bears is several. */
const SEGMENT = 1400;

/** Returns a capture of one connection to a port of the server. */
export function captureOf(said: ReadonlyArray<Said>, serverPort: number): Uint8Array {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(65_535, 16);
  header.writeUInt32LE(RAW_IP, 20);
  const sent = { client: 1, server: 1 };
  const packets = segmentsOf(said).map(({ from, bytes }, at) => {
    const to = from === "client" ? "server" : "client";
    const packet = packetOf(bytes, { from, seq: sent[from], ack: sent[to], serverPort });
    sent[from] += bytes.length;
    const record = Buffer.alloc(16);
    record.writeUInt32LE(at, 0);
    record.writeUInt32LE(packet.length, 8);
    record.writeUInt32LE(packet.length, 12);
    return Buffer.concat([record, packet]);
  });
  return Buffer.concat([header, ...packets]);
}

function segmentsOf(said: ReadonlyArray<Said>): ReadonlyArray<Said> {
  return said.flatMap(({ from, bytes }) =>
    Array.from({ length: Math.ceil(bytes.length / SEGMENT) }, (_, at) => ({
      from,
      bytes: bytes.subarray(at * SEGMENT, (at + 1) * SEGMENT),
    })),
  );
}

function packetOf(
  bytes: Uint8Array,
  {
    from,
    seq,
    ack,
    serverPort,
  }: {
    readonly from: Said["from"];
    readonly seq: number;
    readonly ack: number;
    readonly serverPort: number;
  },
): Buffer {
  const head = Buffer.alloc(IP_HEADER + TCP_HEADER);
  head.writeUInt8(0x45, 0);
  head.writeUInt16BE(head.length + bytes.length, 2);
  head.writeUInt8(64, 8);
  head.writeUInt8(TCP, 9);
  head.writeUInt32BE(from === "client" ? 0x0a000001 : 0x0a000002, 12);
  head.writeUInt32BE(from === "client" ? 0x0a000002 : 0x0a000001, 16);
  head.writeUInt16BE(from === "client" ? CLIENT_PORT : serverPort, IP_HEADER);
  head.writeUInt16BE(from === "client" ? serverPort : CLIENT_PORT, IP_HEADER + 2);
  head.writeUInt32BE(seq, IP_HEADER + 4);
  head.writeUInt32BE(ack, IP_HEADER + 8);
  head.writeUInt8((TCP_HEADER / 4) << 4, IP_HEADER + 12);
  head.writeUInt8(PUSHED, IP_HEADER + 13);
  head.writeUInt16BE(65_535, IP_HEADER + 14);
  return Buffer.concat([head, bytes]);
}
