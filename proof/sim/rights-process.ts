/** What a till does by itself for rights, once it knows its shop: those to guarded goods, and to vouchers. */

import { createRightsSharer } from "../../src/app/stock/rights-sharer.ts";
import { asStoreError } from "../../src/app/store-errors.ts";
import { type Till } from "../../src/app/till/till.ts";
import { type Life } from "./life.ts";
import { glanceAt, type MeshProcess } from "./mesh-process.ts";
import { onceOpen } from "./once-open.ts";
import { hasPoints } from "./points-shop.ts";
import { checkStockAt } from "./stock-checks.ts";
import { hasStock } from "./stock-shop.ts";
import { createVoucherProcess, type VoucherProcess } from "./voucher-process.ts";
import { hasVouchers } from "./voucher-shop.ts";
import { type Process, type World } from "./world.ts";

interface RightsDeps {
  readonly world: World;
  /** The name of the box. */
  readonly name: string;
}

interface RightsParts {
  readonly mesh: MeshProcess;
  readonly work: Pick<Process, "open"> & {
    /** The open till with a ledger of which the books hear each commit. */
    readonly noticedTill: () => Till | undefined;
    /** Does what no person does, and tells the books of it alone. */
    readonly aside: (work: () => void) => void;
  };
}

/** Gives a voucher's money and a customer's points to tills that ask, and covers what is short of it, where the shop sells any. */
export function keepVouchers(
  { world, name }: RightsDeps,
  life: Life,
  { mesh, work }: RightsParts,
): Pick<VoucherProcess, "give"> {
  if (!hasVouchers(world.options) && !hasPoints(world.options)) return { give: () => undefined };
  const vouchers = createVoucherProcess({
    world,
    name,
    life,
    till: work.noticedTill,
    aside: work.aside,
    heard: () =>
      glanceAt(world, mesh).peers.flatMap(({ device, isConnected }) =>
        isConnected ? [device] : [],
      ),
    written: mesh.committed,
  });
  onceOpen({ world, life, open: work.open, mayBegin: () => true }, () => {
    const till = work.noticedTill();
    if (till !== undefined) vouchers.begin(till);
  });
  return vouchers;
}

const SHARING_LOOK_MS = 1000;
/** In a short run a minute passes so much faster for whoever shares rights. */
const SHARING_SPEED = 12;

/** Gives others of what this till may sell, and covers what is short, as a process with the duties does. */
export function keepSharing(
  { world, name }: RightsDeps,
  life: Life,
  { mesh, work }: RightsParts,
): void {
  if (!hasStock(world.options)) return;
  const speed = world.options.hours < 1 ? SHARING_SPEED : 1;
  let sharedMs = 0;

  /** In a shop that is to fall silent nobody shares any more, but all that is short is covered. */
  function steadyMs(): number {
    if (!world.isClosed()) sharedMs = world.time.nowMs() * speed;
    return sharedMs;
  }

  function lookEach(look: () => void): void {
    if (life.isOver()) return;
    life.run(() => {
      try {
        work.aside(look);
      } catch (cause) {
        // A full disk is no problem here: the next look does it.
        if (asStoreError(cause) === undefined) world.problem(`${name} can't share rights`, cause);
      }
      mesh.committed();
    });
    world.time.after(SHARING_LOOK_MS, () => {
      lookEach(look);
    });
  }

  onceOpen({ world, life, open: work.open, mayBegin: () => true }, (opened) => {
    const till = work.noticedTill();
    if (till === undefined) return;
    const look = createRightsSharer({
      till,
      steadyMs,
      hasDuties: () => true,
      mesh: () => glanceAt(world, mesh),
    });
    lookEach(look);
    // A long run looks from time to time: a till that works for hours hears very much.
    if (speed > 1)
      till.ledger.onChange(lookAgain(world, life, () => checkStockAt(world, name, opened)));
  });
}

/** Looks once the act is over that changed something: the books hear of it only then. */
function lookAgain({ time }: World, life: Life, look: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    time.after(0, () => {
      isDue = false;
      if (!life.isOver()) look();
    });
  };
}
