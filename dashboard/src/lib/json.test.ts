import { describe, expect, it } from "vitest";
import { parseBeginning } from "./json";

describe("parseBeginning", () => {
  const whole = '{"command": "echo \\"a\\u00e9\\n\\"", "n": 12, "list": [{"a": true}, "b"]}';

  it("reads an object from every one of its beginnings that has a member", () => {
    for (let end = whole.indexOf("echo"); end <= whole.length; end++) {
      expect(parseBeginning(whole.slice(0, end)), whole.slice(0, end)).toHaveProperty("command");
    }
    expect(parseBeginning(whole)).toEqual(JSON.parse(whole));
  });

  it("shows a string as far as it came", () => {
    expect(parseBeginning('{"command": "npm te')).toEqual({ command: "npm te" });
    expect(parseBeginning('{"command": "a\\')).toEqual({ command: "a" });
  });

  it("leaves away what has only been begun", () => {
    expect(parseBeginning('{"a": 1, "b')).toEqual({ a: 1 });
    expect(parseBeginning('{"a": 1, "b": tr')).toEqual({ a: 1 });
    expect(parseBeginning("{")).toEqual({});
    expect(parseBeginning("")).toBeUndefined();
    expect(parseBeginning("nonsense")).toBeUndefined();
  });
});
