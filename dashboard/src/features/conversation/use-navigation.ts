import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useShortcuts } from "@/lib/shortcuts";
import type { RowsHandle } from "@/ui/VirtualRows";
import { rowAt } from "./flow-rows";
import { type Landmarks, landmarksOf, nextPlace } from "./landmarks";
import type { ConversationReader, Reading } from "./reader";

export interface Navigation {
  landmarks: Landmarks;
  /** What stands at the top of what is seen. */
  place: number;
  setPlace: (place: number) => void;
  /** Where somebody went last. */
  current: number | undefined;
  go: (position: number) => void;
  /** Goes to the next one of these places. */
  step: (places: readonly number[], by: 1 | -1) => void;
}

/**
 * Ways to go through a conversation.
 *
 * @param target where to go at first
 */
export function useNavigation(
  reader: ConversationReader,
  { rows, turns }: Reading,
  list: RefObject<RowsHandle | null>,
  target: number | undefined,
): Navigation {
  const [place, setPlace] = useState(1);
  const [current, setCurrent] = useState<number>();
  const goal = useRef<number>(undefined);
  /** Shows a place once it was read. */
  const show = useCallback(() => {
    const wanted = goal.current;
    const row = wanted === undefined ? undefined : rowAt(reader.snapshot().rows, wanted);
    if (row === undefined || !list.current) return;
    goal.current = undefined;
    list.current.show(row, "start");
  }, [reader, list]);
  const go = useCallback(
    (position: number) => {
      goal.current = position;
      setCurrent(position);
      setPlace(position);
      void reader.at(position);
      show();
    },
    [reader, show],
  );
  useEffect(() => {
    if (target !== undefined) go(target);
  }, [target, go]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with the rows there may be what was gone to.
  useEffect(show, [rows, show]);

  const landmarks = useMemo(() => landmarksOf(turns), [turns]);
  const step = (places: readonly number[], by: 1 | -1) => {
    const next = nextPlace(places, place, by);
    if (next !== undefined) go(next);
  };
  useShortcuts({
    "]": () => step(landmarks.turns, 1),
    "[": () => step(landmarks.turns, -1),
    e: () => step(landmarks.errors, 1),
    E: () => step(landmarks.errors, -1),
    a: () => step(landmarks.agents, 1),
    A: () => step(landmarks.agents, -1),
  });
  return { landmarks, place, setPlace, current, go, step };
}
