package io.tidemark.systemtests;

import static org.awaitility.Awaitility.await;

import io.tidemark.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's NGINX in front of a small site, which logs every request in the combined format and in JSON. */
final class Nginx implements AutoCloseable {

    private static final String CONFIGURATION = """
            daemon off;
            worker_processes 2;
            pid nginx.pid;
            error_log error.log;
            %s
            events {}
            http {
                log_format json escape=json '{"msec":"$msec","remote_addr":"$remote_addr","remote_user":"$remote_user",'
                    '"request":"$request","status":"$status","body_bytes_sent":"$body_bytes_sent",'
                    '"request_length":"$request_length","request_time":"$request_time",'
                    '"upstream_response_time":"$upstream_response_time","http_referer":"$http_referer",'
                    '"http_user_agent":"$http_user_agent","host":"$host","request_id":"$request_id"}';
                access_log combined.log combined;
                access_log json.log json;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                server {
                    listen 127.0.0.1:%d;
                    location / { return 200 "hello"; }
                    location /moved { return 301 /; }
                    location /created { return 201; }
                    location /forbidden { return 403; }
                    location /broken { return 500; }
                    location /missing { return 404; }
                    location /api/ { proxy_pass http://127.0.0.1:%d; }
                }
                server {
                    listen 127.0.0.1:%d;
                    access_log off;
                    location / { return 200 "from behind"; }
                }
            }
            """;

    private final Path directory;
    private final int port = Ports.free();
    private final Process process;

    Nginx(Path directory) throws IOException {
        this.directory = directory;
        int backend = Ports.free();
        // Its workers would otherwise be nobody, who may not write here.
        var user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        var configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(user, port, backend, backend));
        var builder = new ProcessBuilder("/usr/sbin/nginx", "-p", directory + "/", "-c", configuration.toString());
        builder.environment().put("TZ", "UTC");
        process = builder.inheritIO().start();
        await().until(this::answers);
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Sends bytes that need not be HTTP, and waits for the connection's end. */
    void sendRaw(String bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }

    Path combinedLog() {
        return directory.resolve("combined.log");
    }

    Path jsonLog() {
        return directory.resolve("json.log");
    }

    /** Ends it gracefully: every request is logged then. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
