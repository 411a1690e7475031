package io.hania.access.admin.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressTest {
    private final WebhookAddress addresses = new WebhookAddress(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.8.8.8",
                "169.254.169.254",
                "172.16.0.1",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "2001:0:7f00:1::",
                "2002:7f00:1::",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "ff02::1"
            })
    void leadsToNoMachineThatOnlyThisServiceReaches(String address) throws UnknownHostException {
        assertThat(WebhookAddress.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "100.63.0.1",
                "100.128.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "198.20.0.1",
                "2001:4860:4860::8888",
                "2606:4700:4700::1111"
            })
    void leadsToThePublicInternet(String address) throws UnknownHostException {
        assertThat(WebhookAddress.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://localhost/", "https://127.0.0.1:8443/hook", "https://[::1]/", "https://2130706433/"})
    void looksAtTheAddressBehindTheName(String url) {
        var resolved = addresses.resolve(url).await();
        assertThatThrownBy(() -> resolved.atMost(Duration.ofSeconds(10))).hasMessageContaining("not a public address");
    }

    @Test
    void takesPlainHttpOnlyWhereEverythingIsAllowed() {
        assertThat(addresses.fits("http://hooks.example.com/")).isFalse();
        assertThat(addresses.fits("https://hooks.example.com/")).isTrue();
        assertThat(new WebhookAddress(true).fits("http://localhost:9999/")).isTrue();
    }
}
