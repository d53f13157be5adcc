package dev.ccproxy.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Plain reverse proxies to compare with. Their configurations are the files in `bench/peers`.
enum Peer {
    NGINX(Targets.NGINX, "nginx", "nginx.conf", "-v"),
    HAPROXY(Targets.HAPROXY, "haproxy", "haproxy.cfg", "-v"),
    CADDY(Targets.CADDY, "caddy", "Caddyfile", "version");

    private final String target;
    private final String program;
    private final String configuration;
    private final String versionFlag;

    Peer(String target, String program, String configuration, String versionFlag) {
        this.target = target;
        this.program = program;
        this.configuration = configuration;
        this.versionFlag = versionFlag;
    }

    static Optional<Peer> of(String target) {
        return Stream.of(values()).filter(peer -> peer.target.equals(target)).findFirst();
    }

    String target() {
        return target;
    }

    String configuration() {
        return configuration;
    }

    /// Where the program is installed. Some distributions keep servers where only root looks.
    Optional<Path> find() {
        List<String> folders = new ArrayList<>(List.of(System.getenv("PATH").split(":", -1)));
        folders.addAll(List.of("/usr/sbin", "/usr/local/sbin"));
        return folders.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// The command that prints the version on its first line.
    List<String> versionCommand(Path path) {
        return List.of(path.toString(), versionFlag);
    }

    /// The command that runs the program in the foreground.
    List<String> runCommand(Path path, Path configured) {
        List<String> arguments =
                switch (this) {
                    case NGINX ->
                            List.of(
                                    "-e",
                                    "stderr",
                                    "-p",
                                    configured.getParent() + "/",
                                    "-c",
                                    configured.toString());
                    case HAPROXY -> List.of("-db", "-f", configured.toString());
                    case CADDY ->
                            List.of(
                                    "run",
                                    "--adapter",
                                    "caddyfile",
                                    "--config",
                                    configured.toString());
                };
        return Stream.concat(Stream.of(path.toString()), arguments.stream()).toList();
    }
}
