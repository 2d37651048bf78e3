package io.tidemark.query.range;

import io.tidemark.events.HomeCalendar;
import io.tidemark.platform.tier.TierConfig;
import io.tidemark.query.cache.Inquiry;
import jakarta.enterprise.context.ApplicationScoped;

/** Which ranges a sender may ask about. */
@ApplicationScoped
public class DateRangeRules {

    private final TierConfig tiers;

    DateRangeRules(TierConfig tiers) {
        this.tiers = tiers;
    }

    /** Of counts, which are kept for long; but those of some groups only are taken from events. */
    public DateRangeRule of(Inquiry inquiry, int longest) {
        return inquiry.teams().isPresent() ? ofEvents(inquiry, longest) : new DateRangeRule(inquiry.today(), longest);
    }

    /** Of raw events: from the day on that has the oldest ones kept. */
    private DateRangeRule ofEvents(Inquiry inquiry, int longest) {
        var tenant = inquiry.tenant();
        var oldest = inquiry.now().minus(tiers.of(tenant.tier()).rawRetention());
        return new DateRangeRule(inquiry.today(), new HomeCalendar(tenant.timeZone()).dayOf(oldest), longest);
    }
}
