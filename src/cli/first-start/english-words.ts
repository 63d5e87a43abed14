/** What is said of options: English, as the command line is. */

export const ENGLISH_WORDS = {
  missing: (options: string) =>
    `Say ${options}: docs/first-start.md has them, or use a terminal and be asked.`,
  wrong: (option: string, sentence: string) => `${option}: ${sentence}`,
  unused: (option: string) => `${option} has no place among these answers: leave it out.`,
  oneOf: (option: string) => `${option} is for a real shop: say it without --demo and --fixture.`,
} as const;
