/** `node mdns-forger.ts COUNT SHOPTAG`: tells of so many tills that don't exist, and ends. */

import multicastDns from "multicast-dns";

import { writeRecord } from "../../src/mesh/discovery/dns-record.ts";
import { recordsOf } from "../../src/mesh/discovery/dns-sd.ts";

const [, , count, shopTag = "", ownHost = ""] = process.argv;
const PER_TURN = 50;
const mouth = multicastDns({ interface: ownHost, bind: "224.0.0.251" });

mouth.on("ready", () => {
  say(0);
});

/** Half of them of addresses all over the network, half of its own. */
function say(from: number): void {
  for (let number = from; number < from + PER_TURN; number += 1) {
    const instance = `${`${number}`.padStart(8, "f")}-ffff`;
    const host = number % 2 === 0 ? ownHost : `10.77.${(number >> 8) & 255}.${number & 255}`;
    const forged = { instance, port: 1024 + number, shopTag, printers: [], invitation: undefined };
    mouth.respond(recordsOf(forged, [host]).map(writeRecord) as never[]);
  }
  if (from + PER_TURN >= Number(count)) mouth.destroy(() => console.log("done"));
  else setTimeout(say, 5, from + PER_TURN);
}
