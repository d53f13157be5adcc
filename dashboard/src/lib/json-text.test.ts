import { describe, expect, it } from "vitest";
import { setOutJson } from "./json-text";

describe("setOutJson", () => {
  it.each([
    ["{}", "{}"],
    ["[ ]", "[]"],
    ['{"a":[1,{"b":{}}]}', '{\n  "a": [\n    1,\n    {\n      "b": {}\n    }\n  ]\n}'],
    [' {"a" : "x,y:{}"}\n', '{\n  "a": "x,y:{}"\n}'],
  ])("sets out %s", (json, text) => {
    expect(setOutJson(json)).toBe(text);
  });

  it("agrees with the browser's own on what both can say", () => {
    const value = {
      text: 'a "quoted" \\ line\nnext',
      list: [true, null, -1.5e3],
      deep: [[[]], {}],
    };
    expect(setOutJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
  });

  it("changes nothing that reading would change", () => {
    const json = '{"n":12345678901234567890,"e":"\\u00e9\\/","n":1.0,"10":1,"2":2}';
    const text = setOutJson(json);
    expect(text.replace(/[\s]/g, "")).toBe(json);
  });

  it("finds the end of strings that end in backslashes", () => {
    expect(setOutJson('["\\\\","\\\\\\"",1]')).toBe('[\n  "\\\\",\n  "\\\\\\"",\n  1\n]');
  });
});
