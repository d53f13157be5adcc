package dev.ccproxy.configuration;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which agents go where.
///
/// @param enabled whether any are routed at all
/// @param routes by the agent's name
/// @param providers by their names, without the upstream itself
public record Routing(boolean enabled, Map<String, Route> routes, Map<String, Provider> providers) {
    /// The name of the upstream, which takes the client's own credentials.
    public static final String UPSTREAM = "anthropic";

    public static final Routing NONE = new Routing(false, Map.of(), Map.of());

    public Routing {
        routes = Map.copyOf(routes);
        providers = Map.copyOf(providers);
    }

    /// Where an agent goes.
    ///
    /// @param provider a provider's name, or [#UPSTREAM]
    /// @param model as the provider calls it
    public record Route(String provider, String model) {}

    /// The provider of a route; empty where it is the upstream.
    public Optional<Provider> provider(Route route) {
        return Optional.ofNullable(providers.get(route.provider()));
    }

    /// One line for each route and provider, keys left out.
    String describe() {
        return new TreeMap<>(routes)
                        .entrySet().stream()
                                .map(entry ->
                                        "\nsubagents.mappings.%s = %s:%s"
                                                .formatted(
                                                        entry.getKey(),
                                                        entry.getValue().provider(),
                                                        entry.getValue().model()))
                                .collect(Collectors.joining())
                + new TreeMap<>(providers)
                        .values().stream()
                                .map(provider ->
                                        "\nproviders.%s.base_url = %s"
                                                .formatted(provider.name(), provider.baseUrl()))
                                .collect(Collectors.joining());
    }
}
