import type { Turn } from "@/api/client";
import { contextAt } from "./landmarks";

type Step = Turn["requests"][number];

/** What is known of turns and answers, by the messages that they are. */
export class TurnFacts {
  /** How much the model takes in at once, in tokens; nothing where that is not known. */
  readonly window: number | null;
  /** The most that a turn gave the model, in tokens. */
  readonly largest: number;
  private readonly turns = new Map<number, { turn: Turn; number: number }>();
  private readonly steps = new Map<number, Step>();

  constructor(turns: readonly Turn[], window: number | null) {
    this.window = window;
    let largest = 0;
    for (const [index, turn] of turns.entries()) {
      this.turns.set(turn.id, { turn, number: index + 1 });
      largest = Math.max(largest, contextAt(turn) ?? 0);
      for (const step of turn.requests) {
        if (step.answer !== null) this.steps.set(step.answer, step);
      }
    }
    this.largest = largest;
  }

  turn(id: number): { turn: Turn; number: number } | undefined {
    return this.turns.get(id);
  }

  /** The request whose answer a message is. */
  step(message: number): Step | undefined {
    return this.steps.get(message);
  }
}
