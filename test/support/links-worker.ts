/**
 * One end of links as a process of its own, for what would end it: `node links-worker.ts BOX`, where
 * BOX is JSON. It says its port, then each end and refusal; it dials the ports that it is told.
 */

import { createInterface } from "node:readline";

import { systemClock } from "../../src/app/system/clock.ts";
import { createTlsLinks, type TlsLinksOptions } from "../../src/mesh/links/tls-links.ts";

const box = JSON.parse(process.argv[2] ?? "{}") as Pick<
  TlsLinksOptions,
  "key" | "certificate" | "roots"
>;
const opened = await createTlsLinks({
  ...box,
  serverName: "shop.tillmesh.local",
  port: 0,
  clock: systemClock,
  listener: {
    onLink: (link) => {
      link.send(Buffer.from("here"));
    },
    onPayload: () => undefined,
    onDrain: () => undefined,
    onClose: (_, reason) => {
      tell(`closed: ${reason}`);
    },
    onRefused: ({ reason }) => {
      tell(`refused: ${reason}`);
    },
  },
});
if (!opened.ok) throw new Error(opened.fault.message);
const links = opened.value;
tell(`port: ${links.port()}`);

for await (const line of createInterface({ input: process.stdin })) {
  const dialled = await links.dial({ host: "127.0.0.1", port: Number(line) });
  tell(dialled.ok ? "dialled" : `dial: ${dialled.fault.type}`);
}
await links.close();

function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}
