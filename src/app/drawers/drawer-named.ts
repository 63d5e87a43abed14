/** The session that somebody means by the label of a drawer. */

import {
  drawerSession,
  type DrawerRef,
  type DrawerSession,
  lastSessionOf,
  openDrawers,
} from "../../domain/drawer/drawers.ts";
import { type EventId } from "../../domain/identity.ts";
import { type LedgerView } from "../../domain/ledger-view.ts";
import { drawerLabel } from "../drawer-label.ts";
import { type Till } from "../till/till.ts";

/**
 * The session of a drawer by its name, or by the id of the session itself: the open one, else the last
 * one, which may still be counted. Undefined where that drawer was never opened.
 */
export function drawerNamed(till: Pick<Till, "ledger">, text: string): DrawerSession | undefined {
  const wanted = text.trim().toUpperCase();
  return till.ledger.read((view) => {
    const open = openDrawers(view).filter(({ id, place }) => {
      return id === text.trim() || drawerLabel(till, place).toUpperCase() === wanted;
    });
    // The later session is in use, where two tills opened one pouch apart.
    const [newest] = open.toSorted((a, b) => b.opened.hlc - a.opened.hlc);
    return newest ?? lastNamed(till, view, wanted) ?? sessionById(view, text.trim());
  });
}

function lastNamed(
  { ledger }: Pick<Till, "ledger">,
  view: LedgerView,
  wanted: string,
): DrawerSession | undefined {
  const { code, no } = /^(?<code>[A-Z]+)(?<no>[1-9])$/u.exec(wanted)?.groups ?? {};
  const devices = [...ledger.admission().values()].filter((it) => it.code === code);
  const refs: ReadonlyArray<DrawerRef> =
    code === undefined
      ? [{ device: ledger.identity.key.device, pouch: wanted }]
      : devices.map(({ device }) => ({ device, no: Number(no) }));
  return refs.flatMap((place) => lastSessionOf(view, place) ?? []).at(-1);
}

function sessionById(view: LedgerView, id: string): DrawerSession | undefined {
  return /^[^/\s]+:\d+:[0-9a-f]{8}$/u.test(id) ? drawerSession(view, id as EventId) : undefined;
}
