package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            oidc: {issuer: ''}                                   | oidc.issuer is missing
            oidc: {issuer: 'http://login.example.com'}           | oidc.issuer is without TLS
            oidc: {issuer: 'https://keycloak.login.svc:8443'}    | networkPolicy.peers.oidc is missing: keycloak.login.svc is not public
            oidc: {issuer: 'https://keycloak'}                   | networkPolicy.peers.oidc is missing
            postgresql: {host: ''}                               | postgresql.host is missing
            postgresql: {cluster: {enabled: true}}               | exclude one another
            postgresql: {secrets: {owner: ''}}                   | postgresql.secrets.owner is missing
            postgresql: {secrets: {alert: ''}}                   | postgresql.secrets.alert is missing
            postgresql: {sslMode: verify-full}                   | needs postgresql.caSecret
            postgresql: {sslMode: disable}                       | to accept that, add database-without-tls to risks
            alert: {keysSecret: ''}                              | alert.keysSecret is missing
            alert: {allowNetworks: [10.0.0.0/8]}                 | to accept that, add webhook-networks to risks
            redis: {hosts: []}                                   | ingest has several replicas but redis.hosts is empty
            redis: {clientType: sentinel}                        | redis.masterName is missing
            redis: {hosts: ['redis://a', 'redis://b']}           | say by redis.clientType
            mail: {host: smtp.example.com}                       | mail.from is missing
            tracing: {endpoint: 'http://collector:4317'}         | networkPolicy.peers.tracing is missing
            ingress: {enabled: true}                             | host is missing
            gateway: {enabled: true, parentRefs: [{name: a}]}    | host is missing
            {host: a.example.com, gateway: {enabled: true}}      | gateway.parentRefs is missing
            query: {autoscaling: {enabled: true, minReplicas: 5, maxReplicas: 4}} | query.autoscaling.maxReplicas is less than minReplicas
            """)
    void whatCannotWorkIsRefusedWithASentence(String values, String sentence) {
        assertThat(Chart.refusal(values)).contains(sentence);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(Chart.refusal("oidc: {issuer: ''}", "alert: {keysSecret: ''}"))
                .contains("oidc.issuer is missing", "alert.keysSecret is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oidc: {issuer: 'http://login.example.com'}\nrisks: [oidc-over-http]",
                "postgresql: {sslMode: disable}\nrisks: [database-without-tls]",
                "redis: {hosts: []}\ningest: {replicas: 1}\nquery: {replicas: 1}\nalert: {replicas: 1}",
                "postgresql: {secrets: {owner: ''}}\nmigration: {enabled: false}",
                "oidc: {issuer: 'https://keycloak.login.svc'}\nnetworkPolicy: {enabled: false}",
                "tracing: {endpoint: 'http://collector:4317'}\nnetworkPolicy: {enabled: false}",
                "oidc: {issuer: 'https://keycloak.login.svc'}\nnetworkPolicy: {peers: {oidc: [{namespaceSelector: {}}]}}",
            })
    void whatLooksLikeItAndIsNotIsRendered(String values) {
        assertThat(Chart.render(values).ofKind("Deployment")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nonsense: 1                                       | nonsense
            ingest: {replica: 2}                              | replica
            ingest: {replicas: 0}                             | replicas
            ingest: {replicas: two}                           | replicas
            ingest: {resources: {limits: {memory: 1Gi}}}      | none
            query: {resources: {requests: {cpu: null}}}       | cpu
            image: {tag: latest}                              | tag
            image: {digests: {ingest-service: 'sha256:1'}}    | ingest-service
            image: {pullPolicy: Sometimes}                    | pullPolicy
            test: {image: busybox}                            | image
            test: {image: 'busybox:latest'}                   | image
            postgresql: {sslMode: off}                        | sslMode
            postgresql: {cluster: {storageSize: much}}        | storageSize
            redis: {hosts: [redis.example.com]}               | hosts
            oidc: {issuer: login.example.com}                 | issuer
            tiers: {gold: {rawRetention: P1D}}                | gold
            tiers: {pro: {rawRetentoin: P7D}}                 | rawRetentoin
            tiers: {pro: {rawRetention: 30}}                  | rawRetention
            tiers: {pro: {caps: {routes: 2000}}}              | routes
            env: {A: 1}                                       | env
            alert: {allowNetworks: [localhost]}               | allowNetworks
            tracing: {endpoint: 'collector:4317'}             | endpoint
            tracing: {protocol: zipkin}                       | protocol
            mail: {security: ssl}                             | security
            tracing: {share: 2}                               | share
            gateway: {parentRefs: [{namespace: a}]}           | name
            job: {schedules: {reconcile: '1 1 * * *'}}        | reconcile
            """)
    void theSchemaRefusesWhatIsNoSuchValue(String values, String about) {
        if (about.equals("none")) {
            // Maps are merged: what is not said stays as it is.
            assertThat(Chart.render(values).objects()).isNotEmpty();
        } else {
            assertThat(Chart.refusal(values)).contains("schema").contains(about);
        }
    }

    @Test
    void lintFindsNothing() {
        var result = new Helm(Chart.HOME).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }
}
