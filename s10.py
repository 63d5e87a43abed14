def sub(p,a,b,n=1):
    s=open(p).read()
    assert a in s,(p,a)
    s=s.replace(a,b,n); open(p,'w').write(s)
sub('test/tui/office/office-tills.test.ts','''    expect(openShopTills(till)).toContainEqual(["B Bar", "shut-out"]);''','''    expect(reasonsOf({ till })).toEqual(["stolen"]);''')
sub('test/tui/log-in.test.ts','''  test("is asked again when a beginning fits two"''','''  test("is who was pasted, not somebody with the digits before it", () => {
    const it = started(undefined, () => ({
      staff: () => [
        { number: "1", name: "Mia" },
        { number: "12", name: "Ben" },
      ],
    }));
    it.type("1");

    it.store.dispatch([{ type: "paste", text: "2" }]);
    expect(it.store.getState().logIn).toMatchObject({ step: "number", number: "2" });
    it.store.dispatch([{ type: "paste", text: "1" }]);
    it.press("Enter");

    expect(it.store.getState().logIn).toEqual({ step: "pin", number: "1", pin: "" });
  });

  test("is asked again when a beginning fits two"''')
