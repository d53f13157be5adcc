package dev.ccproxy.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/// Brings the schema up to date.
///
/// The scripts are named here and not looked for on the class path, so that it makes no difference
/// how the program was packed.
final class Migrations {
    /// `PRAGMA user_version` after the last script.
    static final int NEWEST = 3;

    private static final String FOLDER = "db/migration/";
    private static final List<String> SCRIPTS =
            List.of(
                    "V001__create_record.sql",
                    "V002__add_routes.sql",
                    "V003__number_scopes_once.sql");

    private Migrations() {}

    static void run(DataSource database) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:" + FOLDER)
                .resourceProvider(new Scripts())
                .load()
                .migrate();
    }

    private static final class Scripts implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return SCRIPTS.stream()
                    .filter(script -> name.equals(FOLDER + script))
                    .map(Script::new)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return SCRIPTS.stream()
                    .filter(script -> script.startsWith(prefix))
                    .filter(script -> Stream.of(suffixes).anyMatch(script::endsWith))
                    .<LoadableResource>map(Script::new)
                    .toList();
        }
    }

    private static final class Script extends LoadableResource {
        private final String name;

        Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            try (InputStream script =
                    Migrations.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
                if (script == null) {
                    throw new IllegalStateException(FOLDER + name + " is not on the class path");
                }
                StringWriter text = new StringWriter();
                new InputStreamReader(script, StandardCharsets.UTF_8).transferTo(text);
                return new StringReader(text.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return FOLDER + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
