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
    const { blocks, stopReason, usage } = answerOf(mockEvents(mockExchange(0, 0)));
    expect(blocks).toEqual([
      { kind: "thinking", text: expect.stringContaining("The queue is bounded") },
      { kind: "text", text: expect.stringContaining("before compressing.\n2. Tell") },
      expect.objectContaining({ kind: "call", name: "Bash", open: false }),
    ]);
    expect(blocks[2]).toHaveProperty("input.description", "Run the tests of the store");
    expect(usage).toEqual({
      input_tokens: 12,
      cache_read_input_tokens: 48_211,
      output_tokens: 214,
    });
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
      { kind: "text", text: "Half" },
      { kind: "error", name: "overloaded_error", text: "Overloaded" },
    ]);
  });

  it("shows a call while its input is still streaming", () => {
    const { blocks } = answerOf(
      events(
        {
          type: "content_block_start",
          index: 0,
          content_block: { type: "tool_use", id: "t", name: "Write", input: {} },
        },
        {
          type: "content_block_delta",
          index: 0,
          delta: { type: "input_json_delta", partial_json: '{"file_path": "/a", "content": "on' },
        },
      ),
    );
    expect(blocks).toEqual([
      {
        kind: "call",
        id: "t",
        name: "Write",
        input: { file_path: "/a", content: "on" },
        open: true,
      },
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
      { kind: "unknown", type: "hologram", json: '{\n  "type": "hologram",\n  "x": 1\n}' },
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
    expect(blocks[0]).toHaveProperty("text", "Hm.");
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
      usage: { output_tokens: 7 },
    });
    expect(answerIn(body)).toEqual({
      blocks: [
        { kind: "text", text: "Hi" },
        { kind: "call", id: "", name: "Read", input: { a: 1 }, open: false },
      ],
      stopReason: "tool_use",
      usage: { output_tokens: 7 },
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
