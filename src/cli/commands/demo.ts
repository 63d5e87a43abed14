/** `till demo`, which is `npm start`: the demo shop, made when it is not there yet. */

import path from "node:path";

import { playShift } from "../../app/demo-shift.ts";
import { loadFixture } from "../../app/fixtures.ts";
import { foundShop } from "../../app/found-shop.ts";
import { hasStore, openTill, systemStoreDeps } from "../../app/open-till.ts";
import { printSheet } from "../../app/sheet-paper.ts";
import { type Console } from "../console.ts";
import { EXIT } from "../exit-codes.ts";
import { CommandFault, usageFault } from "../fault.ts";
import { unlock } from "../unlock.ts";
import { run } from "./run.ts";

const DEMO_FIXTURE = "cafe";
const DEMO_DEVICE = "Front counter";

export async function demo(console: Console): Promise<number> {
  const { environment } = console;
  const store = path.join(environment.dataDir, "demo");
  const fixture = loadFixture(DEMO_FIXTURE);
  if (!fixture.ok) throw usageFault(fixture.fault.sentence);
  if (!hasStore(store)) {
    const founding = { dir: store, fixture: fixture.value, deviceName: DEMO_DEVICE, demo: true };
    await foundShop(
      {
        ...founding,
        // Nobody is asked anything on the way to a demo.
        handOut: async (sheet) => {
          await printSheet(store, sheet);
          return "unread";
        },
      },
      systemStoreDeps,
    );
    console.say(`Made the demo shop ${fixture.value.shop.name} in ${store}`);
  }
  if (environment.isTerminal) return run({ store }, console);

  const open = openTill(store, await unlock(store, {}, console));
  try {
    const played = await playShift(open, fixture.value, console.out);
    if (!played.ok) {
      throw new CommandFault(
        EXIT.refused,
        `The demo's first PIN doesn't open it any more: \`till run --store ${store}\` asks for yours.`,
      );
    }
    return played.value ? EXIT.fine : EXIT.foundWrong;
  } finally {
    await open.close();
  }
}
