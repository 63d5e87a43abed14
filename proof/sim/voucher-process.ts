/** What a till does by itself for vouchers: it gives what it may redeem to a till that asks, and covers what is short. */

import { asStoreError } from "../../src/app/store-errors.ts";
import { type Till } from "../../src/app/till/till.ts";
import { createVoucherCovers, givePurse } from "../../src/app/vouchers/purse-rights.ts";
import { type DeviceId, streamType } from "../../src/domain/identity.ts";
import { type AskedRights } from "../../src/mesh/gossip/asking.ts";
import { type Life } from "./life.ts";
import { type World } from "./world.ts";

export interface VoucherProcess {
  /** Another till asks for what this one may redeem. */
  readonly give: (device: DeviceId, asked: AskedRights) => void;
  /** Begins to cover what is short, as a process with the duties does. */
  readonly begin: (till: Till) => void;
}

export interface VoucherProcessDeps {
  readonly world: World;
  /** The name of the box. */
  readonly name: string;
  readonly life: Life;
  /** The till whose acts the books hear of, once the device knows its shop. */
  readonly till: () => Till | undefined;
  /** Does what no person does, and tells the books of it alone. */
  readonly aside: (work: () => void) => void;
  /** The tills that are linked now. */
  readonly heard: () => ReadonlyArray<DeviceId>;
  /** Something was written that the mesh may tell. */
  readonly written: () => void;
}

const COVERS_LOOK_MS = 1000;
/** What is given to who asks for it as a voucher's money is. */
const PURSES: ReadonlySet<string> = new Set(["voucher", "points"]);

export function createVoucherProcess(deps: VoucherProcessDeps): VoucherProcess {
  const { world, name, life, till, aside, heard, written } = deps;

  function does(work: () => void): void {
    life.run(() => {
      try {
        aside(work);
      } catch (cause) {
        // A full disk is no problem here: the next look does it, and whoever asks asks again.
        if (asStoreError(cause) === undefined) world.problem(`${name} can't give rights`, cause);
      }
    });
    // Whoever hears a message is not sent another one at once.
    world.time.after(0, () => {
      life.run(written);
    });
  }

  return {
    give: (device, asked) => {
      const own = till();
      if (own === undefined || !PURSES.has(streamType(asked.of))) return;
      does(() => {
        givePurse(own, device, asked);
      });
    },
    begin: (own) => {
      const cover = createVoucherCovers({ till: own, hasDuties: () => true, heard });
      function look(): void {
        if (life.isOver()) return;
        does(cover);
        world.time.after(COVERS_LOOK_MS, look);
      }

      look();
    },
  };
}
