package io.hania.access.origin;

import com.google.common.net.InetAddresses;
import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A host in its one normal form: lower case, IDN as A-label, without a trailing dot; an IPv6 address in brackets.
 *
 * @param name the normal form
 * @param address whether it is an IP address
 */
record Host(String name, boolean address) {
    private static final int LONGEST = 253;

    /** Reads a host name, an IPv4 address or an IPv6 address in brackets; null for anything else. */
    static @Nullable Host parse(String text) {
        if (text.startsWith("[")) {
            return text.endsWith("]") ? address(text.substring(1, text.length() - 1), true) : null;
        }
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty() || name.length() > LONGEST) {
            return null;
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        return startsWithDigit(last) ? address(name, false) : domain(name);
    }

    /** {@code localhost}, 127.0.0.0/8 or ::1. */
    boolean loopback() {
        return name.equals("localhost")
                || address && InetAddresses.forUriString(name).isLoopbackAddress();
    }

    boolean localhost() {
        return name.equals("localhost");
    }

    private static boolean startsWithDigit(String label) {
        return !label.isEmpty() && label.charAt(0) >= '0' && label.charAt(0) <= '9';
    }

    private static @Nullable Host address(String text, boolean six) {
        if (text.indexOf('%') >= 0 || !InetAddresses.isInetAddress(text)) {
            return null;
        }
        InetAddress address = InetAddresses.forString(text);
        return address instanceof Inet6Address == six ? new Host(InetAddresses.toUriString(address), true) : null;
    }

    /** Characters that IDNA 2003 (the JDK) and UTS 46 (browsers) turn into different names: ß, ς and the joiners. */
    static boolean ambiguous(String name) {
        return name.chars().anyMatch(c -> c == 'ß' || c == 'ẞ' || c == 'ς' || c == 0x200C || c == 0x200D);
    }

    private static @Nullable Host domain(String name) {
        if (ambiguous(name)) {
            return null;
        }
        try {
            String ascii = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return ascii.isEmpty() || ascii.length() > LONGEST || hasEmptyLabel(ascii) ? null : new Host(ascii, false);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean hasEmptyLabel(String name) {
        return name.startsWith(".") || name.endsWith(".") || name.contains("..");
    }
}
