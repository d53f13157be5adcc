// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
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
