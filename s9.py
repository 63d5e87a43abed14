import re
p='src/tui/register-step.ts'
s=open(p).read()
i=s.index('/** Behind digits that stand there it would'); j=s.index('type Press = (till')
body=s[i:j]
s=s[:i]+s[j:]
s=s.replace('return type(state, event.text)','return typeText(state, event.text)').replace('return paste(state, event.text)','return pasteText(state, event.text)')
s=s.replace('import { ENTRY_LENGTH_MAX } from "../domain/entry-text.ts";\n','')
s=s.replace('import { askWeight, keepWeighing','import { pasteText, seen, typeText } from "./typing.ts";\nimport { askWeight, keepWeighing')
open(p,'w').write(s)
body=body.replace('function paste(','export function pasteText(').replace('function type(','export function typeText(').replace('return type(','return typeText(').replace('function seen(','export function seen(')
body=body.replace('''  const isPerson = state.list === undefined && (state.approval ?? state.screen) !== "register";
''','''  const isPerson = state.screen === "log-in" || state.approval !== undefined;
''')
open('src/tui/typing.ts','w').write('''/** What is typed or pasted goes where it belongs: an approval, a list's search, the log-in, or the line. */

import { ENTRY_LENGTH_MAX } from "../domain/entry-text.ts";
import { fieldOf, type RegisterState, unasked, withField } from "./register-state.ts";

'''+body.rstrip()+'\n')
p='test/tui/log-in.test.ts'
