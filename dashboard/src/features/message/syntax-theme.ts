/**
 * Which parts of a program look how. The highlighter wants colours; what it gets are numbers that
 * stand for colours of the theme, so that light and dark need no second run.
 */
export const SYNTAX_CLASSES = [
  "",
  "text-faint italic",
  "text-good",
  "text-plum",
  "text-info",
  "text-warn",
  "text-bad",
  "text-soft",
] as const;

const SCOPES: readonly [color: number, scopes: string[]][] = [
  [1, ["comment", "punctuation.definition.comment"]],
  [2, ["string", "punctuation.definition.string", "markup.inline.raw", "markup.inserted"]],
  [3, ["keyword", "storage", "variable.language", "entity.name.tag", "markup.heading"]],
  [0, ["keyword.operator", "storage.type.function.arrow", "storage.modifier.import"]],
  [4, ["entity.name.function", "support.function", "entity.other.attribute-name"]],
  [4, ["support.type.property-name", "meta.object-literal.key", "entity.name.tag.yaml"]],
  [5, ["constant", "support.constant", "variable.other.constant"]],
  [
    5,
    ["entity.name.type", "entity.name.class", "support.class", "support.type", "storage.type.java"],
  ],
  [6, ["invalid", "markup.deleted"]],
  [7, ["punctuation", "meta.brace"]],
];

const color = (index: number) => `#${index.toString(16).padStart(6, "0")}`;

export const SYNTAX_THEME = {
  name: "house",
  type: "light" as const,
  fg: color(0),
  bg: "#ffffff",
  settings: SCOPES.map(([index, scope]) => ({ scope, settings: { foreground: color(index) } })),
};
