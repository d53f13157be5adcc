package dev.ccproxy.data.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccproxy.data.RecordFolder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookie;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RecordFolder.class)
@TestProfile(AccessIT.WithToken.class)
class AccessIT {
    private static final String TOKEN = "the token of this test";

    /// The service as it is with a token.
    public static final class WithToken implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("proxy-data.access.token", TOKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/requests",
                "/api/config",
                "/api/live",
                "/api/openapi",
                "/api/nothing",
                "/api/login/../requests",
                "/api/login/x",
                "/metrics",
                "/"
            })
    void letsNobodyInWithoutIt(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .header("X-Content-Type-Options", "nosniff")
                .body("type", equalTo("/problems/login-needed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer wrong", "Bearer ", "Bearer", "Basic the token of this test", ""})
    void takesNothingElse(String authorization) {
        given().header("Authorization", authorization).get("/api/config").then().statusCode(401);
    }

    @Test
    void scriptsShowItInAHeader() {
        given().header("Authorization", "Bearer " + TOKEN)
                .get("/api/config")
                .then()
                .statusCode(200)
                .body(not(containsString(TOKEN)));
    }

    @Test
    void browsersLogInOnce() {
        given().get("/api/login")
                .then()
                .statusCode(200)
                .body("required", equalTo(true))
                .body("loggedIn", equalTo(false));

        Cookie cookie = logIn(TOKEN).statusCode(204).extract().detailedCookie("ccproxy");

        assertTrue(cookie.isHttpOnly());
        assertEquals("Strict", cookie.getSameSite());
        assertEquals("/api", cookie.getPath());
        assertTrue(!cookie.getValue().contains(TOKEN));
        given().cookie(cookie).get("/api/config").then().statusCode(200);
        given().cookie(cookie).get("/api/login").then().body("loggedIn", equalTo(true));
        given().cookie("ccproxy", cookie.getValue().replace(cookie.getValue().charAt(0), 'g'))
                .get("/api/config")
                .then()
                .statusCode(401);
    }

    @Test
    void aWrongTokenGetsNoCookie() {
        assertEquals(
                0,
                logIn("wrong")
                        .statusCode(401)
                        .body("type", equalTo("/problems/wrong-token"))
                        .extract()
                        .cookies()
                        .size());
    }

    @Test
    void otherPeoplesPagesDoNotGetAsFarAsTheLogin() {
        given().header("Origin", "http://evil.test")
                .contentType("application/json")
                .body("{\"token\": \"" + TOKEN + "\"}")
                .post("/api/login")
                .then()
                .statusCode(403);
    }

    @Test
    void loggingOutTakesTheCookieBack() {
        Cookie cookie =
                given().delete("/api/login")
                        .then()
                        .statusCode(204)
                        .extract()
                        .detailedCookie("ccproxy");

        assertEquals(0, cookie.getMaxAge());
        assertEquals("", cookie.getValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready"})
    void outsidersLearnTheStateAlone(String path) {
        given().get(path).then().body("keySet()", equalTo(Set.of("status")));
        given().header("Authorization", "Bearer " + TOKEN)
                .get(path)
                .then()
                .body("keySet()", equalTo(Set.of("status", "checks")));
    }

    @Test
    void outsidersLearnNothingElseOfHealth() {
        given().get("/health/well").then().statusCode(401);
    }

    private static ValidatableResponse logIn(String token) {
        return given().contentType("application/json")
                .body("{\"token\": \"" + token + "\"}")
                .post("/api/login")
                .then();
    }
}
