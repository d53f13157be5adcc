// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useTyped } from "./use-typed";

const MILLIS = 200;
const onChange = vi.fn<(text: string) => void>();

beforeEach(() => {
  vi.useFakeTimers();
  onChange.mockReset();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** A field, and what is known outside of it. */
function field() {
  const hook = renderHook(({ value }) => useTyped(value, (text) => onChange(text), MILLIS), {
    initialProps: { value: "" },
  });
  return {
    text: () => hook.result.current[0],
    type: (text: string) => act(() => hook.result.current[1](text)),
    pass: (millis: number) => act(() => vi.advanceTimersByTime(millis)),
    comes: (value: string) => hook.rerender({ value }),
  };
}

it("tells of a text once nobody has typed for a moment", () => {
  const { type, pass } = field();
  type("a");
  pass(MILLIS - 1);
  type("ab");
  pass(MILLIS - 1);
  expect(onChange).not.toHaveBeenCalled();
  pass(1);
  expect(onChange.mock.calls).toEqual([["ab"]]);
});

it("keeps what was typed before the last text came back", () => {
  const { text, type, pass, comes } = field();
  type("a");
  pass(MILLIS);
  type("ab");
  comes("a");
  expect(text()).toBe("ab");
  pass(MILLIS);
  type("abc");
  pass(MILLIS);
  comes("ab");
  comes("abc");
  expect(text()).toBe("abc");
  pass(MILLIS);
  expect(onChange.mock.calls).toEqual([["a"], ["ab"], ["abc"]]);
});

it("tells of a text that was taken back before it came back", () => {
  const { text, type, pass, comes } = field();
  type("a");
  pass(MILLIS);
  type("");
  comes("a");
  pass(MILLIS);
  expect(text()).toBe("");
  expect(onChange.mock.calls).toEqual([["a"], [""]]);
});

it("is changed from outside, and tells nobody of that", () => {
  const { text, type, pass, comes } = field();
  type("a");
  pass(MILLIS);
  comes("a");
  comes("");
  expect(text()).toBe("");
  pass(MILLIS);
  comes("a");
  expect(text()).toBe("a");
  expect(onChange).toHaveBeenCalledOnce();
});

it("does not wait for a page to stand still that changes all the time", () => {
  const { type, pass, comes } = field();
  type("a");
  for (let change = 0; change < 4; change++) {
    pass(MILLIS / 4);
    comes("");
  }
  expect(onChange).toHaveBeenCalledWith("a");
});
