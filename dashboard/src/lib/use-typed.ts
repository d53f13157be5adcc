import { useEffect, useLayoutEffect, useRef, useState } from "react";

/**
 * A text that is being typed, and what changes it. It is told on once nobody has typed for a moment,
 * so that not every letter asks the server. What then comes back from outside is no news: more may
 * have been typed meanwhile, and that stays.
 *
 * @param value the text as it is known outside
 * @param onChange is told the text
 * @param afterMillis how long that moment is
 */
export function useTyped(
  value: string,
  onChange: (value: string) => void,
  afterMillis: number,
): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  /** What was told on, and has not come back. */
  const [told, setTold] = useState<readonly string[]>([]);
  if (known !== value) {
    const at = told.lastIndexOf(value);
    setKnown(value);
    setTold(at < 0 ? [] : told.slice(at + 1));
    if (at < 0) setText(value);
  }
  const current = useRef(onChange);
  useLayoutEffect(() => {
    current.current = onChange;
  });
  const due = text !== (told.at(-1) ?? value);
  useEffect(() => {
    if (!due) return;
    const timer = setTimeout(() => {
      setTold((before) => [...before, text]);
      current.current(text);
    }, afterMillis);
    return () => clearTimeout(timer);
  }, [due, text, afterMillis]);
  return [text, setText];
}
