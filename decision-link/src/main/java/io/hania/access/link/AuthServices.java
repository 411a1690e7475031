package io.hania.access.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Where the auth-services are. Each name may stand for several addresses that come and go; it is looked up again every
 * few seconds, on a thread of its own because looking up blocks.
 */
public final class AuthServices implements AutoCloseable {
    private final List<InetSocketAddress> names;
    private final List<Consumer<Set<InetSocketAddress>>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("auth-service-names").unstarted(task));
    private volatile Set<InetSocketAddress> known = Set.of();

    private AuthServices(List<InetSocketAddress> names) {
        this.names = names;
    }

    /**
     * Looks the names up now and then.
     *
     * @param names {@code host:port} each; an IPv6 address stands in brackets
     * @param every pause between two look-ups
     * @throws IllegalArgumentException if a name has no port
     */
    public static AuthServices named(List<String> names, Duration every) {
        AuthServices services =
                new AuthServices(names.stream().map(AuthServices::parse).toList());
        services.thread.scheduleWithFixedDelay(services::lookUp, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return services;
    }

    /** Tells the listener all addresses known, now and whenever they change, on another thread. */
    synchronized void listen(Consumer<Set<InetSocketAddress>> listener) {
        listeners.add(listener);
        listener.accept(known);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void lookUp() {
        Set<InetSocketAddress> found = new LinkedHashSet<>();
        names.forEach(name -> found.addAll(addresses(name)));
        if (!found.isEmpty() && !found.equals(known)) {
            tell(found);
        }
    }

    private synchronized void tell(Set<InetSocketAddress> found) {
        known = found;
        listeners.forEach(listener -> listener.accept(found));
    }

    /** All addresses of the name; of this machine's own, one is enough: both kinds lead to the same process. */
    private static List<InetSocketAddress> addresses(InetSocketAddress name) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        try {
            boolean local = false;
            for (InetAddress address : InetAddress.getAllByName(name.getHostString())) {
                if (!local || !address.isLoopbackAddress()) {
                    addresses.add(new InetSocketAddress(address, name.getPort()));
                }
                local |= address.isLoopbackAddress();
            }
        } catch (UnknownHostException _) {
            return List.of();
        }
        return addresses;
    }

    private static InetSocketAddress parse(String name) {
        int colon = name.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("host:port expected, not " + name);
        }
        String host = name.substring(0, colon).replace("[", "").replace("]", "");
        return InetSocketAddress.createUnresolved(
                host.strip(), Integer.parseInt(name.substring(colon + 1).strip()));
    }
}
