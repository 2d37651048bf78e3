package io.tidemark.alert.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointGuardTest {

    private final Map<String, List<String>> names = Map.of(
            "public.example", List.of("8.8.8.8", "2606:4700::1"),
            "inside.example", List.of("10.1.2.3"),
            "both.example", List.of("8.8.8.8", "127.0.0.1"),
            "local.example", List.of("127.0.0.1"));

    private final List<String> asked = new ArrayList<>();

    @Test
    void aPublicNameIsLookedUpOnceAndItsAddressesTakeTurns() throws UnknownHostException {
        var resolution = (Resolution.Permitted) guard().resolve(EndpointUrl.parse("https://public.example/"));

        assertThat(asked).containsExactly("public.example");
        assertThat(resolution.address(1)).isEqualTo(InetAddress.getByName("8.8.8.8"));
        assertThat(resolution.address(2)).isEqualTo(InetAddress.getByName("2606:4700::1"));
        assertThat(resolution.address(3)).isEqualTo(InetAddress.getByName("8.8.8.8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://inside.example/",
                "https://both.example/",
                "https://local.example/",
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::1]/",
                "https://169.254.169.254/latest/meta-data",
            })
    void oneAddressInsideRefusesTheName(String url) {
        assertThat(guard().resolve(EndpointUrl.parse(url))).isInstanceOf(Resolution.Refused.class);
    }

    @Test
    void withoutTlsOnlyConfiguredNetworksAreReached() {
        var open = guard("127.0.0.0/8");

        assertThat(open.resolve(EndpointUrl.parse("http://local.example:8080/")))
                .isInstanceOf(Resolution.Permitted.class);
        assertThat(open.resolve(EndpointUrl.parse("http://public.example/")))
                .isEqualTo(new Resolution.Refused("must begin with https://"));
        assertThat(guard().resolve(EndpointUrl.parse("http://public.example/")))
                .isEqualTo(new Resolution.Refused("must begin with https://"));
        assertThat(open.resolve(EndpointUrl.parse("http://inside.example/"))).isInstanceOf(Resolution.Refused.class);
    }

    @Test
    void anUnknownNameIsToldFromARefusedOne() {
        assertThat(guard().resolve(EndpointUrl.parse("https://nowhere.example/")))
                .isInstanceOf(Resolution.Unresolved.class);
    }

    private EndpointGuard guard(String... allowed) {
        return new EndpointGuard(
                new EndpointConfig() {
                    @Override
                    public Optional<List<String>> allowNetworks() {
                        return Optional.of(List.of(allowed));
                    }

                    @Override
                    public Duration lookupTimeout() {
                        return Duration.ofSeconds(1);
                    }
                },
                this::addresses);
    }

    private List<InetAddress> addresses(String host) throws UnknownHostException {
        asked.add(host);
        var found = new ArrayList<InetAddress>();
        for (var address : names.getOrDefault(host, List.of(host))) {
            if (address.endsWith(".example")) {
                throw new UnknownHostException(host);
            }
            found.add(InetAddress.getByName(address));
        }
        return found;
    }
}
