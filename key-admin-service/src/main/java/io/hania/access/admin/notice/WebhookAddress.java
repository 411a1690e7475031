package io.hania.access.admin.notice;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where webhooks may lead: to https addresses of public hosts. Else an operator could make this service call machines
 * that only it can reach. The address that was looked at is the one that is connected to.
 */
@ApplicationScoped
class WebhookAddress {
    private static final int LONGEST = 500;

    private final boolean anywhere;

    WebhookAddress(@ConfigProperty(name = "admin.webhooks.allow-private", defaultValue = "false") boolean anywhere) {
        this.anywhere = anywhere;
    }

    /** Whether this may be stored as a webhook's address; it is looked at again at every delivery. */
    boolean fits(String url) {
        try {
            URI uri = URI.create(url);
            boolean scheme = "https".equals(uri.getScheme()) || (anywhere && "http".equals(uri.getScheme()));
            return scheme && url.length() <= LONGEST && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** The host's network address; fails if it is none of the public internet. */
    Uni<InetAddress> resolve(String url) {
        return Uni.createFrom()
                .item(() -> lookUp(URI.create(url).getHost()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private InetAddress lookUp(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (!anywhere && !isPublic(address)) {
                throw new IllegalStateException("not a public address");
            }
            return address;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("unknown host", e);
        }
    }

    /** RFC 6890: neither this machine, nor a private or shared network, nor a metadata service, under any of its names. */
    static boolean isPublic(InetAddress address) {
        boolean own = address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress();
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        return !own && (bytes.length == 4 ? isPublic4(first, second, third) : isPublic6(first, second, third));
    }

    /** Not 0/8, 100.64/10, 192.0.0/24, 198.18/15 nor 240/4. */
    private static boolean isPublic4(int first, int second, int third) {
        return first != 0
                && first < 240
                && !(first == 100 && (second & 0xc0) == 64)
                && !(first == 192 && second == 0 && third == 0)
                && !(first == 198 && (second & 0xfe) == 18);
    }

    /** Only 2000::/3, of that neither 2001::/24, where Teredo is, nor 2002::/16: these can name an IPv4 address. */
    private static boolean isPublic6(int first, int second, int third) {
        return (first & 0xe0) == 0x20
                && !(first == 0x20 && second == 0x01 && third == 0)
                && !(first == 0x20 && second == 0x02);
    }
}
