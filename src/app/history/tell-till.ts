/** What was done to drawers, days, people and tills, in words. */

import { type KnownEvent } from "../../domain/events/kinds.ts";
import { streamName, type StreamId } from "../../domain/identity.ts";
import { sumMinor } from "../../domain/money/amounts.ts";
import { receiptNumber } from "../../domain/order/order-view.ts";
import { sixtiethsText } from "../../domain/text/duration-text.ts";
import { type Sentences } from "./sentence.ts";
import { type Teller } from "./teller.ts";

type DrawerKind = Extract<KnownEvent["kind"], `drawer/${string}` | `safe/${string}`>;

export const DRAWER_SENTENCES: Sentences<DrawerKind> = {
  "drawer/opened": ({ body: { float, ...place } }, say) => {
    const money = say.money(float.own);
    return place.pouch === undefined
      ? say.did.drawerOpened({ drawer: say.drawerAt(place), money })
      : say.did.pouchTaken({ person: say.person(place.pouch), money });
  },
  "drawer/taken": (event, say) => say.did.drawerTaken(drawerOf(event, say)),
  "drawer/moved": (event, say) => {
    const { what, amount, currency } = event.body;
    return say.did.drawerMoved({
      ...drawerOf(event, say),
      what,
      money: say.cash(amount, currency),
    });
  },
  "drawer/no-sale": (event, say) => say.did.noSale(drawerOf(event, say)),
  "drawer/unlocked": (event, say) =>
    say.did.unlocked({ ...drawerOf(event, say), how: event.body.how }),
  "drawer/counted": (event, say) =>
    say.did.counted({ ...drawerOf(event, say), money: say.money(event.body.cash.own) }),
  "drawer/closed": (event, say) =>
    say.did.drawerClosed({ ...drawerOf(event, say), money: say.money(event.body.difference) }),
  "drawer/found": (event, say) =>
    say.did.drawerFound({
      ...drawerOf(event, say),
      money: say.money(event.body.amount),
      where: event.body.where,
    }),
  "safe/moved": ({ body: { what, amount, currency } }, say) =>
    say.did.safeMoved({ what, money: say.cash(amount, currency) }),
};

function drawerOf(
  { streams }: Pick<KnownEvent, "streams">,
  say: Teller,
): { readonly drawer: string } {
  return { drawer: say.drawer(streams[0]) };
}

type DayKind = Extract<KnownEvent["kind"], `day/${string}` | "z/closed">;

export const DAY_SENTENCES: Sentences<DayKind> = {
  "day/began": ({ act }, say) => say.did.dayBegan({ day: say.day(act.day) }),
  "z/closed": ({ body: { series, no, total } }, say) =>
    say.did.zClosed({ number: receiptNumber(series, no), money: say.money(total) }),
  "day/closing": (_, say) => say.did.dayClosing,
  "day/closed": ({ body: { zs }, streams }, say) =>
    say.did.dayClosed({
      day: say.dayOf(streams[0]),
      money: say.money(sumMinor(zs, ({ total }) => total)),
    }),
};

type PeopleKind = Extract<
  KnownEvent["kind"],
  `shift/${string}` | "tips/pooled" | "staff/pin-set" | "staff/rescued" | "staff/pins-missed"
>;

export const PEOPLE_SENTENCES: Sentences<PeopleKind> = {
  "staff/pin-set": ({ streams }, say) => say.did.pinSet({ person: personOf(streams[0], say) }),
  "staff/rescued": ({ streams }, say) => say.did.rescued({ person: personOf(streams[0], say) }),
  "staff/pins-missed": ({ body: { misses, staff } }, say) =>
    say.did.pinsMissed({ misses, person: say.person(staff) }),
  "shift/clocked-in": ({ body: { staff } }, say) =>
    say.did.clockedIn({ person: say.person(staff) }),
  "shift/clocked-out": ({ body: { said }, streams }, say) =>
    [
      say.did.clockedOut({ person: say.shift(streams[0]) }),
      ...(said === undefined ? [] : [say.fields.outAt({ time: say.moment(said) })]),
    ].join(", "),
  "shift/left": ({ body: { staff } }, say) => say.did.clockedOut({ person: say.person(staff) }),
  "shift/break-begun": ({ body: { paid }, streams }, say) =>
    say.did.breakBegun({ person: say.shift(streams[0]), paid: paid ? "paid" : "unpaid" }),
  "shift/break-ended": ({ streams }, say) => say.did.breakEnded({ person: say.shift(streams[0]) }),
  "shift/corrected": ({ body, streams }, say) => {
    const { in: begin, out: end, breakMinutes } = body;
    const fields = [
      ...(begin === undefined ? [] : [say.fields.inAt({ time: say.moment(begin) })]),
      ...(end === undefined ? [] : [say.fields.outAt({ time: say.moment(end) })]),
      ...(breakMinutes === undefined
        ? []
        : [say.fields.breaks({ duration: sixtiethsText(breakMinutes) })]),
    ].join(", ");
    return say.did.shiftCorrected({ person: say.shift(streams[0]), fields });
  },
  "tips/pooled": ({ body: { from, to, pay, shares } }, say) =>
    say.did.tipsPooled({
      from: say.day(from),
      to: say.day(to),
      money: say.money(sumMinor(shares, ({ amount }) => amount)),
      pay,
    }),
};

function personOf(stream: StreamId | undefined, say: Teller): string {
  return stream === undefined ? "?" : say.person(streamName(stream));
}
