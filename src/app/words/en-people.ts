/** People and their hours in English, the reference. */

import { type PeopleWords } from "./people-words.ts";

export const enPeople: PeopleWords = {
  clockedIn: (name, time) => `${name} clocked in at ${time}.`,
  clockedOut: (name, time) => `${name} clocked out at ${time}.`,
  nobodyIn: (day) => `Nobody has clocked in on ${day}.`,
  working: "working",
  disabled: "DISABLED",
  noPin: "no PIN",
  badge: (badge) => `badge ${badge}`,
  language: (code) => `language ${code}`,
  done: {
    added: (name) => `${name} works here now.`,
    rescued: (name) => `${name} may change staff, with the new PIN.`,
    badgeSet: (name) => `${name} has that badge now.`,
    badgeGone: (name) => `${name} has no badge any more.`,
    pinSet: (name) => `${name} has a new PIN.`,
    disabled: (name) => `${name} can't sign in any more, on any till that hears of it.`,
    enabled: (name) => `${name} can sign in again, with the PIN of before.`,
    languageSet: (name, code) =>
      `${name} has screens in ${code === "" ? "the shop's language" : code}, from the next log-in on.`,
  },
};
