package dev.ccproxy.data.settings;

import dev.ccproxy.configuration.Configuration;
import dev.ccproxy.configuration.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The settings that count.
@Schema(description = "The settings that count, as proxy-data read them when it started")
record EffectiveConfiguration(List<Item> items) {
    /// One setting.
    @Schema(name = "Setting", description = "One setting")
    record Item(
            @Schema(
                            description = "In `config.yaml`, levels joined by dots",
                            examples = "server.port")
                    String key,
            @Schema(
                            description =
                                    "What counts; a secret as `********`; null where it is off",
                            examples = "3001",
                            nullable = true)
                    @Nullable String value,
            @Schema(
                            description =
                                    "Where it is from: the variable that sets it, or `config.yaml`;"
                                            + " null where nothing is set and the default holds",
                            examples = "PORT",
                            nullable = true)
                    @Nullable String origin,
            @Schema(description = "What holds where nothing is set", nullable = true)
                    @Nullable String defaultValue,
            @Schema(
                            enumeration = {
                                "port",
                                "count",
                                "duration",
                                "size",
                                "amount",
                                "url",
                                "flag",
                                "text",
                                "secret"
                            },
                            description =
                                    "What values it takes; a duration without a unit is in seconds,"
                                            + " a size in bytes")
                    String kind,
            @Schema(description = "Variables that set it, the first one wins", examples = "PORT")
                    List<String> variables) {
        static Item of(Setting setting, Configuration configuration) {
            return new Item(
                    setting.key(),
                    configuration.shown(setting).orElse(null),
                    configuration.origin(setting).orElse(null),
                    setting.defaultValue().orElse(null),
                    setting.kind().name().toLowerCase(Locale.ROOT),
                    setting.variables());
        }
    }

    static EffectiveConfiguration of(Configuration configuration) {
        return new EffectiveConfiguration(
                Arrays.stream(Setting.values())
                        .map(setting -> Item.of(setting, configuration))
                        .toList());
    }
}
