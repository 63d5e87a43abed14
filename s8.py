def sub(p,a,b,n=1):
    s=open(p).read()
    assert a in s,(p,a)
    s=s.replace(a,b,n); open(p,'w').write(s)
# revoke
p='src/app/register-approval.ts'
sub(p,'''/** What a refusal says of rights, whoever was refused. */''','''/** Whether anybody here could lift a refusal for want of that right. */
export function isVouchedFor(till: Till, permission: Permission): boolean {
  return whoVouches(till, { type: "permission/missing", permission }).approvers.length > 0;
}

/** What a refusal says of rights, whoever was refused. */''')
sub(p,'''import { type Rights } from "../domain/permission.ts";''','''import { type Permission, type Rights } from "../domain/permission.ts";''')
p='src/app/register-office-tills.ts'
sub(p,'''    mayShutOut: () => mayChangeDevices(desk),
''','''    // Else somebody's PIN is asked for once it is known which till, and why.
    mayShutOut: () => (isVouchedFor(till, "devices") ? ok(undefined) : mayChangeDevices(desk)),
''')
sub(p,'''import { type Desk } from "./register-desk.ts";''','''import { isVouchedFor } from "./register-approval.ts";
import { type Desk } from "./register-desk.ts";''')
p='src/tui/tills-port.ts'
sub(p,'''  /** Whether this person may shut a till out, or replace it. */''','''  /** Whether this person may shut a till out, or replace it, alone or with another one's word. */''')
p='test/tui/office/office-tills.test.ts'
sub(p,'''  test("open nothing for who may not, which is said, nor for a till that isn't there", async () => {
    const { keys, press, till } = await office("", "1");
    keys(":revoke");
    press("Enter");
    expect(till.message()).toMatch(/^Mia may not change devices/u);
    expect(till.state()).toMatchObject({ screen: "register", text: ":revoke" });

    const other = await office();
''','''  test("have a till shut out with another's PIN, as its page does", async () => {
    const { cafe, keys, press, till } = await office("", "1");
    await enrolBar(cafe, till.keyboard.open.till);
    keys(":revoke bar");
    press("Enter");
    expect(till.title()).toBe("Back office: Tills: B Bar");
    keys("stolen");
    press("Enter Enter");
    expect(till.state().approval?.what).toMatch(/^Shut out B Bar/u);

    keys("4");
    press("Enter");
    keys("4444");
    press("Enter");
    await till.keyboard.checked();

    expect(till.message()).toMatch(/^B Bar is shut out/u);
    expect(openShopTills(till)).toContainEqual(["B Bar", "shut-out"]);
  });

  test("open nothing for a till that isn't there", async () => {
    const other = await office();
''')
# plain doubt
W='src/tui/words/'
for l,t in {'en':'    perhapsOnPaper: (text: string) => `${text} Sent; perhaps on paper: look.`,\n','de':'    perhapsOnPaper: (text) => `${text} Gesendet; vielleicht gedruckt: nachsehen.`,\n','fr':'    perhapsOnPaper: (text) => `${text} Envoyé ; peut-être imprimé : vérifier.`,\n','es':'    perhapsOnPaper: (text) => `${text} Enviado; quizá impreso: compruébelo.`,\n'}.items():
    p=W+f'{l}-plain.ts'
    s=open(p).read()
    i=s.index('    noPaperYet:'); s=s[:i]+t+s[i:]; open(p,'w').write(s)
p='src/tui/plain/plain-answers.ts'
sub(p,'''  if (line.waits !== undefined) return plain.noPaperYet(text);
''','''  if (line.waits?.for === "doubt") return plain.perhapsOnPaper(text);
  if (line.waits !== undefined) return plain.noPaperYet(text);
''')
# paste
p='src/tui/register-step.ts'
sub(p,'''    case "text":
    case "paste":
      return type(state, event.text);
    case "hit":''','''    case "text":
      return type(state, event.text);
    case "paste":
      return paste(state, event.text);
    case "hit":''')
sub(p,'''  if (event.type === "text" || event.type === "paste") return type(state, event.text);
  if (event.type === "key"''','''  if (event.type === "text") return type(state, event.text);
  if (event.type === "paste") return paste(state, event.text);
  if (event.type === "key"''')
sub(p,'''function type(state: RegisterState''','''/** Behind digits that stand there it would make the number or the PIN of somebody else. */
function paste(state: RegisterState, text: string): RegisterState {
  const isPerson = state.list === undefined && (state.approval ?? state.screen) !== "register";
  return type(isPerson ? withField(state, "") : state, text);
}

function type(state: RegisterState''')
