/** Words that can't be parsed, answered in one sentence like everything else that goes wrong. */

import { type CommanderError } from "commander";

import { cliWords } from "../words/made/cli/all.ts";
import { type CliWords } from "../words/made/cli/words.ts";
import { type Sentence } from "./sentence.ts";
import { sentencesOf } from "./sentences-of.ts";

type Usage = CliWords["usage"];

/** `fault.message` is the parser's own: `error: unknown option '--frob'`, perhaps with a suggestion below it. */
export function usageSentence({ message }: CommanderError): Sentence {
  const text = message.replace(/^error: /u, "").trim();
  return sentencesOf(cliWords)(({ usage }) => sentenceOf(text, usage));
}

/** The first whose pattern the parser's text has says what the parser means. */
const READERS: ReadonlyArray<{
  readonly pattern: RegExp;
  readonly say: (found: Readonly<Record<string, string>>, usage: Usage) => string;
}> = [
  {
    pattern: /^too many arguments.*: (?<words>.+)\.$/su,
    say: ({ words = "" }, { tooMany }) => tooMany({ words }),
  },
  {
    pattern: /^unknown option '(?<name>.+?)'(?:\n\(Did you mean (?<like>.+)\?\))?$/su,
    say: (found, { unknownOption }) => unknownOption(unknown(found)),
  },
  {
    pattern: /^unknown command '(?<name>.+?)'(?:\n\(Did you mean (?<like>.+)\?\))?$/su,
    say: (found, { unknownCommand }) => unknownCommand(unknown(found)),
  },
  {
    pattern: /^missing required argument '(?<name>.+)'$/su,
    say: ({ name = "" }, { missing }) => missing({ name }),
  },
  {
    pattern: /^option '(?<name>.+?)' argument missing$/su,
    say: ({ name = "" }, { withoutValue }) => withoutValue({ name }),
  },
  {
    pattern: /^required option '(?<name>.+?)' not specified$/su,
    say: ({ name = "" }, { needed }) => needed({ name }),
  },
  {
    pattern:
      /^option '(?<name>.+?)' argument '(?<text>.*)' is invalid\. Allowed choices are (?<all>.+)\.$/su,
    say: ({ name = "", text = "", all = "" }, { choice }) => choice({ name, text, all }),
  },
];

/** What people type where another command does it, in their own words for it. */
const MEANT: Readonly<Record<string, string>> = { "--table": "till order table" };

/** `like` is a name, or `one of` several. */
function unknown({ name = "", like = MEANT[name] }: Readonly<Record<string, string>>) {
  const names = like === undefined ? [] : like.replace(/^one of /u, "").split(", ");
  return { name, like: names, isOne: names.length === 1 };
}

function sentenceOf(text: string, usage: Usage): string {
  for (const { pattern, say } of READERS) {
    const found = pattern.exec(text);
    if (found !== null) return say(found.groups ?? {}, usage);
  }
  // The parser has a few more that no command of ours can lead to.
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}: ${usage.seeHelp}.`;
}
