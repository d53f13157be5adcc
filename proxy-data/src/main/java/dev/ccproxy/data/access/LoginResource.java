package dev.ccproxy.data.access;

import dev.ccproxy.data.http.Problem;
import dev.ccproxy.data.http.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Logs browsers in.
@Path("/api/login")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access", description = "Who may ask")
class LoginResource {
    static final String PATH = "/api/login";
    static final String COOKIE = "ccproxy";

    private static final Logger AUDIT = Logger.getLogger("dev.ccproxy.audit");
    private static final int LASTS_SECONDS = (int) Duration.ofDays(30).toSeconds();

    private final AccessGuard guard;

    LoginResource(AccessGuard guard) {
        this.guard = guard;
    }

    /// What a login needs.
    @Schema(description = "What a login needs")
    record Login(@Schema(description = "`DASHBOARD_TOKEN`") @Nullable String token) {}

    /// Whether the asker is in.
    @Schema(description = "Whether a login is needed, and done")
    record LoginState(
            @Schema(description = "Whether the service asks for a token") boolean required,
            @Schema(description = "Whether this request may read the record") boolean loggedIn) {}

    @GET
    @Operation(operationId = "getLogin", summary = "Whether a login is needed, and done")
    public LoginState state(@Parameter(hidden = true) @Context HttpServerRequest request) {
        return new LoginState(guard.token().isPresent(), guard.maySee(request));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "logIn",
            summary = "Logs a browser in",
            description = "The cookie that comes back stands for the token for 30 days.")
    @APIResponse(responseCode = "204", description = "Logged in, by a cookie")
    public Response logIn(Login login) {
        Token token =
                guard.token()
                        .orElseThrow(() ->
                                new ProblemException(
                                        Problem.badRequest("No login is needed here.")));
        String shown = login == null ? null : login.token();
        if (shown == null || !token.matches(shown)) {
            AUDIT.info("a login failed");
            throw new ProblemException(
                    Problem.of("wrong-token", "Unauthorized", 401, "This is not the token."));
        }
        AUDIT.info("a login succeeded");
        return Response.noContent().cookie(cookie(token.cookie(), LASTS_SECONDS)).build();
    }

    @DELETE
    @Operation(operationId = "logOut", summary = "Logs a browser out")
    @APIResponse(responseCode = "204", description = "Logged out")
    public Response logOut() {
        return Response.noContent().cookie(cookie("", 0)).build();
    }

    private static NewCookie cookie(String value, int seconds) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path("/api")
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .maxAge(seconds)
                .build();
    }
}
