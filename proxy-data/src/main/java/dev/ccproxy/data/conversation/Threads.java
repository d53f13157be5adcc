package dev.ccproxy.data.conversation;

import dev.ccproxy.exchange.Exchange;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the conversation that a request goes on with, or begins a new one.
///
/// Newer clients say which agent asks. For older ones, and for others, a request belongs to the
/// conversation whose messages it begins with.
final class Threads {
    private static final String AGENT_TYPE = "x-claude-code-agent-type";
    private static final String CUSTOM = "custom";
    private static final Pattern VERSION = Pattern.compile("claude-cli/(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z_-]{1,100}");

    /// From here on the client's agents name themselves: 2.1.160.
    private static final long AGENTS_NAMED_SINCE = 2_001_160;

    private final ConversationStore conversations;
    private final TreeStore tree;
    private final CallStore calls;
    private final SessionStore sessions;

    Threads(
            ConversationStore conversations,
            TreeStore tree,
            CallStore calls,
            SessionStore sessions) {
        this.conversations = conversations;
        this.tree = tree;
        this.calls = calls;
        this.sessions = sessions;
    }

    /// The conversation of a request.
    ///
    /// @param path hashes of the paths to each of its messages
    /// @param named whether the session has a name, and is not merely what came without one
    long conversation(
            Exchange exchange, RequestBody body, long[] path, long session, boolean named) {
        String agent = exchange.caller().agentId();
        if (agent != null) {
            String key = plain(sessions.key(session)) + "." + plain(agent);
            return existingOr(key, exchange, body, session, false);
        }
        if (!named) {
            return unnamed(exchange, body, path, session);
        }
        boolean trusted = namesAgents(exchange) && !body.outline().subagent();
        Long known = trusted ? conversations.main(session) : known(body, path, session);
        if (known != null) {
            return known;
        }
        String key = plain(sessions.key(session));
        boolean main = trusted || beginsMain(body, session);
        return existingOr(
                main ? key : key + "." + Long.toHexString(path[0]), exchange, body, session, main);
    }

    /// The conversation that a request without an agent's name goes on with.
    private @Nullable Long known(RequestBody body, long[] path, long session) {
        for (int depth = path.length; depth > 0; depth--) {
            List<Long> found = tree.conversations(session, path[depth - 1]);
            if (!found.isEmpty()) {
                return found.getFirst();
            }
        }
        MessageFacts first = body.messages().getFirst();
        long system = body.outline().system();
        if (first.kind() == MessageKind.CONTINUATION) {
            return conversations.lastWithSystem(session, system);
        }
        Long main = conversations.main(session);
        boolean asMain =
                main != null
                        && !body.outline().subagent()
                        && conversations.system(main) == system
                        && !calls.isPrompt(session, first.lastText());
        return asMain ? main : null;
    }

    private boolean beginsMain(RequestBody body, long session) {
        return conversations.main(session) == null && !body.outline().subagent();
    }

    /// Without a session two requests belong together only where one carries an answer to the
    /// other: a first message by itself may be anybody's.
    private long unnamed(Exchange exchange, RequestBody body, long[] path, long session) {
        for (int depth = path.length; depth > 1; depth--) {
            for (long found : tree.conversations(session, path[depth - 1])) {
                if (conversations.system(found) == body.outline().system()) {
                    return found;
                }
            }
        }
        return existingOr("x." + exchange.id(), exchange, body, session, true);
    }

    private long existingOr(
            String key, Exchange exchange, RequestBody body, long session, boolean main) {
        Long known = conversations.find(key);
        if (known != null) {
            return known;
        }
        String type =
                exchange.request()
                        .headers()
                        .first(AGENT_TYPE)
                        .filter(name -> !name.equals(CUSTOM))
                        .orElse(null);
        return conversations.insert(
                new ConversationStore.Beginning(
                        key,
                        session,
                        main,
                        exchange.caller().agentId(),
                        exchange.caller().parentAgentId(),
                        main ? null : type,
                        body.messages().getFirst().lastText(),
                        body.outline().system()));
    }

    private static boolean namesAgents(Exchange exchange) {
        Matcher version =
                VERSION.matcher(exchange.request().headers().first("User-Agent").orElse(""));
        if (!version.find()) {
            return false;
        }
        long number = 0;
        for (int part = 1; part <= 3; part++) {
            String digits = version.group(part);
            number = number * 1_000 + (digits.length() > 3 ? 999 : Long.parseLong(digits));
        }
        return number >= AGENTS_NAMED_SINCE;
    }

    /// An id as part of an address: what would need escaping there is replaced by its hash.
    private static String plain(String id) {
        return PLAIN.matcher(id).matches() ? id : "h" + Long.toHexString(Hash.of(id));
    }
}
