package io.tidemark.alert.endpoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Keeps webhooks out of the networks that they are sent from. A name is resolved here, once; whoever connects uses the
 * address found, so that a name that resolves otherwise a moment later gains nothing. One address that is not permitted
 * refuses them all.
 */
@ApplicationScoped
public class EndpointGuard {

    private final AddressPolicy policy;
    private final Lookup lookup;

    EndpointGuard(EndpointConfig config, Lookup lookup) {
        this.policy = new AddressPolicy(config.allowNetworks().orElse(List.of()).stream()
                .map(Network::parse)
                .toList());
        this.lookup = lookup;
    }

    public Resolution resolve(EndpointUrl url) {
        List<InetAddress> addresses;
        try {
            addresses = lookup.addresses(url.host());
        } catch (UnknownHostException e) {
            return new Resolution.Unresolved("the host name cannot be resolved");
        }
        if (!addresses.stream().allMatch(policy::permits)) {
            return new Resolution.Refused("leads to an address that is not public");
        }
        if (!url.secure() && !addresses.stream().allMatch(policy::isAllowed)) {
            return new Resolution.Refused("must begin with https://");
        }
        return new Resolution.Permitted(addresses);
    }
}
