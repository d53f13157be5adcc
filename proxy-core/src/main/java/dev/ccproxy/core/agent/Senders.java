package dev.ccproxy.core.agent;

import dev.ccproxy.exchange.Evidence;
import dev.ccproxy.message.ContentBlock;
import dev.ccproxy.message.MessagesRequest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells who sent a request.
///
/// @see <a href="https://code.claude.com/docs/en/llm-gateway-protocol">Gateway protocol</a>
@Singleton
public class Senders {
    private static final String AGENT_ID = "x-claude-code-agent-id";
    private static final String AGENT_TYPE = "x-claude-code-agent-type";
    private static final String REQUEST_CLASS = "x-claude-code-request-class";
    private static final String SESSION_ID = "x-claude-code-session-id";
    private static final Set<String> NO_NAMES =
            Set.of("custom", "teammate", "fork", "workflow-subagent");
    private static final Pattern CLIENT =
            Pattern.compile("claude-cli/(\\d+)\\.(\\d+)\\.(\\d+)\\b.*");
    private static final Pattern OLD_SESSION = Pattern.compile(".*_session_([0-9a-f-]{36})");
    private static final Pattern FOLDER =
            Pattern.compile("(?m)^ *-? *(?:Primary w|W)orking directory: (.+)$");
    private static final int MAX_FOLDER_LENGTH = 4_096;

    /// How the main agent's system prompt begins, of old clients and new ones.
    private static final String MAIN_PROMPT = "You are an interactive ";

    /// Newer clients tell of the folder in a message at the beginning, not in the system prompt.
    private static final int MAX_MESSAGES = 3;

    /// From this version on every agent's request has an agent's id: 2.1.160 was the last without.
    private static final List<Integer> ALWAYS_WITH_ID = List.of(2, 1, 161);

    private final AgentDefinitions definitions;
    private final SpawnedAgents spawned;

    Senders(AgentDefinitions definitions, SpawnedAgents spawned) {
        this.definitions = definitions;
        this.spawned = spawned;
    }

    /// Whether a request may be a subagent's, by its headers alone. What may not needs no look at
    /// its body.
    ///
    /// @param headers a header's value by its name, or null
    public static boolean maybeSubagent(Function<String, @Nullable String> headers) {
        if (headers.apply(AGENT_ID) != null) {
            return true;
        }
        String requestClass = headers.apply(REQUEST_CLASS);
        if (requestClass != null) {
            return requestClass.equals("subagent") || requestClass.equals("workflow");
        }
        return !alwaysTellsAgents(headers.apply("user-agent"));
    }

    private static boolean alwaysTellsAgents(@Nullable String userAgent) {
        Matcher client = CLIENT.matcher(userAgent == null ? "" : userAgent);
        if (!client.matches()) {
            return false;
        }
        for (int i = 0; i < ALWAYS_WITH_ID.size(); i++) {
            int part = Integer.parseInt(client.group(i + 1));
            if (part != ALWAYS_WITH_ID.get(i)) {
                return part > ALWAYS_WITH_ID.get(i);
            }
        }
        return true;
    }

    /// Who sent it.
    ///
    /// @param headers a header's value by its name, or null
    public Sender of(Function<String, @Nullable String> headers, MessagesRequest request) {
        List<Evidence> evidence = new ArrayList<>();
        String hint = headers.apply(AGENT_TYPE);
        if (hint != null && !NO_NAMES.contains(hint)) {
            evidence.add(new Evidence.Hint(hint));
        }
        String agentId = agentId(headers);
        String session = session(headers, request);
        List<String> system = texts(request.system());
        List<Evidence> prompt = new ArrayList<>();
        system.stream()
                .map(definitions::matching)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(prompt::add);
        system.stream()
                .map(BuiltInAgents::matching)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(prompt::add);
        List<String> likely = prompt.stream().map(Evidence::agent).toList();
        if (!agentId.isEmpty() || !isMain(system)) {
            spawned.callOf(session, agentId, request, likely).ifPresent(evidence::add);
        }
        evidence.addAll(prompt);
        boolean subagent =
                !agentId.isEmpty()
                        || system.stream().anyMatch(it -> it.contains("cc_is_subagent=true"))
                        || !evidence.isEmpty();
        return new Sender(subagent, evidence);
    }

    /// Whether it is the main agent's, which may have sent an agent off with what it was told
    /// itself.
    private static boolean isMain(List<String> system) {
        return system.stream().anyMatch(text -> text.stripLeading().startsWith(MAIN_PROMPT));
    }

    /// Whether an agent sent it whose call is not known.
    ///
    /// @param headers a header's value by its name, or null
    public boolean lacksCall(Function<String, @Nullable String> headers, MessagesRequest request) {
        String agentId = agentId(headers);
        return !agentId.isEmpty() && !spawned.knows(session(headers, request), agentId, request);
    }

    /// The agent's id, or the empty string.
    public static String agentId(Function<String, @Nullable String> headers) {
        return Optional.ofNullable(headers.apply(AGENT_ID)).orElse("");
    }

    /// The session that a request's head names, or the empty string.
    public static String session(Function<String, @Nullable String> headers) {
        return Optional.ofNullable(headers.apply(SESSION_ID)).orElse("");
    }

    /// The session that a request belongs to, or the empty string.
    public static String session(
            Function<String, @Nullable String> headers, MessagesRequest request) {
        String told = session(headers);
        if (!told.isEmpty()) {
            return told;
        }
        Matcher old = OLD_SESSION.matcher(Optional.ofNullable(request.userId()).orElse(""));
        return old.matches() ? old.group(1) : "";
    }

    /// The project's folder that a request tells of.
    public static Optional<String> project(MessagesRequest request) {
        Stream<ContentBlock> told =
                Stream.concat(
                        request.system().stream(),
                        request.messages().stream()
                                .limit(MAX_MESSAGES)
                                .flatMap(message -> message.content().stream()));
        return texts(told.toList()).stream()
                .map(FOLDER::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1).strip())
                .filter(folder -> folder.length() <= MAX_FOLDER_LENGTH)
                .findFirst();
    }

    private static List<String> texts(List<ContentBlock> blocks) {
        List<String> texts = new ArrayList<>();
        for (ContentBlock block : blocks) {
            if (block instanceof ContentBlock.Text text) {
                texts.add(text.text());
            }
        }
        return texts;
    }
}
