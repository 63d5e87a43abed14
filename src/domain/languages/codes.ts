/** Which languages there are. Alone in a file: the command line's help needs no more of the domain. */

/** Codes as they are typed; with a country only where it writes numbers otherwise than the language does. */
export const LOCALES = ["en", "de", "de-CH", "fr", "fr-CH", "es", "nl", "it", "pt", "pl"] as const;
export type Locale = (typeof LOCALES)[number];

/** Languages have two letters. */
export type Language = Locale extends infer Each
  ? Each extends `${infer Code}-${string}`
    ? Code
    : Each
  : never;
