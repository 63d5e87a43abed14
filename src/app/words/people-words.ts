/** What commands list of people and their hours: one shape for all languages. */

export interface PeopleWords {
  readonly clockedIn: (name: string, time: string) => string;
  readonly clockedOut: (name: string, time: string) => string;
  readonly nobodyIn: (day: string) => string;
  /** In the place of when somebody left. */
  readonly working: string;
  /** Of somebody in a list. */
  readonly disabled: string;
  readonly noPin: string;
  readonly badge: (badge: string) => string;
  readonly language: (code: string) => string;
  /** What is so now, in a sentence. */
  readonly done: {
    readonly added: (name: string) => string;
    readonly rescued: (name: string) => string;
    readonly badgeSet: (name: string) => string;
    readonly badgeGone: (name: string) => string;
    readonly pinSet: (name: string) => string;
    readonly disabled: (name: string) => string;
    readonly enabled: (name: string) => string;
    /** Empty for the shop's. */
    readonly languageSet: (name: string, code: string) => string;
  };
}
