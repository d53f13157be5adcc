/** An object of JSON whose members are not known to be what they should be. */
export type Json = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object that a text says, if it says one. */
export function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function objectIn(object: Json, key: string): Json {
  const value = object[key];
  return isObject(value) ? value : {};
}

export function textIn(object: Json, key: string): string {
  const value = object[key];
  return typeof value === "string" ? value : "";
}

export function numberIn(object: Json, key: string): number | undefined {
  const value = object[key];
  return typeof value === "number" ? value : undefined;
}

/** The objects of a list; whatever else stands in it is left away. */
export function objectsIn(object: Json, key: string): Json[] {
  const value = object[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A value as JSON, set out line by line. */
export function setOut(value: unknown): string {
  return JSON.stringify(value, null, 2) ?? "";
}

/**
 * The object that the beginning of its JSON already says: what is open is closed, and what has
 * only been begun is left away. Nothing where not even that can be read.
 */
export function parseBeginning(text: string): Json | undefined {
  const whole = parse(text);
  if (whole) return whole;
  const closers: string[] = [];
  /** What is there without the member that was begun last. */
  let sound = "";
  const mark = (end: number) => {
    sound = text.slice(0, end) + closers.toReversed().join("");
  };
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (inString) {
      if (char === "\\") at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "{" || char === "[") {
      closers.push(char === "{" ? "}" : "]");
      mark(at + 1);
    } else if (char === "}" || char === "]") {
      closers.pop();
      mark(at + 1);
    } else if (char === ",") mark(at);
  }
  const open = inString ? `${text.replace(/\\(?:u[\da-fA-F]{0,3})?$/, "")}"` : text;
  return parse(open + closers.toReversed().join("")) ?? parse(sound);
}
