package dev.ccproxy.exchange;

/// What tells which agent sent a request.
public sealed interface Evidence {
    /// The name that it tells.
    String agent();

    /// The name under which the kind is stored and shown, for example `call`.
    String kind();

    /// What is known beyond the name, or the empty string.
    default String detail() {
        return "";
    }

    /// The client says so itself, in a header.
    record Hint(String agent) implements Evidence {
        @Override
        public String kind() {
            return "hint";
        }
    }

    /// The model that called the agent said so.
    ///
    /// @param detail the id of the call, for example `toolu_01`
    record Call(String agent, String detail) implements Evidence {
        @Override
        public String kind() {
            return "call";
        }
    }

    /// The system prompt begins with an agent's definition.
    ///
    /// @param detail the file where the definition stands
    record Definition(String agent, String detail) implements Evidence {
        @Override
        public String kind() {
            return "definition";
        }
    }

    /// The system prompt is one of Claude Code's own agents'.
    record BuiltIn(String agent) implements Evidence {
        @Override
        public String kind() {
            return "built_in";
        }
    }

    /// Reads evidence back from what was stored.
    ///
    /// @throws IllegalArgumentException if there is no such kind
    static Evidence of(String kind, String agent, String detail) {
        return switch (kind) {
            case "hint" -> new Hint(agent);
            case "call" -> new Call(agent, detail);
            case "definition" -> new Definition(agent, detail);
            case "built_in" -> new BuiltIn(agent);
            default -> throw new IllegalArgumentException("no evidence is called " + kind);
        };
    }
}
