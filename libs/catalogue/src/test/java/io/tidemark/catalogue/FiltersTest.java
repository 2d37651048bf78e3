package io.tidemark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiltersTest {

    @ParameterizedTest
    @CsvSource({
        "country, fr, COUNTRY, FR",
        "method, get, METHOD, GET",
        "domain, API.Example.com, DOMAIN, api.example.com",
        "route, /Pay, ROUTE, /Pay",
        "consumer, Web, CONSUMER, Web",
    })
    void valuesAreMeantAsEventsHaveThem(String name, String sent, Attribute attribute, String kept) {
        assertThat(Filters.parse(Map.of(name, List.of(sent)))).containsExactly(Filter.of(attribute, kept));
        assertThat(Filters.parse(Map.of("!" + name, Arrays.asList(sent, null))))
                .containsExactly(Filter.not(attribute, kept, null));
    }
}
