/**
 * Discovery in a process of its own, for a box of a test's network:
 * `node discovery-worker.ts '{"shopTag": …, "announcement": …, "dials": true}'`.
 *
 * Prints what happens, a JSON line each; reads commands, a JSON line each. With `dials` an address
 * book looks at what is found, and nobody is ever reached.
 */

import module from "node:module";
import { createInterface } from "node:readline";

import { systemClock } from "../../src/app/system/clock.ts";
import { systemRandom } from "../../src/app/system/random.ts";
import { type DeviceId } from "../../src/domain/identity.ts";
import { createAddressBook } from "../../src/mesh/dialling/address-book.ts";
import { type Announcement } from "../../src/mesh/discovery/dns-sd.ts";
import { createDiscovery } from "../../src/mesh/discovery/mdns.ts";
import { type WorkerCommand, type WorkerOptions } from "./discovery-box.ts";

const BOOK_TICK_MS = 100;
// Killed, it leaves nothing for the next one.
module.flushCompileCache();
const options = JSON.parse(process.argv[2] ?? "{}") as WorkerOptions;
const book = createAddressBook({ device: "mmmmmmmm" as DeviceId, random: systemRandom });
let dials = 0;
let candidatesMost = 0;

const discovery = createDiscovery({
  clock: systemClock,
  random: systemRandom,
  isWanted: ({ shopTag }) => shopTag === options.shopTag,
  listener: {
    onFound: (service) => {
      tell({ type: "found", service });
      book.heard(service, systemClock.nowMs());
    },
    onGone: (instance) => {
      tell({ type: "gone", instance });
      book.vanished(instance);
    },
    onNetworks: (hosts) => {
      tell({ type: "networks", hosts });
    },
  },
});
announce(options.announcement);

const ticking = setInterval(() => {
  if (options.dials !== true) return;
  const nowMs = systemClock.nowMs();
  for (const address of book.due(nowMs)) {
    dials += 1;
    book.dialEnded({ address, how: "unreachable" }, nowMs);
  }
  candidatesMost = Math.max(candidatesMost, book.view(nowMs).length);
}, BOOK_TICK_MS);

createInterface({ input: process.stdin }).on("line", (line) => {
  const command = JSON.parse(line) as WorkerCommand;
  if (command.type === "announce") announce(command.announcement);
  if (command.type === "view") {
    const memoryMb = process.memoryUsage().rss / 1024 / 1024;
    tell({ type: "view", view: discovery.view(), dials, candidatesMost, memoryMb });
  }
  if (command.type !== "close") return;
  clearInterval(ticking);
  discovery.close().then(
    () => process.stdin.destroy(),
    () => undefined,
  );
});

function announce(announcement: Announcement | undefined): void {
  if (announcement !== undefined) discovery.announce(announcement);
}

function tell(event: unknown): void {
  if (options.quiet === true && (event as { type: string }).type === "found") return;
  console.log(JSON.stringify(event));
}
