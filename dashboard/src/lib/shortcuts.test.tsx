// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useShortcuts } from "./shortcuts";

const pressed = vi.fn();

function Page() {
  useShortcuts({ "?": pressed });
  return (
    <>
      <input type="text" aria-label="Text" />
      <textarea aria-label="Area" />
      <input type="radio" aria-label="Radio" />
      <input type="checkbox" aria-label="Box" />
      <button type="button">Button</button>
    </>
  );
}

beforeEach(() => {
  // The browser there is in unit tests lays nothing out.
  HTMLElement.prototype.checkVisibility = () => true;
  pressed.mockReset();
});

afterEach(cleanup);

it.each(["Text", "Area"])("leaves keys to what is typed into: %s", async (name) => {
  render(<Page />);
  screen.getByLabelText(name).focus();
  await userEvent.keyboard("?");
  expect(pressed).not.toHaveBeenCalled();
});

it.each(["Radio", "Box", "Button"])("takes keys from what is only chosen: %s", async (name) => {
  render(<Page />);
  (screen.queryByLabelText(name) ?? screen.getByText(name)).focus();
  await userEvent.keyboard("?");
  expect(pressed).toHaveBeenCalledOnce();
});

it("has its keys as soon as the page is there, before anything else is done", async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", false);
  const host = document.createElement("div");
  const there = new Promise<void>((resolve) => {
    // Told right after the page has changed, before effects that may wait.
    new MutationObserver(() => {
      document.dispatchEvent(new KeyboardEvent("keydown", { key: "?" }));
      resolve();
    }).observe(host, { childList: true });
  });
  const root = createRoot(host);
  root.render(<Page />);
  await there;
  expect(pressed).toHaveBeenCalledOnce();
  root.unmount();
  vi.unstubAllGlobals();
});
