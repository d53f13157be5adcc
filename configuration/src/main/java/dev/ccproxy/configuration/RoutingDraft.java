package dev.ccproxy.configuration;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Gathers providers and mappings as they are read, and checks them against each other once all is
/// there.
final class RoutingDraft {
    /// The last requests are remembered, almost twice as many.
    private static final int MOST_FAILURES = 1_000;

    private static final String MAPPINGS = "subagents.mappings";
    private static final String LISTED = "SUBAGENT_MAPPINGS";
    private static final String PROVIDERS = "providers";
    private static final String OPENAI = "openai";
    private static final URI OPENAI_URL = URI.create("https://api.openai.com/v1");
    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h|d)?");
    private static final Pattern OPENAI_MODELS = Pattern.compile("(gpt-|chatgpt-|codex-|o[1-9]).*");

    /// Where a value stands and what it is.
    private record Entry(String value, String where) {}

    private final Map<String, Entry> mappings = new LinkedHashMap<>();
    private final List<String> listed = new ArrayList<>();
    private final Map<String, Map<ProviderSetting, Entry>> providers = new TreeMap<>();
    private final Map<String, Map<String, String>> headers = new TreeMap<>();
    private final Map<String, List<String>> models = new TreeMap<>();

    boolean isLevel(String key) {
        if (key.equals(MAPPINGS)) {
            return true;
        }
        String[] parts = key.split("\\.", 3);
        return parts[0].equals(PROVIDERS)
                && (parts.length == 2 || (parts.length == 3 && ProviderSetting.isLevel(parts[2])));
    }

    boolean knows(String key) {
        return isMapping(key) || providerSetting(key).isPresent();
    }

    private static boolean isMapping(String key) {
        return key.startsWith(MAPPINGS + ".");
    }

    /// The upstream has settings of its own; here it may only say again what it speaks.
    private static Optional<ProviderSetting> providerSetting(String key) {
        String[] parts = key.split("\\.", 3);
        if (parts.length < 3 || !parts[0].equals(PROVIDERS)) {
            return Optional.empty();
        }
        return ProviderSetting.withKey(parts[2])
                .filter(setting ->
                        !parts[1].equals(Routing.UPSTREAM) || setting == ProviderSetting.FORMAT);
    }

    Kind kind(String key) {
        return providerSetting(key).map(ProviderSetting::kind).orElse(Kind.TEXT);
    }

    /// The key that was probably meant, where a provider has a setting like it.
    Optional<String> nearest(String key) {
        String[] parts = key.split("\\.", 3);
        if (parts.length < 3 || !parts[0].equals(PROVIDERS) || parts[1].equals(Routing.UPSTREAM)) {
            return Optional.empty();
        }
        return Setting.nearest(
                        parts[2],
                        List.of(ProviderSetting.values()).stream()
                                .map(ProviderSetting::key)
                                .toList())
                .map(near -> PROVIDERS + "." + parts[1] + "." + near);
    }

    void put(String key, String value, String where) {
        if (isMapping(key)) {
            mappings.put(key.substring(MAPPINGS.length() + 1), new Entry(value, where));
            return;
        }
        String[] parts = key.split("\\.", 3);
        ProviderSetting setting = providerSetting(key).orElseThrow();
        Map<ProviderSetting, Entry> provider =
                providers.computeIfAbsent(parts[1], name -> new LinkedHashMap<>());
        switch (setting) {
            case HEADERS ->
                    headers.computeIfAbsent(parts[1], name -> new LinkedHashMap<>())
                            .put(parts[2].substring("headers.".length()), value);
            case MODELS -> {
                List<String> known = models.computeIfAbsent(parts[1], name -> new ArrayList<>());
                List.of(value.split(",", -1)).forEach(model -> known.add(model.strip()));
            }
            case FORMAT,
                    API,
                    BASE_URL,
                    API_KEY,
                    VERSION,
                    MAX_RETRIES,
                    TIMEOUT,
                    BREAKER_ENABLED,
                    BREAKER_MAX_FAILURES,
                    BREAKER_TIMEOUT,
                    FALLBACK_PROVIDER ->
                    provider.put(setting, new Entry(value, where));
        }
    }

    /// Adds what the environment says, which wins.
    void addEnvironment(Map<String, String> environment) {
        fromEnvironment("OPENAI_API_KEY", ProviderSetting.API_KEY, environment);
        fromEnvironment("OPENAI_BASE_URL", ProviderSetting.BASE_URL, environment);
        String all = environment.getOrDefault(LISTED, "");
        for (String mapping : all.split(",", -1)) {
            int colon = mapping.indexOf(':');
            if (mapping.isBlank()) {
                continue;
            }
            if (colon < 1 || colon == mapping.length() - 1) {
                throw new ConfigurationException(
                        LISTED
                                + " must hold agent:model or agent:provider:model,"
                                + " not "
                                + mapping.strip());
            }
            listed.add(mapping.strip());
        }
    }

    private void fromEnvironment(
            String variable, ProviderSetting setting, Map<String, String> environment) {
        String value = environment.getOrDefault(variable, "");
        if (value.isEmpty()) {
            return;
        }
        if (!setting.kind().accepts(value)) {
            throw new ConfigurationException(variable + " must be " + setting.kind().description());
        }
        providers
                .computeIfAbsent(OPENAI, name -> new LinkedHashMap<>())
                .put(setting, new Entry(value, variable));
    }

    Routing routing(boolean enabled) {
        Map<String, Provider> finished = new LinkedHashMap<>();
        providers.forEach((name, settings) -> {
            if (name.equals(Routing.UPSTREAM)) {
                format(name, settings);
            } else {
                finished.put(name, provider(name, settings));
            }
        });
        Provider openai = provider(OPENAI, providers.getOrDefault(OPENAI, Map.of()));
        Map<String, Provider> known = new LinkedHashMap<>(finished);
        known.putIfAbsent(OPENAI, openai);
        Map<String, Routing.Route> routes = new LinkedHashMap<>();
        listed.forEach(mapping -> addListed(mapping, known));
        mappings.forEach((agent, entry) -> {
            Routing.Route route =
                    route(entry.value(), known).orElseThrow(() -> leadsNowhere(agent, entry));
            routes.put(agent, route);
            if (route.provider().equals(OPENAI)) {
                finished.putIfAbsent(OPENAI, openai);
            }
        });
        if (enabled) {
            routes.values().forEach(route -> requireKey(finished.get(route.provider())));
        }
        return new Routing(enabled, routes, finished);
    }

    private Provider provider(String name, Map<ProviderSetting, Entry> settings) {
        return new Provider(
                name,
                format(name, settings),
                choice(Provider.Api.class, ProviderSetting.API, name, settings),
                baseUrl(name, settings),
                value(ProviderSetting.API_KEY, settings),
                value(ProviderSetting.VERSION, settings).orElse(""),
                Integer.parseInt(value(ProviderSetting.MAX_RETRIES, settings).orElse("0")),
                duration(value(ProviderSetting.TIMEOUT, settings).orElse("")),
                new Provider.Breaker(
                        value(ProviderSetting.BREAKER_ENABLED, settings)
                                .equals(Optional.of("true")),
                        breakerFailures(name, settings),
                        duration(value(ProviderSetting.BREAKER_TIMEOUT, settings).orElse(""))),
                fallback(settings),
                headers.getOrDefault(name, Map.of()),
                models.getOrDefault(name, List.of()));
    }

    private static Optional<String> value(
            ProviderSetting setting, Map<ProviderSetting, Entry> settings) {
        Entry entry = settings.get(setting);
        return entry == null ? setting.defaultValue() : Optional.of(entry.value());
    }

    private static Provider.Format format(String name, Map<ProviderSetting, Entry> settings) {
        if (!settings.containsKey(ProviderSetting.FORMAT)) {
            if (name.equals(OPENAI)) {
                return Provider.Format.OPENAI;
            }
            throw new ConfigurationException(
                    "providers." + name + ".format is missing: anthropic or openai");
        }
        return choice(Provider.Format.class, ProviderSetting.FORMAT, name, settings);
    }

    private static <E extends Enum<E>> E choice(
            Class<E> type,
            ProviderSetting setting,
            String name,
            Map<ProviderSetting, Entry> settings) {
        String value = value(setting, settings).orElse("");
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        String choices =
                String.join(
                        " or ",
                        List.of(type.getEnumConstants()).stream()
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .toList());
        Entry entry = settings.get(setting);
        String where = entry == null ? PROVIDERS + "." + name : entry.where();
        throw new ConfigurationException(where + " must be " + choices);
    }

    private static URI baseUrl(String name, Map<ProviderSetting, Entry> settings) {
        Optional<String> value = value(ProviderSetting.BASE_URL, settings);
        if (value.isEmpty() && !name.equals(OPENAI)) {
            throw new ConfigurationException("providers." + name + ".base_url is missing");
        }
        URI url = value.map(URI::create).orElse(OPENAI_URL);
        if (url.getRawUserInfo() != null || url.getRawQuery() != null) {
            throw new ConfigurationException(
                    "providers."
                            + name
                            + ".base_url must hold neither a password nor a query, as it is shown:"
                            + " use api_key or headers");
        }
        return url;
    }

    private static int breakerFailures(String name, Map<ProviderSetting, Entry> settings) {
        int failures =
                Integer.parseInt(value(ProviderSetting.BREAKER_MAX_FAILURES, settings).orElse("1"));
        if (failures == 0 || failures > MOST_FAILURES) {
            throw new ConfigurationException(
                    "providers.%s.circuit_breaker.max_failures must be from 1 to %d"
                            .formatted(name, MOST_FAILURES));
        }
        return failures;
    }

    private static boolean fallback(Map<ProviderSetting, Entry> settings) {
        Entry entry = settings.get(ProviderSetting.FALLBACK_PROVIDER);
        if (entry != null && !entry.value().equals(Routing.UPSTREAM)) {
            throw new ConfigurationException(
                    entry.where()
                            + " must be anthropic: an agent's own model is what it falls back to");
        }
        return entry != null;
    }

    private static Duration duration(String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalStateException("no length of time: " + value);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (Optional.ofNullable(matcher.group(2)).orElse("s")) {
            case "ms" -> Duration.ofMillis(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
        };
    }

    /// An agent's name ends at the first colon, unless it is a plugin's, `plugin:agent`, and only
    /// what follows the second one leads to a provider.
    private void addListed(String mapping, Map<String, Provider> known) {
        int first = mapping.indexOf(':');
        int second = mapping.indexOf(':', first + 1);
        boolean ofPlugin =
                second > 0
                        && route(mapping.substring(first + 1).strip(), known).isEmpty()
                        && route(mapping.substring(second + 1).strip(), known).isPresent();
        int end = ofPlugin ? second : first;
        mappings.put(
                mapping.substring(0, end).strip(),
                new Entry(mapping.substring(end + 1).strip(), LISTED));
    }

    /// @param target a model, or a provider and a model
    private static Optional<Routing.Route> route(String target, Map<String, Provider> providers) {
        int colon = target.indexOf(':');
        String before = colon < 0 ? "" : target.substring(0, colon);
        if (before.equals(Routing.UPSTREAM) || providers.containsKey(before)) {
            return Optional.of(new Routing.Route(before, target.substring(colon + 1)));
        }
        return providerOf(target, providers).map(name -> new Routing.Route(name, target));
    }

    private static ConfigurationException leadsNowhere(String agent, Entry entry) {
        return new ConfigurationException(
                "%s sends %s to %s, and no provider is known for that: write"
                                .formatted(entry.where(), agent, entry.value())
                        + " provider:model and define the provider");
    }

    /// Who lists the model; else by its family, which is often named like the provider.
    private static Optional<String> providerOf(String model, Map<String, Provider> providers) {
        Optional<String> listing =
                providers.values().stream()
                        .filter(provider -> provider.models().contains(model))
                        .map(Provider::name)
                        .findFirst();
        if (listing.isPresent()) {
            return listing;
        }
        if (model.startsWith("claude")) {
            return Optional.of(Routing.UPSTREAM);
        }
        String family = OPENAI_MODELS.matcher(model).matches() ? OPENAI : model;
        return providers.keySet().stream().filter(family::startsWith).findFirst();
    }

    private static void requireKey(@Nullable Provider provider) {
        if (provider != null
                && provider.apiKey().isEmpty()
                && provider.baseUrl().equals(OPENAI_URL)) {
            throw new ConfigurationException(
                    "providers.%s.api_key is missing; for openai, OPENAI_API_KEY sets it"
                            .formatted(provider.name()));
        }
    }
}
