package io.tidemark.alert.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    private final AddressPolicy policy = new AddressPolicy(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "::ffff:0:127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::808:808",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:808:808::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void whatIsNotPublicIsRefused(String address) throws UnknownHostException {
        assertThat(policy.permits(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2001:200::1",
                "2a00:1450:4001:830::200e",
                "::ffff:8.8.8.8"
            })
    void whatIsPublicIsPermitted(String address) throws UnknownHostException {
        assertThat(policy.permits(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void anAddressMappedIntoIpv6IsJudgedAsWhatItIs() throws UnknownHostException {
        // As a resolver may build it: InetAddress itself would have unwrapped it.
        var mapped =
                Inet6Address.getByAddress("sly", new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1}, 0);

        assertThat(mapped).isInstanceOf(Inet6Address.class);
        assertThat(policy.permits(mapped)).isFalse();
        assertThat(new AddressPolicy(List.of(Network.parse("127.0.0.0/8"))).permits(mapped))
                .isTrue();
    }

    @Test
    void configuredNetworksArePermittedAndNothingBesides() throws UnknownHostException {
        var open = new AddressPolicy(List.of(Network.parse("127.0.0.0/8"), Network.parse("::1")));

        assertThat(open.permits(InetAddress.getByName("127.0.0.1"))).isTrue();
        assertThat(open.isAllowed(InetAddress.getByName("127.9.9.9"))).isTrue();
        assertThat(open.permits(InetAddress.getByName("::1"))).isTrue();
        assertThat(open.permits(InetAddress.getByName("::2"))).isFalse();
        assertThat(open.permits(InetAddress.getByName("10.0.0.1"))).isFalse();
        assertThat(open.isAllowed(InetAddress.getByName("8.8.8.8"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "::/129", "10"})
    void whatIsNoNetworkIsRefused(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
