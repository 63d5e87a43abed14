/** Has the system learn who is around: it has to ask for a hardware address before anything can go there. */

/** The port that throws everything away; mostly nobody listens there. */
const DISCARD_PORT = 9;

/** Sends an empty datagram to each, to which nobody has to answer. */
export async function speakToEach(hosts: ReadonlyArray<string>): Promise<void> {
  // No start needs it.
  const { createSocket } = await import("node:dgram");
  const socket = createSocket("udp4");
  // Whoever does not want it says so to nobody.
  socket.on("error", () => undefined);
  socket.unref();
  await Promise.all(
    hosts.map(
      (host) =>
        new Promise<void>((resolve) => {
          socket.send(new Uint8Array(0), DISCARD_PORT, host, () => {
            resolve();
          });
        }),
    ),
  );
  socket.close();
}
