/** What bash and zsh complete behind `till`: commands, options and what these may be, out of the parser's own tree. */

import { type Command, type Option } from "commander";

export type Shell = "bash" | "zsh";

/** What may stand behind one command. */
interface Completed {
  /** `till order add`. */
  readonly path: string;
  /** Its commands, and what its words may be. */
  readonly words: ReadonlyArray<string>;
  readonly options: ReadonlyArray<string>;
  /** Options that take something: what it may be; nothing where a file or anything else does. */
  readonly values: ReadonlyArray<readonly [option: string, choices: ReadonlyArray<string>]>;
}

export function completionScript(program: Command, shell: Shell): string {
  const tables = tablesOf(completedBelow(program, program.name()));
  return `${shell === "bash" ? bash(tables) : zsh(tables)}\n`;
}

function completedBelow(command: Command, path: string): ReadonlyArray<Completed> {
  const options = command.options.filter(({ hidden }) => !hidden);
  const names = command.commands.map((next) => next.name());
  const choices = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  const own = {
    path,
    words: [...names, ...choices],
    options: [...options.flatMap(namesOf), "--help"],
    values: options.flatMap((option) => {
      const takes = option.required || option.optional;
      return takes ? namesOf(option).map((name) => [name, option.argChoices ?? []] as const) : [];
    }),
  };
  return [
    own,
    ...command.commands.flatMap((next) => completedBelow(next, `${path} ${next.name()}`)),
  ];
}

function namesOf({ short, long }: Option): ReadonlyArray<string> {
  return [short, long].filter((name) => name !== undefined);
}

/** The three tables that both shells read, each line as `["till order"]="add list show"`. */
function tablesOf(all: ReadonlyArray<Completed>): string {
  const words = all.map(({ path, words }) => [path, words] as const);
  const options = all.map(({ path, options }) => [path, options] as const);
  const values = all.flatMap(({ path, values }) =>
    values.map(([option, choices]) => [`${path} ${option}`, choices] as const),
  );
  return [
    table(
      "_till_words",
      words.filter(([, them]) => them.length > 0),
    ),
    table("_till_options", options),
    table("_till_values", values),
  ].join("\n");
}

function table(
  name: string,
  entries: ReadonlyArray<readonly [key: string, words: ReadonlyArray<string>]>,
): string {
  // What nothing is known of has a blank: the option takes something, such as a file.
  const lines = entries.map(([key, words]) => `  ["${key}"]="${words.join(" ") || " "}"`);
  return [`${name}=(`, ...lines, ")"].join("\n");
}

function bash(tables: string): string {
  return String.raw`# Completion of till for bash: source <(till completion bash)
declare -gA _till_words _till_options _till_values
${tables}

_till() {
  local word="$2" before="$3" path=till at=1
  # A shell parts --goods=back into three words.
  [[ $before == = ]] && before="\${COMP_WORDS[COMP_CWORD-2]}"
  [[ $word == = ]] && word=
  # What stands behind till help is a command, too.
  (( COMP_CWORD > 1 )) && [[ \${COMP_WORDS[1]} == help ]] && at=2
  for (( ; at < COMP_CWORD; at++ )); do
    [[ " \${_till_words[$path]} " == *" \${COMP_WORDS[at]} "* ]] && path+=" \${COMP_WORDS[at]}"
  done
  if [[ -n \${_till_values[$path $before]} ]]; then
    COMPREPLY=($(compgen -W "\${_till_values[$path $before]}" -- "$word"))
  elif [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "\${_till_options[$path]}" -- "$word"))
  else
    COMPREPLY=($(compgen -W "\${_till_words[$path]}" -- "$word"))
  fi
}

complete -o default -F _till till`.replaceAll(String.raw`\$`, "$");
}

function zsh(tables: string): string {
  return String.raw`#compdef till
# Completion of till for zsh: source <(till completion zsh), or a file _till in a folder of fpath.
typeset -gA _till_words _till_options _till_values
${tables.replaceAll(/^ {2}\["(?<key>[^"]+)"\]="(?<words>[^"]*)"$/gmu, `  "$<key>" "$<words>"`)}

_till() {
  local word="$words[CURRENT]" before="$words[CURRENT-1]" at=2 path_=till
  local -a found
  (( CURRENT > 2 )) && [[ $words[2] == help ]] && at=3
  for (( ; at < CURRENT; at++ )); do
    [[ " \${_till_words[$path_]} " == *" $words[at] "* ]] && path_+=" $words[at]"
  done
  if [[ -n \${_till_values[$path_ $before]} ]]; then
    found=(\${=_till_values[$path_ $before]})
  elif [[ $word == -* ]]; then
    found=(\${=_till_options[$path_]})
  else
    found=(\${=_till_words[$path_]})
  fi
  if (( $#found )); then
    compadd -- $found
  else
    _files
  fi
}

if [[ $funcstack[1] == _till ]]; then
  _till "$@"
else
  compdef _till till
fi`.replaceAll(String.raw`\$`, "$");
}
