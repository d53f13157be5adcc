package dev.ccproxy.core.explain;

import dev.ccproxy.configuration.Provider;
import dev.ccproxy.configuration.Routing;
import dev.ccproxy.core.route.MissingTools;
import dev.ccproxy.core.route.ProviderState;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How routing stands. Keys are not part of it.
///
/// @param enabled whether any agents are routed
/// @param refusal why the configuration's file as it stands is not in force; null where it is
/// @param seen the names of the agents of the last hour
/// @param definitions how many agents' definitions are known
/// @param missingTools tools of the last hour's agents that their providers cannot run
record RoutingReport(
        boolean enabled,
        @Nullable String refusal,
        List<ProviderReport> providers,
        List<MappingReport> mappings,
        List<String> seen,
        int definitions,
        List<MissingTools.Warning> missingTools) {
    /// A provider as it is configured, and how it does.
    ///
    /// @param api `chat` or `responses`; null where it speaks the Messages API
    /// @param address without credentials
    /// @param hasKey whether it is given a key
    record ProviderReport(
            String format,
            @Nullable String api,
            String address,
            boolean hasKey,
            boolean fallback,
            boolean breakerEnabled,
            List<String> models,
            ProviderState state) {
        static ProviderReport of(Provider provider, ProviderState state) {
            boolean foreign = provider.format() == Provider.Format.OPENAI;
            return new ProviderReport(
                    lower(provider.format()),
                    foreign ? lower(provider.api()) : null,
                    address(provider.baseUrl()),
                    provider.apiKey().isPresent(),
                    provider.fallback(),
                    provider.breaker().enabled(),
                    provider.models(),
                    state);
        }

        private static String lower(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }

        private static String address(URI url) {
            String port = url.getPort() < 0 ? "" : ":" + url.getPort();
            String path = url.getRawPath() == null ? "" : url.getRawPath();
            return url.getScheme() + "://" + url.getHost() + port + path;
        }
    }

    /// A mapping as it counts.
    ///
    /// @param unmatched whether no agent of the last hour is called so, though there were some
    record MappingReport(String agent, String provider, String model, boolean unmatched) {}

    static List<MappingReport> mappings(Routing routing, List<String> unmatched) {
        return new TreeMap<>(routing.routes())
                .entrySet().stream()
                        .map(entry ->
                                new MappingReport(
                                        entry.getKey(),
                                        entry.getValue().provider(),
                                        entry.getValue().model(),
                                        unmatched.contains(entry.getKey())))
                        .toList();
    }
}
