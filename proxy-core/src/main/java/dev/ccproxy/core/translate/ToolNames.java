package dev.ccproxy.core.translate;

import java.util.HashMap;
import java.util.Map;

/// The names of tools as OpenAI takes them (up to 64 letters, digits, `_` and `-`), and back.
final class ToolNames {
    private static final int MAX_LENGTH = 64;
    private static final int DIGITS = 8;

    private final Map<String, String> there = new HashMap<>();
    private final Map<String, String> back = new HashMap<>();
    private final LossLedger ledger;

    ToolNames(LossLedger ledger) {
        this.ledger = ledger;
    }

    /// The name to send. A tool has the same one throughout a request.
    String there(String name) {
        String known = there.get(name);
        if (known != null) {
            return known;
        }
        String sent = free(name);
        there.put(name, sent);
        back.put(sent, name);
        if (!sent.equals(name)) {
            ledger.note("tools.name", "sent under a name that the provider takes, and mapped back");
        }
        return sent;
    }

    private String free(String name) {
        String allowed = name.replaceAll("[^a-zA-Z0-9_-]", "_");
        if (!allowed.isEmpty() && allowed.length() <= MAX_LENGTH && !back.containsKey(allowed)) {
            return allowed;
        }
        String start = allowed.substring(0, Math.min(allowed.length(), MAX_LENGTH - DIGITS - 1));
        String candidate = start + "_" + Digest.of(name, DIGITS);
        for (int i = 1; back.containsKey(candidate); i++) {
            candidate = start + "_" + Digest.of(name + i, DIGITS);
        }
        return candidate;
    }

    /// The client's name for what the provider calls. One that was never sent stays as it is.
    String back(String name) {
        return back.getOrDefault(name, name);
    }
}
