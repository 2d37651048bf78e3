package io.tidemark.quickstart.backend;

import io.tidemark.quickstart.process.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** A Redis that keeps nothing on disk: all it holds may be lost. */
public final class RedisServer {

    public static final String NAME = "redis";

    private final Path executable;
    private final Path folder;
    private final int port;
    private final Path log;

    public RedisServer(Path programs, Path folder, int port, Path log) throws IOException {
        this.executable = ExecutableProvider.newJarResourceProvider(programs.toFile())
                .get()
                .toPath()
                .toAbsolutePath();
        this.folder = folder;
        this.port = port;
        this.log = log;
    }

    public Program program() {
        var command = List.of(
                executable.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder.toString());
        return new Program(NAME, command, Map.of(), log);
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException e) {
            return false;
        }
    }
}
