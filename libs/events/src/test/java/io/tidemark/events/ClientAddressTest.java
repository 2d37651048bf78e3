package io.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7,                              203.0.113.7",
        "203.0.113.7:5555,                         203.0.113.7",
        "0.0.0.0,                                  0.0.0.0",
        "255.255.255.255,                          255.255.255.255",
        "::ffff:203.0.113.7,                       203.0.113.7",
        "::FFFF:203.0.113.7,                       203.0.113.7",
        "::ffff:cb00:7107,                         203.0.113.7",
        "0:0:0:0:0:ffff:203.0.113.7,               203.0.113.7",
        "[::ffff:203.0.113.7]:443,                 203.0.113.7",
        "2001:db8:1:2:3:4:5:6,                     20010db800010002/64",
        "2001:DB8:1:2::9,                          20010db800010002/64",
        "2001:0db8:0001:0002:ffff:ffff:ffff:ffff,  20010db800010002/64",
        "[2001:db8:1:2::9],                        20010db800010002/64",
        "[2001:db8:1:2::9]:5555,                   20010db800010002/64",
        "2001:db8::,                               20010db800000000/64",
        "fe80::1%eth0,                             fe80000000000000/64",
        "[fe80::1%25eth0]:80,                      fe80000000000000/64",
        "::1,                                      0/64",
        "::,                                       0/64",
        "64:ff9b::203.0.113.7,                     64ff9b00000000/64",
        "1:2:3:4:5:6:7::,                          1000200030004/64",
    })
    void oneClientHasOneAddress(String sent, String expected) {
        assertThat(ClientAddress.normalise(sent)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "localhost",
                "-",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.04",
                "1.2.3.4:",
                "1.2.3.4:123456",
                "1.2.3.4:http",
                "1.2.3.4, 5.6.7.8",
                "1.2.3.4x",
                "[::1",
                "[::1]x",
                "[1.2.3.4]",
                "::1]",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::1",
                "::ffff:1.2.3.999",
                "1.2.3.4::",
                "2001:db8::1 ",
            })
    void whatIsNoAddressIsNone(String sent) {
        assertThat(ClientAddress.normalise(sent)).isNull();
    }

    @Property
    void nothingFails(
            @ForAll @Chars({'.', ':', '[', ']', '%', '1', '0', 'f'}) @CharRange(from = '0', to = 'g') String sent) {
        assertThatCode(() -> ClientAddress.normalise(sent)).doesNotThrowAnyException();
    }
}
