/** How the tills stand, in English, the reference. */

import { counted } from "../counted.ts";
import { revocationText } from "../revocation.ts";
import { type MeshStatusWords } from "./mesh-status-words.ts";

export const enMeshStatus: MeshStatusWords = {
  keyless: "This till has no keys for links to others: nobody has let it in.",
  noProgram: "No program of this till is connected: open the register or `till node`.",
  unlinked: (pid) => `Process ${pid} has the duties and takes no links (yet): its log says why.`,
  linked: ({ pid, port }, safeOn, others) => {
    const safe =
      safeOn === undefined
        ? "this till has said nothing yet"
        : `what this till said last is safe on ${safeOn} of ${counted(others, "other till")}`;
    return `Connected by process ${pid} on port ${port}; ${safe}.`;
  },
  self: "this till",
  authority: "authority",
  revoked: (reason, replacedBy) => {
    const why = revocationText({ reason, replacedBy });
    return why === "" ? "REVOKED" : `REVOKED (${why})`;
  },
  lastEvent: (when) => `its last event here is of ${when}`,
  nothingHere: "nothing of it is here",
  joinAgain: "nothing of it is here: if its joining broke off, invite anew and join on it again",
  safeOn: (others) => `safe on ${counted(others, "other till")}`,
  unopened: "no register opened there yet",
  connected: "connected",
  notConnected: "not connected",
  lastHeard: (when) =>
    when === undefined ? "not heard since this program began" : `last heard at ${when}`,
  hasAll: "has everything",
  lacks: (events) => `lacks ${counted(events, "event")}`,
  lacksUpTo: (events) => `lacks up to ${counted(events, "event")}`,
  roundTrip: (duration) => `round trip ${duration}`,
  clock: (off, isAhead) => `clock ${off} ${isAhead ? "ahead" : "behind"} of ours`,
  fetching: (percent, held, known) =>
    `Catching up: ${percent}, ${held} of ${counted(known, "event")}.`,
  noRoom: "The disk has no room for what the others tell: make room.",
  misdeed: (till, reason, count) =>
    `${till} sent what no till sends: ${reason} (${counted(count, "time")}).`,
  staysSilent: (till) => `${till} connects again and again and then says nothing.`,
  misdated: (till, date) => `${till} sent what is dated ${date}: look at its clock.`,
  asksTooMuch: (till) =>
    `${till} asks for more than a till needs, and is answered late: look who has it, or shut it out.`,
};
