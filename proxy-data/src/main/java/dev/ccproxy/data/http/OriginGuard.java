package dev.ccproxy.data.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keeps other people's web pages out.
///
/// A page can make a browser ask this service in two ways: across origins, which `Origin` and
/// `Sec-Fetch-Site` tell, and under a name of its own that it points at this machine (DNS
/// rebinding), which `Host` tells. Addresses cannot be pointed elsewhere, so they are fine as they
/// are; of names only localhost and those in the configuration are.
@ApplicationScoped
class OriginGuard {
    /// Before routing, after nothing that answers.
    private static final int PRIORITY = 1_000;

    private static final Pattern NAMES = Pattern.compile("[,\\s]+");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]+]");

    private final Set<String> allowedHosts;
    private final ObjectMapper json;

    OriginGuard(HttpConfig config, ObjectMapper json) {
        this.allowedHosts =
                NAMES.splitAsStream(config.allowedHosts().orElse("").toLowerCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        if (!context.normalizedPath().startsWith("/api")) {
            context.next();
            return;
        }
        Optional<Problem> problem = problemWith(context.request());
        if (problem.isEmpty()) {
            context.next();
        } else {
            refuse(context, problem.get());
        }
    }

    private Optional<Problem> problemWith(HttpServerRequest request) {
        String host = request.getHeader("Host");
        if (host == null || !isAllowed(nameOf(host))) {
            return Optional.of(
                    Problem.of(
                            "foreign-host",
                            "Misdirected request",
                            421,
                            "This service does not answer under this name. To allow it, add it to"
                                    + " ALLOWED_HOSTS."));
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (isForeign(request.getHeader("Origin"), host)
                || "cross-site".equals(site)
                || "same-site".equals(site)) {
            return Optional.of(
                    Problem.of(
                            "foreign-origin",
                            "Forbidden",
                            403,
                            "Only the dashboard's own pages may ask this service."));
        }
        return Optional.empty();
    }

    private boolean isAllowed(String name) {
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || IPV4.matcher(name).matches()
                || IPV6.matcher(name).matches()
                || allowedHosts.contains(name);
    }

    private static String nameOf(String host) {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        return (hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }

    private static boolean isForeign(@Nullable String origin, String host) {
        if (origin == null) {
            return false;
        }
        try {
            return !host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private void refuse(RoutingContext context, Problem problem) {
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .putHeader("Cache-Control", "no-store")
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}
