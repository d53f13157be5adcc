import { describe, expect, it } from "vitest";
import type { StreamEvent } from "@/api/client";
import { mockEvents, mockExchange } from "../../../mocks/exchanges";
import { answerIn, answerOf } from "./answer";

const events = (...data: object[]): StreamEvent[] =>
  data.map((event, index) => ({
    index,
    atMicros: index,
    type: "message",
    data: JSON.stringify(event),
    complete: true,
  }));

describe("answerOf", () => {
  it("puts text, thinking and tool calls together", () => {
    const { blocks, stopReason } = answerOf(mockEvents(mockExchange(0, 0)));
    expect(blocks.map(({ kind, name }) => [kind, name])).toEqual([
      ["thinking", ""],
      ["text", ""],
      ["tool", "Bash"],
    ]);
    expect(blocks[1]?.text).toContain("Count the bytes before compressing.\n2. Tell");
    expect(JSON.parse(blocks[2]?.text ?? "")).toHaveProperty(
      "description",
      "Run the tests of the store",
    );
    expect(stopReason).toBe("tool_use");
  });

  it("shows an error behind what came before it", () => {
    const { blocks } = answerOf(
      events(
        { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
        { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Half" } },
        { type: "error", error: { type: "overloaded_error", message: "Overloaded" } },
      ),
    );
    expect(blocks).toEqual([
      { kind: "text", name: "", text: "Half" },
      { kind: "error", name: "overloaded_error", text: "Overloaded" },
    ]);
  });

  it("survives what it does not know", () => {
    const [first] = events({});
    const broken = { ...first, data: '{"type":"content_block_del' } as StreamEvent;
    const { blocks } = answerOf([
      broken,
      ...events(
        { type: "content_block_start", index: 0, content_block: { type: "hologram", x: 1 } },
        { type: "content_block_delta", index: 7, delta: { type: "text_delta", text: "lost" } },
        { type: "content_block_delta", index: 0, delta: { type: "beam_delta" } },
        { type: "signature_storm" },
      ),
    ]);
    expect(blocks).toEqual([
      { kind: "other", name: "hologram", text: '{\n  "type": "hologram",\n  "x": 1\n}' },
    ]);
  });

  it("keeps signatures out of what was said", () => {
    const { blocks } = answerOf(
      events(
        {
          type: "content_block_start",
          index: 0,
          content_block: { type: "thinking", thinking: "" },
        },
        {
          type: "content_block_delta",
          index: 0,
          delta: { type: "thinking_delta", thinking: "Hm." },
        },
        {
          type: "content_block_delta",
          index: 0,
          delta: { type: "signature_delta", signature: "Er" },
        },
      ),
    );
    expect(blocks[0]?.text).toBe("Hm.");
  });
});

describe("answerIn", () => {
  it("reads a message that came in one piece", () => {
    const body = JSON.stringify({
      type: "message",
      content: [
        { type: "text", text: "Hi" },
        { type: "tool_use", name: "Read", input: { a: 1 } },
      ],
      stop_reason: "tool_use",
    });
    expect(answerIn(body)).toEqual({
      blocks: [
        { kind: "text", name: "", text: "Hi" },
        { kind: "tool", name: "Read", text: '{\n  "a": 1\n}' },
      ],
      stopReason: "tool_use",
    });
  });

  it("reads an error, and nothing from anything else", () => {
    expect(answerIn('{"type":"error","error":{"type":"x","message":"y"}}').blocks).toEqual([
      { kind: "error", name: "x", text: "y" },
    ]);
    expect(answerIn('{"input_tokens":3}').blocks).toEqual([]);
    expect(answerIn("<html>").blocks).toEqual([]);
  });
});
