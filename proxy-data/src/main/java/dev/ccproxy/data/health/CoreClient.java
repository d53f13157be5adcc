package dev.ccproxy.data.health;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/// What this service asks proxy-core.
@RegisterRestClient(configKey = "proxy-core")
interface CoreClient {
    /// How it is: a [Report], also where the status is 503.
    ///
    /// @see <a href="https://github.com/eclipse/microprofile-health">MicroProfile Health</a>
    @GET
    @Path("/health")
    @ClientHeaderParam(name = "Authorization", value = "${proxy-data.core-authorization}")
    Response health();

    /// The answer of its health route.
    ///
    /// @param status `UP`, `DEGRADED` or `DOWN`
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Report(String status, List<Check> checks) {}

    /// One line of it.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Check(String name, String status, @Nullable Data data) {
        /// Whether something is wrong with what the line is about.
        boolean isAiling() {
            return !status.equals("UP") || (data != null && "DEGRADED".equals(data.state()));
        }
    }

    /// What the line tells beyond that.
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Data(
            @Nullable String state, @Nullable String reason, @Nullable String lastFailureReason) {}
}
