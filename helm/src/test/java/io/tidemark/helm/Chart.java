package io.tidemark.helm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The chart; each set of values is rendered once. */
final class Chart {

    static final Path HOME = Path.of("tidemark");

    /** The least that is accepted. */
    static final String MINIMAL = """
            oidc: {issuer: "https://login.example.com/realms/tidemark"}
            postgresql:
              host: db.example.com
              secrets: {owner: db-owner, ingest: db-ingest, query: db-query, alert: db-alert, job: db-job}
            redis: {hosts: ["redis://redis.example.com:6379"]}
            alert: {keysSecret: webhook-keys}
            """;

    /** Everything at once. */
    static final String FULL = """
            host: analytics.example.com
            risks: [webhook-networks]
            env: {QUARKUS_LOG_LEVEL: INFO}
            image: {registry: registry.example.com, pullSecrets: [pull]}
            oidc: {caSecret: oidc-ca}
            postgresql: {sslMode: verify-full, caSecret: db-ca}
            redis: {hosts: ["rediss://a.example.com:6380", "rediss://b.example.com:6381"], clientType: cluster, passwordSecret: redis, caSecret: redis-ca}
            mail: {host: smtp.example.com, from: tidemark@example.com, secret: smtp, caSecret: smtp-ca}
            tiers:
              pro: {rawRetention: P60D, exportRows: 20000000, caps: {route: 2000}}
            pod:
              labels: {team: platform}
              annotations: {example.com/scrape: "no"}
              nodeSelector: {kubernetes.io/arch: amd64}
              tolerations: [{key: analytics, operator: Exists}]
              affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: [{key: disk, operator: In, values: [ssd]}]}}]}}
              priorityClassName: high
              volumes: [{name: more, configMap: {name: more}}]
              volumeMounts: [{name: more, mountPath: /more, readOnly: true}]
              envFrom: [{secretRef: {name: more, optional: true}}]
            ingest: {autoscaling: {enabled: true, queueDepth: 5000, rollupLag: 30}, pod: {labels: {tier: hot}}, env: {TIDEMARK_INGEST_FLUSH_WRITERS: "3"}}
            query: {autoscaling: {enabled: true}, readReplica: replica.example.com}
            alert: {autoscaling: {enabled: true, deliveryLateness: 10}, allowNetworks: [10.1.0.0/16]}
            ingress: {enabled: true, className: nginx, tlsSecret: analytics-tls, annotations: {example.com/a: b}, trustedProxies: [10.0.0.0/8]}
            gateway: {enabled: true, parentRefs: [{name: public, namespace: gateways}]}
            networkPolicy:
              peers:
                clients: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: gateways}}}]
                metrics: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]
                postgresql: [{ipBlock: {cidr: 10.2.0.0/16}}]
                redis: [{ipBlock: {cidr: 10.3.0.0/16}}]
                oidc: [{ipBlock: {cidr: 10.4.0.0/16}}]
                mail: [{ipBlock: {cidr: 10.5.0.0/16}}]
                tracing: [{ipBlock: {cidr: 10.6.0.0/16}}]
            tracing: {endpoint: "http://collector.observability:4317", share: 0.1, caSecret: collector-ca}
            monitoring:
              serviceMonitor: {enabled: true, labels: {release: prometheus}}
              rules: {enabled: true, labels: {release: prometheus}}
              dashboards: {enabled: true, annotations: {grafana_folder: Tidemark}}
            """;

    /** PostgreSQL by the operator. */
    static final String CLUSTER = "postgresql: {host: '', cluster: {enabled: true}}";

    private static final String RELEASE = "1.36.0";
    private static final String HOOK = "helm.sh/hook";
    private static final String DISGUISE = "example.com/hook";
    private static final Path WITHOUT_HOOKS = withoutHooks();

    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    private Chart() {}

    /** Renders the minimal values with others laid over them. */
    static Manifests render(String... overlays) {
        return RENDERED.computeIfAbsent(
                String.join("\n---\n", overlays), key -> Manifests.parse(template(values(overlays))));
    }

    /** What the chart has to say against values laid over the minimal ones. */
    static String refusal(String... overlays) {
        try {
            template(values(overlays));
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("rendered: " + String.join("\n", overlays));
    }

    /** What an installation says at its end. */
    static String notes(String... overlays) {
        return withFile(values(overlays), file -> new Helm(HOME)
                .install()
                .withName("tidemark")
                .withNamespace("analytics")
                .withKubeVersion(RELEASE)
                .withValuesFile(file)
                .clientOnly()
                .dryRun()
                .call()
                .getOutput());
    }

    /** All objects, those of hooks among them. */
    static String template(String values) {
        return withFile(values, file -> new Helm(WITHOUT_HOOKS)
                        .template()
                        .withName("tidemark")
                        .withNamespace("analytics")
                        .withKubeVersion(RELEASE)
                        .withValuesFile(file)
                        .call())
                .replace(DISGUISE, HOOK);
    }

    /** The library renders no hooks; under another name they are objects like any other. */
    private static Path withoutHooks() {
        try (var files = Files.walk(HOME)) {
            // A new folder each time: what was deleted since must not be rendered.
            var copy = Files.createTempDirectory(Path.of("target"), "chart");
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = copy.resolve(HOME.relativize(file));
                Files.createDirectories(target.getParent());
                Files.writeString(target, Files.readString(file).replace(HOOK, DISGUISE));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String values(String... overlays) {
        var values = (ObjectNode) Yaml.read(MINIMAL);
        for (var overlay : overlays) {
            Yaml.merge(values, Yaml.read(overlay));
        }
        return Yaml.write(values);
    }

    private static String withFile(String values, Function<Path, String> use) {
        try {
            var file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, values);
                return use.apply(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
