package io.tidemark.risk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RisksTest {

    @Test
    void productionRefusesWhatIsNotAccepted() {
        assertThatThrownBy(() -> new Risks(Set.of("another"), true).take("open-door", "The door is open."))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The door is open.")
                .hasMessageContaining("\"open-door\"");
    }

    @Test
    void elsewhereAndWhereItIsAcceptedItIsAWarning() {
        assertThatCode(() -> new Risks(Set.of("open-door"), true).take("open-door", "The door is open."))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Risks(Set.of(), false).take("open-door", "The door is open."))
                .doesNotThrowAnyException();
    }
}
